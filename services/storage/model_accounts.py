"""How accounts at providers look to each process, and what operators have decided about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.model_use import AccountState, SwitchState
from services.storage.repository import Repository

IN_FLIGHT_COUNTS_FOR = timedelta(minutes=1)
"""A call ends within half of this, so an older count belongs to a process that has gone."""


@dataclass(frozen=True)
class Switch:
    """What was decided, and when."""

    state: SwitchState
    changed_at: datetime


class ModelAccountsRepository(Repository):
    """One state an account and process, one switch an account. System."""

    def remember(self, state: AccountState) -> None:
        """Store how an account looks to a process, unless something newer is stored."""
        self._run(
            """
            insert into private.account_states as s
              (account, process, breaker, health, response_seconds, cooling_until, in_flight, updated_at)
            values (%(account)s, %(process)s, %(breaker)s, %(health)s, %(response_seconds)s, %(cooling_until)s,
                    %(in_flight)s, %(updated_at)s)
            on conflict (account, process) do update set
              breaker = excluded.breaker, health = excluded.health, response_seconds = excluded.response_seconds,
              cooling_until = excluded.cooling_until, in_flight = excluded.in_flight, updated_at = excluded.updated_at
            where s.updated_at <= excluded.updated_at
            """,
            **state.model_dump(),
        )

    def newest(self) -> dict[str, AccountState]:
        """How each account looked to the process that used it last, with the calls on their way in all of them."""
        rows = self._rows(
            """
            select distinct on (account) account, process, breaker, health, response_seconds, cooling_until, updated_at,
                   coalesce(sum(in_flight) filter (where updated_at > now() - %(counts_for)s)
                     over (partition by account), 0) as in_flight
            from private.account_states order by account, updated_at desc
            """,
            counts_for=IN_FLIGHT_COUNTS_FOR,
        )
        return {row["account"]: AccountState.model_validate(row) for row in rows}

    def forget(self, older_than: timedelta) -> int:
        """Drop what processes said that long ago; returns how many rows."""
        return self._run(
            "delete from private.account_states where updated_at < now() - %(older_than)s", older_than=older_than
        )

    def switches(self) -> Mapping[str, Switch]:
        """What operators have decided, by account."""
        rows = self._rows("select account, state, changed_at from private.provider_switches")
        return {row["account"]: Switch(SwitchState(row["state"]), row["changed_at"]) for row in rows}

    def switch(self, account: str, state: SwitchState) -> None:
        """Decide."""
        self._run(
            """
            insert into private.provider_switches (account, state) values (%(account)s, %(state)s)
            on conflict (account) do update set state = excluded.state, changed_at = now()
            """,
            account=account,
            state=state,
        )
