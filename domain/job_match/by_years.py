"""Requirements of years: only dates can answer them in full."""

from domain.job_match import advice
from domain.job_match.background import Background, Verdict
from domain.job_match.by_skill import names_it, wanted_names
from domain.job_match.experience import YearsAsked, in_words, months_of, span_of
from domain.job_match.resume_lines import Place, head_of
from domain.job_match.roles import Fit, fit_of
from domain.job_match.types import Evidence, Status
from domain.resume.facts import Position

SAME_KIND_FROM = 0.6
"""Likeness from which a job is like the advertised one."""
MOST_JOBS = 4


def judge_years(asked: YearsAsked, background: Background) -> Verdict:
    """Months of the jobs that fit, overlaps once. Never strong without dates, nor by jobs that are only near."""
    subject = asked.subject or background.job_title
    fits = [(n, job, fit_of(job, subject, background)) for n, job in enumerate(background.facts.work)]
    counted = [(n, job) for n, job, fit in fits if fit is Fit.SURE]
    near = [(n, job) for n, job, fit in fits if fit is not Fit.NO]
    if not near:
        return _no_job(subject, background)
    dated = [span for _, job in counted if (span := span_of(job, background.today)) is not None]
    months, with_near = months_of(dated), _months(near, background)
    if not with_near:
        what = subject or "work experience"
        note = f"Years for “{what}” could not be computed: the jobs that fit have no dates we can read."
        reason = "The years could not be computed: these jobs have no dates we can read."
        return Verdict(Status.PARTIAL, _heads(near), reason, note, advice.WRITE_DATES)
    wanted = f"{asked.years:g} year{'s' if asked.years != 1 else ''}"
    reason = f"The jobs that fit add up to {in_words(months)}; {wanted} asked for."
    if not months:
        reason = f"No job is quite that; related jobs add up to {in_words(with_near)}; {wanted} asked for."
    elif months < asked.years * 12 and with_near > months:
        reason = f"{reason} With related jobs: {in_words(with_near)}."
    note, undated = "", len(counted) - len(dated)
    if undated:
        ones = "1 job that fits" if undated == 1 else f"{undated} jobs that fit"
        note = f"{ones} “{subject or 'the work'}” could not be counted: no dates we can read."
    strong = months >= asked.years * 12
    if strong:
        return Verdict(Status.STRONG, _heads(counted), reason, note)
    todo = advice.NAME_THE_WORK if with_near > months else advice.MORE_YEARS
    return Verdict(Status.PARTIAL, _heads(near), reason, note, todo)


def _heads(jobs: list[tuple[int, Position]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(path=f"work.{n}", text=head_of(job)) for n, job in jobs[:MOST_JOBS])


def _months(jobs: list[tuple[int, Position]], background: Background) -> int:
    return months_of(span for _, job in jobs if (span := span_of(job, background.today)) is not None)


def _no_job(subject: str, background: Background) -> Verdict:
    """No dated job fits: a skill that is only listed still is something."""
    for name in wanted_names(subject, background):
        for line in background.at(Place.LISTED, Place.CLAIM):
            if names_it(name, line.words, background):
                reason = f"{name} is listed, but no job names it, so its years could not be computed."
                note = f"Years of {name} could not be computed: no job names it."
                return Verdict(Status.PARTIAL, (line.evidence,), reason, note, advice.USE_IT)
    kin = [(n, job) for n, job in enumerate(background.facts.work) if _same_kind(job, background)]
    months = _months(kin, background)
    if months:
        reason = f"Jobs like the advertised one add up to {in_words(months)}, but none speaks of “{subject}”."
        return Verdict(Status.PARTIAL, _heads(kin), reason, advice=advice.NAME_THE_WORK)
    if not background.facts.work:
        return Verdict(Status.MISSING, reason="Your resume has no jobs with dates.")
    return Verdict(Status.MISSING, reason=f"No job of yours is about “{subject}”.")


def _same_kind(job: Position, background: Background) -> bool:
    title = background.job_title
    return bool(title) and background.likeness(title, job.title) >= SAME_KIND_FROM
