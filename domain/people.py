"""People and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from domain.errors import NotAllowed


class Role(StrEnum):
    """What a person may use; one person can have several."""

    CANDIDATE = "candidate"
    COACH = "coach"
    ADMIN = "admin"


class ConsentKind(StrEnum):
    """What a person was asked, plainly, and may take back."""

    MODEL_USE = "model_use"
    AUDIO = "audio"


class Person(BaseModel):
    """A signed-in person, as every service call expects them."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    email: str
    full_name: str = ""
    roles: frozenset[Role] = frozenset({Role.CANDIDATE})
    consents: dict[ConsentKind, bool] = {}
    """Only answered questions are in here: a missing kind means "not asked yet"."""
    time_zone: str = "UTC"
    email_verified: bool = False
    """True once a mail to the address has been answered."""
    locked: bool = False
    """True while an admin keeps the account from signing in."""

    @property
    def first_name(self) -> str:
        """What to greet them with: the first word of their name, else the start of the address."""
        return (self.full_name.split() or [self.email.split("@")[0]])[0]

    def allows(self, kind: ConsentKind) -> bool:
        """True only after an explicit yes."""
        return self.consents.get(kind, False)

    def require(self, *any_of: Role) -> None:
        """Raise NotAllowed unless the person has at least one of these roles."""
        if not self.roles & set(any_of):
            raise NotAllowed(f"This needs the role {' or '.join(any_of)}.")


@dataclass(frozen=True)
class AccountRow:
    """An account as an admin sees it: no words of the person, only that it is there."""

    person: Person
    created_at: datetime
    last_sign_in_at: datetime | None
    """Of the sessions that are still kept."""
