"""The written material of the generator: one file a language, and the names."""

import re
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

CONTENT = Path(__file__).with_name("content")
_SLOT = re.compile(r"\{(\w+)\}")


@cache
def pool(language: str) -> dict[str, Any]:
    """Headings, labels, professions, schools, places, date and phone forms of one language ("en")."""
    return _load(language)


@cache
def names() -> dict[str, Any]:
    """[given name, family name] a language, and how CJK names are written in Latin letters."""
    return _load("names")


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
    return loaded


def fill(template: str, rng: Random, language: str = "en", **given: str) -> str:
    """The template with a number for every slot: {n} 2-9, {nn} 12-96, {nnn} 110-980, {d} and {dd}... digits."""

    def value(slot: re.Match[str]) -> str:
        name = slot[1]
        if name in given:
            return given[name]
        if set(name) == {"d"}:
            return "".join(str(rng.randint(0, 9)) for _ in name)
        if name == "money":
            return fill(rng.choice(pool(language)["money"]), rng, language)
        lowest, highest = _RANGES[name]
        number = rng.randint(lowest, highest)
        return f"{number / 100:.2f}" if name == "gpa" else str(number)

    return _SLOT.sub(value, template)


_RANGES = {
    "n": (2, 9),
    "nn": (12, 96),
    "nnn": (110, 980),
    "pct": (6, 58),
    "lo": (31, 68),
    "hi": (74, 98),
    "years": (3, 19),
    "year": (2012, 2025),
    "gpa": (310, 400),
    "nn8": (70, 99),
    "dn": (10, 28),
    "area": (203, 989),
}
