"""What lines need before the rules can read them: bullets drawn as letters, page numbers, LinkedIn's profile PDF."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.resume.document import Line

_PAGE = re.compile(
    r"^(?:page|seite|página|pagina|stránka) \d+ (?:of|von|de|di|sur) \d+$|^第?\s*\d+\s*页.*共\s*\d+\s*页$",
    re.IGNORECASE,
)
_MARK = re.compile(r"\((?:LinkedIn|Personal|Company|Portfolio|Blog|Other|Mobile|Home|Work)\)\s*$")
_OPEN_ADDRESS = re.compile(r"(?:linkedin\.com/(?:in|pub)/|https?://|www\.)\S*$", re.IGNORECASE)


_BULLET = re.compile(r"^[›»➢❖✓✔▸►‣➤➔→⇒◦○●■▪□◆◇★☆・∗⁃⋅]\s*(?=\S)")
_LONE = re.compile(r"^[-–—·•*›»o∗⁃+>]$")
_LETTER = re.compile(r"^([b-hj-np-z§¢¥¨ˆ…~°\ue000-\uf8ff]) (?=[A-ZÀ-Þ\d])")
"""A bullet whose picture a font keeps in the place of a letter."""


def _with_bullets(lines: Sequence[Line]) -> list[Line]:
    """Lines that begin with a bullet of their own kind are marked as bullets, without it."""
    return [as_bullet(line) for line in lines]


def as_bullet(line: Line) -> Line:
    """The line as a bullet without its mark, when it begins with one; else the line."""
    parts = line.parts
    if len(parts) > 1 and _LONE.match(parts[0]):
        return _bullet(line, parts[1:])
    match = None if line.bullet else _BULLET.match(line.text)
    if match is None and not line.bullet and len(line.text) > 12:
        match = _LETTER.match(line.text)
    if match is None:
        return line
    first = parts[0][match.end() :] if len(parts[0]) > match.end() else ""
    return _bullet(line, tuple(part for part in (first, *parts[1:]) if part))


def _bullet(line: Line, cells: tuple[str, ...]) -> Line:
    return replace(line, text=" ".join(cells), cells=cells if len(cells) > 1 else (), bullet=True)


_FORM_TEXT = r"""
: dates?(?: \(from ?[-–] ?to\))?|fechas?|datas?|periodo|per[íi]odo|zeitraum|p[ée]riode
Position: occupation or position held|position held|puesto o cargo ocupados|profesi[óo]n o cargo desempeñado
Position: fun[çc][ãa]o ou cargo ocupado|lavoro o posizione ricoperti|fonction ou poste occup[ée]|beruf oder funktion
Employer: name and address of employer|nombre y direcci[óo]n (?:del empleador|de la empresa)
Employer: nome e indirizzo del datore di lavoro|nome e endere[çc]o do empregador|nom et adresse de l['’]employeur
Employer: name und adresse des arbeitgebers
: title of qualification awarded|name and type of organi[sz]ation.*|name of organi[sz]ation.*
: t[íi]tulo de la cualificaci[óo]n obtenida|titolo della qualifica rilasciata|intitul[ée] du (?:certificat|dipl[ôo]me).*
: designa[çc][ãa]o da qualifica[çc][ãa]o atribu[íi]da|nome e tipo d['’](?:organizzazione|istituto).*
"""
"""Labels of the Europass form, and what stands for them."""
_FORM_LABELS = [
    (f"{label}: " if label else "", re.compile(rf"(?:{words})\s*:?", re.IGNORECASE))
    for label, _, words in (line.partition(": ") for line in _FORM_TEXT.strip().split("\n"))
]


def _without_form(line: Line) -> Line:
    """A row of a Europass form as a line that says the same."""
    if len(line.parts) != 2:
        return line
    label = next((label for label, words in _FORM_LABELS if words.fullmatch(line.parts[0])), None)
    return line if label is None else replace(line, text=f"{label}{line.parts[1]}", cells=())


def is_profile(lines: Sequence[Line]) -> bool:
    """Whether the file is LinkedIn's own export."""
    return any(line.text.rstrip().endswith("(LinkedIn)") for line in lines[:25])


def tidied(lines: Sequence[Line]) -> list[Line]:
    """With bullets marked and without page numbers; addresses that LinkedIn's side column cut are whole again."""
    kept = [_without_form(line) for line in _with_bullets(lines) if not _PAGE.match(line.text.strip())]
    if not is_profile(kept):
        return kept
    result: list[Line] = []
    for line in kept:
        above = result[-1] if result else None
        if (
            above is not None
            and above.column == line.column
            and _OPEN_ADDRESS.search(above.text)
            and re.fullmatch(r"[\w%/.-]+(?:\s*\(\w+\))?", line.text)
            and ("-" in above.text[-1:] or _MARK.search(line.text))
        ):
            result[-1] = replace(above, text=f"{above.text}{line.text}", cells=(), links=(*above.links, *line.links))
        else:
            result.append(line)
    return [
        replace(line, text=_MARK.sub("", line.text).rstrip(), cells=()) if _MARK.search(line.text) else line
        for line in result
    ]
