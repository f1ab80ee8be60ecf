"""The offline rubric on one story and its bad relatives."""

import pytest

from domain.evaluation.offline import estimate
from domain.evaluation.signals.material import own_verbs
from domain.evaluation.types import Evaluation, State
from domain.interview import Question, QuestionKind
from prompts.library import load_rubric
from tests.embedder import EMBED
from tests.unit.evaluation.conftest import STORY_ANSWER, question_of

RUBRIC = load_rubric("behavioural")
VAGUE = (
    "In my last job two colleagues in the team had a conflict about the project. I talked with both of them and tried "
    "to understand their views. Then we had a meeting and discussed the conflict together. In the end we solved it "
    "and everyone was happy."
)
SALAD = (
    "I leverage holistic synergies and best-in-class frameworks to empower cross-functional stakeholders in any team "
    "conflict. My strategic mindset drives impactful transformation and seamless alignment across the ecosystem. With "
    "agile leadership and robust communication I deliver scalable, innovative solutions and sustainable growth."
)


def estimated(question: Question, answer: str, *, embed: bool = True) -> Evaluation:
    return estimate(question, answer, RUBRIC, embed=EMBED if embed else None)


def level(found: Evaluation, criterion: str) -> int:
    return next(c.level for c in found.criteria if c.criterion_id == criterion)


def test_estimate_is_whole_and_labelled(story: Question) -> None:
    found = estimated(story, STORY_ANSWER)
    assert found.state is State.ESTIMATED
    assert found.reason
    assert [c.criterion_id for c in found.criteria] == [c.id for c in RUBRIC.criteria]
    assert found.rubric == "behavioural v2"
    assert found.rubric_digest == RUBRIC.digest
    assert found.provider == "offline rules"
    assert found.low is not None
    assert found.low < (found.total or 0) < (found.high or 0)


@pytest.mark.parametrize("embed", [True, False])
@pytest.mark.parametrize("answer", [STORY_ANSWER, VAGUE, SALAD])
def test_every_level_above_zero_rests_on_words_of_the_answer(story: Question, answer: str, embed: bool) -> None:
    found = estimated(story, answer, embed=embed)
    for criterion in found.criteria:
        assert bool(criterion.quotes) == (criterion.level > 0) == criterion.verified
        assert all(answer[q.start : q.end] == q.text for q in criterion.quotes)
        assert criterion.anchor
        assert bool(criterion.next_anchor) == bool(criterion.next_step) == (criterion.level < 4)
    assert all(k.covered == (k.quote is not None) for k in found.key_points)


def test_substance_beats_vagueness_beats_salad(story: Question) -> None:
    strong, vague, salad = (estimated(story, a).total or 0 for a in (STORY_ANSWER, VAGUE, SALAD))
    assert strong >= vague + 20
    assert vague >= salad + 10
    assert salad <= 25


def test_each_part_taken_out_lowers_its_own_criterion(story: Question) -> None:
    whole = estimated(story, STORY_ANSWER)
    without_lesson = STORY_ANSWER.replace(
        "Since then I ask for a small experiment before a long debate, and I have used it twice.", ""
    )
    without_result = STORY_ANSWER.replace(
        "We shipped nine days later and billing tickets fell from 40 to 11 a week.", ""
    ).replace("The test settled the conflict: the queue carried three times the load, so the team kept it.", "")
    assert level(estimated(story, without_lesson), "reflection") == 0 < level(whole, "reflection")
    assert level(estimated(story, without_result), "result") < level(whole, "result")


def test_we_without_i_is_not_own_action(story: Question) -> None:
    ours = STORY_ANSWER.replace("I met", "We met").replace("I proposed", "we proposed").replace("I ask", "we ask")
    found = estimated(story, ours.replace("I have used", "we have used"))
    assert level(found, "own_action") <= 1
    step = next(c.next_step for c in found.criteria if c.criterion_id == "own_action")
    assert "you did" in step


def test_repeating_and_padding_do_not_raise_the_total(story: Question) -> None:
    plain = estimated(story, VAGUE).total or 0
    assert (estimated(story, f"{VAGUE} {VAGUE} {VAGUE}").total or 0) <= plain
    filler = " It was a very interesting and important experience for me and for everybody." * 6
    assert (estimated(story, VAGUE + filler).total or 0) <= plain + 3


def test_next_step_names_this_answers_own_gap(story: Question) -> None:
    found = {c.criterion_id: c for c in estimated(story, VAGUE).criteria}
    assert "“" in found["own_action"].next_step
    quoted = found["own_action"].next_step.split("“")[1].split("”")[0].rstrip("…")
    assert quoted in VAGUE
    missing = next(k.text for k in estimated(story, VAGUE).key_points if not k.covered)
    assert missing.rstrip(".") in found["covers_question"].next_step


def test_two_answers_get_different_advice(story: Question) -> None:
    one = {c.next_step for c in estimated(story, VAGUE).criteria if c.next_step}
    other = {c.next_step for c in estimated(story, STORY_ANSWER.rsplit(" Since", 1)[0]).criteria if c.next_step}
    assert not one & other


