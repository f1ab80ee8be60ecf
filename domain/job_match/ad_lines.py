"""The lines of a job advertisement, each with the part it belongs to."""

import re
from dataclasses import dataclass

from domain.job_match.ad_words import HEADING_WORDS, HEADINGS, Part, folded
from domain.resume.words import title_score

_BULLET = re.compile(r"^\s*(?:[-*+•●▪■◦‣·–—»►✓✔☑✅➢→⁃∙]+\s*(?=\S)|o\s+(?=[A-Z])|\(?\d{1,2}[.)]\s+|[a-z]\)\s+)")
_MARKED = re.compile(r"^\s*(?:#{1,6}\s*(?P<hash>.+?)\s*#*|\*\*(?P<bold>[^*]+)\*\*:?|__(?P<under>[^_]+)__:?)\s*$")
_INLINE = re.compile(r"^(?P<label>[^:.;!?]{3,45}):\s+(?P<rest>\S.*)$")
_OPEN_END = re.compile(r"\b(?:you (?:have|are|bring|will|can)|you've|you're|you'll|if you)$")
"""A line that stops here goes on in the list below it."""
_WRAPPED_FROM, _WRAPPED_TO = 50, 140


@dataclass(frozen=True, slots=True)
class AdLine:
    """One bullet, line or paragraph. `listed`: its items stand behind a label in one line ("Nice to have: A, B")."""

    text: str
    part: Part
    bullet: bool = False
    listed: bool = False


def ad_title(text: str) -> str:
    """The job's title, where one of the first lines is one; else empty."""
    for line in [part for part in text.splitlines() if part.strip()][:3]:
        marked = _MARKED.match(line)
        bare = (marked and (marked["hash"] or marked["bold"] or marked["under"])) or line.strip()
        bare = re.sub(r"(?i)^(?:job title|position|role|title|stelle|puesto|poste|vaga)\s*:\s*", "", bare)
        bare = re.sub(r"(?i)/(?:a|in|e)\b|\((?:e|in|a|r)\)|\(?\b[mwfhdx]/[mwfhdx](?:/[mwfhdx])?\b\)?", "", bare)
        name = re.split(r"\s+[-–—|@]\s+|\s+at\s+|,\s|\s*\(", bare)[0].strip(" *#:")
        if 0 < len(name.split()) <= 7 and title_score(name) >= 2 and not name.endswith("."):
            return name
    return ""


def ad_lines(text: str) -> list[AdLine]:
    """Every line that is not a heading, wrapped lines joined, with its part."""
    found: list[AdLine] = []
    part, before_label = Part.INTRO, None
    raw = _unwrapped(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    after_blank = bullets = False
    for line in raw:
        if not line.strip():
            after_blank = True
            continue
        bullet = _BULLET.match(line) is not None and not _MARKED.match(line)
        bare = _BULLET.sub("", line).strip() if bullet else line.strip()
        heading = None if bullet else _heading(bare, part, after_list=after_blank and bullets)
        if heading is not None:
            part, before_label, bullets = heading, None, False
        else:
            if before_label is not None and not bullet:
                part, before_label = before_label, None
            label = _INLINE.match(_unmarked(bare))
            kind = _named(label["label"]) if label else None
            if label and kind is not None:
                found.append(AdLine(label["rest"], kind, bullet, listed=True))
                if not bullet:
                    before_label, part = part if before_label is None else before_label, kind
            else:
                prose = after_blank and bullets and not bullet and bare.endswith((".", "!"))
                found.append(AdLine(_unmarked(bare), Part.OTHER if prose else part, bullet))
            bullets = bullets or bullet
        after_blank = False
    return [line for line in found if line.text]


def _unmarked(text: str) -> str:
    return re.sub(r"\*\*|__|`", "", text).strip()


def _heading(line: str, present: Part, *, after_list: bool) -> Part | None:
    """The part this line opens; None when it is no heading."""
    marked = _MARKED.match(line)
    bare = (marked and (marked["hash"] or marked["bold"] or marked["under"])) or line
    if len(bare.split()) > 10 or len(bare) > 80 or re.search(r"[.;,!]$", bare.strip()):
        return None
    capitals = bare.isupper() and len(bare) > 4 and len(bare.split()) <= 7
    if marked or capitals or bare.rstrip().endswith((":", "?")):
        named = _part_named(bare)
        if named is not None:
            return named
        inside = present in (Part.REQUIRED, Part.PREFERRED)
        return (
            present if inside and not marked and not capitals else Part.OTHER if present is not Part.INTRO else present
        )
    named = _part_named(bare) if _OPEN_END.search(folded(bare)) else _named(bare)
    if named is not None:
        return named
    if folded(bare).startswith("about ") and len(bare.split()) <= 5 and bare.split()[1][:1].isupper():
        return Part.COMPANY
    if after_list and bare[:1].isupper() and len(bare.split()) <= 5 and not re.search(r"\d", bare):
        return _part_named(bare) or Part.OTHER
    return None


def _named(label: str) -> Part | None:
    """The part a label names when it is made of words of headings alone."""
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", folded(label))
    if label.strip()[:1].islower() or label.rstrip().endswith((".", ",", ";")):
        return None
    if not words or len(words) > 8 or any(word not in HEADING_WORDS for word in words):
        return None
    return _part_named(label)


def _part_named(text: str) -> Part | None:
    bare = re.sub(r"^[^\w]+|[^\w)]+$", "", folded(text))
    return next((part for part, names in HEADINGS if names.search(bare)), None)


def _unwrapped(text: str) -> list[str]:
    """Lines that were cut at a fixed width are one again; blank lines stay."""
    text = re.sub(r"[ \t]{9,}", " " * 8, text)
    lines = [part for line in text.split("\n") for part in _at_labels(line.expandtabs(4).rstrip())]
    lengths = [len(line) for line in lines if line.strip()]
    width = max((n for n in lengths if n <= _WRAPPED_TO), default=0)
    wrapped = width >= _WRAPPED_FROM and sum(n >= 0.9 * width for n in lengths) >= 2
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        if before.strip() and line.strip() and _goes_on(before, line, lines, width if wrapped else 0):
            joined[-1] = f"{before} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _at_labels(line: str) -> list[str]:
    """ "Remote. Nice to have: Go" is two lines."""
    for cut in re.finditer(r"(?<=[.;!])\s+(?=([A-Z][^.:;!?]{2,40}):\s)", line):
        if _named(cut[1]) is not None:
            return [line[: cut.start()], *_at_labels(line[cut.end() :])]
    return [line]


def _goes_on(before: str, line: str, lines: list[str], width: int) -> bool:
    if _BULLET.match(line) or _MARKED.match(line) or _MARKED.match(before) or _named(line.strip()) is not None:
        return False
    if before.rstrip().endswith(":") or _named(before.strip()) is not None:
        return False
    start = line.strip()
    last = next((part for part in reversed(lines) if part.strip() and before.endswith(part.strip())), before)
    full = width and len(last.rstrip()) + 1 + len(start.split()[0]) > width
    if start[0].islower() or start[0] in "(&":
        return len(last) > 30 or bool(full)
    return bool(full) and len(last) > 40
