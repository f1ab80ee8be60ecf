"""How an account stands, as operators see it: put together from its settings, the ledger and what processes said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.model_use import ZERO, AccountInfo, AccountState, AccountUsage, Provider, SwitchState
from services.storage.model_accounts import Switch

HEALTHY = 0.8
"""Below this share of answered tries an account is called degraded."""


@dataclass(frozen=True)
class QuotaBar:
    """One limit of one account and how much of it is used; `limit` None is no limit."""

    label: str
    """Such as "Requests today, openai/gpt-oss-120b"."""
    used: float
    limit: float | None
    unit: str
    """requests | tokens | dollars"""
    told_by_provider: bool = False

    @property
    def share(self) -> float | None:
        """0 to 1, or None without a limit."""
        return None if not self.limit else min(1.0, self.used / self.limit)


@dataclass(frozen=True)
class ProviderCard:
    """One account as operators see it, over all processes."""

    account: str
    provider: Provider
    organization: str
    keys: int
    state: str
    """working | unused | degraded | cooling | open | exhausted | draining | off | denied"""
    since: datetime | None
    switch: SwitchState
    breaker: str
    """closed | open | half_open"""
    health: float | None
    """Share of the last tries that were answered; None before the first."""
    response_seconds: float | None
    in_flight: int
    quotas: tuple[QuotaBar, ...]
    latencies: tuple[float, ...]
    """Seconds of the last answered tries, oldest first, at most 50."""
    models: tuple[tuple[str, str, bool | None], ...]
    """(role, model, offered): offered is None until the provider's list has been read."""


def provider_card(
    info: AccountInfo,
    seen: AccountState | None,
    switch: Switch | None,
    month: Sequence[AccountUsage],
    latencies: Sequence[float],
    now: datetime,
) -> ProviderCard:
    """The card of one account; `month` holds this month's rows of the ledger, of any account."""
    own = [row for row in month if row.account == info.account]
    today = {row.model: row for row in own if row.day == now.date()}
    models = list(dict.fromkeys(model for _, model, _ in info.models))
    by_model = [
        (_requests(info, model, today.get(model), now), _tokens(info, model, today.get(model))) for model in models
    ]
    dollars = _dollars(info, own)
    exhausted = _used_up(dollars) or (bool(models) and all(any(map(_used_up, bars)) for bars in by_model))
    state, since = _state(info, seen, switch, exhausted, now)
    return ProviderCard(
        account=info.account,
        provider=info.provider,
        organization=info.organization,
        keys=info.keys,
        state=state,
        since=since,
        switch=switch.state if switch else SwitchState.ON,
        breaker=seen.breaker if seen else "closed",
        health=seen.health if seen else None,
        response_seconds=seen.response_seconds if seen else None,
        in_flight=seen.in_flight if seen else 0,
        quotas=(*(bar for bars in by_model for bar in bars), dollars),
        latencies=tuple(latencies),
        models=info.models,
    )


def _state(
    info: AccountInfo, seen: AccountState | None, switch: Switch | None, exhausted: bool, now: datetime
) -> tuple[str, datetime | None]:
    """The first of these that holds, and since when where that is known."""
    if switch and switch.state is not SwitchState.ON:
        return switch.state.value, switch.changed_at
    if info.denied:
        return "denied", None
    if exhausted:
        return "exhausted", None
    if seen is None:
        return "unused", None
    if seen.breaker == "open":
        return "open", seen.updated_at
    if seen.cooling_until and seen.cooling_until > now:
        return "cooling", seen.updated_at
    if seen.breaker == "half_open" or seen.health < HEALTHY:
        return "degraded", None
    return "working", None


def _used_up(bar: QuotaBar) -> bool:
    return bar.limit is not None and bar.used >= bar.limit


def _requests(info: AccountInfo, model: str, row: AccountUsage | None, now: datetime) -> QuotaBar:
    """What the provider's headers tell while they hold, else what was counted here."""
    label, used, limit = f"Requests today, {model}", row.requests if row else 0, info.day_requests
    if row is None or row.left_until is None or row.left_until <= now:
        return QuotaBar(label, used, limit, "requests")
    limit = row.requests_limit or limit
    if row.requests_left is not None:
        limit = row.requests_limit or used + row.requests_left
        used = max(0, limit - row.requests_left)
    return QuotaBar(label, used, limit, "requests", told_by_provider=True)


def _tokens(info: AccountInfo, model: str, row: AccountUsage | None) -> QuotaBar:
    return QuotaBar(f"Tokens today, {model}", row.tokens if row else 0, info.day_tokens, "tokens")


def _dollars(info: AccountInfo, month: Sequence[AccountUsage]) -> QuotaBar:
    used: Decimal = sum((row.dollars_committed for row in month), ZERO)
    limit = None if info.month_dollars is None else float(info.month_dollars)
    return QuotaBar("Dollars this month", float(used), limit, "dollars")
