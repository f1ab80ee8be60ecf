"""From a document to everything we say about it: facts, where each stands, what is doubtful, how well it was read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.errors import ModelAnswerRejected, ModelUnavailable, QuotaExceeded
from domain.resume.document import ReadDocument
from domain.resume.doubts import find_doubts
from domain.resume.facts import Doubt, ReadingQuality, ResumeFacts
from domain.resume.locating import locate
from domain.resume.parser import parse_resume, reading_quality
from domain.resume.repair import MODEL_SURE, Repairer, apply_repairs, doubtful_parts
from domain.resume.spans import Sources
from domain.resume.vocabulary import SkillVocabulary

_BY_MODEL = "The fixed rules were not sure here, so a language model picked this out of your file. Please check it."


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
    """Same document, same understanding; nothing is added that the document does not say.

    `today` ends the jobs that are not over where years of a skill are counted.
    """
    return _understood(document, parse_resume(document.lines, document.links, vocabulary, today))


def understand_closely(
    document: ReadDocument,
    vocabulary: SkillVocabulary | None = None,
    repairer: Repairer | None = None,
    today: date | None = None,
) -> Understanding:
    """The same, with a second look by `repairer` at the parts the rules are not sure of.

    Its values count only where they stand in the file; without one, or when it cannot answer, the rules' own reading
    stays. Every value it changed carries a doubt that says so.
    """
    understood = understand(document, vocabulary, today)
    if repairer is None:
        return understood
    parts = doubtful_parts(document, understood.facts, understood.sources, understood.doubts)
    if not parts:
        return understood
    try:
        repairs = repairer(parts)
    except (ModelUnavailable, ModelAnswerRejected, QuotaExceeded):
        return understood
    facts, changed = apply_repairs(understood.facts, parts, repairs)
    if not changed:
        return understood
    mended = _understood(document, facts)
    told = {path: Doubt(path=path, reason=_BY_MODEL, confidence=MODEL_SURE) for path in changed}
    left = [doubt for doubt in mended.doubts if doubt.path not in told]
    return Understanding(mended.facts, mended.quality, mended.sources, (*left, *told.values()))


def _understood(document: ReadDocument, facts: ResumeFacts) -> Understanding:
    sources = locate(document, facts)
    return Understanding(facts, reading_quality(document, facts), sources, find_doubts(document, facts, sources))
