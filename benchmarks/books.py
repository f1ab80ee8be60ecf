"""Two books of the same use: the gateway's ledger in the database, and what the local providers counted themselves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.storage.database import Database
from tests.doubles.model_faults import STATUSES
from tests.doubles.model_provider import ModelProvider


@dataclass(frozen=True)
class Counted:
    """What one side counted for an account and model; `unmetered` are requests whose tokens nobody was told."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_cached: int = 0
    unmetered: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


Books = dict[tuple[str, str], Counted]
"""By account and model."""


def counted(database: Database, organizations: str = "") -> Books:
    """What the gateway counted, for organizations whose name begins so; rows in which nothing was sent are left out."""
    books: Books = {}
    with database.as_system() as tx:
        rows = tx.model_usage.since(datetime.now(UTC).date() - timedelta(days=2))
    for row in rows:
        if row.requests and row.organization.startswith(organizations):
            place = row.account, row.model
            books[place] = books.get(place, Counted()) + Counted(
                row.requests, row.tokens_in, row.tokens_out, row.tokens_cached, row.unmetered
            )
    return books


def differences(ours: Books, theirs: Books) -> list[str]:
    """Every account and model of which the two sides tell different things."""
    return [
        f"{account} {model}: counted {ours.get((account, model), Counted())}, "
        f"the provider {theirs.get((account, model), Counted())}"
        for account, model in sorted(ours.keys() | theirs.keys())
        if ours.get((account, model)) != theirs.get((account, model))
    ]


def told(provider: ModelProvider, name: str) -> Books:
    """What a local provider counted; the names of accounts at it begin with `name`.

    An error status is an answer without tokens, so nothing about it is untold.
    """
    books: Books = {}
    for (organization, model), tally in provider.ledger.rows().items():
        answered_errors = sum(
            r.bucket == (organization, model) and r.fault in STATUSES and r.fault != "json_validate_failed"
            for r in provider.requests
        )
        books[f"{name}:{organization}", model] = Counted(
            tally.requests, tally.tokens_in, tally.tokens_out, tally.tokens_cached, tally.unreported - answered_errors
        )
    return books
