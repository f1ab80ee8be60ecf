"""Certificates and publications."""

import re
from collections.abc import Sequence

from domain.resume.barred import is_lone_date
from domain.resume.dates import find_dates, is_only_dates, without_dates
from domain.resume.document import Line
from domain.resume.facts import Certificate, Publication
from domain.resume.paragraphs import join, wrapped
from domain.resume.words import organisation_score, title_score

Edges = dict[tuple[int, int], float]
_SPLIT = re.compile(r"\s*[|•·∙¦｜]\s*|\s+[–—-]\s+|\s{3,}|\u3000+")
_BARS = re.compile(r"\s+\|\s+")
"""Where bars stand, dashes and dots belong to the names between them."""
_ISSUER = re.compile(
    r"^(?:issued by|issuer|by|from|authority|provider|emitido por|d[ée]livr[ée] par|ausgestellt von|发证机构|発行)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:AWS|Amazon(?: Web Services)?|Google|Microsoft|Oracle|Cisco|IBM|Coursera|Udemy|Udacity|edX|LinkedIn Learning|"
    r"LinkedIn|PMI|ISACA|CompTIA|Scrum Alliance|Scrum\.org|HubSpot|Salesforce|DataCamp|Pluralsight|freeCodeCamp|"
    r"Red Hat|VMware|ISC2|\(ISC\)²|EC-Council|Linux Foundation|CNCF|HashiCorp|Databricks|Meta|Axelos|PeopleCert|"
    r"American \w+(?: \w+)? Association|Red Cross|TÜV(?: \w+)?|IHK(?: \w+)?|British Council|Goethe-Institut)\b"
)
_QUOTED = re.compile(r"[“\"„«「『]([^”\"“»」』]{8,250})[”\"“»」』]")
_CITED = re.compile(
    r"^(?P<authors>.{3,200}?)\s*\((?P<year>(?:19|20)\d\d)[a-z]?\)\.?\s*(?P<title>[^.]{8,250})\.?\s*"
    r"(?P<venue>.*)$"
)
_AUTHORS = re.compile(
    r"^(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w'’-]+(?:,|\s+and|\s+&)\s+(?:[A-Z][\w.'’-]*\s*){2,4}(?:,|$| and | &)"
)
_LINK = re.compile(
    r"https?://\S+|\bdoi:\s*\S+|\barxiv:\s*\S+|\b10\.\d{4,9}/\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,7}/[^\s|,;()]+",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"^(?:credential|certificate (?:id|no)|id|licen[cs]e (?:no|number)|see (?:credential|certificate)|show)\b", re.I
)


def _items(lines: Sequence[Line], edges: Edges) -> list[list[Line]]:
    """Lines that make one item: wrapped ones, and short ones below a bolder or bulleted name."""
    items: list[list[Line]] = []
    for line, goes_on in zip(lines, wrapped(lines, edges), strict=True):
        head = items[-1][0] if items else None
        below = (
            head is not None
            and not line.bullet
            and (head.bullet or (head.bold and not line.bold) or line.size < head.size - 0.4)
            and len(items[-1]) < 4
            and (line.bold, round(line.size)) != (head.bold, round(head.size))
        )
        if items and (goes_on or below or is_only_dates(line.text) or _DETAIL.match(line.text)):
            items[-1].append(line)
        else:
            items.append([line])
    return items


def _text(item: Sequence[Line], edges: Edges) -> list[str]:
    """The parts of an item: wrapped lines joined, other lines apart."""
    found: list[str] = []
    for line, goes_on in zip(item, wrapped(item, edges), strict=True):
        if goes_on and found:
            found[-1] = join(found[-1], line.text)
        else:
            found += line.parts
    return found


