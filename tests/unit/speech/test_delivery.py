"""Figures of delivery from word times; real words that look like fillers are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.delivery.figures import LONG_PAUSE, figures
from domain.speech import SpokenWord


def said(text: str, *, pace: float = 0.4, gaps: dict[int, float] | None = None) -> list[SpokenWord]:
    """Words of 0.3 seconds, one every `pace` seconds; `gaps` adds seconds before a word."""
    words, at = [], 0.0
    for number, word in enumerate(text.split()):
        at += (gaps or {}).get(number, 0.0)
        words.append(SpokenWord(word=word, start=round(at, 2), end=round(at + 0.3, 2)))
        at += pace
    return words


def told(text: str, **options):
    words = said(text, **options)
    return figures(words, words[-1].end)


def test_pace_counts_words_without_fillers():
    found = told("um one two three four five six seven eight nine ten")
    assert found.words == 10
    assert found.words_a_minute == pytest.approx(60 * 10 / 4.3, abs=0.1)


def test_pauses_are_counted_with_their_place():
    found = told("I stopped the line and then called them", gaps={4: 1.4, 6: 3.0})
    assert (found.pauses, found.long_pauses) == (2, 1)
    assert found.longest_pause >= LONG_PAUSE
    assert [m.text for m in found.moments if m.kind == "pause"] == ["after “line”", "after “then”"] or len(
        [m for m in found.moments if m.kind == "pause"]
    ) == 2
    assert 0 < found.silence_share < 1


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("um, I asked, uh, the nurse", {"um": 1, "uh": 1}),
        ("it was, like, huge", {"like": 1}),
        ("I like tools like this and it looks like rain", {}),
        ("we used, you know, two teams", {"you know": 1}),
        ("do you know the rules I mean to follow", {}),
        ("it was sort of late and kind of cold", {"kind of": 1, "sort of": 1}),
        ("basically we actually did it", {"actually": 1, "basically": 1}),
    ],
)
def test_fillers_and_words_that_only_look_like_them(text, fillers):
    assert told(text).fillers == fillers


def test_hedges_and_restarts():
    found = told("maybe we we should have have asked and I think and I think we did")
    assert found.hedges == 1
    assert found.repeats >= 2


def test_nothing_said_gives_nothing():
    assert figures([], 10.0) is None
    assert figures([SpokenWord(word="...", start=0, end=1)], 10.0) is None


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.sampled_from(["um", "like", "you", "know", "we", "built", "it,", "..."]), st.floats(0, 4)),
        max_size=60,
    )
)
def test_figures_add_up_for_any_words(rows):
    words, at = [], 0.0
    for word, gap in rows:
        at += gap
        words.append(SpokenWord(word=word, start=at, end=at + 0.2))
        at += 0.2
    found = figures(words, at)
    if found is None:
        assert all(w == "..." for w, _ in rows)
        return
    assert found.filler_count == sum(m.kind == "filler" for m in found.moments)
    assert found.pauses == sum(m.kind == "pause" for m in found.moments) >= found.long_pauses
    assert 0 <= found.silence_share <= 1
    assert found.words <= len(rows)
    assert [m.at for m in found.moments] == sorted(m.at for m in found.moments)
