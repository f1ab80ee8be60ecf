"""What a person corrected stays corrected when the file is parsed again."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from pydantic import BaseModel

from domain.resume.facts import ResumeFacts
from domain.resume.matching import LISTS, Item, item_likeness, items_of, matched, text_likeness

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


def merge_corrections(read: ResumeFacts, corrected: ResumeFacts, fresh: ResumeFacts) -> ResumeFacts:
    """The facts of a new parse with everything in them that the person had made of the old one.

    `read` is what the old parse said, `corrected` what the person made of it, `fresh` what the new parse says. Fields
    they changed, items they added and items they removed win; all else is as the new parse has it. With no change by
    the person the result is `fresh`, with no change by the parser it is `corrected`. Items are known again by their
    names and dates, not by their place in the list; one the person confirmed is kept as it is.
    """
    lists = {
        name: merge_lists(
            items_of(read, name), items_of(corrected, name), items_of(fresh, name), item_likeness, _combined
        )
        for name in LISTS
    }
    return fresh.model_copy(
        update={
            "contact": _fields(read.contact, corrected.contact, fresh.contact),
            "summary": _either(read.summary, corrected.summary, fresh.summary),
            "sections": _either(read.sections, corrected.sections, fresh.sections),
            **lists,
        }
    )


def merge_lists(
    read: Sequence[T],
    corrected: Sequence[T],
    fresh: Sequence[T],
    likeness: Callable[[T, T], float],
    combine: Callable[[T, T, T], T],
) -> tuple[T, ...]:
    """Three states of a list as one; `combine` does the same for one item that all three hold."""
    kept = matched(read, corrected, likeness)
    again = matched(read, fresh, likeness)
    origin = {made: old for old, made in kept.items()}
    unseen = [i for i in range(len(fresh)) if i not in set(again.values())]
    added = [i for i in range(len(corrected)) if i not in origin]
    found_too = matched([corrected[i] for i in added], [fresh[i] for i in unseen], likeness)
    twins = {added[i]: unseen[j] for i, j in found_too.items()}
    values: dict[int, T] = {}
    places: dict[int, int] = dict(twins)
    for made, item in enumerate(corrected):
        old = origin.get(made)
        if old is None:
            values[made] = item
        elif old in again:
            values[made] = combine(read[old], item, fresh[again[old]])
            places[made] = again[old]
        elif item != read[old] or getattr(item, "confirmed", False):
            values[made] = item
    new = [i for i in unseen if i not in set(twins.values())]
    order = [origin[made] for made in sorted(values) if made in origin]
    keys = _by_parse(values, places, new) if order == sorted(order) else _by_person(values, places, new)
    return tuple(values[index] if whose == "person" else fresh[index] for whose, index in keys)


Keys = list[tuple[str, int]]


def _by_parse(values: dict[int, T], places: dict[int, int], new: Sequence[int]) -> Keys:
    """The order of the new parse; what it does not hold stands behind what the person had above it."""
    where = {place: made for made, place in places.items() if made in values}
    keys: Keys = [
        ("person", where[i]) if i in where else ("parse", i)
        for i in range(max([*where, *new], default=-1) + 1)
        if i in where or i in new
    ]
    for made in sorted(values):
        if made not in places:
            above = next((("person", m) for m in reversed(range(made)) if ("person", m) in keys), None)
            keys.insert(keys.index(above) + 1 if above else 0, ("person", made))
    return keys


def _by_person(values: dict[int, T], places: dict[int, int], new: Sequence[int]) -> Keys:
    """The order of the person, who moved items; what is new stands behind what the parse has above it."""
    keys: Keys = [("person", made) for made in sorted(values)]
    owners = {place: ("person", made) for made, place in places.items() if made in values}
    for i in sorted(new):
        above = next((owners.get(j, ("parse", j)) for j in reversed(range(i)) if j in owners or j in new), None)
        keys.insert(keys.index(above) + 1 if above else 0, ("parse", i))
    return keys


def _combined(read: Item, corrected: Item, fresh: Item) -> Item:
    if getattr(corrected, "confirmed", False):
        return corrected
    return _fields(read, corrected, fresh)


def _fields(read: M, corrected: M, fresh: M) -> M:
    """Every field the person changed as they left it, the others as the new parse has them."""
    found: dict[str, object] = {}
    for name in type(fresh).model_fields:
        was, made, now = (getattr(item, name) for item in (read, corrected, fresh))
        if isinstance(now, tuple):
            found[name] = merge_lists(was, made, now, text_likeness, _either)
        else:
            found[name] = _either(was, made, now)
    return fresh.model_copy(update=found)


def _either(read: T, corrected: T, fresh: T) -> T:
    return corrected if corrected != read else fresh
