"""Chat models by the job they do. One Groq client for now; callers know only the role."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # importing langchain takes over a second, and most processes never ask a model
    from langchain_core.language_models.chat_models import BaseChatModel


@dataclass(frozen=True)
class ModelSettings:
    """What the clients need. `timeout_seconds` is for one attempt."""

    groq_keys: tuple[str, ...] = ()
    groq_base_url: str = ""
    """Without /openai/v1; empty means Groq's own address."""
    evaluator_model: str = "openai/gpt-oss-120b"
    timeout_seconds: float = 45.0
    max_tokens: int = 6000


@dataclass(frozen=True)
class _Role:
    temperature: float
    reasoning_effort: str


_ROLES = {
    "evaluator": _Role(temperature=0.0, reasoning_effort="medium"),
    # A second reader has to be able to differ; at temperature 0 it would only repeat the first.
    "evaluator_again": _Role(temperature=0.6, reasoning_effort="medium"),
}


class ChatModels:
    """Hands out a chat model for a role, made once each."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._made: dict[str, BaseChatModel] = {}

    def for_role(self, role: str) -> "BaseChatModel | None":
        """Return the model for `role`, or None when no key is set; an unknown role is a KeyError."""
        wanted = _ROLES[role]
        if not self._settings.groq_keys:
            return None
        if role not in self._made:
            self._made[role] = self._groq(wanted)
        return self._made[role]

    def _groq(self, role: _Role) -> "BaseChatModel":
        from langchain_groq import ChatGroq
        from pydantic import SecretStr

        return ChatGroq(
            model_name=self._settings.evaluator_model,
            groq_api_key=SecretStr(self._settings.groq_keys[0]),
            groq_api_base=self._settings.groq_base_url or None,
            temperature=role.temperature,
            reasoning_effort=role.reasoning_effort,
            max_tokens=self._settings.max_tokens,
            timeout=self._settings.timeout_seconds,
            max_retries=0,
        )
