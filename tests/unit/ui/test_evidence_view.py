"""Marks: every word of the answer once, overlapping quotes cut into segments that carry several numbers."""

from hypothesis import given
from hypothesis import strategies as st

from domain.evaluation.types import CriterionScore, Quote, State
from ui.evidence_view import Segment, Span, paragraphs, standing_quotes, view


def score(criterion_id: str, *quotes: Quote, verified: bool = True, level: int = 2) -> CriterionScore:
    return CriterionScore(
        criterion_id=criterion_id, name=criterion_id.capitalize(), weight=1, level=level, quotes=quotes,
        verified=verified, why="why", next_step="say more", anchor="anchor",
    )  # fmt: skip


def test_plain_text_is_one_segment():
    assert paragraphs("No marks here.", []) == [[Segment("No marks here.")]]


def test_one_quote_splits_the_text_in_three():
    text = "We cut it from forty to six, in May."
    start = text.index("from")
    cut = paragraphs(text, [Span(start, start + 17, "result", "3")])
    assert cut == [[Segment("We cut it "), Segment("from forty to six", ("result",), "3"), Segment(", in May.")]]


def test_overlapping_quotes_share_a_segment_and_each_number_stands_where_its_quote_ends():
    text = "abcdefghij"
    cut = paragraphs(text, [Span(1, 6, "one", "1"), Span(4, 9, "two", "2")])
    assert cut == [
        [
            Segment("a"),
            Segment("bcd", ("one",), ""),
            Segment("ef", ("one", "two"), "1"),
            Segment("ghi", ("two",), "2"),
            Segment("j"),
        ]
    ]


def test_a_quote_inside_another_and_equal_quotes():
    inside = paragraphs("abcdef", [Span(0, 6, "one", "1"), Span(2, 4, "two", "2")])
    assert [s.ids for s in inside[0]] == [("one",), ("one", "two"), ("one",)]
    assert [s.tags for s in inside[0]] == ["", "2", "1"]
    equal = paragraphs("abcdef", [Span(2, 4, "one", "1"), Span(2, 4, "two", "2")])
    assert equal[0][1] == Segment("cd", ("one", "two"), "1, 2")


def test_a_quote_over_a_paragraph_break_is_marked_in_both():
    cut = paragraphs("first part\n\nsecond part", [Span(6, 18, "one", "1")])
    assert cut == [
        [Segment("first "), Segment("part", ("one",), "1")],
        [Segment("second", ("one",), "1"), Segment(" part")],
    ]


def test_a_quote_that_is_not_in_the_answer_never_reaches_the_screen():
    answer = "I did it."
    wrong = (
        Quote(start=0, end=4, text="I was"),
        Quote(start=2, end=40, text="did it."),
        Quote(start=-3, end=2, text="it"),
    )
    good = Quote(start=2, end=5, text="did")
    assert standing_quotes(answer, (*wrong, good)) == [good]
    drawn = view(answer, [score("action", *wrong)], State.SCORED)
    assert drawn["paragraphs"] == [[{"text": "I did it.", "ids": [], "tags": ""}]]
    assert drawn["criteria"][0]["quotes"] == []
    assert drawn["criteria"][0]["verified"] is False


def test_rows_say_what_would_lift_them_except_at_the_top():
    rows = view("I did it.", [score("a", level=1, verified=False), score("b", level=4)], State.ESTIMATED)["criteria"]
    assert [r["tag"] for r in rows] == ["1", "2"]
    assert rows[0]["next"] == "Level 2: say more"
    assert rows[0]["verified"] is False
    assert rows[1]["next"] == ""


@given(
    st.text(alphabet="ab \n", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6),
)
def test_no_word_is_lost_doubled_or_wrongly_marked(text, raw):
    spans = [Span(a, min(a + n, len(text)), f"c{i}", str(i)) for i, (a, n) in enumerate(raw) if a < len(text)]
    cut = paragraphs(text, spans)
    joined = "".join(s.text for part in cut for s in part)
    assert joined.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
    for span in spans:
        marked = "".join(s.text for part in cut for s in part if span.id in s.ids)
        assert "".join(marked.split()) == "".join(text[span.start : span.end].split())
