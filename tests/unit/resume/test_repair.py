"""A model may point at words of the file, and at nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from domain.errors import ModelUnavailable
from domain.resume.document import ReadDocument
from domain.resume.repair import REMOVED, Repair, apply_repairs, as_written, doubtful_parts, without_contact
from domain.resume.understanding import understand, understand_closely
from tests.unit.resume.test_reading_rules import lines

TEXTS = (
    "Ines Duarte", "ines@duarte.example | +351 912 000 111", "# Experience", "Sunrise | Moonbeam | 2019 - 2021",
    "- Led a ward of twenty beds for Ines and her team",
)  # fmt: skip


def _document() -> ReadDocument:
    return ReadDocument(tuple(lines(*TEXTS)))


def _parts():
    understood = understand(_document())
    return understood, doubtful_parts(_document(), understood.facts, understood.sources, understood.doubts)


def test_only_doubtful_parts_are_shown_and_without_names_and_addresses():
    _, parts = _parts()
    assert [part.path for part in parts] == ["work.0"]
    shown = "\n".join(line for part in parts for line in part.lines)
    assert "Sunrise Moonbeam 2019 - 2021" in shown
    for hidden in ("Ines", "Duarte", "ines@", "912"):
        assert hidden not in shown


def test_the_name_is_shown_only_where_the_doubt_is_about_it():
    document = ReadDocument(tuple(lines("Alice", "x@y.example", "# Experience", "Nurse, Mercy Hospital | 2019 - 2021")))
    understood = understand(document)
    parts = doubtful_parts(document, understood.facts, understood.sources, understood.doubts)
    assert [part.path for part in parts] == ["contact"]
    assert "Alice" in parts[0].lines
    assert "x@y.example" not in "\n".join(parts[0].lines)


def test_a_badly_scanned_telephone_number_is_not_shown():
    head = ("Ines Duarte", "+351 912 000 111 | ines@duarte.example")
    texts = lines(*head, "# Experience", "Nurse, Mercy Hospital", confidence=0.4)
    document = ReadDocument(tuple(texts), ocr_pages=(1,))
    understood = understand(document)
    assert {"contact.phone", "contact.name"} <= {doubt.path for doubt in understood.doubts}
    parts = doubtful_parts(document, understood.facts, understood.sources, understood.doubts)
    assert {part.path for part in parts} == {"contact", "work.0"}
    assert "912" not in "\n".join(line for part in parts for line in part.lines)


def test_values_of_the_file_are_taken_over_as_the_file_writes_them():
    def swap(parts):
        return [Repair(1, "title", "MOONBEAM"), Repair(1, "employer", "sunrise")]

    mended = understand_closely(_document(), None, swap)
    assert [(p.title, p.employer) for p in mended.facts.work] == [("Moonbeam", "Sunrise")]
    assert [(s.line, s.start) for s in mended.sources["work.0.title"]] == [(3, 8)]
    told = {doubt.path: doubt.reason for doubt in mended.doubts}
    assert "language model" in told["work.0.title"]


def test_invented_misplaced_and_malformed_values_are_dropped():
    understood, parts = _parts()
    lies = [
        Repair(1, "employer", "Moonbeam Incorporated"),
        Repair(1, "title", REMOVED),
        Repair(1, "start", "ward"),
        Repair(1, "salary", "2019"),
        Repair(7, "title", "Sunrise"),
        Repair(1, "place", ""),
    ]
    assert apply_repairs(understood.facts, parts, lies) == (understood.facts, ())


def test_without_a_model_or_with_one_that_is_down_the_rules_reading_stays():
    def down(parts):
        raise ModelUnavailable("down")

    assert understand_closely(_document(), None, None) == understand(_document())
    assert understand_closely(_document(), None, down) == understand(_document())


def test_a_clear_resume_is_never_shown_to_the_model():
    def never(parts):
        raise AssertionError(parts)

    clear = ReadDocument(tuple(lines(*TEXTS[:3], "Nurse, Mercy Hospital | 2019 - 2021")))
    assert understand_closely(clear, None, never) == understand(clear)


@given(st.text(max_size=30))
def test_whatever_a_model_says_only_words_of_the_lines_come_back(value):
    source = ["Nurse at Mercy Hospital, 2019", "Porto"]
    found = as_written(value, source)
    assert found == "" or found in " ".join(source)


def test_addresses_and_numbers_are_taken_out_and_years_stay():
    text = "Call +49 171 5550123 or mail a.b@c.example, www.me.example/x, 2019 - 2021 (Ann Lee)"
    assert without_contact(text, "Ann Lee") == "Call [removed] or mail [removed] , [removed] 2019 - 2021 ([removed] )"
