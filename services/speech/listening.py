"""Who listens to a person's recording: a provider where they allow it and one answers, else this machine."""

import structlog

from domain.errors import ModelUnavailable, QuotaExceeded
from domain.people import ConsentKind, Person
from domain.speech import Transcript
from services.speech.hosted import HostedTranscriber
from services.speech.local import LocalTranscriber
from services.speech.port import Progress

log = structlog.get_logger(__name__)


class Listening:
    """The transcriber for each person."""

    def __init__(self, local: LocalTranscriber, hosted: HostedTranscriber | None = None) -> None:
        self._local = local
        self._hosted = hosted

    def available_to(self, person: Person) -> bool:
        """True when somebody can listen to this person."""
        return self._local.available or self._hosted_for(person) is not None

    def where(self, person: Person) -> str:
        """A sentence about where the sound goes."""
        if self._hosted_for(person):
            return "Your recording goes to the speech model you have allowed; if it does not answer, it is heard here."
        return "Your recording is turned into text on this server and goes nowhere else."

    def transcribe(self, data: bytes, person: Person, *, progress: Progress | None = None) -> Transcript:
        """The words. Raises InvalidUpload for what cannot be heard, ModelUnavailable when nobody could listen."""
        hosted = self._hosted_for(person)
        if hosted is not None:
            try:
                return hosted.transcribe(data, progress=progress, user_id=person.id)
            except (ModelUnavailable, QuotaExceeded) as error:
                if not self._local.available:
                    raise ModelUnavailable(error.message) from error
                log.warning("heard_here_instead", reason=error.message)
        return self._local.transcribe(data, progress=progress)

    def _hosted_for(self, person: Person) -> HostedTranscriber | None:
        if self._hosted is None or not person.allows(ConsentKind.MODEL_USE):
            return None
        return self._hosted if self._hosted.available else None
