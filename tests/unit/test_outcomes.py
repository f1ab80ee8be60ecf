"""What is claimed about outcomes: nothing without numbers on both sides."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from domain.outcomes import Outcome, PractisedScore, Result, relate

DAY = date(2026, 5, 20)


def outcome(result, on=DAY):
    return Outcome(
        id=uuid4(), user_id=uuid4(), happened_on=on, result=result, created_at=datetime(2026, 6, 1, tzinfo=UTC)
    )


def practice(total, days_before=3, spread=5.0, on=DAY):
    return PractisedScore(on=on - timedelta(days=days_before), total=total, spread=spread)


def months(results, totals, spread=5.0):
    """One outcome a quarter, each with its own practice before."""
    outcomes, sessions = [], []
    for n, (result, total) in enumerate(zip(results, totals, strict=True)):
        on = DAY - timedelta(days=90 * n)
        outcomes.append(outcome(result, on))
        sessions.append(practice(total, on=on, spread=spread))
    return relate(outcomes, sessions)


def test_two_outcomes_say_nothing_yet():
    found = relate([outcome(Result.OFFER), outcome(Result.REJECTED)], [practice(70)])
    assert found.sentence.startswith("2 logged so far.")


def test_few_outcomes_give_numbers_and_no_conclusion():
    found = months([Result.OFFER, Result.ADVANCED, Result.REJECTED], [80, 70, 50])
    assert (found.positive, found.negative) == ((75, 2), (50, 1))
    assert "too few" in found.sentence
    assert "n = 2" in found.sentence


def test_a_difference_inside_the_range_is_read_as_none():
    results = [Result.OFFER] * 5 + [Result.REJECTED] * 5
    assert "read it as none" in months(results, [70] * 5 + [64] * 5, spread=10).sentence
    clear = months(results, [80] * 5 + [50] * 5, spread=10).sentence
    assert "higher before the interviews that went on" in clear
    assert "small number" in clear


def test_waiting_withdrawn_and_old_practice_do_not_count():
    found = relate(
        [outcome(Result.WAITING), outcome(Result.WITHDREW), outcome(Result.OFFER)],
        [practice(90, days_before=60), practice(80, days_before=-1)],
    )
    assert (found.decided, found.with_practice, found.positive) == (1, 0, None)
