"""Putting a suggestion into a resume."""

from domain.resume.facts import ResumeFacts
from domain.resume.paths import text_at, with_text
from domain.resume.writing.findings import WritingFinding


def applied(facts: ResumeFacts, finding: WritingFinding) -> ResumeFacts:
    """The facts with the finding's words replaced.

    Raises ValueError when the finding proposes nothing, or when its words no longer stand there.
    """
    if finding.replacement is None:
        raise ValueError("There is no suggestion for this finding.")
    try:
        text = text_at(facts, finding.path)
    except KeyError:
        raise ValueError("The line of this finding is gone.") from None
    if text[finding.start : finding.end] != finding.text:
        raise ValueError("The line of this finding has changed.")
    return with_text(facts, finding.path, text[: finding.start] + finding.replacement + text[finding.end :])
