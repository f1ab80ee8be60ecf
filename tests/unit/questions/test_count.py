"""The number of questions is the number asked for, whatever the role, level and kinds."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.interview import InterviewSetup, Level, QuestionKind
from domain.question_selection import Context, choose_questions
from services.embeddings import Embedder
from services.question_bank import choose_from, read_bank, read_roles

BANK = read_bank()
NO_VECTORS = Embedder(folder=Path("/nonexistent"))


# Property 1: the count matches the request.
@settings(max_examples=250, deadline=None)
@given(
    role=st.sampled_from(read_roles()),
    level=st.sampled_from(Level),
    kinds=st.sets(st.sampled_from(QuestionKind), min_size=1),
    count=st.integers(1, 15),
    job=st.sampled_from(
        ["", "We need somebody who plans projects and writes SQL every day.\nYou lead a team of five."]
    ),
    asked=st.integers(0, 40),
)
def test_property_1_count_matches_the_request(role, level, kinds, count, job, asked):
    setup = InterviewSetup(
        role_id=role.id,
        level=level,
        kinds=tuple(sorted(kinds, key=list(QuestionKind).index)),
        count=count,
        job_text=job,
    )
    times = {q.id: 1 for q in BANK[:asked]}
    chosen = choose_from(BANK, setup, role, None, times, NO_VECTORS)
    assert len(chosen) == count
    assert len({c.question.id for c in chosen}) == count
    assert all(c.question.suits_role(role.id) for c in chosen)
    assert all(c.reason for c in chosen)
    of_kind = [c for c in chosen if c.question.kind in kinds]
    supply = sum(q.suits_role(role.id) and q.kind in kinds for q in BANK)
    assert len(of_kind) == min(count, supply), "another kind stands in only where the asked ones are used up"


def test_a_question_of_another_kind_says_why():
    role = next(r for r in read_roles() if r.id == "teacher")
    setup = InterviewSetup(role_id="teacher", kinds=(QuestionKind.SYSTEM_DESIGN,), count=8)
    supply = len(choose_questions(BANK, setup, Context(), "x"))
    assert supply < 8
    chosen = choose_from(BANK, setup, role, None, {}, NO_VECTORS)
    assert [c.reason.startswith("The bank has no more system design") for c in chosen] == [False] * supply + [True] * (
        8 - supply
    )
