"""Written questions among those of the bank: for a person's interview, and for an operator's command."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice

from domain.interview import ChosenQuestion, InterviewSetup, JobRole, Question, QuestionKind
from domain.people import ConsentKind, Person
from domain.question_mixing import MODEL, Line, kind_to_write, most_about_lines, strongest_lines, with_written
from domain.question_selection import Context, Similarity, choose_questions, filled_up
from domain.resume.facts import Contact, ResumeFacts
from domain.resume.redaction import Redaction
from services.question_writing import BANK, NO_REPLY, QuestionWritingService, Written

START_SECONDS = 8.0
"""How long a person at the start of an interview waits for written questions before the bank's are taken."""
SHORTEST_SECONDS = 1.0
SET = 5
"""How many are written at once: more than one interview needs, so that the next ones find theirs in the cache."""
NO_MORE = "Written by a model: the bank has no more questions of this kind for this role."
WRITTEN = "Written by a model for this role and level."
PARTLY = "The model wrote only some of the questions; the others come from the bank."


class InterviewMix:
    """The questions of one person's interview, with written ones among them; to be used once.

    `bank` has the role's own and the general questions; those of kinds that are not asked for help to weigh lines.
    """

    def __init__(
        self,
        writing: QuestionWritingService,
        user: Person,
        setup: InterviewSetup,
        role: JobRole,
        bank: Sequence[Question],
        context: Context,
        similarity: Similarity | None,
        *,
        seconds: float = START_SECONDS,
    ) -> None:
        self._writing = writing
        self._user = user
        self._setup = setup
        self._role = role
        self._bank = _by_kind(bank, setup.kinds)
        self._strongest = partial(strongest_lines, bank, role.id, context, similarity)
        self._times_asked = context.times_asked or {}
        self._until = time.monotonic() + seconds
        self._redaction = Redaction(ResumeFacts(contact=Contact(name=user.full_name, email=user.email)))
        self._note = ""

    def completed(self, chosen: Sequence[ChosenQuestion]) -> list[ChosenQuestion]:
        """Add written questions to those chosen from the bank: about lines of the resume and job, and where some miss.

        When the model fails `chosen` comes back with a note in its first reason.
        """
        picks = self._about_lines(chosen)
        picks += self._missing(picks)
        if self._note and picks and not any(pick.origin == MODEL for pick in picks):
            picks[0] = picks[0].model_copy(update={"reason": f"{picks[0].reason} {self._note}"})
        return picks

    def _about_lines(self, chosen: Sequence[ChosenQuestion]) -> list[ChosenQuestion]:
        """Take in questions that the person has not been asked yet, from the set about the strongest lines on.

        The lines of a set go by their strength alone, so that the next interview finds the set in the cache.
        """
        if not most_about_lines(self._setup) or not self._user.allows(ConsentKind.MODEL_USE):
            return list(chosen)
        kind = kind_to_write(chosen, self._setup)
        lines = [line for line in self._strongest() if not line.of_resume or self._is_impersonal(line.text)]
        for at in range(0, len(lines), SET):
            batch = lines[at : at + SET]
            written = self._write(kind, len(batch), _texts(self._bank[kind]), lines=batch)
            about = dict(zip(written.lines, written.questions, strict=True))
            pairs = [(about[line.text], line) for line in batch if line.text in about]
            new = [(question, line) for question, line in pairs if question.id not in self._times_asked]
            if new or not written.questions:
                return with_written(chosen, new, self._setup)
        return list(chosen)

    def _is_impersonal(self, text: str) -> bool:
        """Whether a line of the resume may be sent: it holds no name, contact or address of the person."""
        return self._redaction.hide(text) == text

    def _missing(self, picks: Sequence[ChosenQuestion]) -> list[ChosenQuestion]:
        """Questions for the places that the bank cannot fill, those first that were asked least.

        What is sent is the same for everybody, and so is what comes of it.
        """
        added: list[ChosenQuestion] = []
        known = {kind: _texts(questions) for kind, questions in self._bank.items()}
        while not self._note and (missing := self._setup.count - len(picks) - len(added)) > 0:
            kind = kind_to_write([*picks, *added], self._setup)
            written = self._write(kind, SET, known[kind])
            known[kind] += _texts(written.questions)
            least_asked = sorted(written.questions, key=lambda q: self._times_asked.get(q.id, 0))[:missing]
            added += [ChosenQuestion(question=q, reason=NO_MORE, origin=MODEL) for q in least_asked]
        return added

    def _write(self, kind: QuestionKind, count: int, avoid: Sequence[str], *, lines: Sequence[Line] = ()) -> Written:
        left = self._until - time.monotonic()
        written = Written(note=NO_REPLY)
        if left >= SHORTEST_SECONDS:
            written = self._writing.write(
                self._user,
                self._role,
                self._setup.level,
                kind,
                count,
                wording=self._setup.wording,
                avoid=avoid,
                resume_lines=[line.text for line in lines if line.of_resume],
                job_lines=[line.text for line in lines if not line.of_resume],
                seconds=left,
            )
        self._note = written.note
        return written


