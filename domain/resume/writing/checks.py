"""Every check of the writing over a whole resume."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.resume.dates import plain
from domain.resume.facts import Position, Project, ResumeFacts
from domain.resume.writing.findings import WritingFinding, WritingKind
from domain.resume.writing.language import is_english, is_foreign_line
from domain.resume.writing.numbers import has_number
from domain.resume.writing.openings import When, first_person, opening, repetition, tense, weak_opening
from domain.resume.writing.verbs import Form, past
from domain.resume.writing.wording import passive, wording

LONGEST_LINE = 35
"""Words; a longer bullet runs over three lines on paper."""
SHORTEST_LINE = 4
LONGEST_CHECKED = 3000
"""Characters; what stands behind them in one line is not checked."""
LONGEST_SUMMARY = 90
_LINK = re.compile(r"\S+\.[a-z]{2,}\S*", re.IGNORECASE)
_NO_NUMBER = "This line has no number. If you know how many, how much or how fast, add it; only a true figure helps."
_TOO_LONG = "This line has {words} words. Up to {most} are read at a glance; two shorter lines may say it better."
_TOO_SHORT = "This line has {words}. A reader cannot tell what you did or what came of it."


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line the person wrote. `bullet` is False for the summary."""

    path: str
    text: str
    when: When = When.UNKNOWN
    bullet: bool = True
    mostly_present: bool = False


def written_lines(facts: ResumeFacts, today: date) -> list[WrittenLine]:
    """The summary and every bullet, in the order of the resume."""
    lines = [WrittenLine("summary", facts.summary, bullet=False)] if facts.summary.strip() else []
    entries: list[tuple[str, Position | Project]] = [(f"work.{i}", p) for i, p in enumerate(facts.work)]
    entries += [(f"projects.{i}", p) for i, p in enumerate(facts.projects)]
    for path, entry in entries:
        when = _when(entry, today) if path.startswith("work") else When.UNKNOWN
        present = when is When.NOW and _mostly_present(entry.bullets)
        lines += [
            WrittenLine(f"{path}.bullets.{i}", text, when, mostly_present=present)
            for i, text in enumerate(entry.bullets)
            if text.strip() and not _LINK.fullmatch(text.strip())
        ]
    return lines


def resume_is_english(facts: ResumeFacts) -> bool:
    """Whether the resume's own sentences are English; the checks and the content score know no other language."""
    bullets = [b for p in facts.work for b in p.bullets] + [b for p in facts.projects for b in p.bullets]
    prose = " ".join([facts.summary, *bullets]).strip() or " ".join(section.text for section in facts.sections)
    return not prose.strip() or is_english(prose)


def writing_findings(facts: ResumeFacts, today: date) -> tuple[WritingFinding, ...]:
    """What could be written better, line by line. Empty for a resume that is not English."""
    if not resume_is_english(facts):
        return ()
    lines = [line for line in written_lines(facts, today) if not is_foreign_line(line.text)]
    found = [finding for line in lines for finding in line_findings(line)]
    found += repetition([(line.path, line.text) for line in lines if line.bullet])
    order = {line.path: number for number, line in enumerate(lines)}
    found = _apart(found)
    return tuple(sorted(found, key=lambda f: (order[f.path], f.start, f.end, f.kind)))


def line_findings(line: WrittenLine) -> list[WritingFinding]:
    """What one English line gives, whatever the others say."""
    path, text = line.path, line.text[:LONGEST_CHECKED]
    found = wording(path, text) + first_person(path, text)
    if not line.bullet:
        return found + _length(line, LONGEST_SUMMARY, 0)
    found += weak_opening(path, text, line.when)
    # Behind a verb of the person's own, a passive is a clause about something else ("of which six were funded").
    if opening(text) is None:
        found += [p for p in passive(path, text) if not any(_overlap(p, f) for f in found)]
    numbered = has_number(text)
    found += tense(path, text, line.when, mostly_present=line.mostly_present and not numbered)
    found += _length(line, LONGEST_LINE, SHORTEST_LINE)
    if not numbered:
        found.append(_whole(line, WritingKind.NO_NUMBER, _NO_NUMBER))
    return found


def _length(line: WrittenLine, most: int, least: int) -> list[WritingFinding]:
    words = len(line.text.split())
    if words > most:
        return [_whole(line, WritingKind.TOO_LONG, _TOO_LONG.format(words=words, most=most))]
    if words < least:
        count = "one word" if words == 1 else f"{words} words"
        return [_whole(line, WritingKind.TOO_SHORT, _TOO_SHORT.format(words=count))]
    return []


def _whole(line: WrittenLine, kind: WritingKind, why: str) -> WritingFinding:
    return WritingFinding(path=line.path, start=0, end=len(line.text), kind=kind, text=line.text, why=why)


def _overlap(one: WritingFinding, other: WritingFinding) -> bool:
    return one.path == other.path and one.start < other.end and other.start < one.end


def _apart(found: Sequence[WritingFinding]) -> list[WritingFinding]:
    """Of findings about the same words the one with a proposal stays, then the longer one."""
    kept: dict[str, list[WritingFinding]] = {}
    ranked = sorted(found, key=lambda f: (f.replacement is None, f.start - f.end, f.path, f.start, f.kind))
    for finding in ranked:
        here = kept.setdefault(finding.path, [])
        if finding.whole_line or not any(not k.whole_line and _overlap(finding, k) for k in here):
            here.append(finding)
    return [finding for here in kept.values() for finding in here]


def _when(entry: Position | Project, today: date) -> When:
    end = plain(entry.end) if entry.end else ""
    if end == "present":
        return When.NOW
    if not end:
        return When.UNKNOWN
    return When.PAST if end[:7] < today.isoformat()[: len(end[:7])] else When.NOW


def _mostly_present(bullets: Sequence[str]) -> bool:
    found = [opening(text) for text in bullets]
    present = sum(bool(o and o.verb.form is Form.BASE) for o in found)
    done = sum(bool(o and o.verb.form is Form.PAST and past(o.verb.base) != o.verb.base) for o in found)
    return present >= 2 and present > done
