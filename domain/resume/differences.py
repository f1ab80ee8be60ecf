"""What differs between two versions of a resume, as before and after at a path."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from pydantic import BaseModel, ConfigDict

from domain.resume.facts import ResumeFacts

_UNTOLD = frozenset({"confirmed", "sections", "line", "confidence", "listed", "category", "years", "last_used"})
"""Fields that hold no words of the resume, or only words that stand in another field too."""
_ALIKE = 0.5
"""Shared part of two texts (difflib's ratio) above which one is taken for a changed form of the other."""
_NAMED_BY = ("title", "employer", "school", "degree", "name")


class Difference(BaseModel):
    """A text that changed: "" before when it was added, "" after when it was taken out.

    `path` is that of the later version; that of the earlier one where the text is gone.
    """

    model_config = ConfigDict(frozen=True)

    path: str
    before: str
    after: str


def differences(before: ResumeFacts, after: ResumeFacts) -> tuple[Difference, ...]:
    """Every text that differs, in the order of the resume; an entry or line that only moved is none."""
    return tuple(_models("", before, after))


def _models(path: str, before: BaseModel, after: BaseModel) -> Iterator[Difference]:
    for field in type(after).model_fields:
        if field not in _UNTOLD:
            yield from _values(f"{path}.{field}".lstrip("."), getattr(before, field), getattr(after, field))


def _values(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(after, BaseModel):
        yield from _models(path, before, after)
    elif isinstance(after, tuple):
        yield from _lists(path, before, after)
    else:
        yield Difference(path=path, before=str(before), after=str(after))


def _lists(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Difference]:
    partners = _partners([_name(b) for b in before], [_name(a) for a in after])
    for index, entry in enumerate(after):
        if index in partners:
            yield from _values(f"{path}.{index}", before[partners[index]], entry)
        else:
            yield from _one_sided(f"{path}.{index}", entry, added=True)
    kept = set(partners.values())
    for index, entry in enumerate(before):
        if index not in kept:
            yield from _one_sided(f"{path}.{index}", entry, added=False)


def _partners(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """For each later entry the earlier one it is: of the same name, else the most alike of those left over."""
    found: dict[int, int] = {}
    left = list(range(len(before)))
    for index, name in enumerate(after):
        same = next((i for i in left if before[i] == name), None)
        if same is not None:
            found[index] = same
            left.remove(same)
    for index, name in enumerate(after):
        if index in found or not left:
            continue
        closest = max(left, key=lambda i: (SequenceMatcher(None, before[i], name, autojunk=False).ratio(), i == index))
        if SequenceMatcher(None, before[closest], name, autojunk=False).ratio() >= _ALIKE or closest == index:
            found[index] = closest
            left.remove(closest)
    return found


def _name(entry: Any) -> str:
    """What an entry is known by, so that an entry that moved is compared with itself."""
    if isinstance(entry, str):
        return entry
    return "\n".join(str(getattr(entry, field, "")) for field in _NAMED_BY)


def _one_sided(path: str, entry: Any, *, added: bool) -> Iterator[Difference]:
    if isinstance(entry, BaseModel):
        for field in type(entry).model_fields:
            if field not in _UNTOLD:
                yield from _one_sided(f"{path}.{field}", getattr(entry, field), added=added)
    elif isinstance(entry, tuple):
        for index, part in enumerate(entry):
            yield from _one_sided(f"{path}.{index}", part, added=added)
    elif entry:
        yield Difference(path=path, before="" if added else str(entry), after=str(entry) if added else "")
