"""Lines of a resume that speak to whoever scores it. They change no score, and the person is told."""

import re
from typing import TypeVar

from domain.resume.document import ReadDocument
from domain.resume.facts import ResumeFacts

_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b(?:\s+\w+){0,5}?\s+"
    r"(?:instructions?|rubrics?|prompts?|criteria|guidelines|directions|rules)\b",
    re.IGNORECASE,
)
_WHOM = r"(?:me|him|her|them|us|it|(?:this|the|my|that)\s+(?:candidate|applicant|resume|cv|person|profile|application))"
_GRADE = re.compile(
    r"(?:^|[.,;:!?\u2013\u2014-]\s*|\b(?:please|must|should|and|then|always)\s+)"
    r"(?:"
    r"(?:score|rate|output|return)\s*(?:of|:|=|is|at|as)?\s*(?:10|100)(?:\s*(?:/|out\s+of)\s*(?:10|100))?"
    r"(?=\s*(?:[.,;:!)]|$))"
    rf"|(?:score|rate|rank|grade|mark|give|award|assign)\s+{_WHOM}\s+(?:\w+\s+){{0,4}}?"
    r"(?:10|100|full|maximum|max|highest|top|perfect|best|first)\b"
    r"|(?:give|award|assign|output|return)\s+(?:an?\s+|the\s+)?(?:full|maximum|max|highest|top|perfect|best)\s+"
    r"(?:possible\s+)?(?:marks?|scores?|points?|ratings?|grades?|match)\b"
    rf"|(?:recommend|shortlist|select|approve|hire|prefer|choose)\s+{_WHOM}(?=\s*(?:[.,;:!)]|$))"
    r")",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:dear|attention|note\s+to(?:\s+the)?|message\s+(?:to|for)(?:\s+the)?)\s+(?:\w+\s+)?"
    r"(?:grader|evaluator|scorer|parser|screener|ai|llm|ats|language\s+model|chatbot|assistant|model)\b"
    r"|^\s*system\s*:|<\|\w+\|>|\[/?INST\]|</?(?:system|instructions?)>"
    r"|\b(?:you\s+are|act\s+as)\s+(?:now\s+|no\s+longer\s+)?(?:an?\s+|the\s+)?(?:\w+\s+){0,2}"
    r"(?:grader|evaluator|ai|language\s+model|recruiter|screener)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*(?:[.!?]+|\n|$)")

_PIECE, _SHARED = 400, 150

T = TypeVar("T")


def speaks_to_the_scorer(text: str) -> bool:
    """Whether a text gives orders to whoever scores it."""
    # Piece by piece, so that the time grows with the length and no faster.
    pieces = (text[start : start + _PIECE + _SHARED] for start in range(0, max(len(text), 1), _PIECE))
    return any(pattern.search(piece) for piece in pieces for pattern in (_ORDER, _GRADE, _ADDRESS))


def without_orders(text: str) -> str:
    """The text without its sentences that speak to the scorer; unchanged when there are none."""
    if not speaks_to_the_scorer(text):
        return text
    kept = [m.group() for m in _SENTENCE.finditer(text) if m.group() and not speaks_to_the_scorer(m.group().strip())]
    return " ".join("".join(kept).split()) if not speaks_to_the_scorer("".join(kept)) else ""


def blank_orders(facts: ResumeFacts) -> tuple[ResumeFacts, tuple[str, ...]]:
    """The facts with such lines blanked out (so that every path keeps its place), and the lines themselves."""
    found: list[str] = []
    cleaned = ResumeFacts.model_validate(_clean(facts.model_dump(exclude={"sections"}), found))
    sections = tuple(
        section.model_copy(
            update={
                "title": _clean(section.title, found),
                "text": "\n".join(_clean(line, found) for line in section.text.splitlines()),
            }
        )
        for section in facts.sections
    )
    return cleaned.model_copy(update={"sections": sections}), tuple(dict.fromkeys(found))


def all_orders(in_facts: tuple[str, ...], document: ReadDocument | None) -> tuple[str, ...]:
    """Those found in the facts, and those of the file, seen or hidden, that became no fact."""
    texts = [line.text for line in document.lines] + [part.text for part in document.hidden] if document else []
    folded = [" ".join(text.split()) for text in texts if speaks_to_the_scorer(text)]
    return (*in_facts, *(text for text in dict.fromkeys(folded) if not any(text in order for order in in_facts)))


def _clean(value: T, found: list[str]) -> T:
    if isinstance(value, str):
        kept = without_orders(value)
        if kept != value:
            found.append(" ".join(value.split()))
        return kept  # type: ignore[return-value]
    if isinstance(value, dict):
        return {key: _clean(part, found) for key, part in value.items()}  # type: ignore[return-value]
    if isinstance(value, list | tuple):
        return [_clean(part, found) for part in value]  # type: ignore[return-value]
    return value
