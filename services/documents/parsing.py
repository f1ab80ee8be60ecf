"""A resume file as the JSON form of `manage.py parse-resume --json`."""

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.errors import InvalidUpload
from domain.resume.dates import plain_range
from domain.resume.document import ReadDocument
from domain.resume.facts import ResumeFacts
from domain.resume.repair import Repairer
from domain.resume.understanding import Understanding, understand_closely
from services.documents.reader import check_upload, read_document
from services.documents.skills_list import load_skills
from services.documents.upload_checks import MAX_BYTES, refused


def understand(document: ReadDocument, repairer: Repairer | None = None) -> Understanding:
    """What a document that was read says, with the project's own list of skills; see `understand_closely`."""
    return understand_closely(document, load_skills(), repairer, datetime.now(UTC).date())


def facts_of(path: Path | str) -> ResumeFacts:
    """The facts of one file, checked and read; raises InvalidUpload."""
    path = Path(path)
    return understand(read_document(path, check_upload(path.name, _bytes(path)))).facts


def parse_file(path: Path | str) -> dict[str, Any]:
    """One resume as a JSON-ready dict; a file that cannot be used gives {"file", "error": {"code", "message"}}."""
    path = Path(path)
    started = time.perf_counter()
    try:
        media_type = check_upload(path.name, _bytes(path))
        understood = understand(read_document(path, media_type))
    except InvalidUpload as error:
        return {"file": path.name, "error": {"code": error.code, "message": error.message}}
    ms = round((time.perf_counter() - started) * 1000)
    return {
        "file": path.name,
        **as_form(understood.facts),
        "quality": {"score": understood.quality.score, "issues": list(understood.quality.issues)},
        "ms": ms,
    }


def parse_files(paths: Iterable[Path | str]) -> Iterator[dict[str, Any]]:
    """The same for many files, one after the other; a refused one does not stop the others."""
    for path in paths:
        yield parse_file(path)


def as_form(facts: ResumeFacts) -> dict[str, Any]:
    """The fields of the form that come from the facts."""
    contact = facts.contact
    skills = [skill.name for skill in facts.skills if skill.listed] or [skill.name for skill in facts.skills]
    dates = [plain_range(p.start, p.end) for p in facts.work] + [plain_range(e.start, e.end) for e in facts.education]
    degrees = [_degree(entry.degree, entry.field) for entry in facts.education]
    return {
        "name": contact.name,
        "email": contact.email,
        "phone": contact.phone,
        "links": list(contact.links),
        "summary": facts.summary,
        "skills": skills,
        "employers": _once(position.employer for position in facts.work),
        "titles": _once(position.title for position in facts.work),
        "dates": [date for date in dates if date],
        "schools": _once(entry.school for entry in facts.education),
        "degrees": _once(degrees),
        "sections": [section.title for section in facts.sections],
    }


def _degree(degree: str, subject: str) -> str:
    return ", ".join(part for part in (degree, subject) if part)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def _bytes(path: Path) -> bytes:
    """At most one byte more than is allowed, so that a huge file is refused without being loaded."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InvalidUpload("not_found", "There is no such file, or it cannot be opened.") from error
    if len(data) > MAX_BYTES:
        megabytes = path.stat().st_size / (1024 * 1024)
        raise refused("too_large", size=f"{megabytes:.1f} MB" if megabytes >= 10.05 else "a little over 10 MB")
    return data
