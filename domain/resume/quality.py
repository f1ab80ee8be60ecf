"""How well a file could be read, in a number and in sentences."""

import re
from collections import Counter

from domain.resume.document import HiddenText, Hiding, Line, ReadDocument
from domain.resume.facts import ReadingQuality, ResumeFacts
from domain.resume.instructions import instructions_to_machines

HARD_TO_READ = 0.75
"""Mean confidence of a recognised page below which a person should compare it."""
_HOW = {
    Hiding.COLOUR: "in the colour of its background",
    Hiding.TINY: "too small to read",
    Hiding.OFF_PAGE: "outside the page",
    Hiding.INVISIBLE: "set to be invisible",
    Hiding.COVERED: "covered by something else",
    Hiding.ZERO_WIDTH: "in characters that have no picture",
}
_SHOWN = 60
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def reading_quality(document: ReadDocument, facts: ResumeFacts) -> ReadingQuality:
    """Start at 1 and take off for every doubt; each doubt is a sentence that says what to check."""
    score = 1.0
    issues = list(document.issues)
    score -= 0.2 * len(document.issues)
    for sentence, weight in _of_the_file(document):
        issues.append(sentence)
        score -= weight
    if document.column_pages:
        issues.append(_columns(document.column_pages, facts))
        score -= 0.1
    for missing, sentence, weight in _missing(facts):
        if missing:
            issues.append(sentence)
            score -= weight
    undated = [i for i, p in enumerate(facts.work) if not p.start and not p.end]
    if facts.work and undated:
        issues.append(f"We found no dates for {_positions(undated)}. Please add them.")
        score -= 0.1
    if _garbled(document.text) > 0.02:
        issues.append("Some letters of this file could not be read. Please check names and skills for missing letters.")
        score -= 0.2
    return ReadingQuality(score=round(min(max(score, 0.0), 1.0), 2), issues=tuple(dict.fromkeys(issues)))


def _of_the_file(document: ReadDocument) -> list[tuple[str, float]]:
    """Sentences about letters out of pictures, hidden text and orders to machines, and what each takes off."""
    found: list[tuple[str, float]] = []
    if document.ocr_pages:
        text = f"The letters of {_page_list(document.ocr_pages)} come from a picture. "
        found.append((text + "Please check names, numbers and dates.", 0.1))
    doubtful = _hard_pages(document.lines)
    if doubtful:
        text = f"The picture of {_page_list(doubtful)} was hard to read. Please compare the facts with it."
        found.append((text, 0.1))
    if document.hidden:
        found.append((_hidden(document.hidden), 0.05))
    orders = instructions_to_machines([line.text for line in document.lines])
    if orders:
        text = f"Your file gives orders to programs that read it: {_quote(orders[0])}. They change nothing here. "
        found.append((text + "Please take them out, because employers may take them for a trick.", 0.0))
    return found


def _hidden(hidden: tuple[HiddenText, ...]) -> str:
    first = hidden[0]
    where = f" on page {first.page}" if any(one.page != 1 for one in hidden) else ""
    count = "text" if len(hidden) == 1 else f"{len(hidden)} pieces of text"
    return (
        f"Your file holds {count} that people do not see: {_quote(first.text)}{where}, {_HOW[first.hiding]}. "
        "We left it out. Take it out of the file too, because employers may take it for a trick."
    )


def _hard_pages(lines: tuple[Line, ...]) -> tuple[int, ...]:
    """Pages whose letters the text recognition is not sure of."""
    pages: dict[int, list[float]] = {}
    for line in lines:
        if line.confidence < 1.0:
            pages.setdefault(line.page, []).append(line.confidence)
    return tuple(sorted(page for page, sure in pages.items() if sum(sure) / len(sure) < HARD_TO_READ))


def _page_list(pages: tuple[int, ...]) -> str:
    if len(pages) == 1:
        return f"page {pages[0]}"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"


def _quote(text: str) -> str:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    return f"“{shown}”"


def _missing(facts: ResumeFacts) -> list[tuple[bool, str, float]]:
    contact = facts.contact
    return [
        (not contact.name, "We did not find your name. Please add it.", 0.1),
        (not contact.email, "We did not find an email address. Please add it.", 0.05),
        (not facts.work, "We found no positions. If you have worked, add them here.", 0.2),
        (not facts.education, "We found no education. Add it if you want questions about it.", 0.1),
        (
            not any(s.listed for s in facts.skills),
            "We found no list of skills. Skills named in your text were used instead.",
            0.1,
        ),
        (not any(s.title for s in facts.sections), "We saw no headings, so parts may stand in the wrong place.", 0.15),
    ]


def _columns(pages: tuple[int, ...], facts: ResumeFacts) -> str:
    where = (
        f"Page {pages[0]} has" if len(pages) == 1 else f"Pages {', '.join(map(str, pages[:-1]))} and {pages[-1]} have"
    )
    doubtful = next(
        (i for i, p in enumerate(facts.work) if not p.start or not p.employer), 1 if len(facts.work) > 1 else 0
    )
    check = (
        f"please check the dates of the {_ordinal(doubtful)} position"
        if facts.work
        else "please check the order of the parts"
    )
    return f"{where} two columns. We joined them; {check}."


def _ordinal(index: int) -> str:
    return _ORDINALS[index] if index < len(_ORDINALS) else f"{index + 1}th"


def _positions(indexes: list[int]) -> str:
    names = [f"the {_ordinal(i)}" for i in indexes[:3]]
    if len(indexes) > 3:
        return f"{len(indexes)} positions"
    return (" and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]) + (
        " position" if len(names) == 1 else " positions"
    )


def _garbled(text: str) -> float:
    """Share of letters that are replacement signs or stand-ins of a broken font."""
    counts = Counter(text)
    strange = (
        counts["\ufffd"]
        + len(re.findall(r"\(cid:\d+\)", text))
        + sum(n for c, n in counts.items() if "\ue000" <= c <= "\uf8ff")
    )
    return strange / max(len(text), 1)