def read_certificates(lines: Sequence[Line], edges: Edges) -> list[Certificate]:
    """Certificates in the order of the file."""
    found: list[Certificate] = []
    for item in _items(lines, edges):
        parts = _text(item, edges)
        dates = next((d for part in parts if (d := find_dates(part))), None)
        date = "" if dates is None else dates.end if dates.end != "present" else dates.start
        date = date or next((piece for part in parts for piece in _BARS.split(part)[1:] if is_lone_date(piece)), "")
        pieces = [piece for part in parts for piece in _pieces(part)]
        if not pieces:
            if found and date and not found[-1].date:
                found[-1] = found[-1].model_copy(update={"date": date})
            continue
        name, rest = pieces[0], pieces[1:]
        issuer = next((_ISSUER.sub("", text) for text in rest if _ISSUER.match(text) or _is_body(text)), "")
        issuer = issuer or next((text for text in rest if 1 < len(text) < 60), "")
        if not rest and not issuer:
            name, issuer = _issuer_inside(name)
        if (
            found
            and not found[-1].issuer
            and not rest
            and (_ISSUER.match(name) or (_is_body(name) and not item[0].bullet))
        ):
            found[-1] = found[-1].model_copy(update={"issuer": _ISSUER.sub("", name), "date": found[-1].date or date})
        elif len(name) > 2:
            found.append(Certificate(name=name, issuer=issuer, date=date))
    return found


def _pieces(part: str) -> list[str]:
    bare = without_dates(part) if find_dates(part) else part
    between = _BARS if _BARS.search(bare) else _SPLIT
    texts = [_balanced(text.strip(" ,;:|•·–—-.")) for text in between.split(bare)]
    return [text for text in texts if re.search(r"[^\W\d_]", text) and not _DETAIL.match(text)]


def _balanced(text: str) -> str:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1]
    return text if text.count("(") == text.count(")") else text.strip("() ")


def _is_body(text: str) -> bool:
    return organisation_score(text) > 0 or (_BODIES.match(text) is not None and len(text.split()) <= 5)


def _issuer_inside(name: str) -> tuple[str, str]:
    """ "First aid, Red Cross" and "First aid (Red Cross)" name the body behind a comma or in brackets."""
    bracket = re.search(r"^(.{4,}?)\s*\(([^()]{2,50})\)$", name)
    if bracket and _is_body(bracket[2]):
        return bracket[1], bracket[2]
    head, _, tail = name.rpartition(", ")
    if head and (_is_body(tail) or _ISSUER.match(tail)):
        return head, _ISSUER.sub("", tail)
    by = re.search(r"^(.{4,}?)\s+(?:by|from|issued by)\s+([A-Z].{1,50})$", name)
    return (by[1], by[2]) if by else (name, "")


def read_publications(lines: Sequence[Line], edges: Edges) -> list[Publication]:
    """Papers, books and talks in the order of the file."""
    found: list[Publication] = []
    for item in _items(lines, edges):
        parts = _text(item, edges)
        whole = " ".join(parts)
        link = _LINK.search(whole)
        links = [address for line in item for address in line.links if address.startswith("http")]
        address = link[0].rstrip(".,)") if link else (links or [""])[0]
        dates = next((d for part in parts if (d := find_dates(part))), None)
        date = "" if dates is None else dates.end if dates.end != "present" else dates.start
        title, venue = _title_of([_LINK.sub("", part).strip() for part in parts])
        if title:
            found.append(Publication(title=title, venue=venue, date=date, link=address))
        elif found and date and not found[-1].date:
            found[-1] = found[-1].model_copy(update={"date": date})
    return found


def _title_of(parts: Sequence[str]) -> tuple[str, str]:
    whole = " ".join(parts)
    quoted = _QUOTED.search(whole)
    if quoted:
        behind = whole[quoted.end() :]
        return quoted[1].strip(" ,."), _venue(behind)
    cited = _CITED.match(whole)
    if cited:
        return cited["title"].strip(), _venue(cited["venue"])
    pieces = [piece for part in parts for piece in _pieces(part)]
    if not pieces:
        return "", ""
    sentences = [text.strip() for text in re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", pieces[0]) if text.strip()]
    if (
        len(sentences) > 1
        and re.search(r"\b[A-Z]\.|,.*,| and |&|et al", sentences[0])
        and title_score(sentences[0]) < 2
    ):
        sentences = sentences[1:]
    others = [piece for piece in pieces[1:] if not _AUTHORS.match(piece)]
    return sentences[0].strip(" .,"), _venue(" ".join([*sentences[1:2], *others[:1]]))


def _venue(text: str) -> str:
    bare = without_dates(text) if find_dates(text) else text
    return bare.split("|")[0].strip(" ,.;:()-–|")[:160]
