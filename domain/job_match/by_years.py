"""Requirements of years: only dates can answer them in full."""

import re

from domain.job_match.background import Background, Verdict
from domain.job_match.by_meaning import STRONG_FROM, WORDS_STRONG_FROM
from domain.job_match.by_skill import is_proper, names_it, wanted_names
from domain.job_match.experience import YearsAsked, in_words, months_of, span_of
from domain.job_match.resume_lines import Place, head_of
from domain.job_match.types import Evidence, Status
from domain.job_match.wording import initials, stems
from domain.resume.facts import Position

KIN_FROM = 0.42
"""Likeness from which a job counts as one of the kind that is asked for; titles are compared by meaning."""
SAME_KIND_FROM = 0.6
WORDS_KIN_FROM = 0.5
MOST_JOBS = 4


def judge_years(asked: YearsAsked, background: Background) -> Verdict:
    """Months of the jobs that fit, overlaps once. Never strong without dates."""
    subject = asked.subject or background.job_title
    jobs = [(n, job) for n, job in enumerate(background.facts.work) if fits(job, subject, background)]
    wanted = f"{asked.years:g} year{'s' if asked.years != 1 else ''}"
    if not jobs:
        return _no_job(subject, background)
    spans = {n: span_of(job, background.today) for n, job in jobs}
    dated = [span for span in spans.values() if span is not None]
    undated = len(jobs) - len(dated)
    lines = tuple(Evidence(path=f"work.{n}", text=head_of(job)) for n, job in jobs[:MOST_JOBS])
    if not dated:
        note = f"Years for “{subject or 'work experience'}” could not be computed: the jobs that fit have no dates we can read."
        return Verdict(
            Status.PARTIAL, lines, "The years could not be computed: these jobs have no dates we can read.", note
        )
    months = months_of(dated)
    note = ""
    if undated:
        note = f"{undated} job{'s' if undated > 1 else ''} that fit “{subject or 'the work'}” could not be counted: no dates we can read."
    reason = f"The jobs that fit add up to {in_words(months)}; {wanted} asked for."
    return Verdict(Status.STRONG if months >= asked.years * 12 else Status.PARTIAL, lines, reason, note)


def _no_job(subject: str, background: Background) -> Verdict:
    """No dated job fits: a skill that is only listed still is something."""
    for name in wanted_names(subject, background):
        for line in background.at(Place.LISTED, Place.CLAIM):
            if names_it(name, line.words, background):
                reason = f"{name} is listed, but no job names it, so its years could not be computed."
                return Verdict(
                    Status.PARTIAL, (line.evidence,), reason, f"Years of {name} could not be computed: no job names it."
                )
    kin = [(n, job) for n, job in enumerate(background.facts.work) if _same_kind(job, background)]
    months = months_of(span for _, job in kin if (span := span_of(job, background.today)))
    if months:
        lines = tuple(Evidence(path=f"work.{n}", text=head_of(job)) for n, job in kin[:MOST_JOBS])
        reason = f"Jobs like the advertised one add up to {in_words(months)}, but none speaks of “{subject}”."
        return Verdict(Status.PARTIAL, lines, reason)
    if not background.facts.work:
        return Verdict(Status.MISSING, reason="Your resume has no jobs with dates.")
    return Verdict(Status.MISSING, reason=f"No job of yours is about “{subject}”.")


def _same_kind(job: Position, background: Background) -> bool:
    title = background.job_title
    return bool(title) and background.likeness(title, job.title) >= SAME_KIND_FROM


def fits(job: Position, subject: str, background: Background) -> bool:
    """Whether a job is of the kind asked for: it names the skill, or its title or one of its lines means the same."""
    if not stems(subject):
        return True
    heads = [job.title, ", ".join(p for p in (job.title, job.employer) if p)]
    texts = [*heads, *job.bullets]
    names = wanted_names(subject, background)
    if initials(job.title) in names or _same_root(subject, job.title):
        return True
    known = [name for name in names if background.vocabulary.usual_name(name) is not None]
    if any(names_it(name, text, background) for name in known for text in texts):
        return True
    if any(map(is_proper, known)) and stems(subject) <= stems(" ".join(known)):
        return False
    either = [part.strip() for part in re.split(r",\s*(?:or\s+)?|\s+or\s+|/", subject) if stems(part)]
    return any(
        background.likeness(part, text) >= least
        for part in dict.fromkeys((subject, *either))
        for least, ones in zip(_least(background), (heads, job.bullets), strict=True)
        for text in ones
        if text
    )


def _least(background: Background) -> tuple[float, float]:
    """Likeness asked of a title, and of a single line, which says less of what the whole job was about."""
    return (KIN_FROM, STRONG_FROM) if background.embed is not None else (WORDS_KIN_FROM, WORDS_STRONG_FROM)


def _same_root(subject: str, title: str) -> bool:
    """ "accounting" and "Accountant": one word goes on from the other. Every word of the subject must have its like."""
    roots = stems(title)
    return all(
        any(min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a)) for b in roots) for a in stems(subject)
    )
