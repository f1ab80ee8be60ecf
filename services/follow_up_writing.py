"""A model's words for a question back that the rules have found; where it has none to use, the rules' words stay."""

from dataclasses import asdict
from uuid import UUID

from pydantic import BaseModel

from agents.follow_up_writer import ROLE, FollowUpWriter, ToWord
from agents.llm.cache import FOLLOW_UPS, MISS, cache_key
from agents.llm.gateway import Gateway
from agents.llm.roles import role_named
from agents.llm.runs import Run
from domain.evaluation.text import clip
from domain.flags import WORDED_FOLLOW_UPS
from domain.follow_ups import QUOTE_CHARS, FollowUp
from domain.people import ConsentKind, Person
from services.embeddings import Embedder
from services.flags import FlagService
from services.model_attempts import ModelFailure, failure_notes, tried

AGENT = "follow_up_writer"
SECONDS = 6.0
"""The person is waiting in the room, and a question back is there already."""
MOST_CALLS = 2
WORDED = "A model put it into words."
NO_REPLY = "The model did not answer, so these are the usual words."
NOT_USABLE = "What the model wrote could not be used, so these are the usual words."
USED_UP = "The allowance for models is used up for now, so these are the usual words."
NOTES = failure_notes(no_reply=NO_REPLY, used_up=USED_UP, not_usable=NOT_USABLE)


class _Kept(BaseModel):
    """The cache's form."""

    text: str
    quote: str


class FollowUpWritingService:
    """Words questions back for people who allow it."""

    def __init__(self, gateway: Gateway, embedder: Embedder, flags: FlagService) -> None:
        self._gateway = gateway
        self._embedder = embedder
        self._flags = flags
        self._writer: FollowUpWriter | None = None

    @property
    def configured(self) -> bool:
        """True when there is a model to ask."""
        return self._gateway.configured

    def allows(self, person: Person) -> bool:
        """True when this person's answers may go to a model for this."""
        agreed = self.configured and person.allows(ConsentKind.MODEL_USE)
        return agreed and self._flags.allows(person, WORDED_FOLLOW_UPS)

    def word(self, person: Person, asked: ToWord, answer_id: UUID, interview_id: UUID) -> FollowUp:
        """The same question back in a model's words, or in the rules' after SECONDS at most; its reason says which.

        It aims at the same criterion in any case. Two callers at once share one request. Raises nothing.
        """
        if not self.allows(person):
            return asked.found
        opened = self._gateway.run(
            AGENT,
            user_id=person.id,
            subject_id=answer_id,
            session_id=interview_id,
            seconds=SECONDS,
            most_calls=MOST_CALLS,
        )
        with opened as run:
            kept = tried(run, lambda: self._obtain(run, person, asked), "follow_up_not_worded")
        if isinstance(kept, ModelFailure):
            return _noted(asked.found, NOTES[type(kept)])
        return _worded(asked, kept)

    def _obtain(self, run: Run, person: Person, asked: ToWord) -> _Kept:
        prompt = asked.prompt()
        run.prompt = prompt.ref
        key = cache_key(
            FOLLOW_UPS,
            prompt=prompt.ref,
            model=self._gateway.label(ROLE),
            parameters=asdict(role_named(ROLE)),
            inputs_digest=prompt.inputs_digest,
            owner=person.id,
        )
        run.cache = MISS
        found = self._gateway.cache.get_or_make(
            FOLLOW_UPS, key, lambda: self._make(asked).model_dump_json(), owner=person.id, patience=SECONDS
        )
        run.cache = found.layer or MISS
        return _Kept.model_validate_json(found.value)

    def _make(self, asked: ToWord) -> _Kept:
        if self._writer is None:
            embed = self._embedder if self._embedder.available else None
            self._writer = FollowUpWriter(self._gateway.chat_model(ROLE), embed=embed)
        said = self._writer.write(asked).value
        return _Kept(text=said.text, quote=said.quote)


def _worded(asked: ToWord, kept: _Kept) -> FollowUp:
    about = clip(kept.quote, QUOTE_CHARS)
    return _noted(asked.found.model_copy(update={"text": kept.text, "about": about}), WORDED)


def _noted(found: FollowUp, note: str) -> FollowUp:
    return found.model_copy(update={"reason": f"{found.reason} {note}"})
