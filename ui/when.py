"""Dates and times in a person's own time zone, in words."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from domain.people import Person


@cache
def zone_names() -> tuple[str, ...]:
    """Every time zone this machine knows, in order."""
    return tuple(sorted(available_timezones()))


def zone_of(user: Person) -> ZoneInfo:
    """The person's time zone, UTC when it is not known here."""
    return _zone(user.time_zone)


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def day(at: datetime, user: Person) -> str:
    """ "19 November"."""
    local = at.astimezone(zone_of(user))
    return f"{local.day} {local:%B}"


def clock(at: datetime, user: Person) -> str:
    """ "14:02"."""
    return f"{at.astimezone(zone_of(user)):%H:%M}"


def clock_in(at: datetime, zone: str | None) -> str:
    """ "14:02" in a named time zone, for somebody who is not signed in."""
    return f"{at.astimezone(_zone(zone)):%H:%M}"


def day_and_clock(at: datetime, user: Person) -> str:
    """ "19 November, 14:02"."""
    return f"{day(at, user)}, {clock(at, user)}"


def length(seconds: float) -> str:
    """ "45 s", "3 min 20 s" or "5 min"."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def place(seconds: float) -> str:
    """ "1:07", a place in a recording."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 answer", "3 answers"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def greeting(now: datetime, user: Person) -> str:
    """ "Good morning", by the person's clock."""
    hour = now.astimezone(zone_of(user)).hour
    return "Good morning" if 4 <= hour < 12 else "Good afternoon" if 12 <= hour < 18 else "Good evening"
