"""The ledger of what models use: what tries hold, what they used, and what people have asked for."""

from datetime import date, timedelta
from typing import Any, LiteralString

from domain.model_use import ZERO, AccountUsage, Hold, Limits, ModelCall, Outcome, RateHeaders, Refusal
from services.storage.repository import Repository

MOST = 10**12
"""No single try uses or is told more than this; larger numbers are nonsense."""
LONGEST_TOLD = timedelta(days=1)
UNSAID = timedelta(minutes=1)
"""How long headers count that do not say when their numbers end."""

_HOLD: LiteralString = """
with today as (
  select coalesce(max(requests), 0) as requests,
         coalesce(max(tokens_in + tokens_out + tokens_held + tokens_estimated), 0) as tokens,
         max(requests_left) filter (where left_until > now()) as told_left,
         max(requests_limit) filter (where left_until > now()) as told_limit
  from private.provider_usage
  where day = %(day)s and provider = %(provider)s and organization = %(organization)s
    and model = %(model)s
), month as (
  select coalesce(sum(dollars + dollars_held + dollars_estimated), 0) as deployment,
         coalesce(sum(dollars + dollars_held + dollars_estimated)
           filter (where provider = %(provider)s and organization = %(organization)s), 0) as account
  from private.provider_usage where day >= %(month_begins)s and day < %(month_ends)s
), person as (
  select coalesce(max(requests), 0) as requests from public.person_usage
  where user_id = %(user_id)s and day = %(day)s
), verdict as (
  select case
    when coalesce(today.told_left < 1,
                  today.requests + 1 > coalesce(today.told_limit, %(day_requests)s)) then 'day_requests'
    when today.tokens + %(tokens)s > %(day_tokens)s then 'day_tokens'
    when month.account + %(dollars)s > %(account_month_dollars)s then 'account_budget'
    when month.deployment + %(dollars)s > %(deployment_month_dollars)s then 'deployment_budget'
    when %(user_id)s::uuid is not null
      and person.requests + 1 > %(person_day_requests)s then 'person_allowance'
  end as refusal
  from today, month, person
), booked as (
  insert into private.provider_usage as u
    (day, provider, organization, model, requests, tokens_held, dollars_held, in_flight)
  select %(day)s, %(provider)s, %(organization)s, %(model)s, 1, %(tokens)s, %(dollars)s, 1
  from verdict where refusal is null
  on conflict (day, provider, organization, model) do update set
    requests = u.requests + 1,
    tokens_held = u.tokens_held + excluded.tokens_held,
    dollars_held = u.dollars_held + excluded.dollars_held,
    in_flight = u.in_flight + 1,
    requests_left = case when u.left_until > now() then u.requests_left - 1 end
  returning day
), counted as (
  insert into public.person_usage as p (user_id, day, requests)
  select profiles.id, booked.day, 1 from booked, public.profiles where profiles.id = %(user_id)s
  for key share of profiles
  on conflict (user_id, day) do update set requests = p.requests + 1
)
select refusal from verdict
"""
_SETTLE: LiteralString = """
with settled as (
  update private.provider_usage set
    requests = greatest(0, requests - %(unsent)s),
    failures = failures + %(failures)s,
    tokens_in = tokens_in + %(tokens_in)s,
    tokens_out = tokens_out + %(tokens_out)s,
    tokens_cached = tokens_cached + %(tokens_cached)s,
    audio_seconds = audio_seconds + %(audio_seconds)s,
    tokens_held = greatest(0, tokens_held - %(tokens)s),
    tokens_estimated = tokens_estimated + %(tokens_estimated)s,
    dollars = dollars + %(spent)s,
    dollars_held = greatest(0, dollars_held - %(dollars)s),
    dollars_estimated = dollars_estimated + %(dollars_estimated)s,
    unpriced = unpriced + %(unpriced)s,
    unmetered = unmetered + %(unmetered)s,
    in_flight = greatest(0, in_flight - 1),
    requests_left = case
      when %(told_left)s::bigint is not null then greatest(0, %(told_left)s - greatest(0, in_flight - 1))
      when left_until > now() then least(requests_left + %(unsent)s, requests_limit) end,
    requests_limit = coalesce(%(told_limit)s, requests_limit),
    left_until = coalesce(now() + %(told_for)s::interval, left_until)
  where day = %(day)s and provider = %(provider)s and organization = %(organization)s
    and model = %(model)s
  returning *
), counted as (
  update public.person_usage p set requests = greatest(0, p.requests - %(unsent)s),
                                   dollars = p.dollars + %(spent)s
  from settled where p.user_id = %(user_id)s and p.day = settled.day
)
select 1 from settled
"""
_USAGE: LiteralString = """
select u.*, m.dollars as account_month_dollars
from (select coalesce(sum(dollars + dollars_held + dollars_estimated), 0) as dollars
      from private.provider_usage
      where day >= %(month_begins)s and day < %(month_ends)s
        and provider = %(provider)s and organization = %(organization)s) m
left join private.provider_usage u on u.day = %(day)s and u.provider = %(provider)s
  and u.organization = %(organization)s and u.model = %(model)s
"""


