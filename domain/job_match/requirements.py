"""What a job advertisement asks for."""

import re

from domain.evaluation.text import sentences
from domain.job_match.ad_lines import AdLine, ad_lines
from domain.job_match.ad_words import CUES, DROPPED, LEAD_IN, PREFERRED_WORDS, REQUIRED_WORDS, Part, folded
from domain.job_match.splitting import clauses, items, listed_items
from domain.job_match.types import Kind, Requirement
from domain.resume.vocabulary import SkillVocabulary

MAX_REQUIREMENTS = 80
_WORDS = re.compile(r"[^\W_]+")
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have been|will be|we|our|us|ist|sind|wir|est|sont|nous|es|son|somos)\b")
_ABBREVIATION = re.compile(
    r"(?i)\b(?:st|mt|dr|inc|ltd|co|corp|no|jr|sr|approx|incl|min|max|yrs?|exp|vs|etc(?=\.\))|ph\.d|[a-z]\.[a-z]|z\.\s?b)\.(?=\s)"
)
_NOT_ASKED = frozenset((Part.OFFER, Part.APPLY, Part.COMPANY))
_LISTS = frozenset((Part.REQUIRED, Part.PREFERRED))
_ABOUT_THE_JOB = re.compile(
    r"^(?:you will (?!have|need|bring|be (?:able|comfortable|fluent|proficient))|"
    r"you'll (?!have|need|bring|be (?:able|comfortable|organi|calm|confident|fluent|proficient))|we(?:'re|"
    r" are) (?!looking)|"
    r"we (?:build|make|sell|run|help)|our |the (?:post|position|salary|role|team|job) (?:is|pays|reports)|in return|"
    r"this is|join )|"
    r"\b(?:has|have) been\b|\bfor (?:more than|over|almost|nearly|the last|the past) \d+ years|\bfounded\b|"
    r"\bsince (?:19|20)\d\d"
)


def find_requirements(text: str, vocabulary: SkillVocabulary) -> list[Requirement]:
    """Requirements in the order of the text, each once; words about the offer, company and applying are left out."""
    found: dict[str, Requirement] = {}
    for line in ad_lines(text):
        for wording, kind in _of_line(line, vocabulary):
            key = folded(wording)
            if key not in found and len(found) < MAX_REQUIREMENTS:
                found[key] = Requirement(text=wording, kind=kind)
    return list(found.values())


def _of_line(line: AdLine, vocabulary: SkillVocabulary) -> list[tuple[str, Kind]]:
    if line.part in _NOT_ASKED:
        return []
    in_list = line.part in _LISTS
    found: list[tuple[str, Kind]] = []
    for sentence in _sentences(line.text):
        plain = folded(sentence)
        if DROPPED.search(plain):
            continue
        if not in_list and (_ABOUT_THE_JOB.search(plain) or not CUES.search(plain)):
            continue
        if in_list and not line.bullet and not line.listed and line.text.endswith((".", "!")) and _tells(plain):
            continue
        for piece in _pieces(sentence, line.listed):
            found += _of_clause(piece, line.part, _kind(sentence, line.part, None), vocabulary)
    return found


def _sentences(text: str) -> list[str]:
    """Sentences; the full stop of "St." or "B.S." ends none."""
    hidden = _ABBREVIATION.sub(lambda m: m.group().replace(".", "\x01"), text)
    return [span.text.replace("\x01", ".") for span in sentences(hidden)]


def _tells(plain: str) -> bool:
    """A sentence of prose inside a list that says something of somebody else."""
    if _ABOUT_THE_JOB.search(plain):
        return True
    return _FINITE.search(plain) is not None and not CUES.search(plain) and not re.match(r"you\b", plain)


def _pieces(sentence: str, listed: bool) -> list[str]:
    if not listed:
        return clauses(sentence)
    return [clause for item in listed_items(sentence) for clause in clauses(item)]


def _of_clause(clause: str, part: Part, of_sentence: Kind, vocabulary: SkillVocabulary) -> list[tuple[str, Kind]]:
    as_before = re.match(r"(?i)as (?:is|are)\s+", clause)
    clause = clause[as_before.end() :] if as_before else clause
    kind = of_sentence if as_before else _kind(clause, part, of_sentence)
    bare = LEAD_IN.sub("", clause).strip(" ,;.")
    return [
        (item.strip(" ,;."), kind)
        for item in items(bare, vocabulary)
        if _WORDS.search(item) and len(item) > 1 and len(item.split()) <= 60
    ]


def _kind(text: str, part: Part, of_sentence: Kind | None) -> Kind:
    """Words of the clause decide, then the heading; "as is ..." follows its sentence."""
    plain = folded(text)
    if PREFERRED_WORDS.search(plain):
        return Kind.PREFERRED
    if REQUIRED_WORDS.search(plain):
        return Kind.REQUIRED
    if part is Part.PREFERRED:
        return Kind.PREFERRED
    if of_sentence is not None and part is not Part.REQUIRED:
        return of_sentence
    return Kind.REQUIRED
