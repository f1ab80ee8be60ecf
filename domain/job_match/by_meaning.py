"""Requirements that name nothing: a line of the resume answers them by its meaning and its words."""

import re

from domain.job_match import advice
from domain.job_match.background import Background, Verdict
from domain.job_match.qualities import Quality
from domain.job_match.resume_lines import Place
from domain.job_match.types import Evidence, Status
from domain.job_match.wording import core, stems

STRONG_FROM, PARTIAL_FROM = 0.58, 0.45
"""Likeness (cosine + 0.35 x share of the words) set on the pairs of benchmarks/job_match_pairs/tuned."""
WORDS_STRONG_FROM, WORDS_PARTIAL_FROM = 0.99, 0.5
"""Without vectors: share of the requirement's words that stand in the line."""
MOST_LINES = 3
_DEEDS = (Place.DONE, Place.HEAD)
_OF_A_JOB = re.compile(r"(?i)\b(?:experience (?:in|within|at)|background in|sector|industry|field|within|worked|"
                       r"career|company|"
                       r"environment|erfahrung|experiencia|expérience|experiência|preferably|ideally)\b")  # fmt: skip
"""Such requirements may be answered by a job's title and employer; a deed by a deed alone."""
_CLAIMS = (Place.CLAIM, Place.LISTED, Place.SCHOOL, Place.CERTIFICATE)


def judge_meaning(text: str, background: Background, *, most: Status = Status.STRONG) -> Verdict:
    """Strong only by a line about something done; what is only claimed or listed answers in part."""
    by_words = background.embed is None
    strong = WORDS_STRONG_FROM if by_words else STRONG_FROM
    partial = WORDS_PARTIAL_FROM if by_words else PARTIAL_FROM
    deeds = background.nearest(text, _DEEDS if _OF_A_JOB.search(text) else _DEEDS[:1])
    amount = _amount(text)
    if amount and deeds and most is Status.STRONG:
        enough = [d for d in deeds if d.score >= partial and _amount(d.line.text) >= amount]
        if enough:
            return Verdict(Status.STRONG, (enough[0].line.evidence,), "The line names an amount as large as asked.")
        most = Status.PARTIAL
    if deeds and deeds[0].score >= strong and most is Status.STRONG:
        kept = tuple(d.line.evidence for d in deeds[:MOST_LINES] if d.score >= strong)
        return Verdict(Status.STRONG, kept, "The line says so in other words." if not by_words else "")
    claims = background.nearest(text, _CLAIMS) if most is Status.STRONG else []
    best = sorted([*deeds[:1], *claims[:1]], key=lambda likeness: -likeness.score)
    if best and best[0].score >= partial:
        done = best[0].line.place in _DEEDS
        reason = (
            "The line is related, but does not say it in full."
            if done
            else "Your resume says so, but no line shows it."
        )
        todo = advice.SAY_IT_ALL if done else advice.SHOW_IT
        return Verdict(Status.PARTIAL, (best[0].line.evidence,), reason, advice=todo)
    return Verdict(Status.MISSING, reason="No line of your resume speaks of this.")


_MONEY = re.compile(r"[$€£]\s?(\d+(?:[.,]\d+)*)\s?(k|thousand|m|mm|million|bn?|billion)?\b", re.IGNORECASE)
_TIMES = {"": 1.0, "k": 1e3, "t": 1e3, "m": 1e6, "b": 1e9}


def _amount(text: str) -> float:
    """The largest sum of money in a text; 0 where there is none."""
    found = [
        (float(m[1].replace(",", "")), (m[2] or "")[:1].lower()) for m in _MONEY.finditer(text) if m[1].count(".") < 2
    ]
    return max((number * _TIMES[unit] for number, unit in found), default=0.0)


_ANY_QUALITY_TEXT = """
verbal written oral spoken interpersonal people team others staff excellent outstanding effective clear both
multiple manage management meet deadlines time attention detail fast paced environment player highly very
exceptional attitude communication problem solving analytical thinking presentation organisational
organizational demonstrated lead leading person proven
"""
_ANY_QUALITY = stems(_ANY_QUALITY_TEXT)


