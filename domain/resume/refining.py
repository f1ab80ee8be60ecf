"""Proposed changes to a resume: what each is, what the person decided about it, and how they are applied."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from domain.errors import InvalidInput
from domain.resume.fabrication.guard import objections
from domain.resume.fabrication.objection import Objection, ObjectionKind
from domain.resume.facts import ResumeFacts
from domain.resume.paths import text_at, with_text
from domain.resume.vocabulary import SkillVocabulary

_CLAUSE = re.compile(r"(?:,|;|:| –| -)\s|\s(?=(?:which|while|resulting|by \w+ing|and \w+ed)\b)|(?<=[.!?])\s(?=[A-Z])")
_SENTENCE = re.compile(r"(?<=[.!?])\s(?=[A-Z])")
_FEWEST_WORDS = 3


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class ChangeStatus(StrEnum):
    """PROPOSED may be accepted; ASKS has open questions; the others are decided."""

    PROPOSED = "proposed"
    ASKS = "asks"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class Origin(StrEnum):
    """Who proposed a change: fixed rules, a model, or the person."""

    RULES = "rules"
    MODEL = "model"


class AnswerKind(StrEnum):
    """What a person said to a question about a claim."""

    YES = "yes"
    NO = "no"
    EDIT = "edit"


class Question(_Part):
    """A claim without a source, and what the person said about it (None: not yet)."""

    id: str
    objection: Objection
    answer: AnswerKind | None = None


class Change(_Part):
    """One line rewritten, or (with `order`) the lines of one job in another order."""

    id: str
    path: str
    """ "summary", "work.0.bullets.2"; for an order "work.0.bullets"."""
    original: str = ""
    text: str = ""
    """What would stand there; the person's own words once edited."""
    why: str
    origin: Origin
    status: ChangeStatus = ChangeStatus.PROPOSED
    questions: tuple[Question, ...] = ()
    fallback: str = ""
    """A text without the claims in question, proposed when the person says no; empty when there is none."""
    order: tuple[int, ...] = ()
    """The present places of the lines in their new order."""

    @property
    def is_open(self) -> bool:
        """Whether the person has still to decide."""
        return self.status in (ChangeStatus.PROPOSED, ChangeStatus.ASKS)

    @property
    def is_taken(self) -> bool:
        """Whether it will be applied."""
        return self.status in (ChangeStatus.ACCEPTED, ChangeStatus.EDITED)


class Confirmed(_Part):
    """A claim that the person said yes to, about the line at `path`."""

    path: str
    kind: ObjectionKind
    words: str


class RefinementState(StrEnum):
    """OPEN until its changes are applied."""

    OPEN = "open"
    APPLIED = "applied"


class Refinement(_Part):
    """A set of proposed changes to one version of a resume."""

    id: UUID
    user_id: UUID
    resume_id: UUID
    base_version: int
    """The version of the facts that the changes were made for."""
    job_text: str = ""
    state: RefinementState = RefinementState.OPEN
    provider: str = ""
    """The account whose model took part; empty when only rules did."""
    note: str = ""
    """Why no model took part, as a sentence for the person."""
    changes: tuple[Change, ...] = ()
    confirmed: tuple[Confirmed, ...] = ()
    result_version: int | None = None
    created_at: datetime

    def change(self, change_id: str) -> Change:
        """The change with this id, or InvalidInput."""
        for change in self.changes:
            if change.id == change_id:
                return change
        raise InvalidInput("This change no longer exists.")

    def with_change(self, changed: Change) -> "Refinement":
        """The same refinement with this change in the place of the one with its id."""
        changes = tuple(changed if change.id == changed.id else change for change in self.changes)
        return self.model_copy(update={"changes": changes})

    def confirmed_for(self, path: str) -> tuple[Confirmed, ...]:
        """What the person confirmed about this line."""
        return tuple(one for one in self.confirmed if one.path == path)


class DiffPart(_Part):
    """A run of words: `kind` is same, removed or added."""

    kind: str
    text: str


class Applied(_Part):
    """What came of applying: the facts, and the changes whose line had changed meanwhile."""

    facts: ResumeFacts
    done: tuple[str, ...] = ()
    """Ids of the changes that were applied."""
    skipped: tuple[str, ...] = Field(default=())


def diff(before: str, after: str) -> list[DiffPart]:
    """The change word by word, for drawing."""
    old, new = before.split(), after.split()
    parts: list[DiffPart] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(DiffPart(kind="same", text=" ".join(old[a:b])))
            continue
        if a < b:
            parts.append(DiffPart(kind="removed", text=" ".join(old[a:b])))
        if c < d:
            parts.append(DiffPart(kind="added", text=" ".join(new[c:d])))
    return parts


def open_objections(
    path: str,
    original: str,
    text: str,
    facts: ResumeFacts,
    *,
    today: date,
    confirmed: Sequence[Confirmed] = (),
    vocabulary: SkillVocabulary | None = None,
) -> list[Objection]:
    """What of the text has neither a source nor the person's own yes."""
    said = [one.words for one in confirmed]
    found = objections(path, original, text, facts, today=today, confirmed=said, vocabulary=vocabulary)
    known = {(one.kind, one.words.casefold()) for one in confirmed}
    return [one for one in found if (one.kind, one.words.casefold()) not in known]


def without_claim(text: str, start: int, end: int) -> list[str]:
    """Shorter texts that no longer hold these characters, the longest first: without their clause, or sentence."""
    found = []
    for border in (_CLAUSE, _SENTENCE):
        cuts = [0, *(match.start() for match in border.finditer(text)), len(text)]
        kept = [text[a:b] for a, b in pairwise(cuts) if b <= start or a >= end]
        shorter = " ".join("".join(kept).split()).strip(" ,;:–-")
        if shorter and len(shorter.split()) >= _FEWEST_WORDS:
            found.append(shorter[:1].upper() + shorter[1:])
    return list(dict.fromkeys(found))


def with_questions(change: Change, objections: Sequence[Objection]) -> Change:
    """The change as far as it has to ask: about each objection, or nothing, so that it may be accepted."""
    questions = tuple(Question(id=f"q{n}", objection=one) for n, one in enumerate(objections, 1))
    status = ChangeStatus.ASKS if questions else ChangeStatus.PROPOSED
    return change.model_copy(update={"questions": questions, "status": status})


def apply_changes(facts: ResumeFacts, changes: Sequence[Change]) -> Applied:
    """The facts with every taken change; one whose line says something else by now is skipped."""
    done, skipped = [], []
    taken = [change for change in changes if change.is_taken]
    for change in sorted(taken, key=lambda c: bool(c.order)):
        try:
            changed = _with_order(facts, change) if change.order else _with_line(facts, change)
        except KeyError:
            skipped.append(change.id)
        else:
            facts = changed
            done.append(change.id)
    return Applied(facts=facts, done=tuple(done), skipped=tuple(skipped))


def _with_line(facts: ResumeFacts, change: Change) -> ResumeFacts:
    if text_at(facts, change.path) != change.original:
        raise KeyError(change.path)
    return with_text(facts, change.path, change.text)


def _with_order(facts: ResumeFacts, change: Change) -> ResumeFacts:
    part, index, _ = change.path.split(".")
    if part != "work" or int(index) >= len(facts.work):
        raise KeyError(change.path)
    job = facts.work[int(index)]
    if sorted(change.order) != list(range(len(job.bullets))):
        raise KeyError(change.path)
    moved = job.model_copy(update={"bullets": tuple(job.bullets[i] for i in change.order)})
    return facts.model_copy(update={"work": (*facts.work[: int(index)], moved, *facts.work[int(index) + 1 :])})
