"""What operators have set for feature flags; a flag that was never set is not in here."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.storage.repository import Repository


@dataclass(frozen=True)
class StoredFlag:
    """The changeable part of a flag; `roles` are role names."""

    enabled: bool
    percentage: int
    roles: tuple[str, ...]
    people: tuple[UUID, ...]

    def as_data(self) -> dict[str, Any]:
        """For the audit log."""
        return {
            "enabled": self.enabled,
            "percentage": self.percentage,
            "roles": list(self.roles),
            "people": [str(person) for person in self.people],
        }


class FeatureFlagsRepository(Repository):
    """Anybody may read; `save` is of the system."""

    def all(self) -> dict[str, StoredFlag]:
        """Every stored flag by name."""
        rows = self._rows("select name, enabled, percentage, roles, people from public.feature_flags")
        return {
            row["name"]: StoredFlag(row["enabled"], row["percentage"], tuple(row["roles"]), tuple(row["people"]))
            for row in rows
        }

    def save(self, name: str, flag: StoredFlag) -> None:
        """Set a flag."""
        self._run(
            """
            insert into public.feature_flags (name, enabled, percentage, roles, people)
            values (%(name)s, %(enabled)s, %(percentage)s, %(roles)s, %(people)s)
            on conflict (name) do update set
              enabled = excluded.enabled, percentage = excluded.percentage, roles = excluded.roles,
              people = excluded.people, changed_at = now()
            """,
            name=name,
            enabled=flag.enabled,
            percentage=flag.percentage,
            roles=list(flag.roles),
            people=list(flag.people),
        )
