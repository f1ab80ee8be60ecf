"""A resume as a sequence of blocks: the order and the wording that every format shares.

Fields stand apart by a bar ("Employer | Place | dates") and dates stand inline behind them, because machines lose
right-aligned dates and cannot tell commas between fields from commas inside them.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.resume.facts import (
    Certificate,
    Education,
    Position,
    Project,
    Publication,
    ResumeFacts,
    SkillCategory,
    SkillFact,
    SpokenLanguage,
)
from services.documents.export.headings import KINDS, headings_in, labels_in, language_of

BAR = " | "


class Kind(StrEnum):
    """What a block is; each format has one look a kind."""

    NAME = "name"
    HEADLINE = "headline"
    CONTACT = "contact"
    SECTION = "section"
    ENTRY = "entry"
    DETAIL = "detail"
    """The line below an entry's heading: employer, place, dates."""
    TEXT = "text"
    BULLET = "bullet"
    ITEM = "item"
    """A line of a list without bullets: a group of skills, the languages."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line. `link` is a complete address; a `whole` piece is not broken over two lines."""

    text: str
    bold: bool = False
    link: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words of all pieces."""
        return "".join(piece.text for piece in self.pieces)


def compose(facts: ResumeFacts, *, one_line_heads: bool = False) -> list[Block]:
    """Every fact once, in the order of the page; what is empty is left out."""
    language = language_of(facts)
    sections = {
        "summary": [Block(Kind.TEXT, (Piece(text),)) for text in map(tidy, facts.summary.split("\n")) if text],
        "work": _entries(map(_position, facts.work), one_line_heads),
        "projects": _entries(map(_project, facts.projects), one_line_heads),
        "education": _entries(map(_education, facts.education), one_line_heads),
        "skills": _skills(facts, labels_in(language)),
        "certificates": [block for c in facts.certificates for block in _certificate(c)],
        "publications": [block for p in facts.publications for block in _publication(p)],
        "languages": _languages(facts.languages),
    }
    blocks, headings = _contact(facts), headings_in(language)
    for kind in section_order(facts):
        if sections[kind]:
            blocks += [_line(Kind.SECTION, headings[kind]), *sections[kind]]
    for section in facts.sections:
        if section.kind == "other" and section.text.strip():
            lines = [_line(Kind.TEXT, text) for text in _rejoined(section.text)]
            blocks += [_line(Kind.SECTION, tidy(section.title)), *lines]
    return blocks


def section_order(facts: ResumeFacts) -> list[str]:
    """Kinds of sections as they stand on the page; who has not worked yet begins with education."""
    if facts.work:
        return list(KINDS)
    return ["summary", "education", *(kind for kind in KINDS if kind not in ("summary", "education"))]


def tidy(text: str) -> str:
    """One line of composed letters, single spaces, no control or invisible characters."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return re.sub(r" +", " ", text.replace("\u2011", "-").replace("\u2010", "-")).strip()


_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def shown_link(link: str) -> str:
    """An address as people write it: without scheme and without the last slash."""
    return re.sub(r"(?i)^(?:https?://)?(?:www\.)?", "", tidy(link)).rstrip("/")


def full_link(link: str) -> str:
    """A complete web address; empty for what is none (a script, a file on somebody's disk)."""
    link = tidy(link)
    if re.match(r"(?i)https?://[^\s<>\"]+$", link):
        return link
    return f"https://{link}" if re.match(r"[\w.-]+\.\w{2,}(?:[/?#][^\s<>\"]*)?$", link) else ""


def dates_of(start: str, end: str) -> str:
    """ "March 2021 – Present"; a single date where there is only one."""
    return " – ".join(date for date in (tidy(start), tidy(end)) if date)


def shown_skills(facts: ResumeFacts) -> list[SkillFact]:
    """The skills that get a place in the list: what the person listed, and what no other line names.

    A skill that was only found in a bullet stands in that bullet already; spoken languages have their own section.
    """
    spoken = {tidy(language.name).casefold() for language in facts.languages}
    texts = [
        facts.summary,
        *(b for p in facts.work for b in p.bullets),
        *(b for p in facts.projects for b in p.bullets),
    ]
    texts += [c.name for c in facts.certificates] + [p.title for p in facts.publications]
    body = "\n".join(map(tidy, texts)).casefold()
    shown: dict[str, SkillFact] = {}
    for skill in facts.skills:
        key = tidy(skill.name).casefold()
        if key and key not in spoken and (skill.listed or not re.search(rf"(?<!\w){re.escape(key)}(?!\w)", body)):
            shown.setdefault(key, skill)
    return list(shown.values())


def _line(kind: Kind, *texts: str) -> Block:
    return Block(kind, tuple(Piece(text) for text in texts))


