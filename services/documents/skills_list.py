"""The project's list of known skills, read once."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from domain.resume.facts import SkillCategory
from domain.resume.known_skills import KnownSkill
from domain.resume.vocabulary import SkillVocabulary

SKILLS_FOLDER = Path(__file__).resolve().parents[2] / "data" / "skills"


@lru_cache(maxsize=4)
def load_skills(folder: Path = SKILLS_FOLDER) -> SkillVocabulary:
    """Every `*.yaml` of the folder as one vocabulary."""
    return SkillVocabulary.from_skills(listed_in(folder))


def listed_in(folder: Path = SKILLS_FOLDER) -> Iterator[KnownSkill]:
    """The skills of each file, in order.

    A file is one profession: its name under `profession`, and a text a category with one skill a line,
    "Name = synonym, synonym". "~" before a spelling says that it is also a plain word. Raises ValueError for a
    category that is none.
    """
    import yaml

    SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # noqa: N806
    for path in sorted(folder.glob("*.yaml")):
        groups: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), Loader=SafeLoader)  # noqa: S506
        profession = groups.pop("profession")
        for category, text in groups.items():
            for line in text.splitlines():
                yield _skill(line, SkillCategory(category), profession)


def _skill(line: str, category: SkillCategory, profession: str) -> KnownSkill:
    name, _, others = line.partition(" = ")
    marked = [name, *(other.strip() for other in others.split(",") if other.strip())]
    spellings = tuple(spelling.removeprefix("~") for spelling in marked)
    plain = frozenset(spelling[1:] for spelling in marked if spelling.startswith("~"))
    return KnownSkill(spellings[0], spellings, plain, category, profession)
