"""Lines of the audit log, in words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class AuditArea(StrEnum):
    """What a line is about; `AREA_ACTIONS` has the beginnings of the actions of each."""

    ACCOUNTS = "accounts"
    WORK = "work"
    OPERATION = "operation"


AREA_ACTIONS: dict[AuditArea, tuple[str, ...]] = {
    AuditArea.ACCOUNTS: ("account.", "role.", "roles.", "consent."),
    AuditArea.WORK: (
        "resume.",
        "interview.",
        "answer.",
        "session.",
        "call.",
        "recording.",
        "outcome.",
        "job_description.",
    ),
    AuditArea.OPERATION: ("flag.", "provider.", "alert."),
}

_WORDS = {
    "account.signed_up": "Account opened",
    "account.created": "Account made by the operator",
    "account.signed_in": "Signed in",
    "account.sign_in_failed": "Wrong password",
    "account.signed_out": "Signed out",
    "account.session_ended": "One device signed out",
    "account.signed_out_elsewhere": "Every other device signed out",
    "account.password_changed": "Password changed",
    "account.password_reset": "New password set by a link",
    "account.link_made.reset_password": "Link for a new password made",
    "account.link_made.verify_email": "Link to confirm the address made",
    "account.email_verified": "Address confirmed",
    "account.locked": "Account locked",
    "account.unlocked": "Account unlocked",
    "role.granted": "Role given",
    "role.code_refused": "Wrong set-up code",
    "roles.set": "Roles changed",
    "consent.set": "Consent changed",
    "flag.changed": "Flag changed",
    "provider.switched": "Provider switched",
    "alert.settled": "Alert settled",
}


@dataclass(frozen=True)
class AuditLine:
    """Who did what, when. `actor` is None for the system, the operator's command line and people not signed in."""

    at: datetime
    action: str
    actor: UUID | None
    subject: str
    data: dict[str, Any] = field(default_factory=dict)
    actor_email: str = ""
    """Empty for nobody and for an account that is gone; the same for the subject's."""
    subject_email: str = ""

    @property
    def words(self) -> str:
        """ "Password changed"; an action without words of its own reads like "Resume upload"."""
        return _WORDS.get(self.action) or self.action.replace(".", " ").replace("_", " ").capitalize()

    @property
    def details(self) -> str:
        """ "role admin, by SETUP_CODE"."""
        return ", ".join(f"{name.replace('_', ' ')} {_spoken(value)}" for name, value in self.data.items())


def _spoken(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return " and ".join(map(str, value)) or "none"
    return str(value)
