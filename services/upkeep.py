"""What is done every hour and once at the start: look at the providers, tell what is short, clear what has ended."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import structlog

from agents.llm.gateway import Gateway
from domain.errors import DatabaseBusy
from domain.model_use import AlertLevel
from services.disagreements import DisagreementService
from services.feedback import FeedbackService
from services.model_records import CacheCounts, DatabaseAlerts, purge_model_records
from services.storage.database import Database

log = structlog.get_logger(__name__)

HOUR = 3600.0
COUNTS_SECONDS = 30.0
BUDGET_ALERTS = (80, 90)
KEEP_TRIES = timedelta(days=1)
KEEP_NETWORKS = timedelta(days=30)
"""Also of sessions that have ended."""


class Upkeep:
    """Runs in a thread of its own in every process; all of it may run in several at once."""

    def __init__(
        self,
        database: Database,
        gateway: Gateway,
        feedback: FeedbackService,
        disagreements: DisagreementService,
        budget: Decimal | None,
    ) -> None:
        self._database = database
        self._gateway = gateway
        self._feedback = feedback
        self._disagreements = disagreements
        self._budget = budget
        self._alerts = DatabaseAlerts(database)
        self._counts = CacheCounts(database, gateway.cache.take_counts)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin with the first look."""
        self._thread.start()

    def stop(self) -> None:
        """End, and store what is counted."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join(5)
        self._counts.write()

    def hourly(self) -> None:
        """Everything once; a part that cannot be done now is left for the next hour."""
        resend = (self._feedback.resend, self._disagreements.resend)
        for part in (self._gateway.look_at_models, self._warn_of_budget, self._clear, *resend):
            self._try(part)

    def _run(self) -> None:
        waited = HOUR
        while not self._stopping.is_set():
            if waited >= HOUR:
                self.hourly()
                waited = 0.0
            self._stopping.wait(COUNTS_SECONDS)
            waited += COUNTS_SECONDS
            self._counts.write()

    def _try(self, part: Callable[[], object]) -> None:
        try:
            part()
        except DatabaseBusy:
            log.warning("upkeep_put_off", part=part.__name__)

    def _clear(self) -> None:
        with self._database.as_system() as tx:
            past = tx.credentials.purge(KEEP_TRIES, KEEP_NETWORKS)
        log.info("upkeep_cleared", rows=purge_model_records(self._database), sign_in_rows=past)

    def _warn_of_budget(self) -> None:
        if not self._budget:
            return
        first = datetime.now(UTC).date().replace(day=1)
        with self._database.as_system() as tx:
            spent = sum((row.dollars_committed for row in tx.model_usage.since(first)), Decimal(0))
        used, month = 100 * spent / self._budget, first.strftime("%Y-%m")
        for percent in BUDGET_ALERTS:
            if used >= percent:
                text = f"{percent} % of this month's model budget of ${self._budget:.2f} is used."
                self._alerts.tell(f"budget:{month}:{percent}", AlertLevel.WARNING, text)
