"""What operators should know."""

from domain.model_use import Alert, AlertLevel
from services.storage.repository import Repository

LONGEST_KEY, LONGEST_TEXT = 200, 2000


class AlertsRepository(Repository):
    """One line a key. System."""

    def tell(self, key: str, level: AlertLevel, text: str) -> None:
        """Add an alert, or count up the one with this key; one that was settled begins anew."""
        self._run(
            """
            insert into private.operator_alerts as a (key, level, text) values (%(key)s, %(level)s, %(text)s)
            on conflict (key) do update set
              level = excluded.level, text = excluded.text, last_at = now(), settled_at = null,
              first_at = case when a.settled_at is null then a.first_at else now() end,
              times = case when a.settled_at is null then a.times + 1 else 1 end
            """,
            key=key[:LONGEST_KEY],
            level=level,
            text=text[:LONGEST_TEXT],
        )

    def settle(self, key: str) -> bool:
        """True when there was an open alert with this key."""
        return bool(
            self._run(
                "update private.operator_alerts set settled_at = now() where key = %(key)s and settled_at is null",
                key=key[:LONGEST_KEY],
            )
        )

    def open(self) -> list[Alert]:
        """What is not settled, most serious and newest first."""
        rows = self._rows(
            """
            select * from private.operator_alerts where settled_at is null
            order by array_position(array['problem', 'warning', 'notice'], level), last_at desc, key
            """
        )
        return [Alert.model_validate(row) for row in rows]
