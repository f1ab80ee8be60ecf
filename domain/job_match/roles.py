"""Whether a job is of the kind a requirement speaks of: titles compared by meaning and by kind of work."""

import re
from enum import IntEnum

from domain.evaluation.text import stem
from domain.job_match.background import Background
from domain.job_match.by_skill import is_proper, names_it, wanted_names
from domain.job_match.wording import coverage, initials, stems
from domain.resume.facts import Position

SAME_WORK_FROM, OTHER_WORK_FROM, LINE_FROM = 0.40, 0.52, 0.55
"""Cosines from which a title is of the same kind (with a word for the same work in both, and without), and a line."""
NEAR_FROM, BY_WORDS_FROM = 0.42, 0.5
"""Likeness from which a title is near; without vectors, the share of the words."""

_KINDS_OF_WORK = tuple(
    frozenset(stem(word) for word in words.split())
    for words in (
        "engineer engineering developer programmer programming development architect devops software coder",
        "scientist science", "analyst analysis analytics", "manager management managing lead leader head director",
        "nurse nursing", "assistant aide helper caregiver", "teacher teaching lecturer tutor professor instructor",
        "accountant accounting bookkeeper bookkeeping auditor", "designer design designing", "sales seller salesperson",
        "secretary receptionist clerk", "chef cook kitchen cooking", "waiter waitress server barista bartender",
        "recruiter recruitment recruiting", "support helpdesk", "driver driving", "lawyer attorney solicitor counsel",
    )
)  # fmt: skip


class Fit(IntEnum):
    """How far a job counts towards the years asked for; only SURE makes them strong."""

    NO = 0
    NEAR = 1
    SURE = 2


def fit_of(job: Position, subject: str, background: Background) -> Fit:
    """By the skill it names, else by its title, else by a line that says the same."""
    if not stems(subject):
        return Fit.SURE
    titles = [job.title, ", ".join(part for part in (job.title, job.employer) if part)]
    names = wanted_names(subject, background)
    known = [name for name in names if background.vocabulary.usual_name(name) is not None]
    if initials(job.title) in names or any(
        names_it(name, text, background) for name in known for text in (*titles, *job.bullets)
    ):
        return Fit.SURE
    if any(map(is_proper, known)) and stems(subject) <= stems(" ".join(known)):
        return Fit.NO
    parts = [part.strip() for part in re.split(r",\s*(?:or\s+)?|\s+or\s+|/", subject) if stems(part)]
    subjects = dict.fromkeys((subject, *parts))
    best = max(_title_fit(part, title, background) for part in subjects for title in titles)
    said = any(_says_it(part, text, background) for part in subjects for text in job.bullets)
    return Fit.SURE if said else best


def _says_it(subject: str, line: str, background: Background) -> bool:
    """A single line says less of the whole job than its title, so more is asked of it."""
    every_word = coverage(subject, line) >= 1 and len(stems(subject)) > 1
    return every_word or background.alike(subject, line) >= LINE_FROM


def _title_fit(subject: str, title: str, background: Background) -> Fit:
    if _same_root(subject, title):
        return Fit.SURE
    if background.embed is None:
        return Fit.NEAR if coverage(subject, title) >= BY_WORDS_FROM else Fit.NO
    if _names_the_title(subject, title):
        return Fit.SURE
    near = background.alike(subject, title)
    asked, done = _work(subject), _work(title)
    least = SAME_WORK_FROM if asked & done else OTHER_WORK_FROM
    if near >= least and not (asked and done and not asked & done):
        return Fit.SURE
    return Fit.NEAR if background.likeness(subject, title) >= NEAR_FROM else Fit.NO


def _names_the_title(subject: str, title: str) -> bool:
    """ "building machine learning systems" names what a machine learning engineer does."""
    work = frozenset().union(*_KINDS_OF_WORK)
    about = stems(title) - work
    return len(about) > 1 and about <= stems(subject)


def _work(text: str) -> frozenset[int]:
    """Which kinds of work a text has a word for."""
    found = {stem(word) for word in re.findall(r"[^\W\d_]+", text.lower())}
    return frozenset(n for n, kind in enumerate(_KINDS_OF_WORK) if kind & found)


def _same_root(subject: str, title: str) -> bool:
    """ "accounting" and "Accountant": one word goes on from the other. Every word of the subject has its like."""
    roots = stems(title)
    return all(
        a in roots or any(min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a)) for b in roots)
        for a in stems(subject)
    )
