"""A Word file written from typed facts, so that demo resumes take the same way in as anybody's."""

import io
from typing import TYPE_CHECKING

from domain.resume.facts import ResumeFacts

if TYPE_CHECKING:
    from docx.document import Document


def resume_docx(facts: ResumeFacts) -> bytes:
    """The bytes of a one-column DOCX with contact, summary, work, education and skills."""
    import docx

    document = docx.Document()
    contact = facts.contact
    document.core_properties.author = contact.name
    document.core_properties.title = f"{contact.name}, resume"
    document.add_heading(contact.name, 0)
    document.add_paragraph(" | ".join(part for part in (contact.email, contact.phone, *contact.links) if part))
    _section(document, "Summary", [facts.summary])
    _work(document, facts)
    _education(document, facts)
    _section(document, "Skills", list(dict.fromkeys(skill.line or skill.name for skill in facts.skills)))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _section(document: "Document", title: str, lines: list[str]) -> None:
    document.add_heading(title, 1)
    for line in lines:
        document.add_paragraph(line)


def _work(document: "Document", facts: ResumeFacts) -> None:
    document.add_heading("Work experience", 1)
    for job in facts.work:
        line = document.add_paragraph()
        line.add_run(job.title).bold = True
        line.add_run(f", {job.employer}, {job.place}" if job.place else f", {job.employer}")
        document.add_paragraph(f"{job.start} - {job.end}")
        for bullet in job.bullets:
            document.add_paragraph(bullet, style="List Bullet")


def _education(document: "Document", facts: ResumeFacts) -> None:
    document.add_heading("Education", 1)
    for school in facts.education:
        degree = f"{school.degree} {school.field}".strip()
        document.add_paragraph(f"{degree}, {school.school}, {school.start} - {school.end}")
