"""Changes by rules, what asks, what is cut out, and how changes are applied."""

from datetime import date

import pytest

from domain.errors import InvalidInput
from domain.resume.fabrication.guard import objections
from domain.resume.fabrication.objection import ObjectionKind
from domain.resume.facts import Position, ResumeFacts
from domain.resume.refining import (
    Change,
    ChangeStatus,
    Confirmed,
    Origin,
    apply_changes,
    diff,
    open_objections,
    with_questions,
    without_claim,
)
from domain.resume.rule_refining import better_order, rule_changes, shorter_summary
from tests.builders import a_refinement

TODAY = date(2026, 11, 26)
LINES = (
    "Was responsible for preparing the monthly accounts of 14 shops",
    "Took photos for the staff magazine",
    "Reconciled supplier statements in Excel and recovered £42,000 of duplicate payments",
)
FACTS = ResumeFacts(
    summary="Accountant with a background in retail.",
    work=(Position(title="Accountant", employer="Norvik", start="2019", end="2022", bullets=LINES),),
)


def a_change(**values):
    return Change(**{"id": "m1", "path": "work.0.bullets.1", "why": "", "origin": Origin.MODEL, **values})


def test_changes_by_rules_say_so_and_add_nothing():
    job = "You reconcile supplier statements and duplicate payments in Excel."
    found = rule_changes(FACTS, job, TODAY)
    assert {change.origin for change in found} == {Origin.RULES}
    lines = {change.path: change for change in found}
    assert lines["work.0.bullets.0"].text.startswith("Prepared the monthly accounts")
    assert lines["work.0.bullets"].order == (2, 0, 1)
    for change in found:
        if not change.order:
            assert objections(change.path, change.original, change.text, FACTS, today=TODAY) == []
    assert found == rule_changes(FACTS, job, TODAY)


def test_lines_keep_their_order_without_a_reason():
    assert better_order(LINES, set()) == ()
    assert better_order([], {"excel"}) == ()


def test_a_long_summary_loses_the_sentences_that_say_least_for_the_job():
    said = [
        "Accountant with nine years in retail and wholesale, at home in month-end closes and annual audits.",
        "Enjoys hiking, photography and long walks with two dogs through the hills of the Lake District on Sundays.",
        "Knows Excel and Sage well and has moved two companies from paper to digital invoices without a late close.",
        "Also interested in politics, history and the theatre, and a keen reader of newspapers in three languages.",
    ]
    short = shorter_summary(" ".join(said), "We need Excel and digital invoices.")
    assert short == f"{said[0]} {said[2]}"
    assert shorter_summary("Short. Enough.", "") == ""


def test_a_claim_without_a_source_asks_and_the_persons_yes_is_a_source():
    text = "Led a team that took photos for the staff magazine"
    found = open_objections("work.0.bullets.1", LINES[1], text, FACTS, today=TODAY)
    asking = with_questions(a_change(original=LINES[1], text=text), found)
    assert asking.status is ChangeStatus.ASKS
    assert all(question.objection.question.endswith("?") for question in asking.questions)
    said = [Confirmed(path="work.0.bullets.1", kind=one.kind, words=one.words) for one in found]
    assert open_objections("work.0.bullets.1", LINES[1], text, FACTS, today=TODAY, confirmed=said) == []
    bigger = text.replace("a team", "a team of 40")
    left = open_objections("work.0.bullets.1", LINES[1], bigger, FACTS, today=TODAY, confirmed=said)
    assert [one.kind for one in left] == [ObjectionKind.NUMBER]


def test_a_claim_can_be_cut_out_with_its_clause_or_its_sentence():
    text = "Took photos for the staff magazine, which doubled its readership"
    start = text.index("doubled")
    assert without_claim(text, start, len(text))[0] == "Took photos for the staff magazine"
    assert without_claim("Led it.", 0, 3) == []


def test_taken_changes_are_applied_and_a_line_that_changed_meanwhile_is_left():
    changes = [
        a_change(id="a", original=LINES[1], text="Photographed", status=ChangeStatus.ACCEPTED),
        a_change(id="b", path="summary", original="Something older.", text="New", status=ChangeStatus.EDITED),
        a_change(id="c", path="work.0.bullets", order=(2, 1, 0), status=ChangeStatus.ACCEPTED),
        a_change(id="d", path="work.0.bullets.0", original=LINES[0], text="No", status=ChangeStatus.REJECTED),
        a_change(id="e", path="work.4.bullets.0", original="x", text="y", status=ChangeStatus.ACCEPTED),
        a_change(id="f", path="work.0.bullets", order=(0, 0, 1), status=ChangeStatus.ACCEPTED),
    ]
    applied = apply_changes(FACTS, changes)
    assert applied.facts.work[0].bullets == (LINES[2], "Photographed", LINES[0])
    assert applied.facts.summary == FACTS.summary
    assert (applied.done, applied.skipped) == (("a", "c"), ("b", "e", "f"))


def test_a_diff_puts_together_what_it_took_apart():
    parts = diff("Took many photos", "Took photos daily")
    assert [(p.kind, p.text) for p in parts] == [
        ("same", "Took"), ("removed", "many"), ("same", "photos"), ("added", "daily")
    ]  # fmt: skip


def test_an_unknown_change_is_refused_in_words():
    with pytest.raises(InvalidInput, match="no longer exists"):
        a_refinement(_resume()).change("m9")


def _resume():
    from datetime import UTC, datetime
    from uuid import UUID

    from domain.resume.facts import Resume, ResumeStatus

    return Resume(
        id=UUID(int=1), user_id=UUID(int=2), file_name="a.pdf", media_type="application/pdf", size=1,
        status=ResumeStatus.READ, created_at=datetime.now(UTC), version=1,
    )  # fmt: skip
