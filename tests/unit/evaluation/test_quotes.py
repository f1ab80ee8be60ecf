import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evaluation.quotes import find_quote, find_quotes

ANSWER = "I met  each of them\nalone; “tickets” fell from 40 to 11 — a week. İstanbul was next."


@pytest.mark.parametrize(
    ("quote", "stands_as"),
    [
        ("I met each of them alone", "I met  each of them\nalone"),
        ("i MET EACH", "I met  each"),
        ('"tickets" fell', "tickets” fell"),
        ("fell from 40 to 11 - a week", "fell from 40 to 11 — a week"),
        ("… fell from 40 …", "fell from 40"),
        ("was next", "was next"),
    ],
)
def test_white_space_case_and_marks_are_folded(quote: str, stands_as: str) -> None:
    found = find_quote(ANSWER, quote)
    assert found is not None
    assert found.text == stands_as
    assert ANSWER[found.start : found.end] == stands_as


@pytest.mark.parametrize(
    "quote", ["", "…", "I met them alone", "tickets rose", "each alone", "ell from 40", "of the", "fell from 4", "!?"]
)
def test_words_that_do_not_stand_there_are_not_found(quote: str) -> None:
    assert find_quote(ANSWER, quote) is None


@given(st.text(min_size=1, max_size=200), st.data())
def test_what_is_found_is_always_a_slice(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find_quote(text, text[start:end])
    if found:
        assert text[found.start : found.end] == found.text


def test_find_quotes_counts_the_lost_and_drops_repeats() -> None:
    kept, lost = find_quotes(ANSWER, ["was next", "I met each", "WAS NEXT", "never said"])
    assert [q.text for q in kept] == ["I met  each", "was next"]
    assert lost == 1
