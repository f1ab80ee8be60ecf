"""Lines of a resume rewritten by a model: what is sent is redacted, and what fails is a sentence for the person."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from agents.llm.gateway import Gateway
from agents.resume_refiner import ROLE, RefinedLine, ResumeRefiner
from domain.evaluation.grader_talk import grader_instructions
from domain.resume.facts import ResumeFacts
from domain.resume.redaction import Redaction
from domain.resume.refining import Change, Origin
from services.model_attempts import ModelFailure, failure_notes, tried

AGENT = "resume_refiner"
MOST_LINES = 30
SHORTEST_LINE = 20
ONLY_RULES = "so these proposals come from fixed rules only: they shorten, reorder and tidy."
NO_KEY = f"No model is set up here, {ONLY_RULES}"
NO_CONSENT = f"You have not allowed your resume to go to a model, {ONLY_RULES}"
NO_REPLY = f"The model did not answer, {ONLY_RULES}"
NOT_USABLE = f"What the model wrote could not be used, {ONLY_RULES}"
USED_UP = f"The allowance for models is used up for now, {ONLY_RULES}"
NOTES = failure_notes(no_reply=NO_REPLY, used_up=USED_UP, not_usable=NOT_USABLE)

Check = Callable[[str, str, str], Sequence[str]]
"""(path, original, text) -> what of the text has no source."""


@dataclass(frozen=True)
class Rewritten:
    """Proposed changes and the account that wrote them, or none and a note why."""

    changes: tuple[Change, ...] = ()
    account: str = ""
    note: str = ""


@dataclass(frozen=True)
class _Line:
    path: str
    about: str
    text: str


class ResumeRewriter:
    """Asks a model for better lines. Whoever calls it has checked that the person allows that."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._refiner: ResumeRefiner | None = None

    @property
    def configured(self) -> bool:
        """True when a model could be asked."""
        return self._gateway.configured

    def rewrite(self, user_id: UUID, subject_id: UUID, facts: ResumeFacts, job_text: str, check: Check) -> Rewritten:
        """Changes for the lines that can be better. Names, contacts and addresses do not leave; `check` is a guard."""
        redaction, lines = Redaction(facts), lines_of(facts)
        told = [RefinedLine(redaction.hide(line.about), redaction.hide(line.text)) for line in lines]
        if not told:
            return Rewritten()

        def checked(number: int, text: str) -> Sequence[str]:
            line = lines[number - 1]
            return [redaction.hide(words) for words in check(line.path, line.text, redaction.restore(text))]

        with self._gateway.run(AGENT, user_id=user_id, subject_id=subject_id) as run:
            reply = tried(
                run, lambda: self._model().refine(told, redaction.hide(job_text), checked), "resume_refined_by_rules"
            )
        if isinstance(reply, ModelFailure):
            return Rewritten(note=NOTES[type(reply)])
        changes = [
            Change(
                id=f"m{n}", path=lines[said.line - 1].path, original=lines[said.line - 1].text,
                text=redaction.restore(said.text), why=redaction.restore(said.why), origin=Origin.MODEL,
            )
            for n, said in enumerate(reply.value.proposals, 1)
        ]  # fmt: skip
        return Rewritten(tuple(changes), reply.account)

    def _model(self) -> ResumeRefiner:
        if self._refiner is None:
            self._refiner = ResumeRefiner(self._gateway.chat_model(ROLE))
        return self._refiner


def lines_of(facts: ResumeFacts) -> Sequence[_Line]:
    """The lines worth a model's time: the summary, then the bullets of jobs and projects; none that gives it orders."""
    found = [_Line("summary", "Summary", facts.summary)]
    for index, job in enumerate(facts.work):
        about = f"{job.title}, {job.start} - {job.end}".strip(" ,-")
        found += [_Line(f"work.{index}.bullets.{n}", about, text) for n, text in enumerate(job.bullets)]
    for index, made in enumerate(facts.projects):
        about = f"Project {made.title}".strip()
        found += [_Line(f"projects.{index}.bullets.{n}", about, text) for n, text in enumerate(made.bullets)]
    worth = (line for line in found if len(line.text) >= SHORTEST_LINE and not grader_instructions(line.text))
    return list(worth)[:MOST_LINES]
