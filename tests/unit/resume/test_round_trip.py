"""Comparing facts with what was read of them."""

import pytest

from domain.resume.facts import Education, Position, ResumeFacts, SkillFact, SpokenLanguage
from domain.resume.round_trip import RoundTrip, compare, facts_in, words
from tests.unit.documents.resume_samples import HARD, full, made_up


@pytest.mark.parametrize("facts", [*(make() for make in HARD.values()), *map(made_up, range(20))])
def test_equal_facts_lose_nothing(facts):
    trip = compare(facts, facts)
    assert (trip.lost, trip.added, trip.percent, trip.share) == ((), (), 100, 1.0)
    assert trip.total == len(facts_in(facts))
    assert trip.sentence == "Machines read this correctly: 100 %."


@pytest.mark.parametrize("path", [path for path, _ in facts_in(full())])
def test_each_fact_that_is_missing_is_named(path):
    value = dict(facts_in(full()))[path]
    trip = compare(full(), _without(full(), path.split(".")))
    assert (path, value) in trip.lost
    assert trip.percent < 100
    assert str(trip.percent) in trip.sentence


def _without(fact, path: list[str]):
    """A copy whose fact at `path` is gone."""
    name, *rest = path
    if isinstance(fact, tuple):
        index = int(name)
        changed = (_without(fact[index], rest),) if rest else ()
        return (*fact[:index], *changed, *fact[index + 1 :])
    if name == "dates":
        return fact.model_copy(update={"start": "", "end": ""})
    if isinstance(getattr(fact, name), str):
        return fact.model_copy(update={name: ""})
    return fact.model_copy(update={name: _without(getattr(fact, name), rest)})


def test_nothing_read_is_everything_lost():
    trip = compare(full(), ResumeFacts())
    assert (trip.share, trip.percent, len(trip.lost)) == (0.0, 0, trip.total)


def test_what_nobody_wrote_is_a_mistake_too():
    read = full().model_copy(update={"work": (*full().work, Position(title="Pilot", employer="Nowhere Air"))})
    trip = compare(full(), read)
    assert (trip.lost, trip.added) == ((), (("work.2", "Pilot Nowhere Air"),))
    assert trip.percent == 97
    read = full().model_copy(update={"skills": (*full().skills, SkillFact(name="Flying"))})
    assert compare(full(), read).added == (("skills", "Flying"),)


def test_two_jobs_read_as_one_are_not_whole():
    first, second = full().work
    merged = first.model_copy(update={"bullets": (*first.bullets, second.title, *second.bullets)})
    trip = compare(full(), full().model_copy(update={"work": (merged,)}))
    assert ("work.1.title", "Warehouse supervisor") in trip.lost
    assert ("work.0.bullets.2", "Warehouse supervisor") in trip.added


def test_a_bullet_read_as_two_is_lost():
    first, second = full().work
    torn = first.model_copy(update={"bullets": ("Cut late deliveries", "from 9 to 3 percent", first.bullets[1])})
    trip = compare(full(), full().model_copy(update={"work": (torn, second)}))
    assert trip.lost == (("work.0.bullets.0", first.bullets[0]),)
    assert len(trip.added) == 2


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (("March 2021", "now"), ("Mar 2021", "Present"), True),
        (("March 2021", "now"), ("April 2021", "now"), False),
        (("2019", ""), ("", "2019"), True),
        (("2019", "2020"), ("2019", ""), False),
        (("spring term", ""), ("Spring term", ""), True),
    ],
)
def test_dates_are_equal_when_they_mean_the_same(ours, theirs, same):
    want, have = (ResumeFacts(work=(Position(title="Cook", start=s, end=e),)) for s, e in (ours, theirs))
    assert (compare(want, have).percent == 100) is same


def test_degree_and_field_may_be_read_as_one_phrase():
    want = ResumeFacts(education=(Education(school="Kestrel College", degree="BSc", field="Physics"),))
    have = ResumeFacts(education=(Education(school="Kestrel College", degree="BSc, Physics"),))
    wrong = ResumeFacts(education=(Education(school="Kestrel College", degree="BSc"),))
    assert compare(want, have).percent == 100
    assert ("education.0.field", "Physics") in compare(want, wrong).lost


def test_a_spoken_language_counts_wherever_it_was_read():
    want = ResumeFacts(skills=(SkillFact(name="French"),))
    assert compare(want, ResumeFacts(languages=(SpokenLanguage(name="French"),))).lost == ()


def test_words_forget_case_and_spacing_but_no_letter():
    assert words("Führte  8 Leute – „gut“") == words("FÜHRTE 8 Leute - gut")
    assert words("C++") != words("C")
    assert words("C#") != words("C")
    assert words("東京 都") == words("東京都")
    assert words("to day") != words("today")


def test_percent_never_rounds_up_to_a_hundred():
    assert RoundTrip(1000, (("summary", "x"),)).percent == 99
    assert "summary" in RoundTrip(1000, (("summary", "x"),)).sentence
    assert RoundTrip(0).percent == 100
