"""A score on screen always has its range and state; an answer without one has its reason and no number."""

from domain.evaluation.types import Evaluation, State
from ui.score_view import band, band_of, spread


def test_a_score_carries_range_state_and_a_whole_sentence():
    drawn = band(State.SCORED, 71, 67, 75, say="likely between 67 and 75 of 100")
    assert (drawn["total"], drawn["low"], drawn["high"], drawn["spread"]) == (71, 67, 75, 4)
    assert drawn["label"] == "Scored: 71 of 100, likely between 67 and 75."


def test_an_unscored_answer_has_a_reason_and_no_zero():
    drawn = band_of(Evaluation(state=State.UNSCORED, reason="9 words, too short to score."))
    assert drawn["state"] == "unscored"
    assert drawn["total"] is None
    assert drawn["say"] == "9 words, too short to score."
    assert drawn["label"] == "No score: 9 words, too short to score."


def test_a_missing_total_is_unscored_whatever_the_state_says():
    assert band(State.SCORED, None, None, None)["state"] == "unscored"


def test_the_range_is_not_cut_to_be_symmetric():
    drawn = band_of(Evaluation(state=State.ESTIMATED, total=97, low=85, high=100))
    assert (drawn["low"], drawn["high"]) == (85, 100)
    assert spread(85, 100) == 8
    assert spread(50, 50) == 1
