"""Which facts we are not sure of, and why, in sentences for the person."""

from collections.abc import Iterator, Sequence

from domain.resume.dates import plain
from domain.resume.document import ReadDocument
from domain.resume.facts import Contact, Doubt, Education, Position, ResumeFacts
from domain.resume.section_names import fold
from domain.resume.spans import Sources
from domain.resume.words import CJK, DEGREE, SCHOOL, organisation_score, title_score

SURE = 0.75
"""A line that OCR read with less than this is worth a look."""


def find_doubts(document: ReadDocument, facts: ResumeFacts, sources: Sources) -> tuple[Doubt, ...]:
    """Doubts in the order of the facts, at most one for a path (the strongest)."""
    found: dict[str, Doubt] = {}
    for doubt in (
        *_name_doubts(document, facts.contact, sources),
        *(doubt for index in range(len(facts.work)) for doubt in _work_doubts(facts.work, index)),
        *(doubt for index, entry in enumerate(facts.education) for doubt in _education_doubts(entry, index)),
        *_ocr_doubts(document, sources),
        *_column_doubts(document, sources),
    ):
        if doubt.path not in found or doubt.confidence < found[doubt.path].confidence:
            found[doubt.path] = doubt
    return tuple(found.values())


def _name_doubts(document: ReadDocument, contact: Contact, sources: Sources) -> Iterator[Doubt]:
    if not contact.name:
        yield Doubt(path="contact.name", reason="We did not find a name at the top of the file.", confidence=0.1)
        return
    words = [word for word in contact.name.replace("-", " ").split() if len(word) > 2]
    handles = fold(" ".join([contact.email.split("@")[0], *contact.links])).replace(" ", "")
    if any(fold(word).replace(" ", "") in handles for word in words):
        return
    spans = sources.get("contact.name", ())
    sizes = [line.size for line in document.lines if line.page == 1 and line.size]
    large = bool(spans and sizes) and document.lines[spans[0].line].size >= max(sizes) - 0.6
    first = bool(spans) and spans[0].line < 3
    if title_score(contact.name) >= 2:
        yield Doubt(path="contact.name", reason="This could be a job title instead of your name.", confidence=0.4)
    elif len(contact.name.split()) == 1 and not CJK.search(contact.name):
        yield Doubt(path="contact.name", reason="We found only one word for your name.", confidence=0.6)
    elif not (large or first):
        reason = "This stands out at the top less than a name usually does."
        yield Doubt(path="contact.name", reason=reason, confidence=0.6)


def _work_doubts(work: Sequence[Position], index: int) -> Iterator[Doubt]:
    job, path = work[index], f"work.{index}"
    title, employer = job.title, job.employer
    if not title:
        yield Doubt(path=f"{path}.title", reason="We found no job title for this position.", confidence=0.2)
    if not employer:
        yield Doubt(path=f"{path}.employer", reason="We found no employer for this position.", confidence=0.2)
    if title and employer:
        named, titled = organisation_score(employer) > 0, title_score(title) >= 2
        if title_score(employer) >= 2 and not named:
            reason = f"“{employer}” sounds like a job title, so it may be the other way round."
            yield Doubt(path=f"{path}.employer", reason=reason, confidence=0.4)
        elif not titled and not named:
            reason = f"We are not sure which of “{title}” and “{employer}” is the job title."
            yield Doubt(path=f"{path}.title", reason=reason, confidence=0.5)
        if len(employer.split()) > 9 or employer.endswith((".", ";")):
            reason = "This reads like part of a sentence and not like an employer."
            yield Doubt(path=f"{path}.employer", reason=reason, confidence=0.3)
    yield from _date_doubts(job.start, job.end, path, "position")


def _education_doubts(entry: Education, index: int) -> Iterator[Doubt]:
    path = f"education.{index}"
    if not entry.school:
        yield Doubt(path=f"{path}.school", reason="We found no school for this entry.", confidence=0.3)
    elif not SCHOOL.search(entry.school):
        reason = f"We are not sure that “{entry.school}” is the school."
        yield Doubt(path=f"{path}.school", reason=reason, confidence=0.6 if DEGREE.search(entry.degree) else 0.4)
    if not entry.degree:
        yield Doubt(path=f"{path}.degree", reason="We found no degree for this entry.", confidence=0.4)
    elif not DEGREE.search(entry.degree):
        reason = f"We are not sure that “{entry.degree}” is the degree."
        yield Doubt(path=f"{path}.degree", reason=reason, confidence=0.5)
    first, last = plain(entry.start), plain(entry.end)
    if first and last and last != "present" and last[: len(first)] < first[: len(last)]:
        yield Doubt(path=f"{path}.end", reason="This entry ends before it begins.", confidence=0.3)


def _date_doubts(start: str, end: str, path: str, what: str) -> Iterator[Doubt]:
    first, last = plain(start) if start else "", plain(end) if end else ""
    if not start and not end:
        yield Doubt(path=f"{path}.start", reason=f"We found no dates for this {what}.", confidence=0.3)
    elif not start:
        reason = f"We found only one date for this {what}, so we do not know when it began."
        yield Doubt(path=f"{path}.start", reason=reason, confidence=0.5)
    elif first and last and last != "present" and last[: len(first)] < first[: len(last)]:
        yield Doubt(path=f"{path}.end", reason=f"This {what} ends before it begins.", confidence=0.3)


def _ocr_doubts(document: ReadDocument, sources: Sources) -> Iterator[Doubt]:
    """Names, dates and addresses from badly read lines; bullets and skills only by their item."""
    for path, spans in sources.items():
        if path.startswith(("skills.", "summary")) or ".bullets." in path or ".details." in path:
            continue
        sure = min(document.lines[span.line].confidence for span in spans)
        if sure < SURE:
            reason = "This part of the scan was hard to read, so some letters may be wrong."
            yield Doubt(path=path, reason=reason, confidence=round(sure, 2))


def _column_doubts(document: ReadDocument, sources: Sources) -> Iterator[Doubt]:
    if document.columns < 2 and not document.column_pages:
        return
    for path, spans in sources.items():
        if len(spans) > 1 and path != "summary" and len({document.lines[span.line].column for span in spans}) > 1:
            reason = "This was put together from two columns, so please check that it belongs together."
            yield Doubt(path=path, reason=reason, confidence=0.5)
