"""How well a file could be read, in a number and in sentences."""

import re
from collections import Counter

from domain.resume.document import ReadDocument
from domain.resume.facts import ReadingQuality, ResumeFacts

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def reading_quality(document: ReadDocument, facts: ResumeFacts) -> ReadingQuality:
    """Start at 1 and take off for every doubt; each doubt is a sentence that says what to check."""
    score = 1.0
    issues = list(document.issues)
    score -= 0.2 * len(document.issues)
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
