"""Errors that carry a sentence for the person. Anything else that is raised is a bug."""

from datetime import datetime


class AppError(Exception):
    """A failure the person can understand; `str(error)` is the sentence shown to them."""

    code = "error"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotFound(AppError):
    """The thing asked for does not exist, or is not visible to this person."""

    code = "not_found"


class NotAllowed(AppError):
    """The person is known but may not do this."""

    code = "not_allowed"


class InvalidInput(AppError):
    """What was typed cannot be used; `field` names the input to mend."""

    code = "invalid_input"


class InvalidUpload(AppError):
    """The file cannot be used. `code` is stable (for programs); the message is for the person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class RateLimited(AppError):
    """Too many tries; wait and try again."""

    code = "rate_limited"


class SignInPaused(RateLimited):
    """Too many wrong passwords for this address; `until` is when the next one is looked at."""

    code = "sign_in_paused"

    def __init__(self, until: datetime) -> None:
        super().__init__(f"Sign-in is paused until {until:%H:%M} UTC. You can reset your password now.")
        self.until = until


class QuotaExceeded(AppError):
    """A budget is used up for now."""

    code = "quota_exceeded"


class ModelUnavailable(AppError):
    """No model answered in time."""

    code = "model_unavailable"


class ModelAnswerRejected(AppError):
    """A model answered, but what it said did not hold up."""

    code = "model_answer_rejected"


class DatabaseBusy(AppError):
    """The database cannot be reached, or every connection is in use."""

    code = "database_busy"


class SettingsRefused(AppError):
    """A setting cannot be used; the message names it and never its value."""

    code = "settings_refused"
