"""Milliseconds to store an answer at the service, with its event, audit line and job, and to save a draft.

python -m benchmarks.save_answer --answers 200
"""

import argparse
import os
import time
import uuid

from benchmarks.load import ANSWER
from benchmarks.screen_client import percentile
from domain.interview import InterviewSetup, QuestionKind
from services import bootstrap
from services.settings import load_settings
from tests.app_server import open_folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=200)
    args = parser.parse_args()
    saves, drafts = [], []
    with open_folder("im-save-") as name:
        os.environ["APP_DATA_DIR"] = str(name / "data")
        services = bootstrap.build_services(load_settings().model_copy(update={"worker_enabled": False}))
        user = services.accounts.sign_up(f"{uuid.uuid4().hex}@example.org", "correct horse battery", "Bench").person
        kinds = (QuestionKind.BEHAVIOURAL, QuestionKind.TECHNICAL)
        while len(saves) < args.answers:
            interview = services.interviews.start(user, InterviewSetup(role_id="teacher", kinds=kinds, count=10))
            for turn in interview.turns:
                begun = time.perf_counter()
                services.interviews.save_draft(user, turn.id, ANSWER)
                drafts.append((time.perf_counter() - begun) * 1000)
                begun = time.perf_counter()
                services.interviews.submit_answer(user, interview.id, turn.id, ANSWER, uuid.uuid4().hex)
                saves.append((time.perf_counter() - begun) * 1000)
        services.close()
    for label, values in (("submit an answer", saves), ("save a draft", drafts)):
        print(
            f"{label:18} n {len(values)}  p50 {percentile(values, 50):.1f}, p95 {percentile(values, 95):.1f}, "
            f"max {max(values):.1f} ms"
        )


if __name__ == "__main__":
    main()