def judge_quality(text: str, quality: Quality, background: Background) -> Verdict:
    """Two deeds show a quality, one shows it in part; saying that one has it is no more than a claim.

    What else the requirement names ("leading a team of engineers") must stand in the resume too.
    """
    deeds = [line.evidence for line in background.at(Place.DONE) if quality.shown.search(line.words)]
    claims = [line.evidence for line in background.at(Place.CLAIM, Place.LISTED) if quality.claimed.search(line.words)]
    special = stems(quality.asked.sub(" ", text)) - _ANY_QUALITY
    work = frozenset().union(*(stems(line.words) for line in background.at(*_DEEDS)))
    if deeds and special and not special & work:
        reason = (
            f"{'These lines show' if len(deeds) > 1 else 'This line shows'} {quality.name}, but not all that is asked."
        )
        return Verdict(Status.PARTIAL, tuple(deeds[:MOST_LINES]), reason, advice=advice.SAY_IT_ALL)
    if len(deeds) > 1:
        return Verdict(Status.STRONG, tuple(deeds[:MOST_LINES]), f"These lines show {quality.name}.")
    if deeds and background.likeness(core(text), deeds[0].text) >= STRONG_FROM - 0.08:
        return Verdict(Status.STRONG, tuple(deeds))
    if deeds:
        return Verdict(Status.PARTIAL, tuple(deeds), f"One line shows {quality.name}.", advice=advice.SHOW_MORE)
    if claims:
        reason = f"Your resume claims {quality.name}; no line shows it."
        return Verdict(Status.PARTIAL, tuple(claims[:1]), reason, advice=advice.SHOW_IT)
    return Verdict(Status.MISSING, reason=f"No line of your resume shows {quality.name}.")


_SHOWN_BY_LINK = re.compile(
    r"(?i)(?<!product )(?<!client )(?<!loan )(?<!investment )\b(?:portfolio\b(?! (?:management|manager|of (?:clients|"
    r"projects|products|loans)))|"
    r"personal website|(?:github|gitlab|behance|dribbble)(?= (?:profile|account|page|link)))"
)


_CONDITIONS = (
    (r"authori[sz]ed to work|right to work|work permit|eligib\w+ to work|citizen(?:ship)?|visa\b",
     r"authori[sz]ed to work|right to work|work permit|citizen|visa\b|green card|permanent resident"),
    (r"\btravel(?:ling)?\b.*(?:%|time|willing|required|up to)|willing\w* to travel|able to travel",
     r"willing to travel|travel up to"),
    (r"relocat", r"relocat"),
    (r"\b(?:lift|carry|stand|sit|bend)\w*\b.*\b(?:pounds?|lbs?|kg|hours|periods|desk)",
     r"\blift\w* .*(?:pounds?|lbs?|kg)"),
    ((r"(?:work|available|availability|happy to).*\b"
     r"(?:evenings?|weekends?|nights?|shifts?|holidays|overtime|on[- ]call)"),
     r"evenings?\b|weekends?\b|nights?\b(?! club)|late shift|rotating shifts|on[- ]call"),
    (r"drug (?:test|screen)|background (?:check|screen)|dbs check|18 years", r"dbs check|background check"),
)  # fmt: skip


def judge_condition(text: str, background: Background) -> Verdict | None:
    """Permits, travel, shifts and the like: only the plain words answer them. None when the text is about none."""
    for asked, said in _CONDITIONS:
        if re.search(asked, text, re.IGNORECASE):
            for line in background.lines:
                if re.search(said, line.text, re.IGNORECASE):
                    return Verdict(Status.STRONG, (line.evidence,))
            return Verdict(Status.MISSING, reason="Resumes rarely say this.", advice=advice.IN_APPLICATION)
    return None


def judge_link(text: str, background: Background) -> Verdict | None:
    """A portfolio is shown by a link to it; None when none is asked for."""
    asked = _SHOWN_BY_LINK.search(text)
    if asked is None:
        return None
    wanted = asked[0].lower()
    places = {"portfolio": r"portfolio|behance|dribbble|artstation|github"}.get(wanted, re.escape(wanted))
    for line in background.at(Place.LINK, Place.CLAIM, Place.DONE):
        if re.search(places, line.words, re.IGNORECASE):
            return Verdict(Status.STRONG, (Evidence(path=line.path, text=line.text),), "Your resume links to it.")
    return Verdict(Status.MISSING, reason=f"Your resume has no link to a {wanted}.")
