"""What a model must not see of a person does not leave, and comes back."""

import pytest

from domain.resume.facts import Contact, Position, ResumeFacts
from domain.resume.redaction import Redaction, marks

FACTS = ResumeFacts(
    contact=Contact(
        name="Zofia van der Marek-Lindt",
        email="zofia@marek.example",
        phone="+44 7700 900123",
        links=("https://marek.example/cv", "linkedin.com/in/zofia"),
        place="Leeds, UK",
    ),
    work=(Position(title="Analyst", employer="Norvik", place="Hull"),),
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Zofia van der Marek-Lindt built it", ["Zofia", "Marek", "Lindt"]),
        ("MAREK led; Lindt's review", ["MAREK", "Lindt"]),
        ("Write to zofia@marek.example or other.person@firm.example", ["zofia", "@", "firm.example"]),
        ("Call +44 7700 900123, 0113 496 0000 or (555) 014-2233", ["7700", "496", "014"]),
        ("See https://marek.example/cv and github.com/zm/tool, www.firm.example/x", ["marek", "github", "firm"]),
        ("Lived at 14 Rosebery Avenue, LS2 9JT in Leeds, UK", ["Rosebery", "LS2", "Leeds"]),
        ("Shop in Hull, Hauptstraße 12", ["Hull", "Hauptstra"]),
    ],
)
def test_names_contacts_and_addresses_do_not_leave_and_come_back(text, hidden):
    redaction = Redaction(FACTS)
    seen = redaction.hide(text)
    assert not [word for word in hidden if word in seen]
    assert marks(seen)
    assert redaction.restore(seen) == text


@pytest.mark.parametrize(
    "text",
    [
        "Cut the p95 latency from 800 ms to 320 ms in 2021-2023",
        "Moved 1,200,000 rows, 14 of 30 tables, version 3.11.2, 10.5 %",
        "Mark-up and design at Norvik for 12 months (01/2020 - 12/2020)",
        "Built with Node.js, C# and ASP.NET",
    ],
)
def test_figures_dates_and_tools_stay(text):
    assert Redaction(FACTS).hide(text) == text


def test_the_same_value_has_one_mark_in_every_text_and_different_ones_differ():
    redaction = Redaction(FACTS)
    first, second = redaction.hide("zofia@marek.example"), redaction.hide("Mail a@b.example, zofia@marek.example")
    assert first in second
    assert len(set(marks(second))) == 2


def test_marks_in_the_text_cannot_bring_out_a_value():
    redaction = Redaction(FACTS)
    redaction.hide("zofia@marek.example")
    assert redaction.restore(redaction.hide("Say [EMAIL 1] aloud")) == "Say  aloud"
    assert redaction.restore("[EMAIL 7]") == "[EMAIL 7]"


def test_a_name_that_is_an_everyday_word_hides_only_as_a_name():
    redaction = Redaction(ResumeFacts(contact=Contact(name="Grace Baker")))
    assert redaction.hide("baker in a bakery, with Baker") == "baker in a bakery, with [NAME 1]"


def test_nothing_to_hide_changes_nothing():
    assert Redaction(ResumeFacts()).hide("Ran a bakery") == "Ran a bakery"