def _barred(kind: Kind, pieces: Iterable[Piece]) -> list[Block]:
    """A block of the pieces that say something, bars between them; no block when none does."""
    spaced: list[Piece] = []
    for piece in pieces:
        if piece.text:
            spaced += [Piece(BAR), piece] if spaced else [piece]
    return [Block(kind, tuple(spaced))] if spaced else []


def _contact(facts: ResumeFacts) -> list[Block]:
    contact = facts.contact
    reach = (
        Piece(tidy(contact.place)),
        Piece(tidy(contact.email), link=f"mailto:{tidy(contact.email)}" if "@" in contact.email else "", whole=True),
        Piece(tidy(contact.phone), whole=True),
    )
    blocks = [_line(Kind.NAME, tidy(contact.name))] if tidy(contact.name) else []
    if tidy(contact.headline):
        blocks.append(_line(Kind.HEADLINE, tidy(contact.headline)))
    return [*blocks, *_barred(Kind.CONTACT, reach), *_barred(Kind.CONTACT, map(_link, contact.links))]


def _link(link: str) -> Piece:
    return Piece(shown_link(link), link=full_link(link))


@dataclass(frozen=True, slots=True)
class _Entry:
    """`names` in the order of their weight: the first one is the heading."""

    names: tuple[Piece, ...]
    dates: str
    bullets: tuple[str, ...]


def _position(position: Position) -> _Entry:
    names = (position.title, position.employer, position.place)
    return _Entry(tuple(Piece(tidy(n)) for n in names), dates_of(position.start, position.end), position.bullets)


def _education(entry: Education) -> _Entry:
    degree = ", ".join(part for part in (tidy(entry.degree), tidy(entry.field)) if part)
    return _Entry((Piece(degree), Piece(tidy(entry.school))), dates_of(entry.start, entry.end), entry.details)


def _project(project: Project) -> _Entry:
    names = (Piece(tidy(project.title)), Piece(tidy(project.role)), _link(project.link))
    return _Entry(names, dates_of(project.start, project.end), project.bullets)


def _entries(entries: Iterable[_Entry], one_line: bool) -> list[Block]:
    blocks: list[Block] = []
    for entry in entries:
        dates = Piece(entry.dates, whole=True)
        head, *others = [*(name for name in entry.names if name.text), *([dates] if entry.dates else [])] or [Piece("")]
        if one_line:
            blocks += _barred(Kind.ENTRY, (Piece(head.text, bold=True, link=head.link), *others))
        else:
            blocks += [*_barred(Kind.ENTRY, [Piece(head.text, bold=True, link=head.link)])]
            blocks += _barred(Kind.DETAIL, others)
        blocks += [_line(Kind.BULLET, text) for text in map(_bare, entry.bullets) if text]
    return blocks


def _bare(text: str) -> str:
    """A bullet's text without a mark of its own."""
    return re.sub(r"^[•*·●▪◦–—-]\s+", "", tidy(text))


def _certificate(certificate: Certificate) -> list[Block]:
    date = Piece(tidy(certificate.date), whole=True)
    return _barred(Kind.BULLET, (Piece(tidy(certificate.name)), Piece(tidy(certificate.issuer)), date))


def _publication(publication: Publication) -> list[Block]:
    date = Piece(tidy(publication.date), whole=True)
    names = (Piece(tidy(publication.title)), Piece(tidy(publication.venue)))
    return _barred(Kind.BULLET, (*names, date, _link(publication.link)))


def _skills(facts: ResumeFacts, labels: Mapping[SkillCategory, str]) -> list[Block]:
    groups: dict[SkillCategory, list[str]] = {}
    for skill in shown_skills(facts):
        groups.setdefault(skill.category, []).append(tidy(skill.name))
    blocks: list[Block] = []
    for category, label in labels.items():
        names = groups.get(category, [])
        if names:
            # a skill with a comma of its own needs another mark between skills
            comma = Piece(BAR if any("," in name for name in names) else ", ")
            listed = [piece for name in names for piece in (comma, Piece(name, whole=True))][1:]
            labelled = [Piece(f"{label}: ", bold=True)] if len(groups) > 1 else []
            blocks.append(Block(Kind.ITEM, (*labelled, *listed)))
    return blocks


def _languages(languages: Sequence[SpokenLanguage]) -> list[Block]:
    said = [(tidy(language.name), tidy(language.level)) for language in languages]
    texts = [f"{name} ({level})" if name and level else name or level for name, level in said]
    return _barred(Kind.ITEM, (Piece(text, whole=True) for text in texts))


def _rejoined(text: str) -> list[str]:
    """Lines of a section that no type fits; a line that begins in the middle of a sentence goes on with the last."""
    lines: list[str] = []
    for line in filter(None, map(_bare, text.split("\n"))):
        if lines and line[0].islower():
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines
