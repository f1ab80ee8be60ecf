"""Numbers, names and moments of the Operations page, in words. Texts are raw: whoever draws them escapes them."""

from datetime import UTC, datetime
from decimal import Decimal
from math import floor, log10

from domain.model_use import Considered, Provider
from domain.people import Person
from ui.when import clock, day, zone_of

LEAST_DOLLARS = Decimal("0.0001")
NEARLY_USED = 0.8

OUTCOMES = {  # words, icon, colour of one try's end
    "answered": ("Answered", ":material/check:", "green"),
    "unreachable": ("Not reachable", ":material/link_off:", "red"),
    "timed_out": ("Timed out", ":material/timer_off:", "red"),
    "broken": ("Broken reply", ":material/broken_image:", "red"),
    "limited": ("Limited", ":material/hourglass_top:", "orange"),
    "too_large": ("Too large", ":material/expand:", "orange"),
    "denied": ("Key or model refused", ":material/key_off:", "red"),
    "bad_generation": ("Reply did not fit", ":material/rule:", "orange"),
    "refused": ("Request refused", ":material/block:", "red"),
    "abandoned": ("Reader left", ":material/logout:", "gray"),
}


def dollars(amount: Decimal) -> str:
    """ "$12.30", "$0.42" or "$0.0042": cents, and below one cent the first two digits that say something."""
    if not amount:
        return "$0"
    if amount < LEAST_DOLLARS:
        return f"under ${LEAST_DOLLARS}"
    places = max(2, 1 - floor(log10(amount)))
    whole, _, part = f"{amount:,.{places}f}".partition(".")
    return f"${whole}.{part[:2]}{part[2:].rstrip('0')}"


def took(ms: float) -> str:
    """ "850 ms", "2.1 s" or "12 s"."""
    if ms < 999.5:
        return f"{ms:.0f} ms"
    return f"{ms / 1000:.1f} s" if ms < 9950 else f"{ms / 1000:.0f} s"


def percent(share: float) -> str:
    """ "84 %". Rounded down, so that 100 % means all of it."""
    whole = floor(share * 100 + 1e-9)
    return "under 1 %" if share > 0 and whole == 0 else f"{whole} %"


def amount(number: float, unit: str) -> str:
    """ "12,096 requests" or "$3.10"."""
    if unit == "dollars":
        return dollars(Decimal(str(number)))
    return f"{number:,.0f} {unit.removesuffix('s') if number == 1 else unit}"


def tokens(taken: int | None, given: int | None, cached: int) -> str:
    """ "1,210 tokens in (800 cached by the provider), 320 out"."""
    if taken is None and given is None:
        return "tokens not told"
    from_cache = f" ({cached:,} cached by the provider)" if cached else ""
    return f"{taken or 0:,} tokens in{from_cache}, {given or 0:,} out"


def account_name(account: str) -> str:
    """ "Groq, default" from "groq:default"; anything else stays as it is."""
    provider, _, organization = account.partition(":")
    known = {p.value: p.label for p in Provider}
    return f"{known[provider]}, {organization}" if provider in known else account


def agent_name(agent: str) -> str:
    """ "Answer evaluator" from "answer_evaluator"."""
    return spoken(agent) or "Unnamed agent"


def spoken(name: str) -> str:
    """ "Model scores" from "model_scores"."""
    return name.replace("_", " ").replace("-", " ").strip().capitalize()


def moment(at: datetime, user: Person, *, seconds: bool = False) -> str:
    """ "14:02" today and "18 November, 14:02" before, in the person's time zone."""
    local = at.astimezone(zone_of(user))
    time = f"{local:%H:%M:%S}" if seconds else clock(at, user)
    today = datetime.now(UTC).astimezone(zone_of(user)).date() == local.date()
    return time if today else f"{day(at, user)}, {time}"


def score_parts(c: Considered) -> str:
    """ "0.71: health 0.97, quota 0.16, time 0.92", for Markdown."""
    return f"**{c.score:.2f}**: health {c.health:.2f}, quota {c.remaining:.2f}, time {c.speed:.2f}"
