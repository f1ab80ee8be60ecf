"""Each cause moves its score by its published weight and nothing else, planted or removed."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from domain.resume.facts import ResumeFacts
from domain.resume.scoring.results import ResumeScores, RuleResult, Score
from domain.resume.scoring.score import score_resume
from tests.unit.resume.planted_causes import ATS, CONTENT, Planted, Resume
from tests.unit.resume.sound_resume import GOOD, TODAY, sound_document, sound_facts, with_position

CAUSES = [(kind, cause) for kind, causes in (("ats", ATS), ("content", CONTENT)) for cause in causes]
IDS = [f"{kind}: {cause.name}" for kind, cause in CAUSES]


def scores(resume: Resume) -> ResumeScores:
    return score_resume(resume[0], resume[1], GOOD, TODAY)


def lost_by_rule(score: Score) -> dict[str, Decimal]:
    return {rule.id: rule.lost for rule in score.rules if rule.lost}


def test_the_sound_resume_loses_nothing():
    found = scores((sound_document(), sound_facts()))
    assert (found.ats.points, found.content.points) == (100, 100)
    assert found.ats.losses == found.content.losses == ()


def test_enough_causes_are_planted():
    assert len(CAUSES) >= 60
    assert {rule.id for score in (scores((sound_document(), sound_facts())).ats,) for rule in score.rules} - {
        cause.rule for cause in ATS
    } == {"length"}  # has a test of its own below
    assert {cause.rule for cause in CONTENT} == {
        rule.id for rule in scores((sound_document(), sound_facts())).content.rules
    }


@pytest.mark.parametrize(("kind", "cause"), CAUSES, ids=IDS)
def test_a_planted_cause_costs_its_published_weight_under_its_own_rule_only(kind: str, cause: Planted):
    found = getattr(scores(cause.plant((sound_document(), sound_facts()))), kind)
    assert lost_by_rule(found) == ({cause.rule: cause.lost} if cause.lost else {}) or only_follows(cause, found)
    assert found.points == 100 - sum(lost_by_rule(found).values())
    assert lost_by_rule(found).get(cause.rule, 0) == cause.lost


def only_follows(cause: Planted, found: Score) -> bool:
    """Causes that are two at once by their nature, with both named."""
    both = {
        "no skills": {"keywords": Decimal(15), "skills_section": Decimal(4)},
        "no summary": {"summary": Decimal(5)},
    }
    return lost_by_rule(found) == both.get(cause.name)


@pytest.mark.parametrize(("kind", "cause"), CAUSES, ids=IDS)
def test_every_loss_names_its_line_and_what_to_do(kind: str, cause: Planted):
    found = getattr(scores(cause.plant((sound_document(), sound_facts()))), kind)
    for loss in found.losses:
        assert loss.text.strip()
        assert loss.why.endswith(".")
        assert loss.gain.endswith(".")
    assert sum((loss.lost for loss in found.losses), Decimal(0)) == 100 - found.points


def _remove_one_by_one(causes: Sequence[Planted], kind: str) -> None:
    planted: list[Planted] = []
    resume = (sound_document(), sound_facts())
    for cause in causes:
        resume = cause.plant(resume)
        planted.append(cause)
    for gone in planted:
        rest = (sound_document(), sound_facts())
        for cause in planted:
            if cause is not gone:
                rest = cause.plant(rest)
        gained = getattr(scores(rest), kind).points - getattr(scores(resume), kind).points
        assert gained == gone.lost, f"without {gone.name} the score rises by {gained}, not by {gone.lost}"


def test_removing_a_cause_gives_its_points_back_whatever_else_is_wrong_with_the_file():
    """One cause of each rule at once; each is taken away in turn."""
    firsts: dict[str, Planted] = {}
    for cause in ATS:
        # These two change a position whose dates the causes of other rules leave alone.
        if cause.rule not in ("dates_missing", "dates_impossible") or cause.name in ("no end", "start in the future"):
            firsts.setdefault(cause.rule, cause)
    del firsts["date_order"]  # reverses the positions that others are planted in
    _remove_one_by_one(list(firsts.values()), "ats")


def test_removing_a_content_cause_gives_its_points_back_whatever_else_is_wrong():
    names = (
        "a line that begins with a noun", "responsible for", "passive", "present tense in a past job", "various", "my",
        "team player", "successfully", "a short line",
    )  # fmt: skip
    chosen = [cause for cause in CONTENT if cause.name in names]
    assert len(chosen) == len(names)
    _remove_one_by_one(chosen, "content")


def with_words(words: int) -> ResumeFacts:
    """The sound resume with so many words: those that are missing or too many are of its education."""
    facts = sound_facts()
    bare = facts.education[0].model_copy(update={"details": ()})
    shorter = facts.model_copy(update={"education": (bare,), "summary": ""})
    shorter = with_position(shorter, 0, bullets=())
    return shorter.model_copy(
        update={"education": (bare.model_copy(update={"details": ("word " * (words - words_of(shorter)),)}),)}
    )


def words_of(facts: ResumeFacts) -> int:
    return int(length_of(facts).note.split()[0])


def length_of(facts: ResumeFacts) -> RuleResult:
    return next(rule for rule in scores((sound_document(), facts)).ats.rules if rule.id == "length")


@pytest.mark.parametrize(
    ("words", "lost"),
    [(300, 0), (299, 1), (250, 1), (249, 2), (1300, 0), (1301, 1), (1350, 1), (1351, 2), (1501, 5), (9000, 5)],
)
def test_length_costs_a_point_for_each_fifty_words_begun_outside(words: int, lost: int):
    facts = with_words(words)
    assert words_of(facts) == words
    assert length_of(facts).lost == lost


def test_a_job_gives_the_keywords_and_their_share_is_exact():
    resume = (sound_document(), sound_facts())
    wanted = ["Power BI", "scheduling", "SQL", "budgeting", "Excel", "vendor contracts", "process-mapping"]
    found = score_resume(*resume, GOOD, TODAY, job_keywords=wanted)
    rule = next(rule for rule in found.ats.rules if rule.id == "keywords")
    assert found.for_job
    assert [loss.text for loss in rule.losses] == ["SQL", "budgeting", "vendor contracts"]
    assert [loss.lost for loss in rule.losses] == [Decimal("2.1"), Decimal("2.2"), Decimal("2.1")]
    assert rule.lost == Decimal("6.4")  # 15 x 3/7
    assert found.ats.points == Decimal("93.6")
    for more, points in ((["SQL"], 0), (["SQL", "Excel"], Decimal("7.5")), (["Excel"], 15), ([], 15)):
        again = score_resume(*resume, GOOD, TODAY, job_keywords=more)
        assert next(rule.points for rule in again.ats.rules if rule.id == "keywords") == points
