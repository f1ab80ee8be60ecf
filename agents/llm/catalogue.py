"""Which models each account really offers, read from the provider's own list at the start and every hour."""

import asyncio
from typing import TYPE_CHECKING

import httpx
import structlog

from agents.llm.accounts import Account, key_name
from agents.llm.failures import CLIENT_ERRORS
from agents.llm.ports import AlertSink
from domain.model_use import AlertLevel, Provider

if TYPE_CHECKING:
    from agents.llm.clients import Clients

log = structlog.get_logger(__name__)
GROQ_URL = "https://api.groq.com"


async def offered_models(account: Account, clients: "Clients", key: int) -> frozenset[str]:
    """The names on the provider's list; raises httpx.HTTPError, TimeoutError, or ValueError for what is no list."""
    settings = account.settings
    if settings.provider is Provider.GROQ:
        url = f"{settings.base_url or GROQ_URL}/openai/v1/models"
    else:
        url = f"{settings.base_url}/models"
    async with asyncio.timeout(settings.timeout_seconds):
        response = await clients.http.get(url, headers={"authorization": f"Bearer {settings.keys[key]}"})
    response.raise_for_status()
    listed = response.json()
    found = listed.get("data") if isinstance(listed, dict) else None
    if not isinstance(found, list):
        raise ValueError("The answer holds no list of models.")
    return frozenset(str(entry.get("id")) for entry in found if isinstance(entry, dict))


async def look(account: Account, clients: "Clients") -> list[tuple[str, AlertLevel | None, str]]:
    """Check every key and every role's model of an account, and keep on the account what was found.

    Returns alerts as (key, level, text); level None means that the cause of this alert is gone.
    """
    alerts: list[tuple[str, AlertLevel | None, str]] = []
    for key in range(len(account.settings.keys)):
        name = key_name(key)
        alert = f"denied:{account.name}:{name}"
        try:
            account.offered = await offered_models(account, clients, key)
        except httpx.HTTPStatusError as error:
            if error.response.status_code in (401, 403):
                account.deny(name)
                alerts.append(
                    (
                        alert,
                        AlertLevel.PROBLEM,
                        f"{account.settings.label}: {name} was refused. Replace it in the settings.",
                    )
                )
            continue
        except CLIENT_ERRORS as error:
            log.info("model_list_not_read", account=account.name, error=type(error).__name__)
            continue
        account.denied.pop(name, None)
        alerts.append((alert, None, ""))
    if account.offered is not None:
        alerts += _missing(account, account.offered)
    return alerts


def _missing(account: Account, offered: frozenset[str]) -> list[tuple[str, AlertLevel | None, str]]:
    alerts: list[tuple[str, AlertLevel | None, str]] = []
    for model in sorted(set(account.settings.models.values())):
        key = f"missing-model:{account.name}:{model}"
        if is_offered(model, offered):
            account.denied.pop(model, None)
            alerts += [(key, None, ""), (f"denied:{account.name}:{model}", None, "")]
        else:
            roles = ", ".join(role for role, name in account.settings.models.items() if name == model)
            alerts.append(
                (key, AlertLevel.WARNING, f"{account.settings.label}: {model} is not offered, but set for {roles}.")
            )
    return alerts


def is_offered(model: str, offered: frozenset[str]) -> bool:
    """True when `model` is on the list; a backend behind a colon is not part of a listed name."""
    return model in offered or model.partition(":")[0] in offered


def tell(alerts: AlertSink, found: list[tuple[str, AlertLevel | None, str]]) -> None:
    """Hand what `look` found to the operators."""
    for key, level, text in found:
        if level is None:
            alerts.settle(key)
        else:
            alerts.tell(key, level, text)
