"""From a document to everything we say about it: facts, where each stands, what is doubtful, how well it was read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.resume.document import ReadDocument
from domain.resume.facts import Doubt, ReadingQuality, ResumeFacts
from domain.resume.parser import parse_resume, reading_quality
from domain.resume.spans import Sources
from domain.resume.vocabulary import SkillVocabulary


@dataclass(frozen=True)
class Understanding:
    """What one file was understood to say."""

    facts: ResumeFacts
    quality: ReadingQuality
    sources: Sources = field(default_factory=dict)
    doubts: Sequence[Doubt] = ()


def understand(
    document: ReadDocument, vocabulary: SkillVocabulary | None = None, today: date | None = None
) -> Understanding:
    """Same document, same understanding; nothing is added that the document does not say."""
    facts = parse_resume(document.lines, document.links, vocabulary, today)
    return Understanding(facts, reading_quality(document, facts))
