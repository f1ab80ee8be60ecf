"""Feature flags: what may be switched on for whom, without a new release."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from domain.people import Person, Role


class Flag(BaseModel):
    """One switch. People named are in; of all others those with one of `roles` (everybody without any), by share."""

    model_config = ConfigDict(frozen=True)

    name: str
    text: str
    """What is so while it is on."""
    enabled: bool
    percentage: int = 100
    """0 to 100: the share of people it is on for."""
    roles: frozenset[Role] = frozenset()
    people: frozenset[UUID] = frozenset()

    def allows(self, person: Person) -> bool:
        """True when it is on for this person; off is off for everybody."""
        if not self.enabled:
            return False
        if person.id in self.people:
            return True
        if self.roles and not self.roles & person.roles:
            return False
        return place(self.name, person.id) < self.percentage


def place(flag: str, person_id: UUID) -> float:
    """Where a person stands among all, 0 to below 100: always the same for a flag, and unrelated between flags."""
    digest = hashlib.sha256(f"{flag}:{person_id}".encode()).digest()
    return int.from_bytes(digest[:6]) * 100 / 2**48


MODEL_SCORING: Final = "model_scoring"
WRITTEN_QUESTIONS: Final = "written_questions"
WORDED_FOLLOW_UPS: Final = "worded_follow_ups"
BETTER_ANSWERS: Final = "better_answers"

KNOWN_FLAGS: Mapping[str, Flag] = MappingProxyType(
    {
        flag.name: flag
        for flag in (
            Flag(name=MODEL_SCORING, text="Answers of people who agreed are scored by a model", enabled=True),
            Flag(name=WRITTEN_QUESTIONS, text="Interviews may contain questions written by a model", enabled=False),
            Flag(name=WORDED_FOLLOW_UPS, text="Follow-ups of people who agreed are worded by a model", enabled=True),
            Flag(name=BETTER_ANSWERS, text="People who agreed may have answers rewritten by a model", enabled=True),
        )
    }
)
"""Every flag there is, as it stands until an operator changes it."""