def test_copy_of_the_notes_is_held_down_and_says_so(story: Question) -> None:
    noted = story.model_copy(
        update={
            "key_points": (
                "Names who in the team disagreed with whom, and about what decision it was.",
                "Says what was done step by step to settle the conflict between the two people.",
                "Reports the measured result and what changed in the team afterwards for everybody.",
            )
        }
    )
    found = estimated(noted, " ".join(noted.key_points))
    assert found.state is State.UNSCORED or all(c.level <= 1 for c in found.criteria)
    assert "Clearest" not in found.verdict
    if found.criteria:
        assert "almost word for word" in found.verdict


def test_copy_of_the_model_answer_is_held_down(story: Question) -> None:
    found = estimated(story.model_copy(update={"outline": STORY_ANSWER}), STORY_ANSWER)
    assert all(c.level <= 2 for c in found.criteria)
    assert "model answer" in found.verdict


def test_reference_answer_itself_scores_high() -> None:
    reference = (
        "A process has its own address space. Threads of one process share its memory. Switching between threads is "
        "cheaper than switching between processes."
    )
    points = tuple(s + "." for s in reference.rstrip(".").split(". "))
    asked = question_of(
        QuestionKind.TECHNICAL,
        "What is the difference between a process and a thread?",
        *points,
        outline=reference,
        source="reference",
    )
    technical = load_rubric("technical")
    whole = estimate(asked, reference, technical, embed=EMBED)
    part = estimate(asked, "A process has its own address space, I think.", technical, embed=EMBED)
    assert (whole.total or 0) >= 75
    assert (part.total or 0) <= (whole.total or 0) - 15


def test_name_two_needs_two() -> None:
    points = tuple(
        f"{w}."
        for w in (
            "Mobile devices run on batteries and must save energy",
            "Nodes move, so the topology and the routes change",
            "Wireless bandwidth is small and shared",
            "Anybody can listen in or pose as another node",
        )
    )
    answer = (
        "The first challenge is battery handling, since mobile devices must save energy while they take part in "
        "routing. The second challenge is topology handling, because nodes move and routes break all the time."
    )
    technical = load_rubric("technical")
    two = question_of(QuestionKind.TECHNICAL, "Name and describe two challenges of mobile routing.", *points)
    every = question_of(QuestionKind.TECHNICAL, "Describe the challenges of mobile routing.", *points)
    with_two, with_all = (estimate(q, answer, technical, embed=EMBED) for q in (two, every))
    assert level(with_two, "key_points") > level(with_all, "key_points")


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_has_an_estimate_and_a_gate(kind: QuestionKind) -> None:
    asked = question_of(kind, "Tell me about a time you solved a conflict in a team.")
    rubric = load_rubric(kind.value)
    assert estimate(asked, STORY_ANSWER, rubric, embed=EMBED).state is State.ESTIMATED
    empty = estimate(asked, " ", rubric, embed=EMBED)
    assert (empty.state, empty.total, empty.criteria, empty.verdict) == (State.UNSCORED, None, (), "")
    assert empty.reason


def test_without_embeddings_the_range_is_wider(story: Question) -> None:
    with_meaning, by_words = estimated(story, VAGUE), estimated(story, VAGUE, embed=False)
    assert (by_words.spread or 0) > (with_meaning.spread or 0)


def test_very_long_answer_stays_quick(story: Question) -> None:
    found = estimated(story, (STORY_ANSWER + " ") * 25)
    assert found.ms < 2000


def test_impossible_pace_is_said(story: Question) -> None:
    usual = estimate(story, STORY_ANSWER, RUBRIC, seconds_used=90, embed=EMBED)
    pasted = estimate(story, STORY_ANSWER, RUBRIC, seconds_used=5, embed=EMBED)
    why = next(c.why for c in pasted.criteria if c.criterion_id == "delivery")
    assert "in 5 seconds" in why
    assert (pasted.total or 0) <= (usual.total or 0)


def test_fillers_are_counted_and_quoted(story: Question) -> None:
    filled = STORY_ANSWER.replace("I met", "um, you know, I met").replace("Then I", "Then, um, basically, I")
    found = estimated(story, filled.replace("We shipped", "So, um, we, I mean, we shipped"))
    delivery = next(c for c in found.criteria if c.criterion_id == "delivery")
    assert "Filler words" in delivery.why
    assert delivery.level < level(estimated(story, STORY_ANSWER), "delivery")


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("I let finance know, then dug out the old report.", ["let", "dug"]),
        ("I'd talked to the owner before.", ["talked"]),
        ("I've written the guide and I had taken the call.", ["written", "taken"]),
        ("I'd put it on the list, and I need a week.", []),
        ("I asked the head. Then Mohammed, Emily and Fred left.", ["asked"]),
    ],
)
def test_own_verbs_are_what_the_writer_did(text: str, verbs: list[str]) -> None:
    assert own_verbs(text) == verbs
