"""For each part of a rewritten line: which source lines it may rest on, and which of its words none of them has."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from domain.resume.fabrication.lemmas import lemma
from domain.resume.fabrication.segments import Segment, segments
from domain.resume.fabrication.sources import Entry, SourceLine, Sources
from domain.resume.fabrication.synonyms import alike
from domain.resume.fabrication.tokens import Token, tokenise
from domain.resume.fabrication.words import JUNIOR, LANGUAGES, SCOPE, SUPERLATIVE
from domain.resume.vocabulary import SkillVocabulary
from domain.resume.words import SCHOOL, organisation_score

_FEWEST_WORDS = 3
"""Words a part needs before another line of the same job may stand for it."""
_LEGAL = {"inc", "llc", "llp", "ltd", "gmbh", "plc", "ag", "limited", "co"}


@dataclass(frozen=True)
class Evidence:
    """One part of the text with what supports it. `bare` are the places of words that nothing supports."""

    segment: Segment
    lines: tuple[SourceLine, ...]
    bare: tuple[int, ...] = ()
    named: tuple[int, ...] = ()
    """Places that are a name or title of the entry."""
    entry: Entry | None = None
    merged: bool = False
    """True when the bare words stand in the resume, but elsewhere."""


def gather(tokens: Sequence[Token], sources: Sources, vocabulary: SkillVocabulary) -> list[Evidence]:
    """The evidence for every part of the text."""
    found = []
    for segment in segments(tokens):
        if sources.own is not None:
            found.append(_of_entry(tokens, segment, sources, sources.own, vocabulary))
        else:
            found += [_of_summary(tokens, part, sources, vocabulary) for part in _by_names(tokens, segment, sources)]
    return found


def _of_entry(
    tokens: Sequence[Token], segment: Segment, sources: Sources, own: Entry, vocabulary: SkillVocabulary
) -> Evidence:
    lines = (sources.original, *sources.confirmed)
    named = _named(tokens, segment, own)
    bare = _bare(tokens, segment, lines, named, vocabulary)
    if bare and sum(tokens[i].is_word for i in segment.places()) >= _FEWEST_WORDS:
        for sibling in sources.siblings:
            others = (sibling, *sources.confirmed)
            if not _bare(tokens, segment, others, named, vocabulary):
                return Evidence(segment, others, (), named, own)
    return Evidence(segment, lines, bare, named, own)


def _by_names(tokens: Sequence[Token], segment: Segment, sources: Sources) -> list[Segment]:
    """A part that names two employers or schools is cut after each."""
    ends = sorted(
        {max(run) for entry in sources.entries if entry.names and (run := _run(tokens, segment, entry.names[0]))}
    )
    if len(ends) < 2:
        return [segment]
    cuts = [*ends[:-1], segment.last]
    firsts = [segment.first, *(end + 1 for end in cuts[:-1])]
    return [Segment(first, last, segment.soft) for first, last in zip(firsts, cuts, strict=True) if first <= last]


def _of_summary(tokens: Sequence[Token], segment: Segment, sources: Sources, vocabulary: SkillVocabulary) -> Evidence:
    base = (sources.original, *sources.confirmed)
    whole = _bare(tokens, segment, base, (), vocabulary)
    about = [e for e in sources.entries if e.names and _run(tokens, segment, e.names[0])]
    listed = tuple(line for line in sources.listed if _is_told(tokens, segment, line))
    best = Evidence(segment, base, whole)
    for entry in about or (*sources.entries, Entry()):
        named = _named(tokens, segment, entry)
        extra = tuple(SourceLine(name) for name in (*entry.names, *entry.roles))
        for line in (None, *entry.lines):
            lines = (*base, *listed, *((line,) if line else ()))
            bare = _bare(tokens, segment, lines, named, vocabulary)
            if len(bare) < len(best.bare) or (about and best.entry is None):
                best = Evidence(segment, (*lines, *extra), bare, named, entry if named or line else None)
    if not best.bare:
        return best
    everything = [*base, *sources.listed, *(line for e in sources.entries for line in e.lines)]
    everything += [SourceLine(name) for e in sources.entries for name in (*e.names, *e.roles)]
    known = all(_supports(everything, tokens, place, vocabulary) for place in best.bare)
    return Evidence(segment, best.lines, best.bare, best.named, best.entry, merged=known)


def _is_told(tokens: Sequence[Token], segment: Segment, line: SourceLine) -> bool:
    """Whether a listed skill, certificate or language occurs in the part."""
    first = next((t.lemma for t in line.tokens if t.is_word), "")
    return any(tokens[i].lemma == first for i in segment.places())


def _named(tokens: Sequence[Token], segment: Segment, entry: Entry) -> tuple[int, ...]:
    found: set[int] = set()
    for name in entry.names:
        found.update(_run(tokens, segment, name))
    for title in entry.roles:
        found.update(_role_run(tokens, segment, title))
    return tuple(sorted(found))


def _run(tokens: Sequence[Token], segment: Segment, name: str) -> list[int]:
    """Places where the name stands: all of it, or its first words where they cannot be anything else."""
    wanted = [t.lemma for t in tokenise(name) if t.text[0].isalnum() and t.lemma not in _LEGAL]
    while wanted and wanted[0] in ("the", "a"):
        wanted = wanted[1:]
    for start in segment.places():
        length = 0
        places = []
        for place in range(start, segment.last + 1):
            if length < len(wanted) and tokens[place].lemma == wanted[length]:
                places.append(place)
                length += 1
            elif tokens[place].text != "&":
                break
        if wanted and length == len(wanted):
            return places
        if length and tokens[start].text[0].isupper() and start and not _is_plain(tokens[start]):
            return places
    return []


def _is_plain(token: Token) -> bool:
    """Whether a capital letter does not make it a name by itself."""
    plain = token.lemma in SCOPE or token.text.lower() in SUPERLATIVE or token.starts_part or len(token.text) < 5
    return plain or organisation_score(token.text.capitalize()) > 0 or SCHOOL.search(token.text) is not None


def _role_run(tokens: Sequence[Token], segment: Segment, title: str) -> list[int]:
    """Places where the person's title stands, at the start of a part or after "as"."""
    wanted = {t.lemma for t in tokenise(title)}
    starts = [segment.first, *(i + 1 for i in segment.places() if tokens[i].lemma == "as")]
    for start in starts:
        places: list[int] = []
        for place in range(start, segment.last + 1):
            if tokens[place].lemma in wanted or (not places and tokens[place].text.lower() in ("a", "an", "the", "as")):
                places.append(place)
            else:
                break
        said = {tokens[i].lemma for i in places} & wanted
        if (
            said
            and (not (wanted & JUNIOR) or said & JUNIOR)
            and (start > segment.first or said == wanted or len(said) > 1)
        ):
            return places
    return []


