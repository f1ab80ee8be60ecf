"""The gateway's ports kept in memory, for tests of what is above them; those of the database are in tests/storage."""

import threading
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from agents.llm.clock import Clock
from domain.errors import DatabaseBusy
from domain.model_use import (
    AccountState,
    AccountUsage,
    AgentRun,
    AlertLevel,
    Hold,
    Limits,
    ModelCall,
    Outcome,
    RateHeaders,
    Refusal,
    SwitchState,
)

Key = tuple[str, str, str, date]


class MemoryLedger:
    """Counts by the rules of the port. With `away` every method raises DatabaseBusy."""

    def __init__(self, clock: Clock) -> None:
        self.rows: dict[Key, AccountUsage] = {}
        self.people: dict[tuple[UUID, date], int] = {}
        self.runs: list[AgentRun] = []
        self.states: dict[str, AccountState] = {}
        self.switched: dict[str, SwitchState] = {}
        self.away = False
        self._clock = clock
        self._lock = threading.Lock()

    def hold(self, hold: Hold, limits: Limits) -> Refusal | None:
        self._answer()
        with self._lock:
            row = self._row(hold)
            month = [r for r in self.rows.values() if (r.day.year, r.day.month) == (hold.day.year, hold.day.month)]
            own = [r for r in month if r.account == hold.account]
            told = row.left_until is not None and row.left_until > self._clock.now()
            most = row.requests_limit if told and row.requests_limit else limits.day_requests
            person = (hold.user_id, hold.day) if hold.user_id else None
            if (told and row.requests_left == 0) or (most is not None and row.requests >= most):
                return Refusal.DAY_REQUESTS
            if limits.day_tokens is not None and row.tokens + hold.tokens > limits.day_tokens:
                return Refusal.DAY_TOKENS
            if _over(own, hold, limits.account_month_dollars):
                return Refusal.ACCOUNT_BUDGET
            if _over(month, hold, limits.deployment_month_dollars):
                return Refusal.DEPLOYMENT_BUDGET
            asked = self.people.get(person, 0) if person else 0
            if person and limits.person_day_requests is not None and asked >= limits.person_day_requests:
                return Refusal.PERSON_ALLOWANCE
            if person:
                self.people[person] = asked + 1
            left = row.requests_left
            self._set(
                row,
                requests=row.requests + 1,
                tokens_held=row.tokens_held + hold.tokens,
                dollars_held=row.dollars_held + hold.dollars,
                requests_left=left - 1 if told and left is not None else left,
            )
        return None

    def settle(self, hold: Hold, call: ModelCall, headers: RateHeaders | None, state: AccountState) -> AccountUsage:
        self._answer()
        with self._lock:
            self.states[state.account] = state
            row = self._row(hold)
            changes = {"tokens_held": row.tokens_held - hold.tokens, "dollars_held": row.dollars_held - hold.dollars}
            if not call.sent:
                changes |= {"requests": row.requests - 1}
                if hold.user_id:
                    self.people[hold.user_id, hold.day] -= 1
            elif call.tokens_in is None:
                changes |= {
                    "unmetered": row.unmetered + 1,
                    "tokens_estimated": row.tokens_estimated + hold.tokens,
                    "dollars_estimated": row.dollars_estimated + hold.dollars,
                }
            else:
                changes |= {
                    "tokens_in": row.tokens_in + call.tokens_in,
                    "tokens_out": row.tokens_out + (call.tokens_out or 0),
                    "tokens_cached": row.tokens_cached + call.tokens_cached,
                    "dollars": row.dollars + (call.dollars or Decimal(0)),
                    "unpriced": row.unpriced + (call.dollars is None),
                }
            if call.sent and call.outcome is not Outcome.ANSWERED:
                changes |= {"failures": row.failures + 1}
            if headers and headers.requests_left is not None:
                until = self._clock.now() + timedelta(seconds=headers.requests_reset_seconds or 0)
                changes |= {
                    "requests_limit": headers.requests_limit,
                    "requests_left": headers.requests_left,
                    "left_until": until,
                }
            return self._set(row, **changes)

    def usage(self, hold: Hold) -> AccountUsage:
        self._answer()
        with self._lock:
            return self._row(hold)

    def switches(self) -> Mapping[str, SwitchState]:
        self._answer()
        return self.switched

    def record(self, run: AgentRun) -> None:
        self._answer()
        self.runs.append(run)

    @property
    def requests(self) -> int:
        """Everything counted as sent."""
        return sum(row.requests for row in self.rows.values())

    @property
    def tokens_in(self) -> int:
        """Everything read."""
        return sum(row.tokens_in for row in self.rows.values())

    @property
    def tokens_out(self) -> int:
        """Everything written."""
        return sum(row.tokens_out for row in self.rows.values())

    def _answer(self) -> None:
        if self.away:
            raise DatabaseBusy("away")

    def _row(self, hold: Hold) -> AccountUsage:
        key = (hold.provider.value, hold.organization, hold.model, hold.day)
        start = AccountUsage(day=hold.day, provider=hold.provider, organization=hold.organization, model=hold.model)
        return self.rows.setdefault(key, start)

    def _set(self, row: AccountUsage, **changes: object) -> AccountUsage:
        new = row.model_copy(update=changes)
        self.rows[row.provider.value, row.organization, row.model, row.day] = new
        return new


def _over(rows: list[AccountUsage], hold: Hold, most: Decimal | None) -> bool:
    return most is not None and sum((r.dollars_committed for r in rows), Decimal(0)) + hold.dollars > most


class MemoryAlerts:
    """Alerts by key, with how often each was told."""

    def __init__(self) -> None:
        self.told: dict[str, tuple[AlertLevel, str, int]] = {}
        self.settled: list[str] = []

    def tell(self, key: str, level: AlertLevel, text: str) -> None:
        self.told[key] = (level, text, self.told.get(key, (level, text, 0))[2] + 1)

    def settle(self, key: str) -> None:
        self.settled.append(key)
        self.told.pop(key, None)
