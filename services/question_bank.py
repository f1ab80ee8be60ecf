"""The question bank: read from data/, kept in the database, and chosen from for each interview."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from domain.errors import InvalidInput
from domain.interview import ChosenQuestion, InterviewSetup, JobRole, Question, QuestionKind
from domain.people import Person
from domain.question_selection import Context, Similarity, choose_questions, filled_up, own_first
from domain.resume.facts import Resume, ResumeFacts
from services.embeddings import Embedder
from services.mixed_questions import InterviewMix
from services.question_writing import QuestionWritingService
from services.storage.database import Database

DATA = Path(__file__).parent.parent / "data"
MAX_JOB_LINES = 60
MAX_RESUME_LINES = 60


def _load_yaml(path: Path) -> Any:
    # The C loader is ten times faster; PyYAML wheels carry it on every platform we support.
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506


def bank_files(folder: Path = DATA) -> list[Path]:
    """The files of the bank, in a stable order."""
    return sorted((folder / "questions").glob("*.yaml"))


def bank_digest(folder: Path = DATA) -> str:
    """SHA-256 over every bank file, to know whether the database is up to date."""
    digest = hashlib.sha256()
    for path in bank_files(folder):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read_bank(folder: Path = DATA) -> list[Question]:
    """Every question of the bank; raises ValueError naming the file when one is malformed."""
    questions = []
    for path in bank_files(folder):
        try:
            questions += [Question.model_validate(entry) for entry in _load_yaml(path)]
        except ValueError as error:
            raise ValueError(f"{path.name}: {error}") from error
    return questions


@lru_cache(maxsize=1)
def read_roles(folder: Path = DATA) -> tuple[JobRole, ...]:
    """Every role an interview can be built for, by name."""
    return tuple(sorted((JobRole.model_validate(r) for r in _load_yaml(folder / "roles.yaml")), key=lambda r: r.name))


class QuestionBankService:
    """Roles and questions."""

    def __init__(self, database: Database, embedder: Embedder, writing: QuestionWritingService | None = None) -> None:
        """`writing` adds questions that a model writes, for people it is switched on for."""
        self._database = database
        self._embedder = embedder
        self._writing = writing

    def sync(self) -> int:
        """Bring the database's bank up to date with data/; returns how many questions were written, 0 when none."""
        digest = bank_digest()
        with self._database.as_system() as tx:
            if tx.questions.bank_digest() == digest:
                return 0
            return tx.questions.sync(read_bank(), digest)

    def roles(self) -> tuple[JobRole, ...]:
        """Every role, by name."""
        return read_roles()

    def role(self, role_id: str) -> JobRole:
        """The role with this id, or InvalidInput."""
        role = next((r for r in read_roles() if r.id == role_id), None)
        if role is None:
            raise InvalidInput("Choose a role from the list.", field="role")
        return role

    def choose(self, user: Person, setup: InterviewSetup, resume: Resume | None) -> list[ChosenQuestion]:
        """Choose the questions of one interview; InvalidInput when there are none that fit."""
        role = self.role(setup.role_id)
        with self._database.as_user(user.id) as tx:
            bank = tx.questions.for_role(role.id, QuestionKind)
            asked = tx.interviews.asked_question_ids(user.id)
            brought = tx.own_questions.list(user.id) if setup.own_questions else []
        own = own_first([q.as_question() for q in brought], setup, asked)
        if len(own) >= setup.count:
            return own
        setup = setup.model_copy(update={"count": setup.count - len(own)})
        context, similarity = context_of(setup, resume.facts if resume else None, asked), similarity_of(self._embedder)
        chosen = choose_questions(bank, setup, context, role.name, similarity)
        if self._writing and self._writing.allows(user):
            chosen = InterviewMix(self._writing, user, setup, role, bank, context, similarity).completed(chosen)
        return [*own, *_some(filled_up(chosen, bank, setup, context, role.name, similarity))]


def role_named(name: str) -> JobRole:
    """The role with this id, name, or a title that contains one of its names; InvalidInput lists the ids."""
    wanted = name.casefold().strip()
    by_length = sorted(
        ((known.casefold(), role) for role in read_roles() for known in (role.id, role.name, *role.aliases)),
        key=lambda pair: -len(pair[0]),
    )
    role = next((role for known, role in by_length if known in wanted), None)
    if role is None:
        ids = ", ".join(r.id for r in read_roles())
        raise InvalidInput(f"No role is called “{name}”. Known roles: {ids}.", field="role")
    return role


def choose_from(
    bank: Sequence[Question],
    setup: InterviewSetup,
    role: JobRole,
    facts: ResumeFacts | None,
    asked: dict[str, int],
    embedder: Embedder,
) -> list[ChosenQuestion]:
    """Choose questions from `bank` without a database; InvalidInput when none fit."""
    context, similarity = context_of(setup, facts, asked), similarity_of(embedder)
    chosen = choose_questions(bank, setup, context, role.name, similarity)
    return _some(filled_up(chosen, bank, setup, context, role.name, similarity))


def _some(chosen: list[ChosenQuestion]) -> list[ChosenQuestion]:
    if not chosen:
        raise InvalidInput(
            "The question bank has nothing of these kinds for this role. Add another kind.", field="kinds"
        )
    return chosen


def similarity_of(embedder: Embedder) -> Similarity | None:
    """The cosine of texts by their vectors; None while there is no model for these."""

    def similarity(first: Sequence[str], second: Sequence[str]) -> list[list[float]]:
        import numpy as np

        table: list[list[float]] = (np.asarray(embedder(first)) @ np.asarray(embedder(second)).T).tolist()
        return table

    return similarity if embedder.available else None


def context_of(setup: InterviewSetup, facts: ResumeFacts | None, asked: dict[str, int]) -> Context:
    """What is known about the person and the job: the lines worth asking about, and what was asked before."""
    lines = facts.lines()[:MAX_RESUME_LINES] if facts else []
    job_lines = [line.strip(" -•*\t") for line in setup.job_text.splitlines()]
    job_lines = [line for line in job_lines if len(line) > 20][:MAX_JOB_LINES]
    seed = hashlib.sha256("\n".join([*lines, str(sum(asked.values()))]).encode()).hexdigest()
    return Context(
        resume_lines=lines,
        resume_skills=[s.name for s in facts.skills] if facts else [],
        job_lines=job_lines,
        times_asked=asked,
        seed=seed,
    )
