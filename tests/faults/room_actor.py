"""Goes through practice interviews without end and tells each thing that the app has acknowledged, until it is killed.

Every line of its output is JSON with "did" and what is needed to find the thing again.
"""

import json
import time
import uuid
from itertools import count
from typing import Any

import numpy as np

from domain.interview import InterviewSetup, QuestionKind, Turn
from domain.people import Person
from domain.recordings import RecordingState
from services.bootstrap import Services, get_services
from services.speech.audio import RATE, as_wav
from tests.faults.texts import GOOD_ANSWER


def told(did: str, **found: Any) -> None:
    print(json.dumps({"did": did} | {name: str(value) for name, value in found.items()}), flush=True)


def main() -> None:
    services = get_services()
    signed = services.accounts.sign_up(f"{uuid.uuid4().hex}@example.org", "a long enough password", "Kill Test")
    told("signed up", token=signed.token)
    setup = InterviewSetup(role_id="teacher", kinds=(QuestionKind.BEHAVIOURAL,), count=2, follow_ups=True)
    numbers = count(1)
    while True:
        interview = services.interviews.start(signed.person, setup)
        told("started", interview=interview.id)
        again = True
        while (turn := services.interviews.room(signed.person, interview.id).turn) is not None:
            told("asked", interview=interview.id, turn=turn.id)
            answer(services, signed.person, interview.id, turn, next(numbers))
            if again:
                services.interviews.answer_again(signed.person, interview.id, turn.id)
                told("again", interview=interview.id, turn=turn.id)
                again = False


def answer(services: Services, person: Person, interview_id: uuid.UUID, turn: Turn, number: int) -> None:
    """A recording, two drafts, and the answer sent twice, as a browser does that has lost the first reply."""
    if number % 3 == 0:
        sound = as_wav(np.sin(np.arange(2 * RATE) / (20 + number)) * 0.3)
        found = services.recordings.add(person, interview_id, turn.id, sound)
        told("recorded", recording=found.id)
        if number % 2:
            services.recordings.discard(person, found.id)
            told("discarded", recording=found.id)
        while any(clip.state is RecordingState.WAITING for clip in services.recordings.of_turn(person, turn.id)):
            time.sleep(0.05)
    for part in (0.3, 0.7):
        text = f"{number}. {GOOD_ANSWER[: int(part * len(GOOD_ANSWER))]}"
        services.interviews.save_draft(person, turn.id, text)
        told("draft", turn=turn.id, text=text)
    text, key = f"{number}. {GOOD_ANSWER}", str(uuid.uuid4())
    for _ in range(2):
        stored = services.interviews.submit_answer(person, interview_id, turn.id, text, key)
        told("answered", interview=interview_id, turn=turn.id, answer=stored.id, text=text)


if __name__ == "__main__":
    main()
