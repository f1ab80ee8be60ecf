"""A resume that loses no point, to plant causes in; and the same one drawn as a file."""

from datetime import date
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from domain.resume.document import Line, ReadDocument
from domain.resume.facts import Contact, Education, Position, ReadingQuality, ResumeFacts, Section, SkillFact

TODAY = date(2026, 1, 15)
GOOD = ReadingQuality(score=0.95)
SUMMARY = (
    "Operations coordinator with nine years in clinics and dental practices. Known for shorter queues, clear forms and "
    "trained teams. Looking for a role with responsibility for the patient flow of a whole hospital."
)
SKILLS = ("Scheduling", "Excel", "Process mapping", "Power BI", "Staff training", "Negotiation")
WORK = (
    (
        "Operations coordinator", "Northside Clinic", "March 2021", "present",
        (
            "Cut the noon intake queue from 40 patients to 6 with process mapping and a single form for all desks",
            "Trained three desk staff and two nurses on the form, with staff training every second Monday of the month",
            "Built a Power BI report that 12 ward leaders open each morning before the first round of visits",
            "Won the negotiation of the cleaning contract with two vendors and saved the clinic 14% of its costs",
            "Wrote the handbook for new desk staff, which the sister clinic in the north of the city now uses too",
        ),
    ),
    (
        "Front desk lead", "Lindholm Dental", "May 2017", "February 2021",
        (
            "Scheduled 60 visits a day across four rooms with a scheduling board that every dentist could change",
            "Reduced missed visits from 11% to 4% with reminders by text message on the evening before each visit",
            "Moved nine years of paper files into Excel and checked every entry against the paper with a colleague",
            "Opened the practice each morning and closed the till each evening without a difference for two years",
            "Organised the move to the new rooms across the street, from the first plan to the last chair",
        ),
    ),
    (
        "Receptionist", "Harbour Hotel", "June 2015", "April 2017",
        (
            "Checked in 90 guests a day in English, Swedish and German and solved their requests at the desk",
            "Answered the phones of three houses at night and passed each message on before breakfast the next day",
            "Introduced a shared log for the night shift, which the other two houses of the group took over later",
            "Sold 25 city tours a week to guests who had come for work and had only one evening in town",
        ),
    ),
)  # fmt: skip
EDUCATION = Education(
    school="Malmö University", degree="Bachelor of Science", field="Health administration", start="2012", end="2015",
    details=("Thesis on waiting times in nine outpatient clinics of the region, with interviews of forty patients",),
)  # fmt: skip


def sound_facts() -> ResumeFacts:
    """Facts that lose nothing in either score."""
    return ResumeFacts(
        contact=Contact(
            name="Mara Lindqvist", email="mara@lindqvist.example", phone="+46 70 123 45 67",
            links=("https://linkedin.com/in/maralindqvist",), place="Malmö",
        ),
        summary=SUMMARY,
        work=tuple(Position(title=t, employer=e, start=s, end=n, bullets=b) for t, e, s, n, b in WORK),
        education=(EDUCATION,),
        skills=tuple(SkillFact(name=name, line=f"Skills: {', '.join(SKILLS)}") for name in SKILLS),
        sections=tuple(
            Section(title=title, kind=kind)
            for title, kind in (
                ("Summary", "summary"), ("Experience", "work"), ("Education", "education"), ("Skills", "skills"),
            )
        ),
    )  # fmt: skip


def sound_document() -> ReadDocument:
    """The lines of the same resume, as a reader gives them for one plain column."""
    facts = sound_facts()
    contact = facts.contact
    texts = [contact.name, f"{contact.email} | {contact.phone} | {contact.place}", contact.links[0]]
    texts += ["Summary", facts.summary, "Experience"]
    for position in facts.work:
        texts += [f"{position.title}, {position.employer}, {position.start} - {position.end}", *position.bullets]
    texts += ["Education", "Bachelor of Science, Health administration, Malmö University, 2012 - 2015"]
    texts += ["Skills", ", ".join(SKILLS)]
    return ReadDocument(lines=tuple(Line(text) for text in texts))


