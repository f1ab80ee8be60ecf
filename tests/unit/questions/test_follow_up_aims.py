"""A question back is held to the part it is meant for."""

import pytest

from domain.follow_up_aims import strays_to
from prompts.library import load_rubric
from tests.embedder import EMBED

ASKED: dict[str, dict[str, tuple[str, ...]]] = {
    "behavioural": {
        "situation": (
            "You mentioned “a class of thirty”. When was that, and what was at stake for them?",
            "How large was the team when the release broke, and who was waiting for it?",
            "Where did this happen, and what made it urgent at that point?",
            "Could you set the scene for the outage: which service, and how many customers were hit?",
        ),
        "own_action": (
            "You said “we rebuilt the pipeline”. Which part of the rebuild was yours, and how did you go about it?",
            "When you “talked with two of the pupils”, what exactly did you say and do?",
            "What was the first step you took yourself once the queue was full, and why that one?",
            "You helped with the migration. What did you personally do, step by step?",
        ),
        "result": (
            "You said it “got better after some time”. What changed, and how could you tell?",
            "What did the new seating lead to, in numbers if you have them?",
            "How do you know that the migration worked? What was different a month later?",
            "After the release, what happened to the complaints, and how did you measure it?",
        ),
        "reflection": (
            "Looking back at the outage, what would you change, and what have you done differently since?",
            "What did the lesson on Fridays teach you, and where have you used that since?",
            "Which habit did you change after the failed launch?",
            "What have you learned from “the missed deadline” that you still apply?",
        ),
    },
    "technical": {
        "explanation": (
            "You said “an index speeds up reads”. Why is that so, step by step?",
            "How does the lock you mention work underneath?",
            "What happens inside the database when that query runs?",
        ),
        "specifics": (
            "Can you give one real case where “caching helped”?",
            "Which tool or figure stands behind “it was slow”?",
            "Where have you used that index yourself? Name one example.",
        ),
        "limits": (
            "When would that cache be the wrong choice?",
            "What does the extra index cost, and what else could you do?",
            "Where does “optimistic locking” stop working well?",
        ),
    },
}


@pytest.mark.parametrize("kind", ASKED)
def test_the_right_part_passes_and_most_wrong_ones_do_not(kind: str) -> None:
    criteria = load_rubric(kind).criteria
    wrong = found = 0
    for aim, texts in ASKED[kind].items():
        for text in texts:
            for criterion in criteria:
                other = strays_to(text, criterion, criteria, EMBED)
                if criterion.id == aim:
                    assert other == "", (text, other)
                elif criterion.id in ASKED[kind]:
                    wrong += 1
                    found += bool(other)
    assert found >= 0.85 * wrong


def test_a_part_that_the_rules_ask_about_point_by_point_is_left_to_the_other_checks() -> None:
    criteria = load_rubric("behavioural").criteria
    (points,) = (c for c in criteria if c.id == "covers_question")
    assert strays_to("What did you learn from that?", points, criteria, EMBED) == ""
