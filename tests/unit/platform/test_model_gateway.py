"""From settings to accounts and budgets: what is meant is taken, what cannot be meant is refused by name."""

from decimal import Decimal

import pytest

from domain.errors import SettingsRefused
from domain.model_use import Provider
from services.model_gateway import command_gateway, gateway_settings
from services.settings import Settings


def found(**settings):
    return gateway_settings(Settings(_env_file=None, **settings))


def test_nothing_set_is_no_account_and_the_usual_budgets():
    usual = found()
    assert usual.accounts == ()
    assert (usual.budgets.month_dollars, usual.budgets.person_day_requests) == (Decimal("20.0"), 300)
    assert usual.run_seconds == 30


def test_keys_of_one_organization_are_one_account_and_unnamed_keys_belong_together():
    accounts = found(groq_api_keys="gsk_1, acme=gsk_2, acme=gsk_3, gsk_4").accounts
    assert [(a.name, a.keys) for a in accounts] == [
        ("groq:default", ("gsk_1", "gsk_4")),
        ("groq:acme", ("gsk_2", "gsk_3")),
    ]


def test_each_provider_has_its_own_patience_limits_and_priority():
    groq, hugging, own = found(
        groq_api_keys="gsk_1", hf_tokens="hf_1", openai_compatible_url="http://localhost:11434/v1/"
    ).accounts
    assert (groq.priority, groq.timeout_seconds, groq.day_requests, groq.month_dollars) == (1, 10, 14_400, None)
    assert (hugging.priority, hugging.timeout_seconds, hugging.month_dollars) == (2, 30, Decimal("0.1"))
    assert (own.provider, own.priority, own.base_url) == (Provider.OPENAI_COMPATIBLE, 3, "http://localhost:11434/v1")
    assert own.keys == ("",), "a server of one's own may need no key"


def test_models_are_named_for_all_roles_or_for_one():
    (account,) = found(groq_api_keys="k", groq_models="chat=small, big").accounts
    assert account.models["chat"] == "small"
    assert {account.models[role] for role in account.models if role not in ("chat", "speech")} == {"big"}
    (usual,) = found(hf_tokens="k").accounts
    assert usual.models["evaluator"] == "openai/gpt-oss-120b:together"


def test_limits_can_be_lifted_in_words_the_settings_have():
    lifted = found(
        groq_api_keys="k", groq_day_requests=0, hf_tokens="h", hf_month_dollars=-1, model_month_dollars=-1,
        model_person_day_calls=0,
    )  # fmt: skip
    assert [a.day_requests for a in lifted.accounts] == [None, None]
    assert [a.month_dollars for a in lifted.accounts] == [None, None]
    assert (lifted.budgets.month_dollars, lifted.budgets.person_day_requests) == (None, None)
    assert found(model_month_dollars=0).budgets.month_dollars == 0, "nothing may be spent"


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"groq_api_keys": "bad name=hush"}, "GROQ_API_KEYS"),
        ({"groq_api_keys": "acme="}, "GROQ_API_KEYS"),
        ({"hf_tokens": "=hush"}, "HF_TOKENS"),
        ({"groq_models": "poet=hush"}, "GROQ_MODELS"),
        ({"openai_compatible_url": "http://x", "openai_compatible_models": "chat="}, "OPENAI_COMPATIBLE_MODELS"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name_and_never_shown(settings, named):
    with pytest.raises(SettingsRefused) as refused:
        found(**settings)
    assert named in refused.value.message
    assert "hush" not in refused.value.message


def test_a_command_without_a_provider_opens_no_database(tmp_path):
    with command_gateway(Settings(_env_file=None, app_data_dir=tmp_path / "data")) as gateway:
        assert gateway is None
    assert not (tmp_path / "data").exists()
