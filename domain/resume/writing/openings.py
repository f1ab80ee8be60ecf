"""How a line begins: the verb, its tense, and openings that say little."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.evaluation.text import word_set
from domain.resume.writing.findings import WritingFinding, WritingKind
from domain.resume.writing.phrases import (
    FIRST_PERSON,
    FIRST_PERSON_START,
    FIRST_PERSON_WHY,
    RESPONSIBLE,
    ROMAN_BEFORE,
    TEAM_WHY,
    WEAK_OPENING,
)  # fmt: skip
from domain.resume.writing.verbs import NOUNS_TOO, Form, Verb, gerund, past, past_is_certain, read_verb

_LEAD_IN = re.compile(
    r"^(?:[a-z]+ly\s+|then\s+|also\s+|always\s+|often\s+|consistently\s+)?(?P<word>[A-Za-z][\w'\u2019-]*)", re.I
)
_OBJECT = re.compile(
    r"^\s+(?:the|a|an|all|each|every|our|my|their|its|his|her|this|these|new|daily|weekly|monthly|with|to|and|up|out|"
    r"students|patients|customers|clients|staff|both|[a-z]+ing|[$€£]?\d[\w,.+%]*|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.I,
)
_TITLES = word_set("architect chair coach cook engineer guide judge lead mentor nurse pilot tutor host")
_FURTHER = re.compile(r"(?:,|;|\band|\bor|&)\s+(?:then\s+|also\s+)?(?P<word>[a-z]+)\b", re.IGNORECASE)
_ASSIGNED = re.compile(r"(?:(?:was|were|am|is|been|have been|had been)\s+)?(?:tasked|charged)\b", re.IGNORECASE)
_I_DID = re.compile(r"^I(?:['\u2019]ve|\s+have|\s+had)?\s+(?:also\s+)?(?P<word>[a-z]+)\b")
SYNONYMS = {
    "develop": "build", "assist": "support", "organize": "arrange", "organise": "arrange", "teach": "instruct",
    "check": "inspect", "fix": "repair", "show": "present", "begin": "start", "buy": "purchase",
}  # fmt: skip
"""Verbs that claim the same share of the work, for lines that begin alike."""


_ONGOING = word_set(
    """
    administer advise analyse analyze answer arrange assess assist audit budget buy calibrate care check clean coach
    collect communicate conduct cook coordinate counsel design develop direct document draft drive edit evaluate examine
    file handle help hire inspect instruct interview keep lead liaise maintain manage mentor moderate monitor negotiate
    operate order organise organize oversee pack plan prepare prioritise prioritize process procure purchase reconcile
    record recruit repair report research respond review run schedule sell serve supervise support teach test track
    train translate tutor update welcome write
    """
)
"""Work that a duty and its doing share. "Responsible for increasing sales" does not say that they rose."""


class When(StrEnum):
    """Whether the job a line belongs to is over."""

    PAST = "past"
    NOW = "now"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """The verb a line begins with and where it stands."""

    verb: Verb
    start: int
    end: int


def opening(text: str) -> Opening | None:
    """The verb at the start of a line ("Successfully led" -> lead); None when it begins with something else.

    A word that is also a noun ("Lead engineer", "Support tickets") counts only with an object after it.
    """
    match = _LEAD_IN.match(text)
    if match is None:
        return None
    word = match["word"]
    verb = read_verb(word)
    if verb is None:
        return None
    rest = text[match.end("word") :]
    may_be_noun = verb.form in (Form.BASE, Form.THIRD) and verb.base in NOUNS_TOO
    if may_be_noun and verb.base in _TITLES and re.match(r"\s+(?:with|and|to|for|at|in)\b", rest):
        return None
    if may_be_noun and not _OBJECT.match(rest) and not _further(rest, verb.form):
        return None
    if re.match(r"\s+(?:of|for)\b", rest) and verb.form in (Form.BASE, Form.GERUND):
        return None
    return Opening(verb, match.start("word"), match.end("word"))


def is_weak(text: str) -> bool:
    """Whether a line begins with words that name a duty or leave open what was done."""
    return bool(RESPONSIBLE.match(text) or WEAK_OPENING.match(text))


def weak_opening(path: str, text: str, when: When) -> list[WritingFinding]:
    """ "Responsible for managing" -> "Managed"; other weak openings without a proposal."""
    duty = RESPONSIBLE.match(text)
    if duty:
        verb = read_verb(duty["verb"]) if duty["verb"] else None
        end = duty.end("verb") if verb else duty.end("phrase")
        proposal = None
        told = verb is not None and verb.base in _ONGOING and not _ASSIGNED.match(duty["phrase"])
        if verb and told and not _further(text[end:], Form.GERUND):
            proposal = _in_tense(verb.base, when)
        why = "This names a duty, not what you did."
        why += " The verb alone says it." if proposal else " Begin with what you did."
        return [_finding(path, text, duty.start(), end, WritingKind.WEAK_VERB, why, proposal)]
    weak = WEAK_OPENING.match(text)
    if weak:
        why = "This leaves open what your part was. If you can, say what you did yourself."
        return [_finding(path, text, weak.start("phrase"), weak.end("phrase"), WritingKind.WEAK_VERB, why, None)]
    return []


def tense(path: str, text: str, when: When, *, mostly_present: bool = False) -> list[WritingFinding]:
    """A past job told in the present, or a present job's line that falls out of the others' tense.

    Finished work of a present job stays in the past: such a line is named only where the other lines of that job
    stand in the present and it carries no figure (`mostly_present` says so).
    """
    found = opening(text)
    if found is None or is_weak(text):
        return []
    form, base = found.verb.form, found.verb.base
    rest = text[found.end :]
    if form is Form.GERUND and not _OBJECT.match(rest) and not _further(rest, form):
        return []  # "Reading mentor" and "Marketing lead" are no verbs
    if when is When.PAST and form is not Form.PAST:
        wanted, why = Form.PAST, "This job is over, so its lines stand in the past tense."
    elif when is When.NOW and form in (Form.GERUND, Form.THIRD):
        wanted, why = Form.BASE, "You still do this job, so its lines begin with the plain verb."
    elif when is When.NOW and form is Form.PAST and mostly_present and past(base) != base:
        wanted, why = (
            Form.BASE,
            "The other lines of this job stand in the present. If this still goes on, so can this one.",
        )
    else:
        return []
    proposal = None
    certain = past_is_certain(base) and (wanted is Form.PAST or read_verb(base) is not None)
    if certain and not _further(rest, form):
        proposal = past(base) if wanted is Form.PAST else base
        proposal = proposal.capitalize() if found.start == 0 else proposal
    return [_finding(path, text, found.start, found.end, WritingKind.TENSE, why, proposal)]


def first_person(path: str, text: str) -> list[WritingFinding]:
    """ "I managed" -> "Managed"; other pronouns without a proposal."""
    start = _I_DID.match(text)
    verb = read_verb(start["word"]) if start else None
    if start and verb and verb.form in (Form.PAST, Form.BASE) and not is_weak(text):
        return [
            _finding(
                path, text, 0, start.end("word"), WritingKind.FIRST_PERSON, FIRST_PERSON_WHY, start["word"].capitalize()
            )
        ]
    found = []
    for pattern in (FIRST_PERSON_START, FIRST_PERSON):
        for match in pattern.finditer(text):
            if match.group() == "I" and ROMAN_BEFORE.search(text[: match.start()]):
                continue
            team = match.group().lower().startswith(("we", "our", "us"))
            found.append(
                _finding(
                    path, text, match.start(), match.end(), WritingKind.FIRST_PERSON,
                    TEAM_WHY if team else FIRST_PERSON_WHY, None,
                )
            )  # fmt: skip
    return found


def repetition(lines: Sequence[tuple[str, str]]) -> list[WritingFinding]:
    """Lines (path, text) that begin with a verb that already opened two others."""
    counts: dict[str, int] = {}
    openings = [(path, text, opening(text)) for path, text in lines]
    for _, _, found in openings:
        if found:
            counts[found.verb.base] = counts.get(found.verb.base, 0) + 1
    seen: dict[str, int] = {}
    results = []
    for path, text, found in openings:
        if not found or is_weak(text):
            continue
        base = found.verb.base
        seen[base] = seen.get(base, 0) + 1
        if seen[base] <= 2:
            continue
        why = f"{counts[base]} lines begin with this verb. Another one keeps the reader awake."
        other = SYNONYMS.get(base)
        proposal = None
        if other and found.verb.form is Form.PAST and found.start == 0 and not counts.get(other):
            proposal = past(other).capitalize()
            counts[other] = 1
        results.append(_finding(path, text, found.start, found.end, WritingKind.REPETITION, why, proposal))
    return results


def _in_tense(base: str, when: When) -> str | None:
    if when is When.NOW:
        return base.capitalize()
    return past(base).capitalize() if past_is_certain(base) else None


def _further(rest: str, form: Form) -> bool:
    """Whether another verb in that form follows, which would have to change with the first."""
    for match in _FURTHER.finditer(rest):
        verb = read_verb(match["word"])
        if verb and verb.form is form and not (form is Form.BASE and verb.base in NOUNS_TOO and _bare(rest, match)):
            return True
        if form is Form.GERUND and match["word"].endswith("ing") and gerund(match["word"][:-3]) == match["word"]:
            return True
    return False


def _bare(rest: str, match: re.Match[str]) -> bool:
    return not _OBJECT.match(rest[match.end() :])


def _finding(
    path: str, text: str, start: int, end: int, kind: WritingKind, why: str, replacement: str | None
) -> WritingFinding:
    return WritingFinding(
        path=path, start=start, end=end, kind=kind, text=text[start:end], why=why, replacement=replacement
    )
