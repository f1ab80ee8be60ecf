"""Background work: tasks on the same Postgres (procrastinate), at least once, so every task may run twice."""

import asyncio
import contextlib
import threading
from datetime import timedelta
from typing import Any
from uuid import UUID

import procrastinate
import structlog

from domain.errors import DatabaseBusy, NotFound
from services.account_recovery import AccountRecoveryService
from services.better_answers import BetterAnswerService
from services.call_recordings import CallRecordingService
from services.evaluation import EvaluationService
from services.recordings import RecordingService
from services.resumes import ResumeService
from services.storage.database import Database

log = structlog.get_logger(__name__)

RETRY = procrastinate.RetryStrategy(max_attempts=5, wait=1, linear_wait=3)
STALLED_AFTER_SECONDS = 30.0
OVERDUE_AFTER = timedelta(seconds=45)
PIECES = 8
"""A call is heard in pieces of ten minutes and tells of each; it is left over when it has been silent for as long."""
SHUTDOWN_SECONDS = 15.0


def build_app(
    dsn: str,
    database: Database,
    resumes: ResumeService,
    evaluation: EvaluationService,
    recordings: RecordingService,
    calls: CallRecordingService,
    better_answers: BetterAnswerService,
    recovery: AccountRecoveryService,
    *,
    pool_size: int,
) -> procrastinate.App:
    """The task registry. Task names are the fixed list that `private.enqueue` accepts."""
    connector = procrastinate.PsycopgConnector(
        conninfo=dsn, kwargs={"prepare_threshold": None}, min_size=1, max_size=pool_size
    )
    app = procrastinate.App(connector=connector)

    @app.task(name="read_resume", retry=RETRY)
    def read_resume(user_id: str, resume_id: str) -> None:
        with contextlib.suppress(NotFound):  # deleted meanwhile: nothing left to do
            resumes.read(UUID(user_id), UUID(resume_id))

    @app.task(name="evaluate_answer", retry=RETRY)
    def evaluate_answer(user_id: str, answer_id: str, version: int) -> None:
        with contextlib.suppress(NotFound):
            evaluation.evaluate_answer(UUID(user_id), UUID(answer_id), f"evaluate_answer:{answer_id}:{version}")

    @app.task(name="transcribe_recording", retry=RETRY)
    def transcribe_recording(user_id: str, recording_id: str) -> None:
        with contextlib.suppress(NotFound):
            recordings.transcribe(UUID(user_id), UUID(recording_id))

    @app.task(name="read_call", retry=RETRY)
    def read_call(user_id: str, call_id: str) -> None:
        with contextlib.suppress(NotFound):
            calls.listen(UUID(user_id), UUID(call_id))

    @app.task(name="improve_answer", retry=RETRY)
    def improve_answer(user_id: str, answer_id: str) -> None:
        with contextlib.suppress(NotFound):
            better_answers.write(UUID(user_id), UUID(answer_id))

    @app.task(name="send_account_mail", retry=RETRY)
    def send_account_mail(purpose: str, email: str) -> None:
        recovery.send(purpose, email)

    @app.periodic(cron="* * * * *")
    @app.task(name="retry_stalled", queueing_lock="retry_stalled")
    async def retry_stalled(timestamp: int) -> None:  # noqa: ARG001  (procrastinate passes it by name)
        stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
        for job in stalled:
            log.warning("job_stalled", job_id=job.id, task=job.task_name)
            await app.job_manager.retry_job(job)
        # A job whose end could not be written stays "doing" under a worker that lives, and no heartbeat gives it away.
        await asyncio.to_thread(enqueue_left_over, database, OVERDUE_AFTER)
        await asyncio.to_thread(recordings.forget_unneeded)

    return app


def enqueue_left_over(database: Database, older_than: timedelta = timedelta(0)) -> int:
    """Queue again what was left undone: answers not scored or rewritten, resumes not read, sound not
    heard. Returns how many.

    After a killed process its jobs are still marked as running, and would only be found when their heartbeat ends;
    people should not wait for that. Running a job twice stores its result once.
    """
    with database.as_system() as tx:
        answers = tx.answers.unevaluated(older_than)
        resumes = tx.resumes.unread(older_than)
        recordings = tx.recordings.unheard(older_than)
        calls = tx.calls.unheard(PIECES * older_than)
        asked = tx.better_answers.waiting(older_than)
        for user_id, answer_id in answers:
            key = f"evaluate_answer:{answer_id}:1"
            tx.enqueue("evaluate_answer", key, user_id=str(user_id), answer_id=str(answer_id), version=1)
        for user_id, resume_id in resumes:
            tx.enqueue("read_resume", f"read_resume:{resume_id}:1", user_id=str(user_id), resume_id=str(resume_id))
        for user_id, recording_id in recordings:
            key = f"transcribe_recording:{recording_id}:1"
            tx.enqueue("transcribe_recording", key, user_id=str(user_id), recording_id=str(recording_id))
        for user_id, call_id in calls:
            tx.enqueue("read_call", f"read_call:{call_id}:1", user_id=str(user_id), call_id=str(call_id))
        for user_id, answer_id in asked:
            key = f"improve_answer:{answer_id}"
            tx.enqueue("improve_answer", key, user_id=str(user_id), answer_id=str(answer_id))
    return len(answers) + len(resumes) + len(recordings) + len(calls) + len(asked)


class WorkerThread:
    """A worker in a daemon thread of the app's process; production can run `manage.py worker` instead."""

    def __init__(self, app: procrastinate.App, database: Database, *, concurrency: int = 2) -> None:
        self._app = app
        self._database = database
        self._concurrency = concurrency
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[Any] | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker", daemon=True)

    def start(self) -> None:
        """Queue what was left over, then begin to work."""
        self._thread.start()

    @property
    def alive(self) -> bool:
        """True while the thread runs."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Let running jobs end (up to SHUTDOWN_SECONDS), then stop."""
        self._stopping.set()
        if self._loop and self._task:
            with contextlib.suppress(RuntimeError):  # the loop has just ended by itself
                self._loop.call_soon_threadsafe(self._task.cancel)
        if self._thread.ident is not None:
            self._thread.join(SHUTDOWN_SECONDS + 5)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                left = enqueue_left_over(self._database)
                if left:
                    log.info("jobs_recovered", count=left)
                asyncio.run(self._work())
            except (procrastinate.exceptions.ProcrastinateException, DatabaseBusy, OSError) as error:
                log.warning("worker_restarting", error=type(error).__name__)
                self._stopping.wait(2)

    async def _work(self) -> None:
        self._loop = asyncio.get_running_loop()
        async with self._app.open_async():
            self._task = asyncio.ensure_future(
                self._app.run_worker_async(
                    concurrency=self._concurrency,
                    install_signal_handlers=False,
                    fetch_job_polling_interval=1,
                    shutdown_graceful_timeout=SHUTDOWN_SECONDS,
                    delete_jobs="successful",
                )
            )
            if self._stopping.is_set():
                self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
