"""Lines offered as talking points are the person's own, and fit the question."""

from domain.talking_points import MOST, talking_points
from services.question_bank import similarity_of
from tests.builders import a_question
from tests.embedder import EMBED

LINES = [
    "Cut the nightly import from three hours to 40 minutes by splitting one batch in four",
    "Led a team of six nurses through the move to electronic records",
    "Python, SQL, Docker, Kubernetes, Terraform",
    "Organised the yearly summer party for 80 colleagues",
    "Trained 14 new colleagues in handling angry customers on the phone",
]
SIMILARITY = similarity_of(EMBED)


def lines_for(**changes):
    return [p.line for p in talking_points(a_question(**changes), LINES, SIMILARITY)]


def test_the_line_that_fits_comes_first():
    assert lines_for(text="Tell me about a time you made a slow batch job faster.", skills=())[0] == LINES[0]
    assert lines_for(text="Describe how you calmed down an upset customer.", skills=(), key_points=())[0] == LINES[4]
    assert lines_for(text="Tell me about a team you led through a change.", skills=(), key_points=())[0] == LINES[1]


def test_every_point_is_a_line_as_it_stands_and_few_are_given():
    found = lines_for(skills=("python", "sql", "docker"))
    assert set(found) <= set(LINES)
    assert len(found) <= MOST
    assert talking_points(a_question(), [], SIMILARITY) == ()


def test_nothing_is_offered_where_nothing_fits():
    question = a_question(
        text="How do you prune an old apple tree in winter?", skills=(), key_points=("Cuts dead wood",)
    )
    assert talking_points(question, LINES[1:4], SIMILARITY) == ()


def test_without_the_meaning_model_shared_skills_decide():
    found = talking_points(a_question(skills=("sql",)), LINES, None)
    assert [p.line for p in found] == [LINES[2]]
    assert found[0].skill == "sql"
