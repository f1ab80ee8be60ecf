"""A model's second look at the parts of a resume that the rules are not sure of, for people who allow models."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import structlog

from agents.llm.gateway import Gateway
from domain.errors import ModelAnswerRejected, ModelUnavailable, QuotaExceeded
from domain.people import ConsentKind, Person
from domain.resume.repair import DoubtfulPart, Repair, Repairer

if TYPE_CHECKING:
    from agents.resume_repairer import ResumeRepairer

log = structlog.get_logger(__name__)
AGENT = "resume_repairer"


class ResumeRepairingService:
    """Hands out what may look at a person's doubtful parts."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._agent: ResumeRepairer | None = None

    def repairer_for(self, person: Person, resume_id: UUID) -> Repairer | None:
        """What asks a model about this person's resume; None without a model or without their consent."""
        if not self._gateway.configured or not person.allows(ConsentKind.MODEL_USE):
            return None

        def repair(parts: Sequence[DoubtfulPart]) -> Sequence[Repair]:
            with self._gateway.run(AGENT, user_id=person.id, subject_id=resume_id) as run:
                try:
                    return self._repairer().repair(parts)
                except (ModelUnavailable, QuotaExceeded, ModelAnswerRejected) as error:
                    run.fell_back(error.message)
                    log.warning("resume_not_repaired", reason=error.message, run=str(run.id))
                    raise

        return repair

    def _repairer(self) -> "ResumeRepairer":
        if self._agent is None:
            from agents.resume_repairer import ROLE, ResumeRepairer

            self._agent = ResumeRepairer(self._gateway.chat_model(ROLE))
        return self._agent
