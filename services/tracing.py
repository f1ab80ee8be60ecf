"""LangSmith tracing; nothing of it is imported unless a key is set."""

import logging
from typing import TYPE_CHECKING

import structlog

from services.settings import Settings

if TYPE_CHECKING:
    from langsmith import Client

log = structlog.get_logger(__name__)
_CONNECT_MS, _READ_MS = 1000, 2000
_FLUSH_SECONDS = 3.0


class Tracing:
    """Traces of model calls: names, times, tokens and cost, never a person's words. Off without LANGSMITH_API_KEY."""

    def __init__(self, settings: Settings) -> None:
        self.failures = 0
        """Traces that did not reach the server."""
        self._settings = settings
        self._client: Client | None = None

    @property
    def on(self) -> bool:
        """True between a start() with a key and stop()."""
        return self._client is not None

    def start(self) -> None:
        """Switch tracing on for every model call of this process, when a key is set."""
        key = self._settings.langsmith_api_key
        if key is None or self.on:
            return
        import langsmith
        from urllib3.util import Retry

        # Its own error lines carry part of the key; failures are counted below instead.
        logging.getLogger("langsmith").setLevel(logging.CRITICAL)
        # What people write stays here: no pattern finds names in a text, so inputs and outputs are not sent.
        # Without retries and with `info` given, an endpoint that is down cannot hold up the exit of the process.
        self._client = langsmith.Client(
            api_url=self._settings.langsmith_endpoint or None,
            api_key=key.get_secret_value(),
            hide_inputs=True,
            hide_outputs=True,
            timeout_ms=(_CONNECT_MS, _READ_MS),
            retry_config=Retry(total=0),
            info={},
            tracing_error_callback=self._count_failure,
        )
        langsmith.configure(client=self._client, enabled=True, project_name=self._settings.langsmith_project)

    def stop(self) -> None:
        """Send what is waiting, for at most a few seconds, and switch tracing off."""
        if self._client is None:
            return
        import langsmith

        langsmith.configure(enabled=False)
        self._client.close(timeout=_FLUSH_SECONDS)
        self._client = None

    def _count_failure(self, error: Exception) -> None:
        self.failures += 1
        if self.failures == 1:
            log.warning("tracing_failed", error=type(error).__name__)
