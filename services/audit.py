"""The audit log, as people and admins read it."""

from typing import TYPE_CHECKING

from domain.audit import AREA_ACTIONS, AuditArea, AuditLine
from domain.people import Person, Role
from services.auth.tries import digest

if TYPE_CHECKING:
    from services.storage.database import Database

MOST_PEOPLE = 100
"""As many people are looked for by a word; more than that is no search."""


class AuditService:
    """Reads only: lines are written where things happen, in the same transaction."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def mine(self, user: Person, most: int = 20) -> list[AuditLine]:
        """What happened to the person's own account, newest first, wrong passwords included."""
        with self._database.as_system() as tx:
            return tx.audit.about(user.id, digest(user.email), AREA_ACTIONS[AuditArea.ACCOUNTS], most)

    def search(self, user: Person, area: AuditArea | None = None, words: str = "", most: int = 50) -> list[AuditLine]:
        """Lines of an area (None: all), of people whose name or address holds `words`. For admins."""
        user.require(Role.ADMIN)
        areas = [area] if area else list(AREA_ACTIONS)
        actions = [beginning for each in areas for beginning in AREA_ACTIONS[each]] if area else [""]
        with self._database.as_system() as tx:
            people = None
            if words.strip():
                people = [row.person.id for row in tx.people.search(words.strip(), MOST_PEOPLE)[0]]
            return tx.audit.search(actions, people, most)
