"""Versions compared text by text, and texts changed by their path."""

import pytest

from domain.resume.differences import differences
from domain.resume.facts import Position, ResumeFacts
from domain.resume.paths import text_at, with_text
from tests.unit.resume.sound_resume import sound_facts, with_bullet, with_position


def told(before: ResumeFacts, after: ResumeFacts) -> list[tuple[str, str, str]]:
    return [(d.path, d.before, d.after) for d in differences(before, after)]


def test_the_same_facts_do_not_differ():
    assert told(sound_facts(), sound_facts()) == []
    confirmed = with_position(sound_facts(), 0, confirmed=True)
    assert told(sound_facts(), confirmed) == []


def test_a_changed_line_is_named_by_its_path():
    old = sound_facts().work[1].bullets[2]
    assert told(sound_facts(), with_bullet(sound_facts(), 1, 2, "Moved ten years of files")) == [
        ("work.1.bullets.2", old, "Moved ten years of files")
    ]


def test_an_added_and_a_removed_line_do_not_shift_the_others():
    facts = sound_facts()
    bullets = facts.work[0].bullets
    more = with_position(facts, 0, bullets=("Planned the new ward.", *bullets))
    assert told(facts, more) == [("work.0.bullets.0", "", "Planned the new ward.")]
    assert told(more, facts) == [("work.0.bullets.0", "Planned the new ward.", "")]


def test_a_line_that_was_changed_and_moved_is_one_difference():
    facts = sound_facts()
    first, *rest = facts.work[0].bullets
    moved = with_position(facts, 0, bullets=(*rest, first.replace("40", "45")))
    assert told(facts, moved) == [("work.0.bullets.4", first, first.replace("40", "45"))]


def test_moved_entries_are_the_same():
    facts = sound_facts()
    turned = facts.model_copy(update={"work": tuple(reversed(facts.work)), "skills": tuple(reversed(facts.skills))})
    assert told(facts, turned) == []


def test_contact_and_links_and_new_entries():
    facts = sound_facts()
    contact = facts.contact.model_copy(update={"phone": "", "links": (*facts.contact.links, "mara.example")})
    after = facts.model_copy(update={"contact": contact, "work": (Position(title="Chef"), *facts.work)})
    assert told(facts, after) == [
        ("contact.phone", facts.contact.phone, ""),
        ("contact.links.1", "", "mara.example"),
        ("work.0.title", "", "Chef"),
    ]


def test_a_text_is_read_and_changed_by_its_path():
    facts = sound_facts()
    assert text_at(facts, "work.1.employer") == "Lindholm Dental"
    changed = with_text(facts, "work.1.bullets.0", "Ran the desk")
    assert changed.work[1].bullets[0] == "Ran the desk"
    assert with_text(changed, "work.1.bullets.0", facts.work[1].bullets[0]) == facts
    assert with_text(facts, "summary", "Nurse").summary == "Nurse"


@pytest.mark.parametrize(
    "path", ["", "work", "work.7.title", "work.x.title", "work.0.pay", "summary.0", "work.-1.title", "__class__"]
)
def test_a_path_that_leads_to_no_text_is_refused(path: str):
    with pytest.raises(KeyError):
        text_at(sound_facts(), path)
    with pytest.raises(KeyError):
        with_text(sound_facts(), path, "x")