def _bare(
    tokens: Sequence[Token],
    segment: Segment,
    lines: Sequence[SourceLine],
    named: Collection[int],
    vocabulary: SkillVocabulary,
) -> tuple[int, ...]:
    return tuple(
        place
        for place in segment.places()
        if tokens[place].is_word and place not in named and not _supports(lines, tokens, place, vocabulary)
    )


def _supports(lines: Iterable[SourceLine], tokens: Sequence[Token], place: int, vocabulary: SkillVocabulary) -> bool:
    word = tokens[place]
    return any(
        any(alike(word.lemma, other) for other in line.lemmas)
        or _joined(line, tokens, place)
        or _initials(line, word)
        or _same_skill(line, word, vocabulary)
        or (word.lemma == "speak" and place and tokens[place - 1].lemma in LANGUAGES & line.lemmas)
        or (word.lemma == lemma("languages") and any(t.lemma in LANGUAGES for t in line.tokens))
        for line in lines
    )


def _joined(line: SourceLine, tokens: Sequence[Token], place: int) -> bool:
    """ "Back-end" for "backend"."""
    pairs = ((place - 1, place), (place, place + 1))
    return any(a >= 0 and b < len(tokens) and (lemma(tokens[a].text + tokens[b].text) in line.lemmas) for a, b in pairs)


def _initials(line: SourceLine, word: Token) -> bool:
    """ "ILS" for "Immediate Life Support"."""
    letters = word.text.upper()
    if not re.fullmatch(r"[A-Z]{2,6}", word.text):
        return False
    firsts = "".join(t.text[0].upper() for t in line.tokens if t.is_word)
    return letters in firsts


def _same_skill(line: SourceLine, word: Token, vocabulary: SkillVocabulary) -> bool:
    name = vocabulary.usual_name(word.text)
    return name is not None and any(vocabulary.usual_name(t.text) == name for t in line.tokens)
