"""What the gateway's benchmarks share: local providers, accounts at them, a real database, and the machine's load."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from pydantic import SecretStr

from agents.llm.accounts import AccountSettings
from agents.llm.cache import ModelCache
from agents.llm.gateway import Gateway, GatewaySettings
from services.model_gateway import gateway_settings
from services.model_records import DatabaseAlerts, DatabaseLedger
from services.settings import Settings, load_settings
from services.storage.database import Database
from tests.app_server import open_folder
from tests.doubles.loopback import ClientGone, Exchange
from tests.doubles.model_provider import ModelProvider


@dataclass(frozen=True)
class Times:
    """Seconds for one try at each account and for a run; the product's own unless given."""

    groq: float = 10.0
    huggingface: float = 30.0
    run: float = 30.0


class StallingProvider(ModelProvider):
    """Sends the first pieces of a stream, then nothing more, and stays connected."""

    pieces = 3

    async def answer(self, exchange: Exchange) -> None:
        """Answer one request."""
        write, left = exchange.write, self.pieces

        async def stall(data: bytes, *, last: bool = False) -> None:
            nonlocal left
            if left == 0:
                await exchange.wait()
                raise ClientGone
            left -= 1
            await write(data, last=last)

        exchange.write = stall  # type: ignore[method-assign]
        await super().answer(exchange)


def accounts_at(
    groq_url: str,
    huggingface_url: str = "",
    *,
    organization: str = "default",
    key: str = "gsk_one",
    day_requests: int = 0,
    times: Times | None = None,
) -> tuple[AccountSettings, ...]:
    """A Groq account and, with a second URL, a Hugging Face one, set as the product sets them; 0 requests is no limit.

    The monthly allowance at Hugging Face is lifted: a benchmark would use it up.
    """
    times = times or Times()
    secret = SecretStr(f"{organization}={key}")
    settings = Settings(
        groq_api_keys=(secret,),
        groq_base_url=groq_url,
        groq_day_requests=day_requests,
        groq_timeout_seconds=times.groq,
        hf_tokens=(secret,) if huggingface_url else (),
        hf_base_url=f"{huggingface_url}/v1",
        hf_timeout_seconds=times.huggingface,
        hf_month_dollars=-1,
    )
    return gateway_settings(settings).accounts


@contextmanager
def databases(count: int = 1, *, connections: int = 2) -> Iterator[list[Database]]:
    """A new migrated database of the embedded server, opened `count` times, as by so many processes."""
    with open_folder("im-models-") as folder:
        changes = {"app_data_dir": folder, "database_url": None, "system_pool_size": connections}
        opened = [Database.open(load_settings().model_copy(update=changes)) for _ in range(count)]
        try:
            opened[0].migrate()
            yield opened
        finally:
            for database in opened:
                database.close()


@contextmanager
def gateway_over(
    database: Database, accounts: tuple[AccountSettings, ...], *, run_seconds: float = 30.0, process: str = "app"
) -> Iterator[Gateway]:
    """A gateway that counts in `database`, as the product's does; closed at the end."""
    settings = GatewaySettings(accounts, run_seconds=run_seconds, process=process)
    gateway = Gateway(settings, DatabaseLedger(database), DatabaseAlerts(database), ModelCache([]))
    try:
        yield gateway
    finally:
        gateway.close()


def be_quiet() -> None:
    """Drop what the product logs: failures are what is being measured here."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


def warm_up() -> None:
    """Import the client libraries, which takes a second or two once in a process."""
    import langchain_groq  # noqa: F401
    import langchain_openai  # noqa: F401


def machine() -> str:
    """Cores and load of this machine, for the head of a table."""
    return f"{os.cpu_count()} cores, load average {' '.join(f'{load:.1f}' for load in os.getloadavg())}"
