"""The corpus was written before the guard and stays as it was."""

from collections import Counter

from tests.evals.fabrication.corpus_files import cases, digests, frozen_digests, resumes

LIES = {
    *("number", "spelled_number", "unit", "ownership", "skill", "date", "duration", "merge", "award", "customer"),
    *("employer", "team", "scope", "superlative", "cause", "negation", "tense", "seniority"),
}


def test_the_corpus_is_the_one_that_was_frozen():
    assert digests() == frozen_digests()


def test_there_are_enough_lies_and_honest_rewrites_of_every_kind_and_profession():
    assert len(resumes()) >= 14
    lies, honest = ([c for c in cases() if c.lie is lie] for lie in (True, False))
    assert len(lies) >= 400
    assert len(honest) >= 300
    assert {c.kind for c in lies} == LIES
    for half in (True, False):
        kinds = Counter(c.kind for c in lies if c.tuning is half)
        assert set(kinds) == LIES
    assert min(Counter((c.resume, c.lie) for c in cases()).values()) >= 25


def test_each_original_is_what_the_resume_says_there():
    for case in (*cases(), *cases("unseen")):
        value = resumes()[case.resume]
        for part in case.path.split("."):
            value = value[int(part)] if part.isdigit() else getattr(value, part)
        assert value == case.original
        assert case.text != case.original
