"""Opening the app beside the server: the server answers at once, the database and the worker follow in a thread."""

import gc
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import structlog
from anyio import to_thread

from domain.errors import AppError, SettingsRefused

if TYPE_CHECKING:
    from services.bootstrap import Services

log = structlog.get_logger(__name__)
ReadSecrets = Callable[[], Mapping[str, Any]]

_COLLECT_EVERY_SECONDS = 60.0
_SET_ASIDE_AFTER_ROUNDS = (1, 10)
_TRY_AGAIN_SECONDS = 5.0


class Startup:
    """Builds the process's Services in a thread and closes them at the end.

    `read_secrets` gives Streamlit's secrets.
    """

    def __init__(self, read_secrets: ReadSecrets) -> None:
        self.services: Services | None = None
        self.error: AppError | None = None
        """Why the app does not stand, while it does not."""
        self._read_secrets = read_secrets
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._ending = threading.Event()

    @property
    def production(self) -> bool:
        """True once the settings are read and say so."""
        return self.services is not None and self.services.settings.production

    def begin(self) -> None:
        """Start opening; a second call does nothing."""
        with self._lock:
            if self._threads:
                return
            self._ending.clear()
            self._threads = [
                threading.Thread(target=self._open, name="startup", daemon=True),
                threading.Thread(target=self._collect, name="garbage-collector", daemon=True),
            ]
            for thread in self._threads:
                thread.start()

    def end(self) -> None:
        """Close what was opened; waits for an opening that is still going on."""
        from services import bootstrap

        self._ending.set()
        with self._lock:
            for thread in self._threads:
                thread.join()
            self._threads = []
            self.services = None
        bootstrap.stop()

    @asynccontextmanager
    async def lifespan(self, _app: object) -> AsyncIterator[None]:
        """The server's lifespan: opening does not hold up the first answer, closing is waited for."""
        self.begin()
        try:
            yield
        finally:
            await to_thread.run_sync(self.end)

    def _open(self) -> None:
        # Imported here: the first answer of /health should not wait for the database driver.
        from services import bootstrap

        while not self._ending.is_set():
            try:
                self.services = bootstrap.get_services(self._read_secrets())
            except AppError as error:
                self.error = error
                log.error("start_refused", code=error.code, message=error.message)
                if isinstance(error, SettingsRefused):
                    return  # a setting only changes with a new process
                self._ending.wait(_TRY_AGAIN_SECONDS)
            else:
                self.error = None
                for warning in self.services.settings.warnings():
                    log.warning("setting", message=warning)
                log.info("started")
                return

    def _collect(self) -> None:
        """Collect on a clock: `runner.postScriptGC` is off, as collecting after each rerun costs 40 ms of CPU.

        What is loaded once the first visitors have been is set aside, else each collection holds everybody up 250 ms.
        """
        rounds = 0
        while not self._ending.wait(_COLLECT_EVERY_SECONDS):
            gc.collect()
            rounds += 1
            if rounds in _SET_ASIDE_AFTER_ROUNDS:
                gc.freeze()


_process_startup: Startup | None = None


def process_startup(read_secrets: ReadSecrets) -> Startup:
    """The Startup of this process; a host that runs app.py anew for each visitor gets the same one each time."""
    global _process_startup
    if _process_startup is None:
        _process_startup = Startup(read_secrets)
    return _process_startup
