"""What is done every hour, over a real database and a provider on loopback."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from agents.llm.cache import QUESTIONS, cache_key
from domain.model_use import Limits
from services.upkeep import Upkeep
from tests.doubles.model_provider import ModelProvider
from tests.model_samples import a_hold
from tests.services import services_on


@pytest.fixture
def provider():
    with ModelProvider(models=("openai/gpt-oss-120b", "whisper-large-v3-turbo")) as provider:
        yield provider


@pytest.fixture
def services(database, tmp_path, provider):
    services = services_on(database, tmp_path, groq_api_keys="gsk_local", groq_base_url=provider.url)
    yield services
    services.gateway.close()


def alerts(database):
    with database.as_system() as tx:
        return {alert.key: alert.text for alert in tx.alerts.open()}


def upkeep(services, budget):
    return Upkeep(services.database, services.gateway, services.feedback, services.disagreements, budget)


def test_a_model_that_is_not_offered_is_told_until_it_is(services, database, provider):
    key = "missing-model:groq:default:openai/gpt-oss-20b"
    upkeep(services, None).hourly()
    assert alerts(database) == {
        key: "Groq, organization default: openai/gpt-oss-20b is not offered, but set for extractor, chat."
    }
    provider.models += ("openai/gpt-oss-20b",)
    upkeep(services, None).hourly()
    assert alerts(database) == {}
    assert services.health.report()[-1].text == "groq:default: every model is offered"


@pytest.mark.parametrize(("held", "told"), [("7.90", set()), ("8.00", {"80"}), ("9.50", {"80", "90"})])
def test_a_budget_is_told_at_80_and_90_percent(services, database, provider, held, told):
    provider.models = None
    with database.as_system() as tx:
        tx.model_usage.hold(a_hold(dollars=Decimal(held)), Limits())
    upkeep(services, Decimal(10)).hourly()
    assert {key.rsplit(":", 1)[1] for key in alerts(database)} == told


def test_what_has_ended_is_cleared_and_what_was_counted_is_stored(services, database):
    cache = services.gateway.cache
    key = cache_key(QUESTIONS, prompt="p", model="m", parameters={}, inputs_digest="d", owner=None)
    for _ in range(3):
        cache.get_or_make(QUESTIONS, key, lambda: '"set"')
    long_ago = datetime.now(UTC) - timedelta(days=1)
    with database.as_system() as tx:
        tx.model_cache.put("shared:old", '"old"', use="questions", owner=None, expires_at=long_ago)
    work = upkeep(services, None)
    work.hourly()
    work.stop()
    with database.as_owner() as tx:
        kept = tx._connection.execute("select key from private.model_cache").fetchall()
        counts = tx._connection.execute("select layer, times from private.cache_counts").fetchall()
    assert [row["key"] for row in kept] == [key]
    assert {row["layer"]: row["times"] for row in counts} == {"memory": 2, "miss": 1}


def test_a_provider_that_is_away_stops_nothing(services, database, provider):
    provider.kill()
    upkeep(services, None).hourly()
    assert alerts(database) == {}
