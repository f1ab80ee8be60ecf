"""What a person made of a parse survives the next one, whatever the next one says."""

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.resume.carrying import carry
from domain.resume.corrections import merge_corrections
from domain.resume.facts import (
    Certificate,
    Contact,
    Doubt,
    Education,
    Position,
    ResumeFacts,
    SkillFact,
    SpokenLanguage,
)
from domain.resume.spans import Span

_WORD = st.sampled_from(("Acme", "Borealis", "Cobalt", "Delta", "Ember", "Fjord", "Granite"))
_TITLES = st.sampled_from(["Nurse", "Cook", "Data analyst", "Ward manager", "Porter", "Team lead"])
_YEARS = st.sampled_from(["2012", "2015", "2018", "2021", ""])
_BULLETS = st.lists(
    st.builds("{} the {} of {}".format, st.sampled_from(["Led", "Cut", "Wrote"]), _WORD, _WORD), max_size=3, unique=True
).map(tuple)
_POSITIONS = st.builds(Position, title=_TITLES, employer=_WORD, start=_YEARS, end=_YEARS, bullets=_BULLETS)
_STUDIES = st.builds(Education, school=_WORD, degree=st.sampled_from(["BSc", "MSc", "PhD"]), end=_YEARS)
_SKILLS = st.builds(SkillFact, name=st.sampled_from(["Triage", "Python", "Excel", "Welding", "SQL"]))
_FACTS = st.builds(
    ResumeFacts,
    contact=st.builds(Contact, name=_WORD, email=st.sampled_from(["a@b.example", "c@d.example", ""])),
    summary=st.sampled_from(["", "Careful nurse.", "Quick cook."]),
    work=st.lists(_POSITIONS, max_size=4).map(tuple),
    education=st.lists(_STUDIES, max_size=3).map(tuple),
    skills=st.lists(_SKILLS, max_size=4, unique_by=lambda s: s.name).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(read=_FACTS, corrected=_FACTS)
def test_the_same_parse_again_gives_what_the_person_had(read, corrected):
    assert merge_corrections(read, corrected, read) == corrected


@settings(max_examples=150, deadline=None)
@given(read=_FACTS, fresh=_FACTS)
def test_without_corrections_the_new_parse_counts(read, fresh):
    assert merge_corrections(read, read, fresh) == fresh


@settings(max_examples=150, deadline=None)
@given(read=_FACTS, fresh=_FACTS, name=_WORD, title=st.just("Chief gardener"), data=st.data())
def test_a_corrected_field_survives_any_new_parse(read, fresh, name, title, data):
    work = read.work
    if work:
        index = data.draw(st.integers(0, len(work) - 1))
        work = (*work[:index], work[index].model_copy(update={"title": title}), *work[index + 1 :])
    corrected = read.model_copy(update={"work": work, "contact": read.contact.model_copy(update={"phone": "0171"})})
    merged = merge_corrections(read, corrected, fresh)
    assert merged.contact.phone == "0171"
    assert [p.title for p in merged.work].count(title) == (1 if read.work else 0)


@settings(max_examples=150, deadline=None)
@given(read=_FACTS, fresh=_FACTS)
def test_an_added_item_survives_any_new_parse(read, fresh):
    added = Position(title="Lighthouse keeper", employer="Coast Office", start="1999", end="2001")
    skill = SkillFact(name="Knots")
    corrected = read.model_copy(update={"work": (*read.work, added), "skills": (skill, *read.skills)})
    merged = merge_corrections(read, corrected, fresh)
    assert merged.work.count(added) == 1
    assert merged.skills.count(skill) == 1


@settings(max_examples=150, deadline=None)
@given(read=_FACTS, data=st.data())
def test_a_removed_item_does_not_come_back(read, data):
    if not read.skills:
        return
    gone = data.draw(st.sampled_from(read.skills))
    corrected = read.model_copy(update={"skills": tuple(s for s in read.skills if s != gone)})
    fresh = read.model_copy(update={"skills": (SkillFact(name="Rust"), *reversed(read.skills))})
    names = [skill.name for skill in merge_corrections(read, corrected, fresh).skills]
    assert gone.name not in names
    assert names.count("Rust") == 1
    assert len(names) == len(read.skills)


def test_items_are_known_again_by_their_names_and_not_by_their_place():
    read = ResumeFacts(
        work=(
            Position(title="Nurse", employer="Mercy Hosptal", start="2019", end="2021", bullets=("Led a ward",)),
            Position(title="Porter", employer="City Clinic", start="2015", end="2019"),
        )
    )
    corrected = read.model_copy(
        update={"work": (read.work[0].model_copy(update={"employer": "Mercy Hospital"}), read.work[1])}
    )
    fresh = ResumeFacts(
        work=(
            Position(title="Intern", employer="Saint Anne", start="2022"),
            Position(title="Porter", employer="City Clinic", start="2015", end="2019", place="Lisbon"),
            read.work[0].model_copy(update={"place": "Porto", "bullets": ("Led a ward", "Trained nurses")}),
        )
    )
    merged = merge_corrections(read, corrected, fresh).work
    assert [(p.employer, p.place) for p in merged] == [
        ("Saint Anne", ""), ("City Clinic", "Lisbon"), ("Mercy Hospital", "Porto"),
    ]  # fmt: skip
    assert merged[2].bullets == ("Led a ward", "Trained nurses")


def test_a_confirmed_item_is_kept_as_it_is_even_when_the_new_parse_loses_it():
    read = ResumeFacts(certificates=(Certificate(name="First aid", issuer="Red Cross"),))
    kept = Certificate(name="First aid", issuer="Red Cross", confirmed=True)
    corrected = ResumeFacts(certificates=(kept,))
    assert merge_corrections(read, corrected, ResumeFacts()).certificates == (kept,)
    other = ResumeFacts(certificates=(Certificate(name="First aid", issuer="TÜV", date="2020"),))
    assert merge_corrections(read, corrected, other).certificates == (kept,)


def test_the_order_of_the_person_stays_when_they_moved_items():
    read = ResumeFacts(languages=tuple(SpokenLanguage(name=name) for name in ("Irish", "Igbo", "Thai")))
    corrected = ResumeFacts(languages=(read.languages[2], read.languages[0], read.languages[1]))
    fresh = ResumeFacts(languages=(*read.languages[:2], SpokenLanguage(name="Welsh"), read.languages[2]))
    names = [language.name for language in merge_corrections(read, corrected, fresh).languages]
    assert names == ["Thai", "Irish", "Igbo", "Welsh"]


def _spans(line: int) -> tuple[Span, ...]:
    return (Span(line=line, start=0, end=4),)


def test_sources_and_doubts_go_along_when_an_item_is_removed_or_changed():
    before = ResumeFacts(
        work=(
            Position(title="Nurse", employer="Mercy", bullets=("Led a ward of twenty", "Trained nine nurses")),
            Position(title="Porter", employer="City Clinic"),
            Position(title="Cook", employer="Canteen"),
        )
    )
    sources = {
        "work.0.title": _spans(1), "work.0.bullets.1": _spans(2), "work.1.title": _spans(3), "work.2.title": _spans(4),
        "work.2.employer": _spans(5),
    }  # fmt: skip
    doubts = (
        Doubt(path="work.1.employer", reason="a", confidence=0.4),
        Doubt(path="work.2.title", reason="b", confidence=0.4),
        Doubt(path="work.2.start", reason="c", confidence=0.4),
    )
    after = before.model_copy(
        update={
            "work": (
                before.work[0].model_copy(update={"bullets": ("Trained nine nurses",)}),
                before.work[2].model_copy(update={"employer": "Canteen Ltd"}),
            )
        }
    )
    kept, still = carry(before, after, sources, doubts)
    assert kept == {"work.0.title": _spans(1), "work.0.bullets.0": _spans(2), "work.1.title": _spans(4)}
    assert [doubt.path for doubt in still] == ["work.1.start"]


def test_a_confirmed_item_loses_its_doubts_and_keeps_its_sources():
    before = ResumeFacts(education=(Education(school="Wonderland", degree="PhD"),))
    after = ResumeFacts(education=(before.education[0].model_copy(update={"confirmed": True}),))
    doubts = (Doubt(path="education.0.school", reason="unknown", confidence=0.4),)
    kept, still = carry(before, after, {"education.0.school": _spans(7)}, doubts)
    assert kept == {"education.0.school": _spans(7)}
    assert still == ()
