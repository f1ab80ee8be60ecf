"""Who does what with which model: the one place where model names stand. Code asks for a role, never for a model."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.model_use import Provider

LARGE, SMALL = "openai/gpt-oss-120b", "openai/gpt-oss-20b"
SPEECH_ROLE, SPEECH = "speech", "whisper-large-v3-turbo"
"""Listening is no chat: the role stands beside ROLES, and only Groq's accounts have a model for it."""
HUGGINGFACE_BACKEND = "together"
"""Who serves a model behind Hugging Face's router: named for a known price, and not Groq, which fails with Groq."""


@dataclass(frozen=True)
class Role:
    """How a role's model is asked. `max_tokens` holds the reply and the model's reasoning before it."""

    model: str
    temperature: float
    reasoning_effort: str
    max_tokens: int


ROLES: Mapping[str, Role] = {
    "interviewer": Role(LARGE, temperature=0.4, reasoning_effort="low", max_tokens=4000),
    "evaluator": Role(LARGE, temperature=0.0, reasoning_effort="medium", max_tokens=6000),
    "extractor": Role(SMALL, temperature=0.0, reasoning_effort="low", max_tokens=6000),
    "planner": Role(LARGE, temperature=0.2, reasoning_effort="medium", max_tokens=6000),
    "chat": Role(SMALL, temperature=0.4, reasoning_effort="low", max_tokens=2000),
}

SCHEMA_ENFORCED: Mapping[Provider, tuple[str, ...]] = {
    Provider.GROQ: (LARGE, SMALL),
    Provider.HUGGINGFACE: (),
    Provider.OPENAI_COMPATIBLE: (),
}
"""Models whose provider holds a reply to a strict JSON schema; elsewhere the schema is offered as a tool."""


def role_named(name: str) -> Role:
    """The role, or KeyError: a role that is not in ROLES is a mistake in the code."""
    return ROLES[name]


def models_by_role(provider: Provider, wanted: Mapping[str, str]) -> dict[str, str]:
    """Every role's model at `provider`: `wanted` maps a role to a model, the key "" stands for every role not named."""
    backend = f":{HUGGINGFACE_BACKEND}" if provider is Provider.HUGGINGFACE else ""
    found = {name: wanted.get(name) or wanted.get("") or role.model + backend for name, role in ROLES.items()}
    return found | ({SPEECH_ROLE: wanted.get(SPEECH_ROLE) or SPEECH} if provider is Provider.GROQ else {})
