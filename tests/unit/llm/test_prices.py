"""What a call costs: published prices, unknown ones, and none for a server on this machine."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.llm.prices import price
from domain.model_use import Provider
from tests.unit.llm.conftest import LARGE, SMALL

TOKENS = st.integers(0, 10_000_000)


def test_published_prices_are_known():
    assert price(Provider.GROQ, LARGE, 1_000_000, 0) == Decimal("0.15")
    assert price(Provider.GROQ, LARGE, 0, 1_000_000) == Decimal("0.6")
    assert price(Provider.GROQ, LARGE, 1_000_000, 0, 1_000_000) == Decimal("0.075")
    assert price(Provider.GROQ, SMALL, 1_000_000, 1_000_000) == Decimal("0.375")
    assert price(Provider.HUGGINGFACE, f"{LARGE}:together", 1_000_000, 0) is not None


@pytest.mark.parametrize(
    ("provider", "model"),
    [
        (Provider.GROQ, "nobody/knows-this"),
        (Provider.HUGGINGFACE, LARGE),
        (Provider.HUGGINGFACE, f"{LARGE}:nobody"),
        (Provider.OPENAI_COMPATIBLE, LARGE),
    ],
)
def test_unknown_price_stays_unknown(provider: Provider, model: str):
    assert price(provider, model, 1000, 1000, base_url="https://models.example.org/v1") is None


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_server_on_this_machine_costs_nothing(host: str):
    assert price(Provider.OPENAI_COMPATIBLE, "any", 1000, 1000, base_url=f"http://{host}:11434/v1") == 0


@pytest.mark.parametrize("url", ["http://localhost.example.org/v1", "http://10.0.0.1/v1", "", "nonsense"])
def test_server_elsewhere_has_no_known_price(url: str):
    assert price(Provider.OPENAI_COMPATIBLE, "any", 1000, 1000, base_url=url) is None


@given(read=TOKENS, written=TOKENS, cached=TOKENS, more=TOKENS)
def test_price_grows_with_tokens_and_falls_with_the_cache_but_never_below_the_cached_price(read, written, cached, more):
    full = price(Provider.GROQ, LARGE, read, written)
    known = price(Provider.GROQ, LARGE, read, written, cached)
    grown = price(Provider.GROQ, LARGE, read + more, written + more)
    assert full is not None
    assert known is not None
    assert grown is not None
    assert full / 2 <= known <= full <= grown
    assert full == read * Decimal("0.15") / 1_000_000 + written * Decimal("0.6") / 1_000_000
