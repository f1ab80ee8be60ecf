"""Who is the candidate, and which question each answer belongs to."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.calls.exchanges import find_exchanges, find_unnamed_exchanges
from domain.calls.speakers import guess_candidate
from domain.calls.types import Utterance
from domain.interview import QuestionKind
from services.evaluation import guess_kind

STORY = (
    "In March I promised our largest customer a report for Friday. On Wednesday I saw that the numbers were wrong, "
    "so I called them, explained it and agreed on Monday. I rebuilt the query and they stayed with us."
)
CALL = [
    ("Dana", "Thanks for joining, can you hear me well?"),
    ("Sam", "Yes."),
    ("Dana", "Great. Tell me about a time you missed a deadline."),
    ("Sam", STORY[:100]),
    ("Dana", "Right."),
    ("Sam", STORY[100:]),
    ("Lee", "That is helpful. How would you design a store for ten million pictures?"),
    ("Sam", "I would put the pictures into object storage and keep only their names and owners in a table. " * 2),
    ("Dana", "Any questions for us?"),
    ("Sam", "What does a usual week look like for somebody in this position, and who would I work with most?"),
]
UTTERANCES = [Utterance(speaker=s, text=t, start=float(n), end=n + 0.9) for n, (s, t) in enumerate(CALL)]


def test_the_candidate_is_the_one_who_answers():
    assert guess_candidate(UTTERANCES).speaker == "Sam"
    assert guess_candidate(UTTERANCES, "Dana").speaker == "Dana"
    assert guess_candidate(UTTERANCES, "Sam Okoye (Guest)").sureness == 1.0
    assert guess_candidate([]).speaker == ""


def test_a_nod_does_not_end_an_answer_and_a_remark_is_no_question():
    found = find_exchanges(UTTERANCES, "Sam", guess_kind)
    asked = [e.question for e in found]
    assert "Tell me about a time you missed a deadline." in asked
    assert "How would you design a store for ten million pictures?" in asked
    story = found[asked.index("Tell me about a time you missed a deadline.")]
    assert story.answer == f"{STORY[:100].strip()} {STORY[100:].strip()}"
    assert story.kind is QuestionKind.BEHAVIOURAL


def test_small_talk_and_the_candidates_own_questions_are_left_out_at_first():
    found = find_exchanges(UTTERANCES, "Sam", guess_kind)
    assert [e.included for e in found] == [False, True, True, False]


def test_words_without_speakers_are_cut_at_what_is_asked():
    text = f"Tell me about a time you missed a deadline. {STORY} Why do you want to work here? {STORY}"
    found = find_unnamed_exchanges(text, guess_kind)
    assert [e.question for e in found] == [
        "Tell me about a time you missed a deadline.",
        "Why do you want to work here?",
    ]


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(["A", "B", "C"]), st.text("abc ?.", min_size=1, max_size=40)), max_size=25))
def test_nothing_the_candidate_said_is_lost(said):
    utterances = [Utterance(speaker=s, text=t) for s, t in said]
    found = find_exchanges(utterances, "A", guess_kind)
    kept = "".join("".join(e.answer.split()) for e in found)
    assert kept == "".join("".join(t.split()) for s, t in said if s == "A")
