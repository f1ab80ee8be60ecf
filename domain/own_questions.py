"""A person's own questions: read from a list, a table or JSON, looked at one by one, nothing lost on the way."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.errors import InvalidInput
from domain.evaluation.text import count_words, words
from domain.interview import Level, Question, QuestionKind
from domain.question_checks import SECONDS, text_findings

MOST_AT_ONCE, MOST_KEPT = 200, 300
SHORTEST, LONGEST = 8, 400
FEWEST_WORDS = 3
MOST_POINTS, POINT_CHARS = 8, 220
_BULLET = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,3}[.):])\s+")
_FOR_PEOPLE = {
    "It must be plain text": "It has markup, a link or an address in it. Write it in plain words.",
    "It must have no blanks": "It has a blank to be filled in. Fill it in first.",
    "It must say nothing to a grader": "It speaks to a grader. Ask the question alone.",
}
KIND_WORDS = {"behavioral": QuestionKind.BEHAVIOURAL, "systemdesign": QuestionKind.SYSTEM_DESIGN}


class OwnQuestion(BaseModel):
    """A question a person has brought along."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    user_id: UUID
    text: str
    kind: QuestionKind
    level: Level | None = None
    """None suits every level."""
    key_points: tuple[str, ...] = ()
    created_at: datetime

    def as_question(self) -> Question:
        """As an interview asks it; without key points nothing is said about coverage."""
        low, high = SECONDS[self.kind]
        return Question(
            id=f"own:{self.id}", kind=self.kind, roles=("any",), levels=(self.level,) if self.level else tuple(Level),
            seconds=(low + high) // 2, text=self.text, key_points=self.key_points, outline="", source="own",
        )  # fmt: skip


class NewQuestion(BaseModel):
    """One line of an import that can be kept."""

    model_config = ConfigDict(frozen=True)

    line: int
    text: str
    kind: QuestionKind
    level: Level | None = None
    key_points: tuple[str, ...] = ()
    twin: str = ""
    """A question much like it, of the person's own or of the bank; they decide whether both stay."""


class Refused(BaseModel):
    """One line that cannot be kept, as it was written, and why."""

    model_config = ConfigDict(frozen=True)

    line: int
    text: str
    why: str


class Review(BaseModel):
    """A whole import, nothing stored yet."""

    model_config = ConfigDict(frozen=True)

    accepted: tuple[NewQuestion, ...] = ()
    refused: tuple[Refused, ...] = ()


class RawQuestion(BaseModel):
    """One entry as it was read. `line` counts from 1 as an editor does, or from 1 in a JSON list."""

    model_config = ConfigDict(frozen=True)

    line: int
    text: str
    kind: str = ""
    level: str = ""
    key_points: tuple[str, ...] = Field(default=())


def read_lines(text: str) -> list[RawQuestion]:
    """One question a line; bullets and numbers before it are taken off."""
    rows = [(n, _BULLET.sub("", line).strip()) for n, line in enumerate(text.splitlines(), 1)]
    return _at_most([RawQuestion(line=n, text=row) for n, row in rows if row])


def read_csv(text: str) -> list[RawQuestion]:
    """A table with a heading that has "question" (or "text"), and maybe kind, level and key_points (split at ";").

    A table without such a heading is read as one question a row, in its first column.
    """
    try:
        dialect = csv.Sniffer().sniff(text[:4000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = [(reader_line, row) for reader_line, row in _numbered(text, dialect) if any(c.strip() for c in row)]
    except csv.Error as error:
        raise InvalidInput(f"This table cannot be read: {error}. Save it as CSV with UTF-8, then try again.") from error
    if not rows:
        return []
    head = [_key(cell) for cell in rows[0][1]]
    column = next((head.index(name) for name in ("question", "text", "questions") if name in head), None)
    if column is None:
        return _at_most([RawQuestion(line=n, text=row[0].strip()) for n, row in rows if row[0].strip()])
    found = []
    for number, row in rows[1:]:
        cells = dict(zip(head, (cell.strip() for cell in row), strict=False))
        text_cell = row[column].strip() if column < len(row) else ""
        points = tuple(p.strip() for p in cells.get("keypoints", "").split(";") if p.strip())
        found.append(
            RawQuestion(
                line=number, text=text_cell, kind=cells.get("kind", ""), level=cells.get("level", ""), key_points=points
            )
        )
    return _at_most([raw for raw in found if raw.text])


def _numbered(text: str, dialect: Any) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), dialect)
    return [(reader.line_num, row) for row in reader]


