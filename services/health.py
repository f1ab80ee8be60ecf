"""Whether the app can do its work, for probes, the operator's command line and the operations page."""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from domain.errors import DatabaseBusy
from domain.model_use import AccountInfo
from services.settings import ROOT, Settings

if TYPE_CHECKING:
    from services.storage.database import Database

VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


@dataclass(frozen=True)
class Check:
    """One thing looked at; `ok` False means that the app cannot do its work."""

    name: str
    ok: bool
    text: str


class Worker(Protocol):
    """What is asked of the worker thread."""

    @property
    def alive(self) -> bool:
        """True while it runs."""
        ...


class HealthService:
    """Looks at the parts the app stands on. `worker` is None where jobs run in a process of their own."""

    def __init__(
        self,
        database: "Database",
        settings: Settings,
        worker: Worker | None,
        accounts: Callable[[], Sequence[AccountInfo]] = tuple,
    ) -> None:
        self._database = database
        self._settings = settings
        self._worker = worker
        self._accounts = accounts

    def readiness(self) -> list[Check]:
        """The checks of a probe: database, migrations, worker. Cheap enough for every few seconds."""
        checks = [self._check_database()]
        if checks[0].ok:
            checks.append(self._check_migrations())
        checks.append(self._check_worker())
        return checks

    def report(self) -> list[Check]:
        """Readiness and what the operator should know about the settings."""
        return [
            *self.readiness(),
            *self._check_models(),
            *(Check("warning", ok=True, text=warning) for warning in self._settings.warnings()),
        ]

    def _check_models(self) -> list[Check]:
        """A model that cannot be asked is a warning, no more: the app goes on without."""
        accounts = self._accounts()
        if not accounts:
            return [Check("model", ok=True, text="no key set: scores are estimates")]
        found = []
        for account in accounts:
            missing = sorted({model for _, model, offered in account.models if offered is False})
            if account.denied:
                found.append(Check("warning", ok=True, text=f"{account.account} refuses every key"))
            elif missing:
                found.append(Check("warning", ok=True, text=f"{account.account} does not offer {', '.join(missing)}"))
            else:
                looked = any(offered for _, _, offered in account.models)
                text = "every model is offered" if looked else "set; its list of models has not been read"
                found.append(Check("model", ok=True, text=f"{account.account}: {text}"))
        return found

    def _check_database(self) -> Check:
        try:
            self._database.ping()
        except DatabaseBusy as error:
            return Check("database", ok=False, text=error.message)
        return Check("database", ok=True, text="embedded" if self._settings.embedded else "connected")

    def _check_migrations(self) -> Check:
        try:
            pending = self._database.pending_migrations()
        except DatabaseBusy as error:
            return Check("migrations", ok=False, text=error.message)
        return Check("migrations", ok=not pending, text=f"{len(pending)} to apply" if pending else "none to apply")

    def _check_worker(self) -> Check:
        if self._worker is None:
            return Check("worker", ok=True, text="jobs run in a process of their own")
        alive = self._worker.alive
        return Check("worker", ok=alive, text="working" if alive else "has stopped; restart the app")
