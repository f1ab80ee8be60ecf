"""LangSmith tracing; nothing of it is imported unless a key is set."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

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
        self._project_id: UUID | None = None

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

    @contextmanager
    def trace(self, name: str, metadata: Mapping[str, str]) -> Iterator[UUID | None]:
        """Trace what happens inside under one root; gives the root's id, or None while tracing is off."""
        if self._client is None:
            yield None
            return
        import langsmith

        project = self._settings.langsmith_project
        with langsmith.trace(name, client=self._client, project_name=project, metadata=dict(metadata)) as root:
            yield root.id

    def send_rating(self, trace_id: UUID, score: int, comment: str, kind: str) -> bool:
        """Attach a thumb (1 or -1) to a trace. The comment stays here, as all that people write does.

        False while tracing is off or when the server does not take it.
        """
        del comment
        if self._client is None:
            return False
        import langsmith.utils
        import requests

        try:
            if self._project_id is None:
                self._project_id = self._client.read_project(project_name=self._settings.langsmith_project).id
            self._client.create_feedback(
                trace_id,
                f"thumbs_{kind}",
                score=1 if score > 0 else 0,
                session_id=self._project_id,
                stop_after_attempt=1,
            )
        except (langsmith.utils.LangSmithError, requests.RequestException) as error:
            log.warning("rating_not_sent", error=type(error).__name__)
            return False
        return True

    def _count_failure(self, error: Exception) -> None:
        self.failures += 1
        if self.failures == 1:
            log.warning("tracing_failed", error=type(error).__name__)
