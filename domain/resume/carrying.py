"""Sources and doubts go along when a person edits the facts they belong to."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from domain.resume.facts import Doubt, ResumeFacts
from domain.resume.matching import LISTS, item_likeness, items_of, matched
from domain.resume.spans import Sources, Span

_TOGETHER = (frozenset({"title", "employer"}), frozenset({"school", "degree", "field"}), frozenset({"start", "end"}))
"""A doubt about one of these is settled when the person changes another of them."""


def carry(
    before: ResumeFacts, after: ResumeFacts, sources: Sources, doubts: Sequence[Doubt]
) -> tuple[dict[str, tuple[Span, ...]], tuple[Doubt, ...]]:
    """(sources, doubts) for the edited facts.

    A fact that was left as it was keeps both under its new path; a changed one loses both (its words are the person's
    now), and a confirmed one keeps only its source.
    """
    paths = dict(_unchanged(before, after))
    kept = {new: tuple(sources[old]) for old, new in paths.items() if old in sources}
    confirmed = {
        f"{name}.{index}"
        for name in LISTS
        for index, item in enumerate(items_of(after, name))
        if getattr(item, "confirmed", False)
    }
    still = [
        doubt.model_copy(update={"path": paths[doubt.path]})
        for doubt in doubts
        if doubt.path in paths
        and _item(paths[doubt.path]) not in confirmed
        and not any(_sibling(doubt.path, name) not in paths for name in _settled_by(doubt.path))
    ]
    return kept, tuple(still)


def _settled_by(path: str) -> Iterator[str]:
    field = path.rsplit(".", 1)[-1]
    for group in _TOGETHER:
        if field in group:
            yield from sorted(group - {field})


def _sibling(path: str, field: str) -> str:
    return f"{path.rsplit('.', 1)[0]}.{field}"


def _item(path: str) -> str:
    return ".".join(path.split(".")[:2])


def _unchanged(before: ResumeFacts, after: ResumeFacts) -> Iterator[tuple[str, str]]:
    """(old path, new path) of every value that is the same in both, empty ones too."""
    yield from _same_fields(before.contact, after.contact, "contact", "contact")
    if before.summary == after.summary:
        yield "summary", "summary"
    for name in LISTS:
        old, new = items_of(before, name), items_of(after, name)
        for i, j in matched(old, new, item_likeness).items():
            if old[i] == new[j]:
                yield f"{name}.{i}", f"{name}.{j}"
            yield from _same_fields(old[i], new[j], f"{name}.{i}", f"{name}.{j}")


def _same_fields(item: BaseModel, other: BaseModel, path: str, new_path: str) -> Iterator[tuple[str, str]]:
    for field in type(item).model_fields:
        value, new = getattr(item, field), getattr(other, field)
        if isinstance(value, tuple):
            for i, j in matched(value, new, lambda *_: 0.0).items():
                yield f"{path}.{field}.{i}", f"{new_path}.{field}.{j}"
        elif value == new:
            yield f"{path}.{field}", f"{new_path}.{field}"
