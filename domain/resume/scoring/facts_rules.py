"""ATS rules about what the resume says: sections, contact, length, keywords."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal

from domain.resume.facts import SkillFact
from domain.resume.scoring import weights
from domain.resume.scoring.evidence import Evidence, shown
from domain.resume.scoring.experience import years_of_work
from domain.resume.scoring.file_rules import Check
from domain.resume.scoring.points import Cause, all_or_nothing, by_share, for_each
from domain.resume.scoring.results import RuleResult
from domain.resume.scoring.weights import Rule
from domain.resume.section_names import section_kind
from domain.resume.vocabulary import skill_key

_HEADINGS = {"work": "Experience", "education": "Education", "skills": "Skills", "summary": "Summary"}


_FEW_SKILLS = Cause(
    "The list of skills", "Programs search for skills by name, and few are named here.",
    "List further skills that you have, and name them in the lines of your work that show them.", path="skills",
)  # fmt: skip


def _section(kind: str) -> Check:
    usual = _HEADINGS[kind]

    def check(rule: Rule, seen: Evidence) -> RuleResult:
        facts = seen.facts
        headed = any(section.kind == kind for section in facts.sections)
        content = {
            "work": bool(seen.positions or seen.projects), "education": bool(facts.education),
            "skills": bool(facts.skills), "summary": bool(facts.summary.strip()),
        }[kind]  # fmt: skip
        if headed and content:
            return all_or_nothing(rule, None, "Found under its heading.")
        if content:
            cause = Cause(
                f"No heading \u201c{usual}\u201d",
                "Programs sort a resume by its headings; this part has none they know.",
                f"Put the heading \u201c{usual}\u201d above it.",
            )  # fmt: skip
            return all_or_nothing(rule, cause, "Found, without a heading.")
        cause = Cause(
            f"No section \u201c{usual}\u201d", "We found nothing of this kind.", f"Add a section \u201c{usual}\u201d."
        )
        return all_or_nothing(rule, cause, "Not found.")

    return check


def _unknown_headings(rule: Rule, seen: Evidence) -> RuleResult:
    titles = [
        section.title for section in seen.facts.sections if section.title.strip() and not section_kind(section.title)
    ]
    causes = [
        Cause(
            shown(title), "Programs do not know this heading, so what stands under it may be sorted wrongly.",
            "Use a usual name, such as Experience, Education, Skills, Projects or Awards.",
            line=_heading_line(seen, title),
        )
        for title in dict.fromkeys(titles)
    ]  # fmt: skip
    return for_each(rule, causes, f"{len(causes)} unusual." if causes else "All headings are usual ones.")


def _heading_line(seen: Evidence, title: str) -> int | None:
    return next((i for i, line in enumerate(seen.document.lines) if title in line.text), None)


def _contact(field: str, what: str, gain: str) -> Check:
    def check(rule: Rule, seen: Evidence) -> RuleResult:
        contact = seen.facts.contact
        found = contact.links if field == "links" else (str(getattr(contact, field)).strip(),)
        if any(found):
            return all_or_nothing(rule, None, next(value for value in found if value))
        cause = Cause(f"No {what}", f"We found no {what} at the top of the resume.", gain, path=f"contact.{field}")
        return all_or_nothing(rule, cause, "Not found.")

    return check


def _length(rule: Rule, seen: Evidence) -> RuleResult:
    years, words = years_of_work(seen.facts, seen.today), seen.words
    fewest, most = next((low, high) for below, low, high in weights.WORDS if years < below or below == 99)
    over = fewest - words if words < fewest else max(words - most, 0)
    points = -(-over // weights.WORDS_A_POINT)
    note = f"{words} words for {_years(years)}; {fewest} to {most} are usual."
    too_short = words < fewest
    why = f"{over} words {'below' if too_short else 'above'} the usual length for {_years(years)} of work."
    gain = "Say more about what you did and what came of it." if too_short else "Shorten the oldest positions first."
    text = f"The whole resume, {words} words"
    return for_each(rule, [Cause(text, why, gain)] * min(points, rule.weight), note)


def _years(years: float) -> str:
    rounded = int(years)
    return "less than a year" if rounded < 1 else "1 year" if rounded == 1 else f"{rounded} years"


def _keywords(rule: Rule, seen: Evidence) -> RuleResult:
    if seen.job_keywords is not None:
        return _job_keywords(rule, seen, seen.job_keywords)
    skills = [(i, skill) for i, skill in enumerate(seen.facts.skills) if skill.name.strip()]
    if not skills:
        cause = Cause(
            "No list of skills", "Programs search for skills by name.", "Add a section with the skills you have."
        )
        return by_share(rule, 0, 1, [cause], "Not found.")
    unused = [(i, skill) for i, skill in skills if skill.listed and not _used(seen, skill)]
    causes = [
        Cause(
            skill.name, "This skill is listed, but no line of your work shows it.",
            "If you used it in a job or project, name it in that line.", path=f"skills.{i}",
            line=seen.line_of(f"skills.{i}"),
        )
        for i, skill in unused
    ] or [_FEW_SKILLS]  # fmt: skip
    used = len({skill_key(skill.name) for _, skill in skills} - {skill_key(skill.name) for _, skill in unused})
    needed = weights.SKILLS_SHOWN
    note = f"{used} skills are shown in use; {needed} are wanted."
    return by_share(rule, min(used, needed), needed, causes if unused or used < needed else [], note)


def _used(seen: Evidence, skill: SkillFact) -> bool:
    key = skill_key(skill.name)
    usual = seen.vocabulary.usual_name(skill.name)
    return bool(key and f" {key} " in seen.prose_key) or (usual is not None and usual in seen.prose_skills)


def _job_keywords(rule: Rule, seen: Evidence, keywords: tuple[str, ...]) -> RuleResult:
    wanted = list(dict.fromkeys(word for word in keywords if skill_key(word)))
    missing = [word for word in wanted if not _named(seen, word)]
    causes = [
        Cause(
            word, "The job asks for this, and your resume does not name it.",
            "If you have it, name it in the line that shows it. If not, leave it out.",
        )
        for word in missing
    ]  # fmt: skip
    note = f"{len(wanted) - len(missing)} of {len(wanted)} keywords of the job found."
    if missing:
        note += f" Missing: {', '.join(missing[:5])}{' and more' if len(missing) > 5 else ''}."
    return by_share(rule, len(wanted) - len(missing), max(len(wanted), 1) if wanted else 0, causes, note)


def _named(seen: Evidence, word: str) -> bool:
    usual = seen.vocabulary.usual_name(word)
    return f" {skill_key(word)} " in seen.whole_key or (usual is not None and usual in seen.whole_skills)


FACTS_CHECKS: Mapping[str, Check] = {
    "work_section": _section("work"),
    "education_section": _section("education"),
    "skills_section": _section("skills"),
    "summary_section": _section("summary"),
    "unknown_headings": _unknown_headings,
    "name": _contact("name", "name", "Put your name on the first line."),
    "email": _contact("email", "email address", "Add an email address."),
    "phone": _contact("phone", "phone number", "Add a phone number with its country code."),
    "place": _contact("place", "place", "Add your city; a street is not needed."),
    "link": _contact("links", "link", "Add a link to a profile, a portfolio or your work."),
    "length": _length,
    "keywords": _keywords,
}


def numbers_needed(lines: int) -> int:
    """Lines that should carry a number, of so many."""
    return int((weights.NUMBERS_WANTED * Decimal(lines)).to_integral_value(ROUND_CEILING))
