"""Which facts of a resume came back when its file was read again, and which did not."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from domain.resume.dates import plain, plain_range
from domain.resume.facts import ResumeFacts

Fact = tuple[str, str]
"""(path, value), such as ("work.0.title", "Nurse"). Start and end of an entry are one fact, "dates"."""

_LISTS = ("work", "education", "projects", "certificates", "publications", "languages")
_SHOWN = {
    "contact": "contact", "summary": "summary", "work": "work experience", "education": "education",
    "skills": "skills", "projects": "projects", "certificates": "certificates", "publications": "publications",
    "languages": "languages", "sections": "other sections",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """`total` facts went in, `lost` did not come back, `added` were read although nobody wrote them."""

    total: int
    lost: tuple[Fact, ...] = ()
    added: tuple[Fact, ...] = ()

    @property
    def share(self) -> float:
        """Part of the facts that is read correctly, 0-1; what was added counts as a mistake."""
        everything = self.total + len(self.added)
        return (self.total - len(self.lost)) / everything if everything else 1.0

    @property
    def percent(self) -> int:
        """Whole percent; 100 only when nothing was lost or added."""
        return 100 if not self.lost and not self.added else min(99, int(self.share * 100))

    @property
    def sentence(self) -> str:
        """For the person."""
        if self.percent == 100:
            return "Machines read this correctly: 100 %."
        parts = list(dict.fromkeys(_SHOWN[path.split(".")[0]] for path, _ in (*self.lost, *self.added)))
        return f"Machines read this correctly: {self.percent} %. Not everything came back from {_listed(parts)}."


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def compare(facts: ResumeFacts, read: ResumeFacts) -> RoundTrip:
    """Every fact that went in against what was read: same words in the same entry, whatever the spacing and case."""
    total, lost, added = 0, list[Fact](), list[Fact]()
    for name in ("name", "headline", "email", "phone", "place"):
        want, have = getattr(facts.contact, name), getattr(read.contact, name)
        total += bool(words(want))
        if words(want) != words(have):
            (lost if words(want) else added).append((f"contact.{name}", want or have))
    known = {link_key(link) for link in read.contact.links}
    total += len(facts.contact.links)
    lost += [(f"contact.links.{i}", link) for i, link in enumerate(facts.contact.links) if link_key(link) not in known]
    total += bool(words(facts.summary))
    if words(facts.summary) != words(read.summary):
        (lost if words(facts.summary) else added).append(("summary", facts.summary or read.summary))
    for name in _LISTS:
        counted, missing, extra = _compare_entries(name, getattr(facts, name), getattr(read, name))
        total, lost, added = total + counted, lost + missing, added + extra
    for part in (_compare_skills(facts, read), _compare_sections(facts, read)):
        total, lost, added = total + part.total, [*lost, *part.lost], [*added, *part.added]
    return RoundTrip(total, tuple(lost), tuple(added))


def facts_in(facts: ResumeFacts) -> list[Fact]:
    """Every fact that an export has to hold, in the order of the types."""
    found = [(f"contact.{n}", getattr(facts.contact, n)) for n in ("name", "headline", "place", "email", "phone")]
    found += [(f"contact.links.{i}", link) for i, link in enumerate(facts.contact.links)]
    found.append(("summary", facts.summary))
    for name in _LISTS:
        for index, entry in enumerate(getattr(facts, name)):
            found += [(f"{name}.{index}.{field}", value) for field, value in _fields(entry).items()]
    found += [(f"skills.{i}", skill.name) for i, skill in enumerate(facts.skills)]
    for index, section in enumerate(facts.sections):
        if section.kind == "other" and words(section.text):
            found += [(f"sections.{index}.title", section.title), (f"sections.{index}.text", section.text)]
    return [(path, value) for path, value in found if words(value)]


def words(text: str) -> str:
    """One form for comparing texts: folded letters and digits; spaces between East Asian signs do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = re.sub(r"[^\w+#%]+", " ", folded.replace("_", " ")).strip()
    return re.sub(r"(?<=[\u2e80-\u9fff\uac00-\ud7af])\s+|\s+(?=[\u2e80-\u9fff\uac00-\ud7af])", "", folded)