class ModelUsageRepository(Repository):
    """Use by account, model and day, and by person and day. System.

    A hold's day is used for everything, the person's day and the month too, so that a try is settled where it was held.
    """

    def hold(self, hold: Hold, limits: Limits) -> Refusal | None:
        """Set `hold` aside, one request included, or say which limit it would pass.

        Holds of all processes run one after another until their transaction ends, so they never overshoot together.
        """
        with self._connection.pipeline():  # two statements, one trip
            # A statement sees what was stored before it began, so the lock has to be taken by an earlier one.
            self._run("select pg_advisory_xact_lock(hashtextextended('model_usage', 0))")
            row = self._row(
                _HOLD,
                **_bucket(hold),
                **_month(hold.day),
                **limits.model_dump(),
                tokens=hold.tokens,
                dollars=hold.dollars,
                user_id=hold.user_id,
            )
        return Refusal(row["refusal"]) if row and row["refusal"] else None

    def settle(self, hold: Hold, call: ModelCall, headers: RateHeaders | None = None) -> AccountUsage:
        """Replace `hold` by what the try used (everything back when nothing was sent); returns the day's row.

        What a provider says is left may or may not count the tries still on their way: it is taken not to.
        """
        with self._connection.pipeline():
            self._run(
                _SETTLE,
                **_bucket(hold),
                **_used(hold, call),
                **_told(headers),
                tokens=hold.tokens,
                dollars=hold.dollars,
                user_id=hold.user_id,
            )
            return self.usage(hold)

    def usage(self, hold: Hold) -> AccountUsage:
        """The row that `hold` would count in, all zero when there is none yet."""
        row = self._row(_USAGE, **_bucket(hold), **_month(hold.day)) or {}
        return AccountUsage.model_validate({k: v for k, v in row.items() if v is not None} | _bucket(hold))

    def since(self, first_day: date) -> list[AccountUsage]:
        """Every row from `first_day` on, newest day first."""
        rows = self._rows(
            """
            select * from private.provider_usage where day >= %(first_day)s
            order by day desc, provider, organization, model
            """,
            first_day=first_day,
        )
        return [AccountUsage.model_validate(row) for row in rows]


def _bucket(hold: Hold) -> dict[str, Any]:
    return {
        "day": hold.day,
        "provider": hold.provider.value,
        "organization": hold.organization,
        "model": hold.model,
    }


def _month(day: date) -> dict[str, date]:
    first = day.replace(day=1)
    return {"month_begins": first, "month_ends": (first + timedelta(days=31)).replace(day=1)}


def _used(hold: Hold, call: ModelCall) -> dict[str, Any]:
    """What the try adds to the row beside giving back its hold."""
    metered = call.sent and call.tokens_in is not None and call.tokens_out is not None
    unmetered = call.sent and not metered
    return {
        "unsent": int(not call.sent),
        "failures": int(call.outcome is not Outcome.ANSWERED),
        "tokens_in": _bounded(call.tokens_in or 0) if metered else 0,
        "tokens_out": _bounded(call.tokens_out or 0) if metered else 0,
        "tokens_cached": _bounded(call.tokens_cached) if metered else 0,
        "audio_seconds": call.audio_seconds,
        "tokens_estimated": hold.tokens if unmetered else 0,
        "spent": call.dollars or ZERO if metered else ZERO,
        "dollars_estimated": hold.dollars if unmetered else ZERO,
        "unpriced": int(metered and call.dollars is None),
        "unmetered": int(unmetered),
    }


def _told(headers: RateHeaders | None) -> dict[str, int | timedelta | None]:
    left = headers.requests_left if headers else None
    limit = headers.requests_limit if headers else None
    lasts = headers.requests_reset_seconds if headers else None
    told_for = None
    if left is not None or limit is not None:
        told_for = UNSAID if lasts is None else timedelta(seconds=_at_most_a_day(lasts))
    return {
        "told_left": None if left is None else _bounded(left),
        "told_limit": None if limit is None else _bounded(limit),
        "told_for": told_for,
    }


def _at_most_a_day(seconds: float) -> float:
    day = LONGEST_TOLD.total_seconds()
    return max(0.0, seconds) if seconds <= day else day


def _bounded(number: int) -> int:
    return min(max(0, number), MOST)
