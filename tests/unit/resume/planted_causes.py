"""Causes that cost points, each planted in the sound resume, with the points its published weight says."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from domain.resume.document import HiddenText, Hiding, Line, ReadDocument
from domain.resume.facts import ResumeFacts, Section
from tests.unit.resume.sound_resume import with_bullet, with_position

Resume = tuple[ReadDocument, ResumeFacts]


@dataclass(frozen=True)
class Planted:
    """A cause: the rule it falls under, what it costs there, and how it is put in."""

    name: str
    rule: str
    lost: Decimal
    plant: Callable[[Resume], Resume]


def document(**changes: Any) -> Callable[[Resume], Resume]:
    """Change the document only."""
    return lambda resume: (replace(resume[0], **changes), resume[1])


def a_line(text: str) -> Callable[[Resume], Resume]:
    """Add a line to the document only."""
    return lambda resume: (replace(resume[0], lines=(*resume[0].lines, Line(text))), resume[1])


def contact(**changes: Any) -> Callable[[Resume], Resume]:
    """Change the contact only."""
    return lambda r: (r[0], r[1].model_copy(update={"contact": r[1].contact.model_copy(update=changes)}))


def position(index: int, **changes: Any) -> Callable[[Resume], Resume]:
    """Change one position."""
    return lambda resume: (resume[0], with_position(resume[1], index, **changes))


def bullet(index: int, number: int, old: str, new: str) -> Callable[[Resume], Resume]:
    """Change some words of one line; the words must be there."""

    def plant(resume: Resume) -> Resume:
        text = resume[1].work[index].bullets[number]
        assert old in text, f"{old!r} is not in {text!r}"
        return resume[0], with_bullet(resume[1], index, number, text.replace(old, new, 1))

    return plant


def line(index: int, number: int, text: str) -> Callable[[Resume], Resume]:
    """Put another line in the place of one."""
    return lambda resume: (resume[0], with_bullet(resume[1], index, number, text))


def facts(**changes: Any) -> Callable[[Resume], Resume]:
    """Change the facts."""
    return lambda resume: (resume[0], resume[1].model_copy(update=changes))


def without_section(kind: str) -> Callable[[Resume], Resume]:
    """Take a heading away; what stood under it stays."""
    return lambda r: (
        r[0], r[1].model_copy(update={"sections": tuple(s for s in r[1].sections if s.kind != kind)}),
    )  # fmt: skip


def heading(title: str) -> Callable[[Resume], Resume]:
    """Add a heading."""
    return lambda r: (r[0], r[1].model_copy(update={"sections": (*r[1].sections, Section(title=title, kind="other"))}))


def summary(end: str) -> Callable[[Resume], Resume]:
    """Add words to the summary."""
    return lambda r: (r[0], r[1].model_copy(update={"summary": f"{r[1].summary} {end}"}))


def all_of(*plants: Callable[[Resume], Resume]) -> Callable[[Resume], Resume]:
    """One after the other."""

    def plant(resume: Resume) -> Resume:
        for each in plants:
            resume = each(resume)
        return resume

    return plant


def unnumbered(*lines: tuple[int, int, str, str]) -> Callable[[Resume], Resume]:
    """Take numbers out of lines."""
    return all_of(*(bullet(*line) for line in lines))


def _planted(name: str, rule: str, lost: float | str, plant: Callable[[Resume], Resume]) -> Planted:
    return Planted(name, rule, Decimal(str(lost)), plant)


_BARE = (
    (0, 0, "from 40 patients to 6", "from long to short"),
    (0, 1, "three desk staff and two nurses", "desk staff and nurses"),
    (0, 2, "12 ward leaders", "ward leaders"), (1, 0, "60 visits a day across four", "visits a day across the"),
    (1, 1, "from 11% to 4%", "well"),
    (1, 2, "nine years of paper", "paper"),
)  # fmt: skip

ATS: tuple[Planted, ...] = (
    _planted("two columns", "columns", 5, document(columns=2, column_pages=(1,))),
    _planted("columns on two pages cost no more", "columns", 5, document(columns=2, column_pages=(1, 2), pages=2)),
    _planted("a table", "tables", 3, document(tables=1)),
    _planted("contact in the page header", "header_footer", 3, document(header_lines=2)),
    _planted("a scanned page", "scanned_pages", 6, document(ocr_pages=(1,))),
    _planted("white text", "hidden_text", 4, document(hidden=(HiddenText("Python Java expert", Hiding.COLOUR),))),
    _planted("a broken letter", "garbled_words", 1, a_line("Workfl\ufffdow reports")),
    _planted("three broken words", "garbled_words", 3, a_line("o\ufffdce (cid:12)nal e\ue001ort")),
    _planted("nine broken words", "garbled_words", 4, a_line(" ".join(["o\ufffdce"] * 9))),
    _planted("a photo", "pictures", 2, document(pictures=1)),
    _planted("stars for a skill", "rating_signs", 3, a_line("Excel \u2605\u2605\u2605\u2606\u2606")),
    _planted("points for a skill", "rating_signs", 3, a_line("Excel \u2022 \u2022 \u2022 \u2022")),
    _planted("marks out of five", "rating_signs", 3, a_line("Excel 4/5")),
    _planted("letters with spaces", "spaced_letters", 2, a_line("E X P E R I E N C E")),
    _planted("an emoji", "decorative_signs", 2, a_line("\U0001f4de +46 70 123 45 67")),
    _planted("a short year", "short_years", 1, a_line("Summer course, June '09")),
    _planted("no heading for work", "work_section", 5, without_section("work")),
    _planted("no heading for education", "education_section", 3, without_section("education")),
    _planted("no heading for skills", "skills_section", 4, without_section("skills")),
    _planted("no heading for the summary", "summary_section", 1, without_section("summary")),
    _planted("no education", "education_section", 3, facts(education=())),
    _planted("an odd heading", "unknown_headings", 1, heading("Where I shine")),
    _planted("two odd headings", "unknown_headings", 2, all_of(heading("Where I shine"), heading("My journey"))),
    _planted("no name", "name", 4, contact(name="")),
    _planted("no email", "email", 4, contact(email="")),
    _planted("no phone", "phone", 3, contact(phone="")),
    _planted("no place", "place", 2, contact(place="")),
    _planted("no link", "link", 2, contact(links=())),
    _planted("no dates", "dates_missing", 2, position(1, start="", end="")),
    _planted("no start", "dates_missing", 2, position(2, start="")),
    _planted("no end", "dates_missing", 2, position(2, end="")),
    _planted("two undated", "dates_missing", 4, all_of(position(1, end=""), position(2, end=""))),
    _planted("no employer", "entry_incomplete", 1, position(1, employer="")),
    _planted("no title", "entry_incomplete", 1, position(1, title="")),
    _planted("end before start", "dates_impossible", 2, position(2, start="June 2017", end="April 2015")),
    _planted("start in the future", "dates_impossible", 2, position(0, start="March 2031", end="present")),
    _planted("another form of date", "date_format", 1, position(1, start="05/2017", end="02/2021")),
    _planted("two other forms", "date_format", 2, all_of(position(1, start="Sep 2017"), position(2, start="2015"))),
    _planted(
        "oldest first", "date_order", 2,
        lambda r: (r[0], r[1].model_copy(update={"work": tuple(reversed(r[1].work))})),
    ),
    _planted(
        "a skill without a line", "keywords", "2.5",
        all_of(bullet(0, 2, "Power BI report", "weekly report")),
    ),
    _planted("no skills", "keywords", 15, lambda r: (r[0], r[1].model_copy(update={"skills": ()}))),
)  # fmt: skip

CONTENT: tuple[Planted, ...] = (
    _planted("numbers: exactly enough is enough", "numbers", 0, unnumbered(*_BARE[:3])),
    _planted("one number too few", "numbers", "2.2", unnumbered(*_BARE[:4])),
    _planted("two numbers too few", "numbers", "4.4", unnumbered(*_BARE[:5])),
    _planted("three numbers too few", "numbers", "6.7", unnumbered(*_BARE[:6])),
    _planted("a line that begins with a noun", "action_verbs", "1.4", bullet(0, 0, "Cut the", "Shorter")),
    _planted("a line that begins with a title", "action_verbs", "1.4", bullet(2, 1, "Answered the", "The")),
    _planted("responsible for", "weak_verbs", 2, bullet(2, 1, "Answered", "Responsible for answering")),
    _planted("helped", "weak_verbs", 2, bullet(1, 2, "Moved", "Helped to move")),
    _planted("worked on", "weak_verbs", 2, bullet(1, 4, "Organised", "Worked on")),
    _planted(
        "three weak openings", "weak_verbs", 6,
        all_of(
            bullet(2, 1, "Answered", "Tasked with answering"), bullet(1, 2, "Moved", "Assisted with moving"),
            bullet(1, 4, "Organised", "Involved in"),
        ),
    ),
    _planted("passive", "passive", 1, bullet(2, 3, "Sold 25 city tours a week", "25 city tours a week were sold")),
    _planted("another passive", "passive", 1, bullet(1, 4, "Organised the move", "The move was organised")),
    _planted("present tense in a past job", "tense", 1, bullet(1, 1, "Reduced", "Reduce")),
    _planted("third person in a past job", "tense", 1, bullet(2, 1, "Answered", "Answers")),
    _planted("gerund in a past job", "tense", 1, bullet(2, 3, "Sold", "Selling")),
    _planted(
        "the same verb a third time", "repetition", 1,
        all_of(bullet(1, 2, "Moved", "Trained"), bullet(1, 4, "Organised", "Trained")),
    ),
    _planted("various", "vague", 1, bullet(1, 2, "nine years of paper", "nine years of various paper")),
    _planted("several", "vague", 1, bullet(2, 3, "to guests", "to several guests")),
    _planted("significantly", "vague", 1, bullet(1, 1, "Reduced", "Significantly reduced")),
    _planted("etc.", "vague", 1, bullet(2, 0, "at the desk", "at the desk, etc.")),
    _planted("I", "first_person", 1, bullet(1, 1, "Reduced", "I reduced")),
    _planted("my", "first_person", 1, bullet(1, 2, "a colleague", "my colleague")),
    _planted("we", "first_person", 1, bullet(0, 2, "before the first", "before we make the first")),
    _planted("team player", "cliches", 1, summary("A team player.")),
    _planted("two worn phrases", "cliches", 2, summary("A team player with a proven track record.")),
    _planted("successfully", "fillers", 1, bullet(0, 3, "Won", "Successfully won")),
    _planted("in order to", "fillers", 1, bullet(0, 2, "before the first", "in order to plan the first")),
    _planted("utilised", "fillers", 1, bullet(0, 4, "now uses too", "now utilised too")),
    _planted("a short line", "line_length", 1, line(2, 2, "Introduced two logs")),
    _planted("a long line", "line_length", 1, bullet(2, 2, "over later", "over later " + "on that floor " * 9)),
    _planted("one line in a job", "lines_a_job", "0.8", lambda r: (
        r[0], with_position(r[1], 2, bullets=r[1].work[2].bullets[:1]))),
    _planted("no line in a job", "lines_a_job", "1.7", lambda r: (r[0], with_position(r[1], 2, bullets=()))),
    _planted("no summary", "summary", 5, facts(summary="")),
)  # fmt: skip