def with_position(facts: ResumeFacts, index: int, **changes: Any) -> ResumeFacts:
    """The facts with one position changed."""
    work = tuple(p.model_copy(update=changes) if i == index else p for i, p in enumerate(facts.work))
    return facts.model_copy(update={"work": work})


def with_bullet(facts: ResumeFacts, index: int, bullet: int, text: str) -> ResumeFacts:
    """The facts with one line of a position changed."""
    bullets = tuple(text if i == bullet else b for i, b in enumerate(facts.work[index].bullets))
    return with_position(facts, index, bullets=bullets)


def drawn(
    page: tuple[float, float] = A4, font: str = "Helvetica", size: float = 10, leading: float = 1.35, gap: str = " ",
    extra: tuple[str, str] | None = None,
) -> bytes:  # fmt: skip
    """The same resume as a PDF. `gap` stands between words; `extra` = (place, text) adds a line at that place."""
    return _Sheet(page, font, size, leading, gap).draw(extra)


class _Sheet:
    def __init__(self, page: tuple[float, float], font: str, size: float, leading: float, gap: str) -> None:
        self.buffer, self.page, self.size, self.gap = BytesIO(), page, size, gap
        self.bold = {"Times-Roman": "Times-Bold"}.get(font, f"{font}-Bold")
        self.font, self.leading = font, leading
        self.canvas = Canvas(self.buffer, pagesize=page)
        self.y = page[1] - 56

    def line(self, text: str, font: str, size: float, indent: float = 0) -> None:
        if self.y < 56:
            self.canvas.showPage()
            self.y = self.page[1] - 56
        self.canvas.setFont(font, size)
        self.canvas.drawString(50 + indent, self.y, text)
        self.y -= size * self.leading

    def wrapped(self, text: str, sign: str = "") -> None:
        words, line, indent = text.split(), "", 6 if sign else 0
        room = self.page[0] - 100 - indent
        for word in words:
            wider = f"{line}{self.gap}{word}" if line else f"{sign}{word}"
            if line and stringWidth(wider, self.font, self.size) > room:
                self.line(line, self.font, self.size, indent)
                line = word
                indent = 13 if sign else 0
            else:
                line = wider
        self.line(line, self.font, self.size, indent)

    def heading(self, text: str) -> None:
        self.y -= 8
        self.line(text, self.bold, self.size + 3)

    def draw(self, extra: tuple[str, str] | None) -> bytes:
        facts = sound_facts()
        contact = facts.contact
        place, words = extra or ("", "")
        self.line(contact.name, self.bold, self.size + 8)
        self.line(contact.email, self.font, self.size)
        self.line(f"{contact.phone} | {contact.place}", self.font, self.size)
        self.line(contact.links[0], self.font, self.size)
        if place == "top":
            self.wrapped(words)
        self.heading("Summary")
        self.wrapped(f"{facts.summary} {words}" if place == "summary" else facts.summary)
        self.heading("Experience")
        for number, position in enumerate(facts.work):
            self.y -= 4
            self.line(position.title, self.bold, self.size + 1)
            self.line(f"{position.employer} | {position.start} - {position.end}", self.font, self.size)
            for bullet in position.bullets:
                self.wrapped(bullet, "\u2022 ")
            if place == "bullet" and number == 0:
                self.wrapped(words, "\u2022 ")
        self.heading("Education")
        self.line("Malmö University", self.bold, self.size)
        self.line("BSc in Health administration | 2012 - 2015", self.font, self.size)
        self.heading("Skills")
        self.wrapped(", ".join(SKILLS) + (f", {words}" if place == "skills" else ""))
        if place == "end":
            self.wrapped(words)
        self.canvas.save()
        return self.buffer.getvalue()