def link_key(link: str) -> str:
    """An address without scheme, "www." and the last slash."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip().casefold()).rstrip("/")


def _fields(entry: BaseModel) -> dict[str, str]:
    """A flat view of an entry: {"title": ..., "dates": "2020 – now", "bullets.0": ...}, without what is empty."""
    values = entry.model_dump(exclude={"confirmed"})
    if "start" in values:
        values["dates"] = " – ".join(filter(None, (values.pop("start"), values.pop("end"))))
    flat: dict[str, str] = {}
    for name, value in values.items():
        flat |= {f"{name}.{i}": text for i, text in enumerate(value)} if isinstance(value, tuple) else {name: value}
    return {name: value for name, value in flat.items() if words(value)}


def _compare_entries(
    name: str, wanted: Sequence[BaseModel], read: Sequence[BaseModel]
) -> tuple[int, list[Fact], list[Fact]]:
    """Each entry against the read one that is most like it; every read entry is used once."""
    free = dict(enumerate(read))
    total, lost, added = 0, list[Fact](), list[Fact]()
    for index, entry in enumerate(wanted):
        fields = _fields(entry)
        total += len(fields)
        alike = {i: sum(_found(f, v, entry, other) for f, v in fields.items()) for i, other in free.items()}
        best = max(alike, key=lambda i: (alike[i], -i), default=None)
        match = free.pop(best) if best is not None and alike[best] else None
        lost += [(f"{name}.{index}.{f}", v) for f, v in fields.items() if not match or not _found(f, v, entry, match)]
        if match:
            surplus = ((f, v) for f, v in _fields(match).items() if not _found(f, v, match, entry))
            added += [(f"{name}.{index}.{f}", v) for f, v in surplus if "." in f or f not in fields]
    added += [(f"{name}.{len(wanted) + i}", " ".join(_fields(e).values())[:80]) for i, e in enumerate(free.values())]
    return total, lost, added


def _found(field: str, value: str, entry: BaseModel, other: BaseModel) -> bool:
    """Whether `other` says what this field of `entry` says."""
    name = field.split(".")[0]
    if name == "dates":
        return _same_dates(entry, other)
    have = getattr(other, name)
    if isinstance(have, tuple):
        return words(value) in map(words, have)
    if name == "link":
        return link_key(value) == link_key(have)
    if name == "date" and plain(value):
        return plain(value) == plain(have)
    if name in ("degree", "field") and words(value) != words(have):
        # "BSc, Physics" is one phrase for most readers
        return _joined(entry) == _joined(other)
    return words(value) == words(have)


def _joined(entry: BaseModel) -> str:
    return words(f"{getattr(entry, 'degree', '')} {getattr(entry, 'field', '')}")


def _same_dates(entry: BaseModel, other: BaseModel) -> bool:
    ours, theirs = ((getattr(e, "start", ""), getattr(e, "end", "")) for e in (entry, other))
    meant = plain_range(*ours)
    return meant == plain_range(*theirs) if meant else words(" ".join(ours)) == words(" ".join(theirs))


def _compare_skills(facts: ResumeFacts, read: ResumeFacts) -> RoundTrip:
    """A spoken language counts wherever it was read; skills found in running text are never "added"."""
    have = {words(skill.name) for skill in read.skills} | {words(language.name) for language in read.languages}
    lost = [(f"skills.{i}", s.name) for i, s in enumerate(facts.skills) if words(s.name) not in have and words(s.name)]
    want = {words(skill.name) for skill in facts.skills}
    added = [("skills", skill.name) for skill in read.skills if skill.listed and words(skill.name) not in want]
    return RoundTrip(sum(bool(words(skill.name)) for skill in facts.skills), tuple(lost), tuple(added))


def _compare_sections(facts: ResumeFacts, read: ResumeFacts) -> RoundTrip:
    """Sections of no type ("Awards"): heading and text."""
    have = [(words(section.title), words(section.text)) for section in read.sections]
    total, lost = 0, list[Fact]()
    for index, section in enumerate(facts.sections):
        if section.kind != "other" or not words(section.text):
            continue
        total += 2
        title, text = words(section.title), words(section.text)
        if not any(title == heading for heading, _ in have):
            lost.append((f"sections.{index}.title", section.title))
        if not any(text in said for _, said in have):
            lost.append((f"sections.{index}.text", section.text))
    return RoundTrip(total, tuple(lost))
