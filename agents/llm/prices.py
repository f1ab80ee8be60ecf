"""What a call costs, from the published prices in genai-prices; an unknown price stays unknown."""

from decimal import Decimal
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from domain.model_use import Provider


def price(
    provider: Provider, model: str, tokens_in: int, tokens_out: int, tokens_cached: int = 0, *, base_url: str = ""
) -> Decimal | None:
    """Dollars for one call, None when no price is known. A server on this machine (`base_url`) costs nothing.

    Hugging Face's price is that of the backend behind the colon of the model's name; without one it is unknown.
    """
    if provider is Provider.OPENAI_COMPATIBLE:
        return Decimal(0) if _on_this_machine(base_url) else None
    rates = _rates(provider, model)
    if rates is None:
        return None
    fresh, cached, out = rates
    known = min(tokens_cached, tokens_in)
    return (tokens_in - known) * fresh + known * cached + tokens_out * out


SPEECH_HOUR: dict[str, Decimal] = {"whisper-large-v3-turbo": Decimal("0.04"), "whisper-large-v3": Decimal("0.111")}
"""Dollars for an hour of audio at Groq, by its published price list; each request is charged for 10 seconds or more."""
SHORTEST_CHARGED = 10.0


def speech_price(model: str, seconds: float) -> Decimal | None:
    """Dollars for listening to `seconds` of audio at Groq, None when no price is known."""
    hour = SPEECH_HOUR.get(model)
    return None if hour is None else hour * Decimal(str(round(max(seconds, SHORTEST_CHARGED), 2))) / 3600


@lru_cache(maxsize=256)
def _rates(provider: Provider, model: str) -> tuple[Decimal, Decimal, Decimal] | None:
    """Dollars for one token: read afresh, read from the provider's cache, written. Linear in the models used here."""
    from genai_prices import Usage, calc_price

    million = 1_000_000
    name, _, backend = model.partition(":")
    seller = "groq" if provider is Provider.GROQ else f"huggingface_{backend}"
    parts = []
    for usage in (
        Usage(input_tokens=million),
        Usage(input_tokens=million, cache_read_tokens=million),
        Usage(output_tokens=million),
    ):
        try:
            parts.append(Decimal(calc_price(usage, name, provider_id=seller).total_price) / million)
        except LookupError:
            return None
    return parts[0], parts[1], parts[2]


def _on_this_machine(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