@dataclass(frozen=True)
class WrittenSet:
    """Questions for an operator, and who wrote them."""

    chosen: Sequence[ChosenQuestion]
    cached: bool = False
    """True when the cache had all of them."""
    provider: str = BANK
    """The accounts that wrote them, and the bank where it had to stand in."""
    note: str = ""
    """Why it had to."""


def written_set(
    writing: QuestionWritingService,
    setup: InterviewSetup,
    role: JobRole,
    bank: Sequence[Question],
    context: Context,
    similarity: Similarity | None,
) -> WrittenSet:
    """`setup.count` questions by a model, about lines as far as there are any; the bank's stand in for missing ones."""
    questions = _by_kind([q for q in bank if q.suits_role(role.id)], setup.kinds)
    asked: list[Written] = []
    picks: list[ChosenQuestion] = []

    def ask(kind: QuestionKind, count: int, lines: Sequence[Line] = ()) -> int:
        if not count:
            return 0
        own, job = [x.text for x in lines if x.of_resume], [x.text for x in lines if not x.of_resume]
        written = writing.write(
            None,
            role,
            setup.level,
            kind,
            count,
            wording=setup.wording,
            avoid=_texts(questions[kind]),
            resume_lines=own,
            job_lines=job,
        )
        asked.append(written)
        picks.extend(_picks(written, lines))
        return len(written.questions)

    lines = iter(strongest_lines(bank, role.id, context, similarity))
    for kind, share in Counter(islice(cycle(setup.kinds), setup.count)).items():
        own = list(islice(lines, share))
        ask(kind, share - ask(kind, len(own), own))
    providers = list(dict.fromkeys(written.provider for written in asked if written.questions))
    missing = setup.count - len(picks)
    note = ""
    if missing:
        note = PARTLY if picks else asked[-1].note
        picks += choose_questions(bank, setup, context, role.name, similarity)[:missing]
        picks = filled_up(picks, bank, setup, context, role.name, similarity)
        providers.append(BANK)
    cached = not missing and all(written.cached for written in asked)
    return WrittenSet(picks, cached, ", ".join(providers), note)


def _picks(written: Written, lines: Sequence[Line]) -> list[ChosenQuestion]:
    by_text = {line.text: line for line in lines}
    return [
        ChosenQuestion(
            question=question,
            reason=by_text[text].reason if text else WRITTEN,
            origin=MODEL,
            cited_line=text or None,
        )
        for question, text in zip(written.questions, written.lines, strict=True)
    ]


def _by_kind(bank: Sequence[Question], kinds: Sequence[QuestionKind]) -> dict[QuestionKind, list[Question]]:
    """In an order that never changes: what is sent to a model, and so what the cache finds, depends on it."""
    ordered = sorted(bank, key=lambda question: question.id)
    return {kind: [question for question in ordered if question.kind is kind] for kind in kinds}


def _texts(questions: Sequence[Question]) -> list[str]:
    return [question.text for question in questions]
