"""Questions and a good answer."""

import pytest

from domain.interview import Level, Question, QuestionKind


def question_of(kind: QuestionKind, text: str, *points: str, outline: str = "", source: str = "bank") -> Question:
    """A question of the given kind."""
    return Question(
        id="q",
        kind=kind,
        roles=("any",),
        levels=(Level.MID,),
        seconds=180,
        text=text,
        key_points=points,
        outline=outline,
        source=source,
    )


@pytest.fixture
def story() -> Question:
    return question_of(
        QuestionKind.BEHAVIOURAL,
        "Tell me about a time you solved a conflict in a team.",
        "Names who disagreed and about what.",
        "Says what was done to settle the conflict.",
        "Reports the measured result.",
        outline="Two engineers disagreed about a rewrite; I had both options tested and the team chose by the result.",
    )


STORY_ANSWER = (
    "Last year at Norvik, two engineers on my team of six had a conflict about rewriting the billing service, and the "
    "release was late. I met each of them alone and wrote down what they feared. Then I proposed a two-day test of "
    "the riskiest part, because nobody knew how slow the old queue was. The test settled the conflict: the queue "
    "carried three times the load, so the team kept it. We shipped nine days later and billing tickets fell from 40 "
    "to 11 a week. Since then I ask for a small experiment before a long debate, and I have used it twice."
)
