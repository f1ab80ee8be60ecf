"""Submits one answer with its own worker running, says so, and waits to be killed."""

import sys
import time
import uuid

from domain.interview import InterviewSetup, QuestionKind
from services.bootstrap import get_services
from tests.faults.texts import GOOD_ANSWER


def main() -> None:
    services = get_services()
    signed = services.accounts.sign_up(f"{uuid.uuid4().hex}@example.org", "a long enough password", "Kill Test")
    setup = InterviewSetup(role_id="teacher", kinds=(QuestionKind.BEHAVIOURAL,), count=2)
    interview = services.interviews.start(signed.person, setup)
    turn = services.interviews.room(signed.person, interview.id).turn
    assert turn
    answer = services.interviews.submit_answer(signed.person, interview.id, turn.id, GOOD_ANSWER, "key")
    print(signed.token, interview.id, answer.id, flush=True)
    time.sleep(60)
    sys.exit(1)


if __name__ == "__main__":
    main()
