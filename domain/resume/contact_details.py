"""Where the person lives and the line that says what they are."""

import re
from collections.abc import Sequence

from domain.resume.document import Line
from domain.resume.place_names import PLACES
from domain.resume.section_names import section_kind
from domain.resume.words import CJK, is_place, organisation_score, title_score

_LABEL = re.compile(
    r"^(?:address|location|city|residence|based in|lives in|adresse|wohnort|anschrift|standort|domicile|ville|"
    r"direcci[óo]n|ciudad|localidad|endere[çc]o|cidade|localiza[çc][ãa]o|indirizzo|residenza|adres|woonplaats|"
    r"住所|現住所|地址|现居地?|所在地|居住地|城市)\s*(?:[:：]\s*|\s+(?!de ))",
    re.IGNORECASE,
)
_REACH = re.compile(r"@|https?:|www\.|\.(?:com|org|net|io|dev)\b|\d{3}[\s.)-]+\d{2,}|\+\d")
_FAMILY = re.compile(r"(?i)^(?:born|date of birth|geboren|n[ée]e? le|age|nationality|生年月日|性别|年龄|性別)\b")


def find_place(own: Sequence[Line]) -> str:
    """The first place in the lines about the person; a whole address as it is written."""
    for line in own[:30]:
        parts = line.parts
        if len(parts) > 1 and _LABEL.fullmatch(f"{parts[0]} "):
            parts = (f"{parts[0]}: {parts[1]}", *parts[2:])
        for part in parts:
            for piece in re.split(r"\s*[|•·∙¦｜]\s*|\s{3,}|\s+[–—-]\s+", part):
                labelled = _LABEL.match(piece)
                text = (piece[labelled.end() :] if labelled else piece).strip(" ,;.")
                if not 1 < len(text) < 90 or _REACH.search(text) or _FAMILY.match(text):
                    continue
                if is_place(text) or (labelled and len(text.split()) <= 9) or _is_address(text):
                    return text
    return next(filter(None, map(_beside_bars, own[:12])), "")


def _beside_bars(line: Line) -> str:
    """ "Sydney NSW | mail | phone": the first piece of a line of addresses, where it is none itself."""
    first, *others = re.split(r"\s+\|\s+", line.text)
    reached = [piece for piece in others if _REACH.search(piece)]
    street = ("," in first or CJK.search(first) is not None) and len(first.split()) <= 9 and not _REACH.search(first)
    plain = street or (len(first.split()) <= 4 and first[:1].isalpha() and not re.search(r"[\d@:/]", first))
    return first if reached and len(reached) == len(others) and plain and title_score(first) < 2 else ""


def _is_address(text: str) -> bool:
    """A street and a known place: "12 High Street, Leeds, UK"."""
    parts = [re.sub(r"\(.*?\)|\d{4,6}", "", part).strip().lower() for part in text.split(",")]
    return (
        len(parts) > 1
        and re.search(r"\d", text) is not None
        and len(text.split()) <= 14
        and any(part in PLACES for part in parts[1:])
        and title_score(parts[0]) < 2
    )


def find_headline(lines: Sequence[Line], name: str) -> str:
    """What the person is, from the line of the name or the two below it ("Data analyst")."""
    if not name:
        return ""
    at = next((i for i, line in enumerate(lines) if line.page == 1 and _holds(line.text, name)), None)
    if at is None:
        return ""
    body = min((line.size for line in lines if line.size), default=0.0)
    for offset, line in enumerate(lines[at : at + 4]):
        pieces = [part for part in line.parts if not _holds(part, name)] if offset == 0 else [line.text]
        if offset == 0 and len(line.parts) == 1:
            pieces = [re.sub(re.escape(name), "", line.text, flags=re.IGNORECASE)]
        if offset and section_kind(line.text) is not None:
            break
        for piece in pieces:
            text = piece.strip(" ,;:|•·–—-")
            if _is_headline(text, line, offset, body):
                return text
    return ""


def _is_headline(text: str, line: Line, offset: int, body: float) -> bool:
    words = len(text.split())
    if not 1 < len(text) < 130 or words > 12 or _REACH.search(text) or is_place(text) or text.endswith("."):
        return False
    if section_kind(text) is not None or line.bullet or (re.search(r"\d", text) and title_score(text) < 2):
        return False
    if title_score(text) >= 2:
        return True
    plain = words <= 8 and not organisation_score(text)
    return offset == 1 and line.size > body + 1.5 and plain and text[:1].isupper()


def _holds(text: str, name: str) -> bool:
    return name.casefold() in text.casefold()