def read_json(text: str) -> list[RawQuestion]:
    """A list of texts, or of objects with "question" or "text" and maybe "kind", "level" and "key_points"."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput("This is not JSON. Check the last comma and the brackets, then try again.") from error
    if isinstance(document, dict):
        document = document.get("questions")
    if not isinstance(document, list):
        raise InvalidInput("The JSON holds no list of questions.")
    return _at_most([_entry(number, entry) for number, entry in enumerate(document, 1)])


def _entry(number: int, entry: object) -> RawQuestion:
    if isinstance(entry, str):
        return RawQuestion(line=number, text=entry.strip())
    if not isinstance(entry, Mapping):
        return RawQuestion(line=number, text="")
    text = entry.get("question") or entry.get("text") or ""
    points = entry.get("key_points")
    return RawQuestion(
        line=number,
        text=str(text).strip(),
        kind=str(entry.get("kind") or ""),
        level=str(entry.get("level") or ""),
        key_points=tuple(str(p).strip() for p in points if str(p).strip()) if isinstance(points, list) else (),
    )


def _at_most(found: list[RawQuestion]) -> list[RawQuestion]:
    if len(found) > MOST_AT_ONCE:
        raise InvalidInput(f"This list has {len(found):,} questions. Import at most {MOST_AT_ONCE} at once.")
    return found


def plain_form(text: str) -> str:
    """What two equal questions share, whatever their capitals and marks."""
    return " ".join(word.text.casefold() for word in words(text))


def review(
    entries: Sequence[RawQuestion],
    own: Set[str],
    guess: Callable[[str], QuestionKind],
    twins: Callable[[Sequence[str]], Mapping[int, str]],
) -> Review:
    """Look at every entry. `own` are the plain forms the person has; `twins` finds what texts (by index) are like."""
    accepted: list[NewQuestion] = []
    refused: list[Refused] = []
    seen = set(own)
    for raw in entries:
        why = _why_not(raw, seen)
        if why:
            refused.append(Refused(line=raw.line, text=raw.text, why=why))
            continue
        seen.add(plain_form(raw.text))
        kind = _kind(raw.kind) or guess(raw.text)
        level = Level(raw.level.casefold()) if raw.level else None
        text = " ".join(raw.text.split())
        accepted.append(NewQuestion(line=raw.line, text=text, kind=kind, level=level, key_points=raw.key_points))
    found = twins([new.text for new in accepted])
    return Review(
        accepted=tuple(new.model_copy(update={"twin": found.get(i, "")}) for i, new in enumerate(accepted)),
        refused=tuple(refused),
    )


def _why_not(raw: RawQuestion, seen: Set[str]) -> str:
    if not raw.text:
        return "There is no question in it."
    if not SHORTEST <= len(raw.text) <= LONGEST or count_words(raw.text) < FEWEST_WORDS:
        return f"A question has {FEWEST_WORDS} words or more and at most {LONGEST} characters."
    if raw.kind and _kind(raw.kind) is None:
        return f"“{raw.kind}” is no kind of question. Use {', '.join(k.value for k in QuestionKind)}, or leave it out."
    if raw.level and raw.level.casefold() not in {level.value for level in Level}:
        return f"“{raw.level}” is no level. Use {', '.join(level.value for level in Level)}, or leave it out."
    if len(raw.key_points) > MOST_POINTS or any(len(p) > POINT_CHARS for p in raw.key_points):
        return f"Give at most {MOST_POINTS} key points of at most {POINT_CHARS} characters."
    for text in (raw.text, *raw.key_points):
        for finding in text_findings(text):
            return next((told for start, told in _FOR_PEOPLE.items() if finding.startswith(start)), finding)
    if plain_form(raw.text) in seen:
        return "You have this question already."
    return ""


def _key(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


def _kind(text: str) -> QuestionKind | None:
    key = _key(text)
    return next((k for k in QuestionKind if _key(k.value) == key), KIND_WORDS.get(key))
