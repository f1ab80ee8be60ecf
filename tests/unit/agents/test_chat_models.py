import sys

import pytest

from agents.llm.chat_models import ChatModels, ModelSettings


def test_without_a_key_there_is_no_model() -> None:
    assert ChatModels(ModelSettings()).for_role("evaluator") is None


def test_unknown_role_is_a_mistake_even_without_a_key() -> None:
    with pytest.raises(KeyError):
        ChatModels(ModelSettings()).for_role("poet")


def test_each_role_gets_one_client_with_its_own_temperature() -> None:
    models = ChatModels(ModelSettings(groq_keys=("gsk_one", "gsk_two"), groq_base_url="http://127.0.0.1:9"))
    first, again = models.for_role("evaluator"), models.for_role("evaluator_again")
    assert first is models.for_role("evaluator")
    assert first is not again
    assert "gsk_one" not in repr(first)
    assert "langchain_groq" in sys.modules
