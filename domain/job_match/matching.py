"""A resume beside a job description."""

from datetime import date

from domain.job_match.ad_lines import ad_title
from domain.job_match.background import Background, Embed, Verdict
from domain.job_match.by_meaning import judge_condition, judge_link, judge_meaning, judge_quality
from domain.job_match.by_record import asks_for_certificate, judge_certificate, judge_degree, judge_languages
from domain.job_match.by_skill import judge_names, wanted_names
from domain.job_match.by_years import judge_years
from domain.job_match.degrees import degree_asked
from domain.job_match.experience import years_asked
from domain.job_match.gaps import gaps_in
from domain.job_match.keywords import count_keywords
from domain.job_match.qualities import quality_asked
from domain.job_match.requirements import find_requirements
from domain.job_match.spoken import languages_asked
from domain.job_match.types import JobMatch, Keyword, Kind, RequirementMatch, Status
from domain.job_match.wording import core
from domain.resume.facts import ResumeFacts
from domain.resume.vocabulary import SkillVocabulary

WEIGHT = {Kind.REQUIRED: 2, Kind.PREFERRED: 1}
"""A required one weighs twice a preferred one."""
WORTH = {Status.STRONG: 1.0, Status.PARTIAL: 0.5, Status.MISSING: 0.0}
NO_REQUIREMENTS = (
    "This text names no requirement we could find, so there is no score. "
    "Paste the part that says what the employer asks for."
)


def match_job(
    ad: str, facts: ResumeFacts, vocabulary: SkillVocabulary, *, today: date, embed: Embed | None = None
) -> JobMatch:
    """Same texts, same date, same result. Without `embed` only equal words are compared, and `by_meaning` is False."""
    title = ad_title(ad)
    background = Background(facts, vocabulary, today, embed, title)
    asked = find_requirements(ad, vocabulary)
    background.learn([core(r.text) for r in asked] + [line.words for line in background.lines])
    verdicts = [judge(requirement.text, background) for requirement in asked]
    matches = tuple(
        RequirementMatch(text=r.text, kind=r.kind, status=v.status, evidence=v.evidence, reason=v.reason)
        for r, v in zip(asked, verdicts, strict=True)
    )
    score = score_of(matches)
    return JobMatch(
        score=score,
        reason="" if score is not None else NO_REQUIREMENTS,
        title=title,
        requirements=matches,
        keywords=tuple(
            Keyword(term=term, in_ad=there, in_resume=here)
            for term, there, here in count_keywords(ad, background.lines, vocabulary)
        ),
        gaps=gaps_in(zip(asked, verdicts, strict=True)),
        notes=tuple(dict.fromkeys(v.note for v in verdicts if v.note)),
        by_meaning=embed is not None,
    )


def score_of(matches: tuple[RequirementMatch, ...]) -> int | None:
    """100 x sum(weight x worth) / sum(weight), rounded half up; None when nothing is asked for."""
    weight = sum(WEIGHT[m.kind] for m in matches)
    if not weight:
        return None
    return int(100 * sum(WEIGHT[m.kind] * WORTH[m.status] for m in matches) / weight + 0.5)


def judge(text: str, background: Background) -> Verdict:
    """What the resume says to one requirement: records first, then named things, then meaning."""
    if (languages := languages_asked(text)) is not None:
        return judge_languages(languages, background)
    if (years := years_asked(text)) is not None:
        return judge_years(years, background)
    if (degree := degree_asked(text)) is not None:
        return judge_degree(degree, background)
    if asks_for_certificate(text):
        return judge_certificate(text, background)
    if (condition := judge_condition(text, background)) is not None:
        return condition
    if (quality := quality_asked(text)) is not None:
        verdict = judge_quality(text, quality, background)
        return (
            verdict
            if verdict.status is not Status.MISSING
            else _kept(judge_meaning(text, background, most=Status.PARTIAL), verdict)
        )
    if (linked := judge_link(text, background)) is not None:
        return linked
    named = judge_names(text, background)
    if named is not None:
        return named
    most = Status.PARTIAL if wanted_names(text, background) else Status.STRONG
    return judge_meaning(text, background, most=most)


def _kept(found: Verdict, instead: Verdict) -> Verdict:
    return found if found.status is not Status.MISSING else instead
