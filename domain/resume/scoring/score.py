"""The two scores of a resume. Weights and rules are published in docs/resume-scores.md."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.resume.document import ReadDocument
from domain.resume.facts import ReadingQuality, ResumeFacts
from domain.resume.scoring.content_rules import CONTENT_CHECKS
from domain.resume.scoring.date_rules import DATE_CHECKS
from domain.resume.scoring.evidence import Evidence, tidy
from domain.resume.scoring.facts_rules import FACTS_CHECKS
from domain.resume.scoring.file_rules import FILE_CHECKS, Check
from domain.resume.scoring.instructions import all_orders, blank_orders
from domain.resume.scoring.results import ResumeScores, Score, ScoreKind, ScoreState
from domain.resume.scoring.weights import ATS_RULES, CONTENT_RULES, QUALITY_NEEDED, VERSION, Rule
from domain.resume.spans import Sources
from domain.resume.vocabulary import SkillVocabulary
from domain.resume.writing.checks import resume_is_english

_ATS_CHECKS: Mapping[str, Check] = {**FILE_CHECKS, **FACTS_CHECKS, **DATE_CHECKS}


def score_resume(
    document: ReadDocument | None,
    facts: ResumeFacts,
    quality: ReadingQuality,
    today: date,
    *,
    job_keywords: Sequence[str] | None = None,
    sources: Sources | None = None,
    vocabulary: SkillVocabulary | None = None,
) -> ResumeScores:
    """Both scores, by fixed rules: the same arguments give the same result, to the tenth of a point.

    `document` is None where the lines of the file were not kept; `job_keywords` are those of a job description;
    `vocabulary` lets a skill count under each of its names. There is no score when the file was read too badly.
    """
    facts, orders = blank_orders(facts)
    seen = Evidence(
        document=document or ReadDocument(lines=()),
        facts=tidy(facts),
        today=today,
        sources=sources or {},
        vocabulary=vocabulary or SkillVocabulary(),
        job_keywords=None if job_keywords is None else tuple(job_keywords),
    )
    unread = _unread(quality, facts)
    no_ats = unread or ("" if document else "Not scored: the lines of this file were not kept. Upload it again.")
    english = "" if resume_is_english(seen.facts) else "Not scored: the content rules know only English."
    return ResumeScores(
        quality=quality,
        ats=_score(ScoreKind.ATS, ATS_RULES, _ATS_CHECKS, seen, no_ats),
        content=_score(ScoreKind.CONTENT, CONTENT_RULES, CONTENT_CHECKS, seen, unread or english),
        for_job=job_keywords is not None,
        notices=tuple(_notice(order) for order in all_orders(orders, document)),
    )


def _score(kind: ScoreKind, rules: Sequence[Rule], checks: Mapping[str, Check], seen: Evidence, why_not: str) -> Score:
    if why_not:
        return Score(kind=kind, state=ScoreState.NOT_SCORED, reason=why_not, version=VERSION)
    results = tuple(checks[rule.id](rule, seen) for rule in rules)
    return Score(kind=kind, state=ScoreState.SCORED, rules=results, version=VERSION)


def _unread(quality: ReadingQuality, facts: ResumeFacts) -> str:
    if quality.score < QUALITY_NEEDED:
        return (
            f"Not scored: reading quality is {round(quality.score * 100)} of 100, and a score needs "
            f"{round(QUALITY_NEEDED * 100)}. Upload a file that can be read better: with text, in one column."
        )
    if not (facts.work or facts.education or facts.projects or facts.skills):
        return "Not scored: we found no positions, education, projects or skills in this file."
    return ""


def _notice(line: str) -> str:
    return (
        f"\u201c{line}\u201d speaks to whoever scores the resume. It changes no score here, and a person who reads it "
        "may take it badly. We suggest that you remove it."
    )
