"""The hourly look at every provider's list of models, and what operators hear of it."""

import time
from typing import Any

import pytest

from agents.llm.catalogue import is_offered
from domain.errors import ModelUnavailable
from domain.model_use import AlertLevel
from tests.doubles.model_provider import ModelProvider, refused_url
from tests.gateways import LocalGateway, gateway_to, groq, huggingface
from tests.unit.llm.conftest import GROQ, HF, LARGE, SMALL, Says, account_of


def offered(gateway: LocalGateway, place: int = 0) -> dict[str, bool | None]:
    return {model: known for _, model, known in gateway.accounts()[place].models}


def ask(gateway: LocalGateway, role: str = "chat") -> None:
    gateway.chat_model(role).invoke("Hello")


def test_nothing_is_known_before_the_first_look(first: ModelProvider):
    with gateway_to([groq(first.url)]) as gateway:
        assert offered(gateway) == {LARGE: None, SMALL: None}
        gateway.look_at_models()
        assert offered(gateway) == {LARGE: True, SMALL: True}
    assert first.lists == 1
    assert not gateway.alerts.told


def test_missing_model_is_told_with_its_roles_and_settled_when_it_appears(first: ModelProvider):
    first.models = (LARGE,)
    key = f"missing-model:{GROQ}:{SMALL}"
    with gateway_to([groq(first.url)]) as gateway:
        for times in (1, 2):
            gateway.look_at_models()
            level, text, told = gateway.alerts.told[key]
            assert (level, told) == (AlertLevel.WARNING, times)
        assert text == f"Groq, organization default: {SMALL} is not offered, but set for extractor, chat."
        assert offered(gateway) == {LARGE: True, SMALL: False}
        first.models = (LARGE, SMALL)
        gateway.look_at_models()
        assert key not in gateway.alerts.told
        assert offered(gateway) == {LARGE: True, SMALL: True}


def test_model_that_was_refused_is_asked_again_and_its_alert_settled_when_it_is_on_the_list(first: ModelProvider):
    first.models = (LARGE,)
    with gateway_to([groq(first.url)]) as gateway:
        with pytest.raises(ModelUnavailable):
            ask(gateway)
        gateway.loop.run(gateway.loop.in_thread(lambda: None))
        first.models = (LARGE, SMALL)
        gateway.look_at_models()
        assert not gateway.alerts.told
        ask(gateway)


def test_refused_key_is_left_out_until_the_list_can_be_read_with_it(first: ModelProvider):
    first.organizations = {"good": "acme"}
    with gateway_to([groq(first.url, keys=("bad", "good"))]) as gateway:
        gateway.look_at_models()
        assert {key: level for key, (level, _, _) in gateway.alerts.told.items()} == {
            f"denied:{GROQ}:key 1": AlertLevel.PROBLEM
        }
        for _ in range(3):
            ask(gateway)
        assert {r.headers["authorization"] for r in first.requests} == {"Bearer good"}
        assert not gateway.accounts()[0].denied
        first.organizations = {"good": "acme", "bad": "acme"}
        gateway.look_at_models()
        assert not gateway.alerts.told
        for _ in range(2):
            ask(gateway)
        assert {r.headers["authorization"] for r in first.requests[-2:]} == {"Bearer good", "Bearer bad"}


def test_account_without_a_working_key_is_shown_as_denied_and_not_asked():
    with ModelProvider(organizations={"good": "acme"}) as provider, gateway_to([groq(provider.url)]) as gateway:
        gateway.look_at_models()
        assert gateway.accounts()[0].denied
        with pytest.raises(ModelUnavailable):
            ask(gateway)
        assert not provider.requests


def test_backend_behind_the_colon_is_not_part_of_a_listed_name(first: ModelProvider):
    with gateway_to([huggingface(first.url)]) as gateway:
        gateway.look_at_models()
        assert offered(gateway) == {f"{LARGE}:together": True, f"{SMALL}:together": True}
    assert not gateway.alerts.told
    assert is_offered("a/b:c", frozenset({"a/b"}))
    assert is_offered("qwen3:4b", frozenset({"qwen3:4b"}))
    assert not is_offered("a/b:c", frozenset({"a/b:d", "c"}))


@pytest.mark.parametrize(
    "body",
    [b"[]", b'{"data": null}', b'{"data": "none"}', b'{"models": []}', b"null", b"7", b"<html>", b'{"data": [', b""],
)
def test_list_that_is_no_list_is_ignored(body: bytes, says: Says):
    says.body = body
    with gateway_to([groq(says.url)]) as gateway:
        account_of(gateway).offered = frozenset({LARGE, SMALL})
        gateway.look_at_models()
        assert offered(gateway) == {LARGE: True, SMALL: True}
    assert not gateway.alerts.told


def test_entries_that_are_no_models_are_passed_over(says: Says):
    says.body = b'{"data": [null, 7, {"name": "x"}, {"id": "openai/gpt-oss-120b"}, {"id": "openai/gpt-oss-20b"}]}'
    with gateway_to([groq(says.url)]) as gateway:
        gateway.look_at_models()
        assert offered(gateway) == {LARGE: True, SMALL: True}


@pytest.mark.parametrize("fault", ["404", "500", "html", "cut_mid_token", "read_timeout", "one_byte_a_second"])
def test_list_that_cannot_be_read_changes_nothing_and_takes_no_longer_than_a_try(fault: str, first: ModelProvider):
    first.fault, first.drip_seconds = fault, 0.05
    with gateway_to([groq(first.url, timeout_seconds=0.6)]) as gateway:
        began = time.monotonic()
        gateway.look_at_models()
        assert time.monotonic() - began < 1.5
        assert offered(gateway) == {LARGE: None, SMALL: None}
        assert not gateway.alerts.told
        first.fault = "ok"
        ask(gateway)


def test_account_that_cannot_be_reached_does_not_keep_the_others_from_being_looked_at(first: ModelProvider):
    with gateway_to([groq(refused_url()), huggingface(first.url)]) as gateway:
        gateway.look_at_models()
        assert set(offered(gateway, 0).values()) == {None}
        assert set(offered(gateway, 1).values()) == {True}


def test_what_operators_see_of_an_account_is_how_it_is_set(first: ModelProvider):
    settings: dict[str, Any] = {"keys": ("a", "b"), "day_requests": 10, "day_tokens": 20}
    with gateway_to([huggingface(first.url), groq(first.url, **settings)]) as gateway:
        first_shown, second_shown = gateway.accounts()
    assert (first_shown.account, second_shown.account) == (GROQ, HF)
    assert (first_shown.keys, first_shown.day_requests, first_shown.day_tokens) == (2, 10, 20)
    assert dict.fromkeys(m[0] for m in first_shown.models) == dict.fromkeys(
        ("interviewer", "evaluator", "extractor", "planner", "chat")
    )
