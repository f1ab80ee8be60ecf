"""The one place where things are wired."""

import threading
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

import structlog

from agents.llm.gateway import Gateway
from domain.errors import DatabaseBusy
from services.account_recovery import AccountRecoveryService
from services.accounts import AccountService
from services.audit import AuditService
from services.auth.local import LocalAuth
from services.auth.passwords import PasswordHasher
from services.better_answers import BetterAnswerService
from services.call_recordings import CallRecordingService
from services.calls import CallService
from services.disagreements import DisagreementService
from services.documents.reader import close_readers
from services.documents.reader import warm_up as warm_up_readers
from services.embeddings import Embedder
from services.evaluation import EvaluationService, EvaluatorFactory
from services.feedback import FeedbackService
from services.files.local import LocalFiles
from services.flags import FlagService
from services.follow_up_writing import FollowUpWritingService
from services.health import HealthService
from services.hints import HintService
from services.interviews import InterviewService
from services.job_match import JobMatchService
from services.jobs import WorkerThread, build_app
from services.logs import set_up_logging
from services.mail.outbox import OutboxMailer
from services.mail.smtp import SmtpMailer
from services.model_gateway import build_gateway
from services.operations import OperationsService
from services.outcomes import OutcomeService
from services.own_questions import OwnQuestionService
from services.practice import PracticeService
from services.question_bank import QuestionBankService
from services.question_writing import QuestionWritingService
from services.recordings import RecordingService
from services.reports import ReportService
from services.resume_exports import ResumeExportService
from services.resume_refining import ResumeRefiningService
from services.resume_repairing import ResumeRepairingService
from services.resume_review import ResumeReviewService
from services.resumes import ResumeService
from services.session_exports import SessionExportService
from services.settings import Settings, load_settings
from services.speech.hosted import HostedTranscriber
from services.speech.listening import Listening
from services.speech.local import LocalTranscriber
from services.storage.database import Database
from services.tracing import Tracing
from services.upkeep import Upkeep
from services.user_admin import UserAdminService

log = structlog.get_logger(__name__)
DEFAULT_ADDRESS = "http://localhost:8501"


@dataclass(frozen=True)
class Services:
    """Everything a screen or a route may call."""

    settings: Settings
    database: Database
    accounts: AccountService
    recovery: AccountRecoveryService
    user_admin: UserAdminService
    audit: AuditService
    resumes: ResumeService
    resume_exports: ResumeExportService
    resume_review: ResumeReviewService
    resume_refining: ResumeRefiningService
    bank: QuestionBankService
    interviews: InterviewService
    recordings: RecordingService
    hints: HintService
    practice: PracticeService
    own_questions: OwnQuestionService
    job_match: JobMatchService
    reports: ReportService
    session_exports: SessionExportService
    calls: CallService
    call_recordings: CallRecordingService
    outcomes: OutcomeService
    better_answers: BetterAnswerService
    evaluation: EvaluationService
    health: HealthService
    embedder: Embedder
    gateway: Gateway
    operations: OperationsService
    flags: FlagService
    feedback: FeedbackService
    disagreements: DisagreementService
    worker: WorkerThread | None
    tracing: Tracing
    upkeep: Upkeep

    def close(self) -> None:
        """Stop the worker and tracing and close the database; safe to call twice."""
        if self.worker:
            self.worker.stop()
        self.upkeep.stop()
        self.gateway.close()
        self.tracing.stop()
        close_readers()
        self.database.close()


def build_services(settings: Settings) -> Services:
    """Open the database (migrating it where that is this process's job), wire every service, start the worker."""
    set_up_logging(settings)
    database = Database.open(settings)
    with ExitStack() as on_failure:
        on_failure.callback(database.close)
        if settings.embedded or settings.auto_migrate:
            database.migrate()
        elif database.pending_migrations():
            raise DatabaseBusy("The database is not up to date. Run `python manage.py migrate`, then try again.")
        services = wire(settings, database)
        on_failure.pop_all()
    services.tracing.start()
    services.upkeep.start()
    warm_up_readers()
    if services.worker:
        services.worker.start()
    return services


