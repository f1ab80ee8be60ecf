"""Adaptive difficulty moves on what is beyond noise, one level at a time, and never changes how many or which kinds."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.adapting import EASIER, HARDER, ORDER, Asked, next_level, replacement
from domain.interview import Level
from services.question_bank import read_bank
from tests.builders import a_question


@dataclass(frozen=True)
class Score:
    total: int | None
    low: int | None
    high: int | None


def around(total: int, half: int = 12) -> Score:
    return Score(total, max(0, total - half), min(100, total + half))


UNSCORED = Score(None, None, None)
SCORES = st.one_of(st.none(), st.just(UNSCORED), st.builds(around, st.integers(0, 100), st.integers(1, 40)))


def test_clear_results_move_one_step_and_say_why():
    assert next_level(Level.MID, [Asked(Level.MID, around(80))]) == (Level.SENIOR, HARDER)
    assert next_level(Level.MID, [Asked(Level.MID, around(20))]) == (Level.ENTRY, EASIER)
    assert next_level(Level.MID, []) == (Level.MID, "")


def test_what_may_be_noise_moves_nothing_until_several_answers_say_the_same():
    one = Asked(Level.MID, around(70, 25))
    assert next_level(Level.MID, [one]) == (Level.MID, "")
    assert next_level(Level.MID, [one, one, one])[0] is Level.SENIOR


def test_answers_before_the_last_step_do_not_count_again():
    asked = [Asked(Level.MID, around(90)), Asked(Level.SENIOR, around(52))]
    assert next_level(Level.MID, asked) == (Level.SENIOR, "")


def test_no_score_moves_nothing():
    asked = [Asked(Level.MID, around(52)), Asked(Level.MID, None), Asked(Level.MID, UNSCORED)]
    assert next_level(Level.MID, asked) == (Level.MID, "")


@settings(max_examples=200)
@given(st.sampled_from(ORDER), st.lists(SCORES, max_size=12))
def test_steps_are_one_level_at_most_and_stay_in_bounds(start, scores):
    asked: list[Asked] = []
    levels = [start]
    for score in scores:
        level, why = next_level(start, asked)
        levels.append(level)
        asked.append(Asked(level, score))
        assert bool(why) == (level is not levels[-2])
    assert all(abs(ORDER.index(a) - ORDER.index(b)) <= 1 for a, b in pairwise(levels))


def test_the_exchange_keeps_the_kind_and_repeats_nothing():
    bank = [q for q in read_bank() if q.suits_role("backend-engineer")]
    planned = next(q for q in bank if Level.ENTRY in q.levels and Level.LEAD not in q.levels)
    taken = {planned.id}
    for _ in range(5):
        found = replacement(bank, planned, Level.LEAD, taken, {})
        assert found.kind is planned.kind
        if found.id == planned.id:
            break
        assert Level.LEAD in found.levels
        assert found.id not in taken
        taken.add(found.id)


def test_a_question_that_fits_stays_and_nothing_better_leaves_it():
    planned = a_question(levels=(Level.MID,))
    assert replacement([a_question(levels=(Level.MID,))], planned, Level.MID, set(), {}) is planned
    assert replacement([], planned, Level.LEAD, set(), {}) is planned


def test_questions_asked_least_come_first():
    planned = a_question(levels=(Level.ENTRY,))
    often, never = a_question(levels=(Level.LEAD,), roles=("teacher",)), a_question(levels=(Level.LEAD,))
    assert replacement([often, never], planned, Level.LEAD, set(), {often.id: 3}) is never
