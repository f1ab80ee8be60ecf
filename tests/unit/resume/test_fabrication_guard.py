"""The guard's rules one by one, and that no text upsets it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.resume.fabrication.guard import objections
from domain.resume.fabrication.objection import ObjectionKind as Kind
from domain.resume.facts import Education, Position, ResumeFacts, SkillFact
from domain.resume.vocabulary import SkillVocabulary

TODAY = date(2026, 11, 26)
LINE = "Helped migrate 12 of 30 services to Kubernetes in 2021"
PAY = Position(
    title="Engineer",
    employer="Norvik Pay",
    place="Leeds",
    start="2020",
    end="2023",
    bullets=(LINE, "Wrote nine runbooks in Go"),
)
TOOLS = Position(
    title="Senior Tester", employer="Ostrava Tools", start="2016", end="2020", bullets=("Cut test time by 40 %",)
)
FACTS = ResumeFacts(
    summary="Engineer in payments.",
    work=(PAY, TOOLS),
    education=(Education(school="Hull University", degree="BSc", field="Physics"),),
    skills=(SkillFact(name="Rust"),),
)
SKILLS = SkillVocabulary.of([("JavaScript", ["JS"], False), ("Rust", [], False), ("Kubernetes", ["k8s"], False)])


def found(text, path="work.0.bullets.0", original=LINE, **how):
    return objections(path, original, text, FACTS, today=TODAY, **how)


def kinds(text, **how):
    return [one.kind for one in found(text, **how)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Helped migrate 20 of 30 services to Kubernetes", Kind.NUMBER, "20"),
        ("Helped migrate dozens of services to Kubernetes", Kind.NUMBER, "dozens"),
        ("Helped migrate 12 services to Kubernetes in 2022", Kind.DATE, "2022"),
        ("Helped migrate 12 services to Kubernetes for Globex", Kind.NAME, "Globex"),
        ("Helped migrate 12 services to Kubernetes in Rust", Kind.SKILL, "Rust"),
        ("Led the migration of 12 of 30 services to Kubernetes", Kind.OWNERSHIP, "Led"),
        ("Migrated 12 of 30 services to Kubernetes", Kind.OWNERSHIP, "Migrated 12"),
        ("Helped migrate all services to Kubernetes", Kind.SCOPE, "all"),
        ("Helped migrate 12 services to Kubernetes, the fastest ever", Kind.SUPERLATIVE, "fastest"),
        ("Award-winning: helped migrate 12 services", Kind.AWARD, "Award"),
        ("Help migrate 12 services to Kubernetes", Kind.TENSE, "Help"),
    ],
)
def test_a_claim_is_found_named_and_asked_about(text, kind, words):
    first = next(one for one in found(text, vocabulary=SKILLS) if one.kind is kind)
    assert words in first.words
    assert text[first.start : first.end] == first.words
    assert first.question.endswith("?")
    assert first.words in first.question


@pytest.mark.parametrize(
    "text",
    [
        "Supported the migration of 12 of 30 services to Kubernetes in 2021",
        "At Norvik Pay, helped migrate twelve of thirty services to Kubernetes",
        "Helped migrate 40 % of 30 services to k8s",
        "As engineer in Leeds, helped migrate services to Kubernetes",
        LINE,
        "",
    ],
)
def test_what_the_line_and_the_job_say_may_be_said(text):
    assert found(text, vocabulary=SKILLS) == []


def test_another_line_of_the_same_job_counts_as_a_whole_and_another_jobs_does_not():
    assert kinds("Helped migrate 12 services to Kubernetes; wrote nine runbooks in Go") == []
    assert kinds("Helped migrate nine services to Kubernetes")
    assert kinds("Helped migrate 12 services and cut test time by 40 %")


def test_the_summary_may_use_every_job_but_not_mix_them():
    def summary(text):
        return kinds(text, path="summary", original=FACTS.summary)

    assert summary("Engineer in payments who cut test time by 40 % at Ostrava Tools") == []
    assert summary("Engineer in payments with a BSc in Physics from Hull University; Rust") == []
    assert summary("Engineer in payments who cut test time by 40 % at Norvik Pay")[0] is Kind.MERGED
    assert summary("Senior engineer in payments")


def test_what_the_person_confirmed_is_a_source():
    text = "Led 5 people and helped migrate 12 of 30 services to Kubernetes"
    asked = found(text)
    assert asked
    assert found(text, confirmed=["Led 5 people"]) == []
    assert found(text, confirmed=[one.words for one in asked]) == []


def test_negations_and_limits_cannot_be_dropped():
    line = "Prototype of a chat bot; it was not put into production"
    assert kinds("Chat bot put into production", original=line)
    assert kinds("Prototype of a chat bot; not put into production", original=line) == []


def test_the_same_call_gives_the_same_answer():
    text = "Led 50 engineers at Globex in Rust, award-winning, in 2029"
    assert found(text) == found(text)
    assert [one.start for one in found(text)] == sorted(one.start for one in found(text))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_upsets_the_guard(original, text):
    for path in ("summary", "work.0.bullets.0", "work.9.bullets.1", "education.0.degree", "", "work.x"):
        for one in objections(path, original, text, FACTS, today=TODAY):
            assert text[one.start : one.end] == one.words
            assert one.words


WORDS = """
12 of 30 a half and twenty - % £ from to by , ; which led not in Helped services million per week every two 2021
since as director together with third quarter dozen
"""
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=25), st.lists(PIECES, max_size=25))
def test_no_mix_of_the_words_it_looks_for_upsets_the_guard(original, text):
    objections("work.0.bullets.0", " ".join(original), " ".join(text), FACTS, today=TODAY)
