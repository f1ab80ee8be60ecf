"""Improvements by fixed rules: nothing is added; words only go, change places or take a plainer form."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from domain.evaluation.text import content_stems
from domain.resume.facts import ResumeFacts
from domain.resume.paths import text_at
from domain.resume.refining import Change, Origin
from domain.resume.writing.checks import writing_findings
from domain.resume.writing.findings import WritingFinding

LONGEST_SUMMARY = 60
"""Words; a longer summary loses the sentences that say least for the job."""
MOST_SENTENCES = 3
_LOWER_START = re.compile(r"^[a-z]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý])")
_ORDER_WHY = "The lines that answer the job description come first."
_SHORT_WHY = "A shorter summary is read to its end; sentences that say least for this job are left out."


def rule_changes(facts: ResumeFacts, job_text: str, today: date) -> list[Change]:
    """Changes by fixed rules, at most one a line, and an order of lines for each job where the text asks for one."""
    found = [*_line_changes(facts, today), *_orders(facts, job_text)]
    short = shorter_summary(facts.summary, job_text)
    if short and not any(change.path == "summary" for change in found):
        found.append(_change("summary", facts.summary, short, _SHORT_WHY))
    return [change.model_copy(update={"id": f"r{n}"}) for n, change in enumerate(found, 1)]


def _line_changes(facts: ResumeFacts, today: date) -> Iterator[Change]:
    by_path: dict[str, list[WritingFinding]] = {}
    for finding in writing_findings(facts, today):
        if finding.replacement is not None:
            by_path.setdefault(finding.path, []).append(finding)
    for path, findings in by_path.items():
        original = text_at(facts, path)
        text = with_replacements(original, findings)
        if text and text != original:
            yield _change(path, original, text, " ".join(dict.fromkeys(finding.why for finding in findings)))


def with_replacements(text: str, findings: Sequence[WritingFinding]) -> str:
    """The text with each finding's proposal, tidied: one space between words, a capital at the start."""
    capital = text[:1].isupper()
    for finding in sorted(findings, key=lambda f: -f.start):
        text = f"{text[: finding.start]}{finding.replacement}{text[finding.end :]}"
    text = re.sub(r"\s+([,.;:])", r"\1", " ".join(text.split())).strip(" ,;")
    return text[:1].upper() + text[1:] if capital and _LOWER_START.match(text) else text


def _orders(facts: ResumeFacts, job_text: str) -> Iterator[Change]:
    wanted = set(content_stems(job_text))
    for index, job in enumerate(facts.work):
        order = better_order(job.bullets, wanted)
        if order:
            yield Change(
                id="", path=f"work.{index}.bullets", why=_ORDER_WHY, origin=Origin.RULES, order=order,
                original="\n".join(job.bullets), text="\n".join(job.bullets[i] for i in order),
            )  # fmt: skip


def better_order(lines: Sequence[str], wanted: set[str]) -> tuple[int, ...]:
    """Places of the lines with those first that share most words with the job; empty when the order is fine."""
    shared = [len(set(content_stems(line)) & wanted) for line in lines]
    order = tuple(sorted(range(len(lines)), key=lambda i: (-shared[i], i)))
    worth = len(lines) > 1 and max(shared, default=0) >= shared[0] + 2
    return order if worth and order != tuple(range(len(lines))) else ()


def shorter_summary(summary: str, job_text: str) -> str:
    """The first sentence and those that share most with the job, in their order; empty when it is short enough."""
    sentences = _SENTENCE.split(summary.strip())
    if len(summary.split()) <= LONGEST_SUMMARY or len(sentences) <= 1:
        return ""
    wanted = set(content_stems(job_text))
    ranked = sorted(range(1, len(sentences)), key=lambda i: (-len(set(content_stems(sentences[i])) & wanted), i))
    kept, words = {0}, len(sentences[0].split())
    for place in ranked:
        more = len(sentences[place].split())
        useful = not wanted or wanted & set(content_stems(sentences[place]))
        if useful and len(kept) < MOST_SENTENCES and words + more <= LONGEST_SUMMARY:
            kept.add(place)
            words += more
    return " ".join(sentences[i] for i in sorted(kept)) if len(kept) < len(sentences) else ""


def _change(path: str, original: str, text: str, why: str) -> Change:
    return Change(id="", path=path, original=original, text=text, why=why, origin=Origin.RULES)
