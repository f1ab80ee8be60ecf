"""Makes the gateway of the settings: which accounts there are, what they may spend, where use and runs are kept."""

import os
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal

from pydantic import SecretStr

from agents.llm.accounting import Budgets
from agents.llm.accounts import AccountSettings
from agents.llm.cache import ModelCache
from agents.llm.gateway import Gateway, GatewaySettings
from agents.llm.ports import CacheLayer
from agents.llm.roles import ROLES, SPEECH_ROLE, models_by_role
from agents.llm.runs import Tracer
from domain.errors import SettingsRefused
from domain.model_use import Provider
from services.model_records import DatabaseAlerts, DatabaseCache, DatabaseLedger
from services.redis_cache import RedisCache
from services.settings import Settings
from services.storage.database import Database

DEFAULT_ORGANIZATION = "default"
HUGGINGFACE_URL = "https://router.huggingface.co/v1"
_ORGANIZATION = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}", re.I)
_EXPECTED_SECONDS = {Provider.GROQ: 1.0, Provider.HUGGINGFACE: 3.0, Provider.OPENAI_COMPATIBLE: 5.0}
_PRIORITY = {Provider.GROQ: 1, Provider.HUGGINGFACE: 2, Provider.OPENAI_COMPATIBLE: 3}


def build_gateway(settings: Settings, database: Database, tracer: Tracer | None = None) -> Gateway:
    """The gateway of a process that has a database."""
    layers: list[CacheLayer] = [RedisCache(settings.redis_url.get_secret_value())] if settings.redis_url else []
    layers.append(DatabaseCache(database))
    return Gateway(
        gateway_settings(settings),
        DatabaseLedger(database),
        DatabaseAlerts(database),
        ModelCache(layers),
        tracer=tracer,
    )


@contextmanager
def command_gateway(settings: Settings) -> Iterator[Gateway | None]:
    """A gateway for a command that needs no other service; None, and no database opened, when no provider is set."""
    if not gateway_settings(settings).accounts:
        yield None
        return
    database = Database.open(settings)
    try:
        if settings.embedded:
            database.migrate()
        with closing(build_gateway(settings, database)) as gateway:
            yield gateway
    finally:
        database.close()


def gateway_settings(settings: Settings) -> GatewaySettings:
    """Accounts and budgets; SettingsRefused for what cannot be meant, naming the setting and never its value."""
    return GatewaySettings(
        accounts=(*_groq(settings), *_huggingface(settings), *_openai_compatible(settings)),
        budgets=Budgets(
            month_dollars=_dollars(settings.model_month_dollars),
            person_day_requests=settings.model_person_day_calls or None,
        ),
        run_seconds=settings.model_run_seconds,
        process=f"{socket.gethostname()}:{os.getpid()}",
    )


def keys_by_organization(keys: Sequence[SecretStr], setting: str) -> dict[str, tuple[str, ...]]:
    """Split "acme=key1, acme=key2, key3" by organization; a key without a name belongs to "default".

    Keys of one organization share its quota, so that three keys of one account are not taken for three quotas.
    """
    found: dict[str, list[str]] = {}
    for secret in keys:
        name, separator, key = secret.get_secret_value().partition("=")
        organization, key = (name.strip(), key.strip()) if separator else (DEFAULT_ORGANIZATION, name.strip())
        if not key or not _ORGANIZATION.fullmatch(organization):
            raise SettingsRefused(f"{setting}: write each key as KEY or as ORGANIZATION=KEY, separated by commas.")
        found.setdefault(organization, []).append(key)
    return {name: tuple(values) for name, values in found.items()}


def role_models(words: Sequence[str], setting: str) -> Mapping[str, str]:
    """Read "evaluator=model-a, chat=model-b" or just "model-a" for every role (key "")."""
    found = {}
    for word in words:
        role, separator, model = word.partition("=")
        role, model = (role.strip(), model.strip()) if separator else ("", role.strip())
        known = (*ROLES, SPEECH_ROLE)
        if (role and role not in known) or not model:
            raise SettingsRefused(f"{setting}: name models as MODEL or ROLE=MODEL; the roles are {', '.join(known)}.")
        found[role] = model
    return found


def _groq(settings: Settings) -> list[AccountSettings]:
    models = models_by_role(Provider.GROQ, role_models(settings.groq_models, "GROQ_MODELS"))
    return [
        _account(
            Provider.GROQ,
            organization,
            keys,
            settings.groq_base_url,
            models,
            settings.groq_timeout_seconds,
            day_requests=settings.groq_day_requests or None,
            day_tokens=settings.groq_day_tokens or None,
        )
        for organization, keys in keys_by_organization(settings.groq_api_keys, "GROQ_API_KEYS").items()
    ]


def _huggingface(settings: Settings) -> list[AccountSettings]:
    models = models_by_role(Provider.HUGGINGFACE, role_models(settings.hf_models, "HF_MODELS"))
    return [
        _account(
            Provider.HUGGINGFACE,
            organization,
            keys,
            settings.hf_base_url or HUGGINGFACE_URL,
            models,
            settings.hf_timeout_seconds,
            month_dollars=_dollars(settings.hf_month_dollars),
        )
        for organization, keys in keys_by_organization(settings.hf_tokens, "HF_TOKENS").items()
    ]


def _openai_compatible(settings: Settings) -> list[AccountSettings]:
    if not settings.openai_compatible_url:
        return []
    key = settings.openai_compatible_key.get_secret_value() if settings.openai_compatible_key else ""
    wanted = role_models(settings.openai_compatible_models, "OPENAI_COMPATIBLE_MODELS")
    return [
        _account(
            Provider.OPENAI_COMPATIBLE,
            DEFAULT_ORGANIZATION,
            (key,),
            settings.openai_compatible_url,
            models_by_role(Provider.OPENAI_COMPATIBLE, wanted),
            settings.openai_compatible_timeout_seconds,
            enforces_schemas=settings.openai_compatible_schemas,
        )
    ]


def _account(
    provider: Provider,
    organization: str,
    keys: tuple[str, ...],
    base_url: str,
    models: Mapping[str, str],
    timeout_seconds: float,
    *,
    day_requests: int | None = None,
    day_tokens: int | None = None,
    month_dollars: Decimal | None = None,
    enforces_schemas: bool = False,
) -> AccountSettings:
    return AccountSettings(
        provider=provider,
        organization=organization,
        keys=keys,
        base_url=base_url.rstrip("/"),
        priority=_PRIORITY[provider],
        timeout_seconds=timeout_seconds,
        expected_seconds=_EXPECTED_SECONDS[provider],
        models=models,
        day_requests=day_requests,
        day_tokens=day_tokens,
        month_dollars=month_dollars,
        enforces_schemas=enforces_schemas,
    )


def _dollars(amount: float) -> Decimal | None:
    """A limit in dollars; a negative amount stands for none."""
    return None if amount < 0 else Decimal(str(amount))
