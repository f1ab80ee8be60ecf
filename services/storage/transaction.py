"""One transaction, with a repository for each aggregate."""

from datetime import datetime
from functools import cached_property
from typing import Any

from services.storage.agent_runs import AgentRunsRepository
from services.storage.alerts import AlertsRepository
from services.storage.answers import AnswersRepository
from services.storage.audit import AuditRepository
from services.storage.better_answers import BetterAnswersRepository
from services.storage.calls import CallsRepository
from services.storage.credentials import CredentialsRepository
from services.storage.disagreements import DisagreementsRepository
from services.storage.drafts import DraftsRepository
from services.storage.evaluations import EvaluationsRepository
from services.storage.events import EventsRepository
from services.storage.feature_flags import FeatureFlagsRepository
from services.storage.feedback import FeedbackRepository
from services.storage.interviews import InterviewsRepository
from services.storage.job_descriptions import JobDescriptionsRepository
from services.storage.model_accounts import ModelAccountsRepository
from services.storage.model_cache import ModelCacheRepository
from services.storage.model_usage import ModelUsageRepository
from services.storage.outcomes import OutcomesRepository
from services.storage.own_questions import OwnQuestionsRepository
from services.storage.people import PeopleRepository
from services.storage.presets import PresetsRepository
from services.storage.questions import QuestionsRepository
from services.storage.recordings import RecordingsRepository
from services.storage.refinements import RefinementsRepository
from services.storage.repository import Connection, as_json
from services.storage.resumes import ResumesRepository
from services.storage.sessions import SessionsRepository
from services.storage.summaries import SummariesRepository


class Transaction:
    """Everything done through one of these is stored together or not at all. `now` is its time (UTC)."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self.now = now

    def enqueue(self, task: str, key: str, /, **args: Any) -> None:
        """Queue a job that runs once this transaction is stored; a `key` that is already waiting changes nothing.

        `args` are the task's arguments (ids as text). In a person's transaction they must hold their own `user_id`.
        """
        self._connection.execute("select private.enqueue(%s, %s, %s)", (task, key, as_json(args)))

    @cached_property
    def people(self) -> PeopleRepository:
        """Profiles, consents and local accounts."""
        return PeopleRepository(self._connection, self.now)

    @cached_property
    def credentials(self) -> CredentialsRepository:
        """Wrong tries, known networks, one-time links and local passwords."""
        return CredentialsRepository(self._connection, self.now)

    @cached_property
    def sessions(self) -> SessionsRepository:
        """Signed-in sessions and one-time tickets."""
        return SessionsRepository(self._connection, self.now)

    @cached_property
    def resumes(self) -> ResumesRepository:
        """Resumes and what was read from them."""
        return ResumesRepository(self._connection, self.now)

    @cached_property
    def refinements(self) -> RefinementsRepository:
        """Proposed changes to resumes."""
        return RefinementsRepository(self._connection, self.now)

    @cached_property
    def jobs_described(self) -> JobDescriptionsRepository:
        """Job descriptions."""
        return JobDescriptionsRepository(self._connection, self.now)

    @cached_property
    def better_answers(self) -> BetterAnswersRepository:
        """Answers one level up in a model's words."""
        return BetterAnswersRepository(self._connection, self.now)

    @cached_property
    def questions(self) -> QuestionsRepository:
        """The question bank."""
        return QuestionsRepository(self._connection, self.now)

    @cached_property
    def own_questions(self) -> OwnQuestionsRepository:
        """Questions that people have brought along."""
        return OwnQuestionsRepository(self._connection, self.now)

    @cached_property
    def presets(self) -> PresetsRepository:
        """Saved set-ups."""
        return PresetsRepository(self._connection, self.now)

    @cached_property
    def interviews(self) -> InterviewsRepository:
        """Interviews and their turns."""
        return InterviewsRepository(self._connection, self.now)

    @cached_property
    def drafts(self) -> DraftsRepository:
        """What is being typed."""
        return DraftsRepository(self._connection, self.now)

    @cached_property
    def answers(self) -> AnswersRepository:
        """Submitted answers."""
        return AnswersRepository(self._connection, self.now)

    @cached_property
    def recordings(self) -> RecordingsRepository:
        """Spoken answers."""
        return RecordingsRepository(self._connection, self.now)

    @cached_property
    def evaluations(self) -> EvaluationsRepository:
        """Scorings of answers."""
        return EvaluationsRepository(self._connection, self.now)

    @cached_property
    def disagreements(self) -> DisagreementsRepository:
        """What people say about single criteria."""
        return DisagreementsRepository(self._connection, self.now)

    @cached_property
    def summaries(self) -> SummariesRepository:
        """Summaries of sessions."""
        return SummariesRepository(self._connection, self.now)

    @cached_property
    def events(self) -> EventsRepository:
        """What happened, for progress and operations."""
        return EventsRepository(self._connection, self.now)

    @cached_property
    def audit(self) -> AuditRepository:
        """Who did what."""
        return AuditRepository(self._connection, self.now)

    @cached_property
    def model_usage(self) -> ModelUsageRepository:
        """The ledger of what models use."""
        return ModelUsageRepository(self._connection, self.now)

    @cached_property
    def model_accounts(self) -> ModelAccountsRepository:
        """How accounts at providers stand."""
        return ModelAccountsRepository(self._connection, self.now)

    @cached_property
    def agent_runs(self) -> AgentRunsRepository:
        """Runs of agents."""
        return AgentRunsRepository(self._connection, self.now)

    @cached_property
    def model_cache(self) -> ModelCacheRepository:
        """Models' answers kept for later."""
        return ModelCacheRepository(self._connection, self.now)

    @cached_property
    def alerts(self) -> AlertsRepository:
        """What operators should know."""
        return AlertsRepository(self._connection, self.now)

    @cached_property
    def feature_flags(self) -> FeatureFlagsRepository:
        """What is switched on for whom."""
        return FeatureFlagsRepository(self._connection, self.now)

    @cached_property
    def feedback(self) -> FeedbackRepository:
        """What people thought of what they got."""
        return FeedbackRepository(self._connection, self.now)

    @cached_property
    def calls(self) -> CallsRepository:
        """Imported calls."""
        return CallsRepository(self._connection, self.now)

    @cached_property
    def outcomes(self) -> OutcomesRepository:
        """What came of real interviews."""
        return OutcomesRepository(self._connection, self.now)
