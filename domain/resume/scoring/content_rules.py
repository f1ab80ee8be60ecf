"""Content rules: do the lines say what was done, and what came of it."""

from collections.abc import Mapping, Sequence

from domain.resume.scoring import weights
from domain.resume.scoring.evidence import Evidence, shown
from domain.resume.scoring.facts_rules import numbers_needed
from domain.resume.scoring.file_rules import Check
from domain.resume.scoring.points import Cause, all_or_nothing, by_share, for_each
from domain.resume.scoring.results import RuleResult
from domain.resume.scoring.weights import Rule
from domain.resume.writing.checks import WrittenLine
from domain.resume.writing.findings import WritingFinding, WritingKind
from domain.resume.writing.numbers import has_number
from domain.resume.writing.openings import is_weak, opening

_NO_LINES = Cause(
    "No lines about what you did", "Without lines under your positions there is nothing to judge.",
    "Add at least two lines to each of your newest positions.",
)  # fmt: skip


def _numbers(rule: Rule, seen: Evidence) -> RuleResult:
    lines = seen.bullets
    if not lines:
        return by_share(rule, 0, 1, [_NO_LINES], "No lines.")
    bare = [line for line in lines if not has_number(line.text)]
    have = len(lines) - len(bare)
    causes = [
        _cause(seen, line, "This line has no number.", "If you know how many, how much or how fast, add it.")
        for line in bare
    ]
    needed = numbers_needed(len(lines))
    note = f"{have} of {len(lines)} lines carry a number; {needed} are wanted."
    return by_share(rule, min(have, needed), needed, causes, note)


def _action_verbs(rule: Rule, seen: Evidence) -> RuleResult:
    lines = seen.bullets
    if not lines:
        return by_share(rule, 0, 1, [_NO_LINES], "No lines.")
    judged_elsewhere = {f.path for f in seen.findings if f.kind in (WritingKind.PASSIVE, WritingKind.FIRST_PERSON)}
    dull = [line for line in lines if not _acts(line) and line.path not in judged_elsewhere]
    causes = [_cause(seen, line, "This line does not begin with what you did.", "Begin with a verb.") for line in dull]
    note = f"{len(lines) - len(dull)} of {len(lines)} lines begin with what was done."
    return by_share(rule, len(lines) - len(dull), len(lines), causes, note)


def _acts(line: WrittenLine) -> bool:
    """Whether a line begins with an action; weak openings lose their points under their own rule."""
    return is_weak(line.text) or opening(line.text) is not None


def _kinds(kinds: Sequence[WritingKind], none: str, one: str, many: str) -> Check:
    def check(rule: Rule, seen: Evidence) -> RuleResult:
        found = [finding for finding in seen.findings if finding.kind in kinds]
        causes = [_of_finding(seen, finding) for finding in found]
        return for_each(rule, causes, f"{len(found)} {one if len(found) == 1 else many}." if found else none)

    return check


def _of_finding(seen: Evidence, finding: WritingFinding) -> Cause:
    if finding.replacement:
        gain = f"Write \u201c{finding.replacement}\u201d."
    elif finding.replacement == "":
        gain = f"Leave out \u201c{finding.text.strip()}\u201d."
    else:
        gain = "Say it in your own words; only you know the facts."
    return Cause(shown(finding.text), finding.why, gain, path=finding.path, line=seen.line_of(finding.path))


def _lines_a_job(rule: Rule, seen: Evidence) -> RuleResult:
    entries = [(f"work.{i}", p.title or p.employer, p.bullets) for i, p in seen.positions]
    entries = entries or [(f"projects.{i}", p.title, p.bullets) for i, p in seen.projects]
    newest = entries[: weights.JOBS_WITH_LINES]
    if not newest:
        return by_share(rule, 0, 1, [_NO_LINES], "No positions.")
    causes, reached = [], 0
    for path, name, bullets in newest:
        lines = sum(bool(text.strip()) for text in bullets)
        reached += min(lines, weights.LINES_A_JOB)
        why = f"This position has {lines or 'no'} {'line' if lines == 1 else 'lines'} about what you did."
        causes += [Cause(shown(name) or "A position", why, "Add a line.", path=path)] * (weights.LINES_A_JOB - lines)
    needed = weights.LINES_A_JOB * len(newest)
    return by_share(
        rule, reached, needed, causes, f"{reached} of {needed} lines that the newest positions should have."
    )


def _summary(rule: Rule, seen: Evidence) -> RuleResult:
    if seen.facts.summary.strip():
        return all_or_nothing(rule, None, f"{len(seen.facts.summary.split())} words.")
    why = "Nothing at the top says who you are and what you look for."
    cause = Cause("No summary", why, "Add two or three sentences under your name.", path="summary")
    return all_or_nothing(rule, cause, "Not found.")


def _cause(seen: Evidence, line: WrittenLine, why: str, gain: str) -> Cause:
    return Cause(shown(line.text), why, gain, path=line.path, line=seen.line_of(line.path))


CONTENT_CHECKS: Mapping[str, Check] = {
    "numbers": _numbers,
    "action_verbs": _action_verbs,
    "weak_verbs": _kinds([WritingKind.WEAK_VERB], "No weak openings.", "weak opening", "weak openings"),
    "passive": _kinds([WritingKind.PASSIVE], "No passive voice.", "line in the passive", "lines in the passive"),
    "tense": _kinds(
        [WritingKind.TENSE],
        "The tenses fit.",
        "verb in a tense that does not fit",
        "verbs in a tense that does not fit",
    ),
    "repetition": _kinds(
        [WritingKind.REPETITION],
        "The lines begin differently.",
        "line begins like two others",
        "lines begin like two others",
    ),
    "vague": _kinds([WritingKind.VAGUE], "No vague words.", "vague word", "vague words"),
    "first_person": _kinds(
        [WritingKind.FIRST_PERSON], "No first person.", "time the first person", "times the first person"
    ),
    "cliches": _kinds([WritingKind.CLICHE], "No worn phrases.", "worn phrase", "worn phrases"),
    "fillers": _kinds([WritingKind.FILLER], "No words to drop.", "word or phrase to drop", "words or phrases to drop"),
    "line_length": _kinds(
        [WritingKind.TOO_LONG, WritingKind.TOO_SHORT],
        "The lines have a good length.",
        "line too long or too short",
        "lines too long or too short",
    ),
    "lines_a_job": _lines_a_job,
    "summary": _summary,
}
