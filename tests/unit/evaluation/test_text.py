import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evaluation.text import (
    MAX_PASSAGES,
    MAX_SENTENCE_WORDS,
    clip,
    content_stems,
    copied_share,
    count_words,
    passages,
    sentences,
    stem,
    words,
)


@given(st.text(max_size=600))
def test_spans_always_stand_in_the_text(text: str) -> None:
    for span in [*sentences(text), *words(text), *passages(text)]:
        assert text[span.start : span.end] == span.text
        assert span.text


def test_sentences_survive_abbreviations_decimals_and_lists() -> None:
    text = "We used caches, e.g. Redis, at 3.5 ms. It held! Steps:\n- first step here\n- second step here"
    assert [s.text for s in sentences(text)] == [
        "We used caches, e.g. Redis, at 3.5 ms.",
        "It held!",
        "Steps:",
        "first step here",
        "second step here",
    ]


def test_speech_without_full_stops_is_cut() -> None:
    text = "so I went to the office and then I asked the team about the plan " * 12
    assert all(count_words(s.text) <= MAX_SENTENCE_WORDS for s in sentences(text))


def test_passages_are_bounded_and_keep_every_word() -> None:
    text = " ".join(f"Sentence number {i} says something." for i in range(200))
    found = passages(text)
    assert len(found) <= MAX_PASSAGES
    assert sum(count_words(p.text) for p in found) == count_words(text)


@pytest.mark.parametrize(
    ("one", "other"), [("managed", "managing"), ("tests", "testing"), ("queries", "query"), ("Index", "indexes")]
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_content_stems_leave_out_small_words() -> None:
    assert content_stems("I was in the office") == [stem("office")]


def test_copied_share_sees_a_copy_and_not_a_retelling() -> None:
    source = "Names the feature, the user problem it aimed at, and the adoption figure that was expected."
    assert copied_share(source, [source]) == 1.0
    assert (
        copied_share(
            "We expected that one in five users would save a search, and only three in a hundred did.", [source]
        )
        == 0
    )


def test_clip_cuts_at_a_word() -> None:
    assert clip("one two three four", 11) == "one two…"
    assert clip("one\n two.") == "one two"
