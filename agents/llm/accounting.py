"""Counts every try: set aside before it is sent, settled when it has ended, and told to operators when it matters."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import structlog

from agents.llm.accounts import Account, key_name
from agents.llm.background_loop import BackgroundLoop
from agents.llm.clock import Clock
from agents.llm.failures import Failure
from agents.llm.ports import AlertSink, UsageLedger
from agents.llm.tries import AnyAsk, Try
from domain.errors import DatabaseBusy, ModelUnavailable, QuotaExceeded
from domain.model_use import (
    AccountState,
    AccountUsage,
    AlertLevel,
    Hold,
    Limits,
    ModelCall,
    Outcome,
    Refusal,
    SwitchState,
)

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

log = structlog.get_logger(__name__)

ALERT_AT = (80, 90, 100)
NOT_COUNTED = (
    "The model cannot be asked while its use cannot be counted. What you wrote is saved; try again in a minute."
)
_REFUSED_BY = {
    Refusal.DAY_REQUESTS: "the day's requests are used up",
    Refusal.DAY_TOKENS: "the day's tokens are used up",
    Refusal.ACCOUNT_BUDGET: "its monthly allowance is used up",
}


@dataclass(frozen=True)
class Budgets:
    """What the whole deployment may spend in a month (dollars) and one person may ask in a day; None is no limit."""

    month_dollars: Decimal | None = None
    person_day_requests: int | None = None


class Accounting:
    """Between the router and the ledger. Its coroutines run on the gateway's loop."""

    def __init__(
        self,
        ledger: UsageLedger,
        alerts: AlertSink,
        clock: Clock,
        loop: BackgroundLoop,
        *,
        budgets: Budgets,
        process: str,
    ) -> None:
        self._ledger = ledger
        self._alerts = alerts
        self._clock = clock
        self._loop = loop
        self._budgets = budgets
        self._process = process
        self._alerted: set[str] = set()
        self._settling: set[asyncio.Future[AccountUsage | None]] = set()

    async def switches(self) -> Mapping[str, SwitchState]:
        """What operators have decided; ModelUnavailable when the ledger cannot be asked."""
        try:
            return await self._loop.in_thread(self._ledger.switches)
        except DatabaseBusy as error:
            raise ModelUnavailable(NOT_COUNTED) from error

    async def look(self, role: str, accounts: Iterable[Account]) -> None:
        """Read the row of every account whose use is not known, so that quotas count from the first try on."""
        for account in accounts:
            model = account.settings.models[role]
            if account.knows_usage(model):
                continue
            try:
                row = await self._loop.in_thread(self._ledger.usage, account.hold(role, 0, Decimal(0)))
            except DatabaseBusy as error:
                raise ModelUnavailable(NOT_COUNTED) from error
            account.learn(model, row)

    async def hold(self, hold: Hold, account: Account) -> bool:
        """Set `hold` aside; False when the account's own limits forbid it, and it is then left alone for a while.

        Raises QuotaExceeded when the person or the deployment may not go on, ModelUnavailable when nobody can count.
        """
        asking = asyncio.ensure_future(self._loop.in_thread(self._ledger.hold, hold, self._limits(account)))
        try:
            refusal = await asyncio.shield(asking)
        except DatabaseBusy as error:
            raise ModelUnavailable(NOT_COUNTED) from error
        except asyncio.CancelledError:
            await self._give_back(hold, asking, account)
            raise
        if refusal is not None:
            self._refused(account, hold.model, refusal)
        return refusal is None

    def end(self, ask: AnyAsk, attempt: Try, failure: Failure | None, message: "AIMessage | None") -> None:
        """Count a try that has ended: in this process now, in the ledger beside the caller, who need not wait for it.

        Until then its hold stands, so that nobody overshoots meanwhile. Closing the gateway waits for the ledger.
        """
        account, ended = attempt.account, self._clock.monotonic()
        account.in_flight -= 1
        self._judge(attempt, failure, ended)
        call = attempt.call(failure, message, ended)
        ask.run.calls.append(call)
        settling = self._loop.beside(self._settle, attempt, call, account.state(self._process))
        self._settling.add(settling)
        settling.add_done_callback(partial(self._learn, attempt))

    async def settled(self) -> None:
        """Wait until the ledger has every try that has ended by now."""
        if self._settling:
            await asyncio.wait(self._settling)

    def _settle(self, attempt: Try, call: ModelCall, state: AccountState) -> AccountUsage | None:
        try:
            return self._ledger.settle(attempt.hold, call, attempt.wire.headers, state)
        except DatabaseBusy:
            log.error("model_use_not_counted", account=call.account, model=call.model)
            return None

    def _learn(self, attempt: Try, settling: asyncio.Future[AccountUsage | None]) -> None:
        self._settling.discard(settling)
        account, model = attempt.account, attempt.hold.model
        if (usage := settling.result()) is not None:
            account.learn(model, usage, attempt.wire.headers)
            self._warn_of_quota(account, model)

    async def _give_back(self, hold: Hold, asking: asyncio.Future[Refusal | None], account: Account) -> None:
        """The caller went away while `hold` was asked for: nothing will be sent."""
        unsent = ModelCall(
            at=self._clock.now(), account=account.name, model=hold.model, outcome=Outcome.ABANDONED, ms=0, sent=False
        )
        with suppress(DatabaseBusy):
            if await asking is None:
                await self._loop.in_thread(self._ledger.settle, hold, unsent, None, account.state(self._process))

    def _limits(self, account: Account) -> Limits:
        return Limits(
            day_requests=account.settings.day_requests,
            day_tokens=account.settings.day_tokens,
            account_month_dollars=account.settings.month_dollars,
            deployment_month_dollars=self._budgets.month_dollars,
            person_day_requests=self._budgets.person_day_requests,
        )

    def _refused(self, account: Account, model: str, refusal: Refusal) -> None:
        """Leave the account alone for a while, or end the call when the limit is not the account's own."""
        if refusal is Refusal.PERSON_ALLOWANCE:
            raise QuotaExceeded(
                f"Today's allowance of {self._budgets.person_day_requests} model calls is used up; it starts again at "
                "midnight UTC. What you wrote is saved."
            )
        if refusal is Refusal.DEPLOYMENT_BUDGET:
            month = self._clock.now().strftime("%Y-%m")
            self._tell_once(
                f"budget:{month}:100", AlertLevel.PROBLEM, f"The model budget of {month} is used up: no model is asked."
            )
            raise QuotaExceeded("This month's budget for models is used up. What you wrote is saved.")
        account.refuse(model, _REFUSED_BY[refusal])
        self._tell_once(
            f"quota:{account.name}:{model}:{account.day()}:{refusal.value}",
            AlertLevel.WARNING,
            f"{account.settings.label}: {model} is not asked, because {_REFUSED_BY[refusal]}.",
        )

    def _judge(self, attempt: Try, failure: Failure | None, ended: float) -> None:
        account = attempt.account
        if failure is None:
            account.answered(ended - attempt.started, attempt.ticket)
        elif failure.outcome is Outcome.TIMED_OUT and not attempt.was_long_enough:
            account.breaker.released(attempt.ticket)
        elif failure.outcome in (Outcome.UNREACHABLE, Outcome.TIMED_OUT, Outcome.BROKEN):
            account.failed(attempt.ticket, counts=True)
        elif failure.outcome is Outcome.BAD_GENERATION:
            account.failed(attempt.ticket, counts=False)
        else:
            account.breaker.released(attempt.ticket)
        if failure is None:
            return
        log.warning("model_try_failed", account=account.name, outcome=failure.outcome.value, error=failure.text)
        if failure.outcome is Outcome.LIMITED:
            account.cool_down(failure.cooling_seconds)
        if failure.outcome is Outcome.DENIED:
            what = attempt.hold.model if failure.status == 404 else key_name(attempt.key)
            account.deny(what)
            text = f"{account.settings.label}: {what} was refused ({failure.text}). It is tried again in ten minutes."
            self._loop.later(self._alerts.tell, f"denied:{account.name}:{what}", AlertLevel.PROBLEM, text)

    def _warn_of_quota(self, account: Account, model: str) -> None:
        used = 100 * account.used_share(model, with_held=False)
        for percent in ALERT_AT:
            if used >= percent:
                level = AlertLevel.PROBLEM if percent == 100 else AlertLevel.WARNING
                text = f"{account.settings.label}: {percent} % of the quota for {model} is used."
                if percent == 100:
                    text = f"{account.settings.label}: the quota for {model} is used up until it begins anew."
                self._tell_once(f"quota:{account.name}:{model}:{account.day()}:{percent}", level, text)

    def _tell_once(self, key: str, level: AlertLevel, text: str) -> None:
        if key not in self._alerted:
            self._alerted.add(key)
            self._loop.later(self._alerts.tell, key, level, text)
