"""Words inside a line: vague, worn, needless, passive."""

import re

from domain.resume.writing import phrases
from domain.resume.writing.findings import WritingFinding, WritingKind
from domain.resume.writing.verbs import is_participle

_NEXT_WORD = re.compile(r"\s+(?P<word>[A-Za-z][\w'\u2019-]*)")
_FIXED = re.compile(r"\bvery large telescope\b|\bvery[\s-](?:high|low|large)[\s-](?:frequency|scale)\b", re.IGNORECASE)


def wording(path: str, text: str) -> list[WritingFinding]:
    """Vague words, intensifiers, fillers and worn phrases of one line, in the order of the line."""
    found = [
        _one(path, text, m.span(), WritingKind.VAGUE, phrases.VAGUE_WHY, None)
        for m in phrases.VAGUE.finditer(text)
        if not _is_name(text, m)
    ]
    found += [_one(path, text, m.span(), WritingKind.VAGUE, phrases.ETC_WHY, None) for m in phrases.ETC.finditer(text)]
    found += [
        _without(path, text, m, WritingKind.VAGUE, phrases.INTENSIFIER_WHY)
        for m in phrases.INTENSIFIER.finditer(text)
        if not _is_name(text, m)
    ]
    found += [
        _without(path, text, m, WritingKind.FILLER, phrases.FILLER_WHY)
        for m in phrases.FILLER_ADVERB.finditer(text)
        if not _is_name(text, m) and not _FIXED.search(text[m.start() :][:40])
    ]
    found += [_shorter(path, text, m) for m in phrases.FILLER_PHRASE.finditer(text) if not _is_name(text, m)]
    found += [
        _one(path, text, _trimmed(m), WritingKind.CLICHE, phrases.CLICHE_WHY, None)
        for m in phrases.CLICHE.finditer(text)
    ]
    return found


def passive(path: str, text: str) -> list[WritingFinding]:
    """ "Reports were prepared". Honours ("was promoted") and states ("is based in") are left alone."""
    found = []
    for match in phrases.PASSIVE.finditer(text):
        verb = match["verb"].lower()
        if verb in phrases.PASSIVE_PRAISE or not is_participle(verb):
            continue
        why = "This does not say who did it. If it was you, begin with the verb."
        found.append(_one(path, text, match.span(), WritingKind.PASSIVE, why, None))
    return found


def _is_name(text: str, match: re.Match[str]) -> bool:
    """A capital inside a line belongs to a name ("Many Waters")."""
    return match.start() > 0 and match.group()[0].isupper() and not text[: match.start()].rstrip().endswith((".", ":"))


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    return match.start() + len(match.group()) - len(match.group().lstrip()), match.end()


def _without(path: str, text: str, match: re.Match[str], kind: WritingKind, why: str) -> WritingFinding:
    """The word with its space, to be left out; at the start of a line the next word takes its capital."""
    start, end = match.span()
    before, after = text[:start].rstrip(), text[end:]
    following = _NEXT_WORD.match(after)
    if re.search(r"\b(?:an?|not|more|most|as|so|how|too|less|than|and|or|but)$", before, re.IGNORECASE) or re.match(
        r"\s*(?:,|and\b|or\b|&)", after
    ):
        return _one(path, text, (start, end), kind, why, None)
    if start == 0 and following:
        word = following["word"]
        return _one(path, text, (0, end + following.end()), kind, why, word[0].upper() + word[1:])
    if start == 0 or before.endswith((",", ";", "(")) or (after and not after[0].isspace() and after[0] not in ".;"):
        return _one(path, text, (start, end), kind, why, None)
    if following:
        return _one(path, text, (start, end + 1), kind, why, "")
    return _one(path, text, (len(before), end), kind, why, "")


def _shorter(path: str, text: str, match: re.Match[str]) -> WritingFinding:
    key = re.sub(r"\s+", " ", match.group().lower())
    short = phrases.FILLER_PHRASES[key]
    if not short:
        return _without(path, text, match, WritingKind.FILLER, phrases.FILLER_WHY)
    proposal = short[0].upper() + short[1:] if match.group()[0].isupper() else short
    article = re.search(r"\ban?\s+$", text[: match.start()], re.IGNORECASE)
    return _one(path, text, match.span(), WritingKind.FILLER, phrases.SHORTER_WHY, None if article else proposal)


def _one(
    path: str, text: str, span: tuple[int, int], kind: WritingKind, why: str, replacement: str | None
) -> WritingFinding:
    start, end = span
    return WritingFinding(
        path=path, start=start, end=end, kind=kind, text=text[start:end], why=why, replacement=replacement
    )
