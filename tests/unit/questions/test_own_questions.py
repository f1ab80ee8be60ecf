"""Questions people bring along: every form is read, every bad line says why, and nothing else is lost."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.interview import Level, QuestionKind
from domain.own_questions import MOST_AT_ONCE, plain_form, read_csv, read_json, read_lines, review
from services.evaluation import guess_kind

GOOD = "Tell me about a time you calmed down an angry parent."


def looked_at(entries, own=frozenset()):
    return review(entries, own, guess_kind, lambda _: {})


def test_lines_lose_their_bullets_and_keep_their_numbers():
    found = read_lines(f"1. {GOOD}\n\n - Why do you teach?\n• What is a good lesson?\n")
    assert [(r.line, r.text) for r in found] == [(1, GOOD), (3, "Why do you teach?"), (4, "What is a good lesson?")]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_brings_kind_level_and_points(mark):
    rows = [
        ["Question", "Kind", "Level", "Key points"],
        [GOOD, "behavioural", "mid", "Says what was said|Says what came of it"],
    ]
    text = "\n".join(mark.join(f'"{cell.replace("|", "; ")}"' for cell in row) for row in rows)
    (found,) = looked_at(read_csv(text)).accepted
    assert (found.line, found.text, found.kind, found.level) == (2, GOOD, QuestionKind.BEHAVIOURAL, Level.MID)
    assert found.key_points == ("Says what was said", "Says what came of it")


def test_a_table_without_a_heading_is_one_question_a_row():
    assert [r.text for r in read_csv(f'"{GOOD}"\n"Why do you teach?"\n')] == [GOOD, "Why do you teach?"]


def test_json_lists_of_texts_or_objects():
    document = {
        "questions": [GOOD, {"text": "Why do you teach?", "kind": "HR", "key_points": ["A reason of their own"]}, 7]
    }
    found = looked_at(read_json(json.dumps(document)))
    assert [a.kind for a in found.accepted] == [QuestionKind.BEHAVIOURAL, QuestionKind.HR]
    assert [(r.line, r.why) for r in found.refused] == [(3, "There is no question in it.")]


@pytest.mark.parametrize("text", ["{", "7", '{"a": 1}', "[" * 100_000])
def test_what_is_no_list_is_said_plainly(text):
    with pytest.raises(InvalidInput, match="JSON"):
        read_json(text)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("How old are you, by the way?", "no interviewer may ask"),
        ("Are you planning to have children soon?", "no interviewer may ask"),
        ("Why?", "3 words or more"),
        ("Tell me about <b>this</b> and https://example.org/x", "plain words"),
        ("Why do you want to work at [company name]?", "fill it in first"),
        ("x" * 401 + " a b", "at most 400"),
    ],
)
def test_a_bad_line_is_refused_with_its_reason_and_the_others_stay(line, why):
    found = looked_at(read_lines(f"{GOOD}\n{line}\nWhy do you teach?"))
    assert [a.line for a in found.accepted] == [1, 3]
    assert [r.line for r in found.refused] == [2]
    assert why.lower() in found.refused[0].why.lower()


def test_the_same_question_twice_is_one():
    found = looked_at(read_lines(f"{GOOD}\n{GOOD.upper()}\nWhy do you teach?"), {plain_form("why do you teach")})
    assert [a.line for a in found.accepted] == [1]
    assert {r.why for r in found.refused} == {"You have this question already."}


def test_unknown_kinds_and_levels_name_the_known_ones():
    found = looked_at(read_json(json.dumps([{"text": GOOD, "kind": "funny"}, {"text": GOOD, "level": "boss"}])))
    assert "behavioural" in found.refused[0].why
    assert "senior" in found.refused[1].why


def test_a_very_long_list_is_refused_whole():
    with pytest.raises(InvalidInput, match=f"at most {MOST_AT_ONCE}"):
        read_lines("\n".join(f"Question number {n} of many?" for n in range(MOST_AT_ONCE + 1)))


@settings(max_examples=200)
@given(st.lists(st.text(max_size=80), max_size=20))
def test_every_line_is_either_kept_or_refused(lines):
    entries = read_lines("\n".join(lines))
    found = looked_at(entries)
    assert sorted([a.line for a in found.accepted] + [r.line for r in found.refused]) == [e.line for e in entries]


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_as_a_table_is_read_or_refused_with_a_sentence(text):
    with contextlib.suppress(InvalidInput):  # a sentence; anything else would be a mistake
        looked_at(read_csv(text))