def wire(settings: Settings, database: Database, embedder: Embedder | None = None) -> Services:
    """Every service over an open, migrated database; nothing is started yet."""
    embedder = embedder or Embedder()
    files = LocalFiles(settings.app_data_dir)
    tracing = Tracing(settings)
    gateway = build_gateway(settings, database, tracing)
    resumes = ResumeService(database, files, ResumeRepairingService(gateway), embedder)
    flags = FlagService(database)
    bank = QuestionBankService(database, embedder, QuestionWritingService(gateway, embedder, flags))
    bank.sync()
    feedback = FeedbackService(database, tracing.send_rating)
    disagreements = DisagreementService(database, tracing.send_rating)
    evaluation = EvaluationService(
        database, embedder, EvaluatorFactory(gateway, embedder), flags, disagreements.contested
    )
    listening = Listening(LocalTranscriber(), HostedTranscriber(gateway))
    recordings = RecordingService(database, files, listening)
    call_recordings = CallRecordingService(database, files, listening)
    budget = gateway.budgets.month_dollars
    better_answers = BetterAnswerService(database, gateway, embedder, flags)
    accounts, recovery = accounts_of(settings, database, PasswordHasher())
    worker = _worker(settings, database, resumes, evaluation, recordings, call_recordings, better_answers, recovery)
    reports = ReportService(database)
    wording = FollowUpWritingService(gateway, embedder, flags)
    return Services(
        settings=settings,
        database=database,
        accounts=accounts,
        recovery=recovery,
        audit=AuditService(database),
        user_admin=UserAdminService(database, accounts, recovery),
        resumes=resumes,
        resume_exports=ResumeExportService(database),
        resume_review=ResumeReviewService(database),
        resume_refining=ResumeRefiningService(database, gateway),
        bank=bank,
        interviews=InterviewService(database, bank, evaluation.follow_up, files, wording),
        recordings=recordings,
        hints=HintService(database, embedder),
        practice=PracticeService(database),
        own_questions=OwnQuestionService(database, embedder),
        job_match=JobMatchService(database, embedder),
        reports=reports,
        session_exports=SessionExportService(database, reports),
        calls=CallService(database, bank, files),
        call_recordings=call_recordings,
        outcomes=OutcomeService(database),
        better_answers=better_answers,
        evaluation=evaluation,
        health=HealthService(database, settings, worker, gateway.accounts),
        embedder=embedder,
        gateway=gateway,
        operations=OperationsService(database, gateway.accounts, budget),
        flags=flags,
        feedback=feedback,
        disagreements=disagreements,
        worker=worker,
        tracing=tracing,
        upkeep=Upkeep(database, gateway, feedback, disagreements, budget),
    )


def accounts_of(
    settings: Settings, database: Database, hasher: PasswordHasher
) -> tuple[AccountService, AccountRecoveryService]:
    """Accounts kept in our own database, and the mails about them: by SMTP where it is set, else as files."""
    code = settings.setup_code.get_secret_value() if settings.setup_code else ""
    accounts = AccountService(
        database, LocalAuth(database, hasher), admin_emails=settings.admin_emails, setup_code=code
    )
    url = settings.smtp_url
    mailer = SmtpMailer(url.get_secret_value()) if url else OutboxMailer(settings.app_data_dir)
    base_url = settings.app_base_url or DEFAULT_ADDRESS
    recovery = AccountRecoveryService(database, accounts, hasher, mailer, base_url, mail_leaves=url is not None)
    return accounts, recovery


_lock = threading.Lock()
_services: Services | None = None


def get_services(extra: Mapping[str, str] | None = None) -> Services:
    """The process's Services, built at the first call (`extra`: settings from Streamlit secrets).

    Raises SettingsRefused when a setting cannot be used and DatabaseBusy when the database does not answer;
    the next call tries again.
    """
    global _services
    with _lock:
        if _services is None:
            _services = build_services(load_settings(extra))
        return _services


def set_services(services: Services | None) -> None:
    """Put a built Services in place (tests), or forget the present one."""
    global _services
    with _lock:
        _services = services


def started() -> Services | None:
    """The Services if they stand, without building them."""
    return _services


def stop() -> None:
    """Close what was opened; the next get_services() opens it again."""
    global _services
    with _lock:
        services, _services = _services, None
    if services:
        services.close()


def _worker(
    settings: Settings,
    database: Database,
    resumes: ResumeService,
    evaluation: EvaluationService,
    recordings: RecordingService,
    calls: CallRecordingService,
    better_answers: BetterAnswerService,
    recovery: AccountRecoveryService,
) -> WorkerThread | None:
    if not settings.worker_enabled:
        return None
    pool_size = settings.worker_pool_size
    app = build_app(
        database.jobs_dsn,
        database,
        resumes,
        evaluation,
        recordings,
        calls,
        better_answers,
        recovery,
        pool_size=pool_size,
    )
    return WorkerThread(app, database)
