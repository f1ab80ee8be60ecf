"""How often a password may be tried: five wrong ones, then a pause of fifteen minutes."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.errors import SignInPaused

if TYPE_CHECKING:
    from services.storage.database import Database

MOST_WRONG = 5
PAUSE = timedelta(minutes=15)


@dataclass(frozen=True)
class Try:
    """A try that may go on to the check."""

    number: int
    account: str
    network: str


def digest(text: str) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def network_key(email: str, network: str) -> str:
    """How a person's network is stored: nobody can look up who else came from there."""
    return digest(f"{email}|{network}")


class SignInTries:
    """Counts by the address that was typed, whether or not it has an account.

    A network from which the person has signed in before has a counter of its own. So strangers can use up only the
    strangers' tries, and keep nobody out who sits where they always sit.
    """

    def __init__(self, database: "Database") -> None:
        self._database = database

    def begin(self, email: str, network: str) -> Try:
        """Count a try before its password is looked at. Raises SignInPaused."""
        email = email.strip().lower()
        account, known = digest(email), network_key(email, network)
        with self._database.as_system() as tx:
            place = known if network and tx.credentials.knows_network(email, known) else ""
            begun = tx.credentials.begin_try(account, place, MOST_WRONG, PAUSE)
        if isinstance(begun, datetime):
            raise SignInPaused(begun)
        return Try(begun, account, place)

    def take_back(self, this: Try) -> None:
        """The check did not happen, for a reason of ours."""
        with self._database.as_system() as tx:
            tx.credentials.take_back_try(this.number)

    def wrong(self, this: Try) -> None:
        """Write down a wrong password; the try stays counted."""
        with self._database.as_system() as tx:
            tx.audit.add(None, "account.sign_in_failed", this.account)
