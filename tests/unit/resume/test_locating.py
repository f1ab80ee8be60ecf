"""Every fact knows the characters it was read from."""

from domain.resume.document import Line, ReadDocument
from domain.resume.doubts import find_doubts
from domain.resume.facts import Position, ResumeFacts
from domain.resume.locating import locate
from domain.resume.understanding import understand
from tests.unit.resume.layouts import LAYOUTS
from tests.unit.resume.test_reading_rules import HEAD, lines


def _text(document: ReadDocument, spans) -> str:
    return " ".join(document.lines[span.line].text[span.start : span.end] for span in spans)


def test_each_value_is_found_beside_its_own_item():
    document = ReadDocument(
        tuple(
            lines(
                *HEAD,
                "# Experience",
                "Nurse, Mercy Hospital | 2019 - 2021",
                "- Led a ward of twenty-four beds in two shifts",
                "Nurse, City Clinic | 2015 - 2019",
                "- Moved beds between the wards of the city",
                "# Education",
                "BSc Nursing, University of Porto, 2015",
            )
        )
    )
    understood = understand(document)
    sources = understood.sources
    assert [s.line for s in sources["work.0.title"]] == [3]
    assert [s.line for s in sources["work.1.title"]] == [5]
    assert [s.line for s in sources["work.1.start"]] == [5]
    assert [s.line for s in sources["education.0.end"]] == [8]
    for path, value in {
        "contact.name": "Ines Duarte", "contact.email": "ines@duarte.example", "work.1.employer": "City Clinic",
        "work.0.bullets.0": "Led a ward of twenty-four beds in two shifts", "education.0.school": "University of Porto",
    }.items():  # fmt: skip
        assert _text(document, sources[path]) == value


def test_a_value_over_two_lines_has_a_span_in_each():
    wide = {"x1": 300.0, "size": 10.0}
    document = ReadDocument(
        (
            Line("Nurse, Mercy Hospital | 2019 - 2021", y=10.0, **wide),
            Line("Introduced a hand-over that cut the time of imple-", bullet=True, y=24.0, **wide),
            Line("mentation by half", y=38.0, **wide),
        )
    )
    bullet = "Introduced a hand-over that cut the time of implementation by half"
    spans = locate(document, ResumeFacts(work=(Position(bullets=(bullet,)),)))["work.0.bullets.0"]
    assert [(s.line, s.start, s.end) for s in spans] == [(1, 0, 49), (2, 0, 17)]


def test_short_names_are_not_found_inside_other_words():
    document = ReadDocument(tuple(lines(*HEAD, "# Skills", "Google Sheets, Go")))
    understood = understand(document)
    where = {skill.name: understood.sources[f"skills.{i}"] for i, skill in enumerate(understood.facts.skills)}
    assert [(s.line, s.start, s.end) for s in where["Go"]] == [(3, 15, 17)]


def test_what_is_not_in_the_file_has_no_source():
    document = ReadDocument(tuple(lines(*HEAD)))
    assert "work.0.title" not in locate(document, ResumeFacts(work=(Position(title="Astronaut"),)))


def test_every_span_of_a_drawn_resume_holds_its_value(tmp_path):
    from services.documents.pdf import read_pdf

    path = tmp_path / "resume.pdf"
    path.write_bytes(LAYOUTS["single_column.pdf"][0]())
    document = read_pdf(path, 20)
    understood = understand(document)
    for index, position in enumerate(understood.facts.work):
        for field in ("title", "employer", "start", "end"):
            assert _text(document, understood.sources[f"work.{index}.{field}"]) == getattr(position, field)
        for number, bullet in enumerate(position.bullets):
            assert _text(document, understood.sources[f"work.{index}.bullets.{number}"]) == bullet


def _doubts(*texts: str) -> dict[str, str]:
    document = ReadDocument(tuple(lines(*texts)))
    return {doubt.path: doubt.reason for doubt in understand(document).doubts}


def test_a_clear_resume_raises_no_doubt():
    assert not _doubts(
        *HEAD, "# Experience", "Nurse, Mercy Hospital | 2019 - 2021", "# Education", "BSc, University of Porto, 2015"
    )


def test_doubts_name_what_may_be_wrong():
    found = _doubts(*HEAD, "# Experience", "Sunrise | Moonbeam | 2021 - 2019", "- Led a ward of twenty beds")
    assert "which of “Sunrise” and “Moonbeam”" in found["work.0.title"]
    assert found["work.0.end"] == "This position ends before it begins."
    assert "dates" in _doubts(*HEAD, "# Experience", "Nurse, Mercy Hospital", "- Led a ward")["work.0.start"]
    assert "only one word" in _doubts("Alice", "# Experience", "Nurse, Mercy Hospital | 2019 - 2021")["contact.name"]


def test_letters_that_ocr_was_unsure_of_are_doubted():
    texts = lines(*HEAD, "# Experience", "Nurse, Mercy Hospital | 2019 - 2021", confidence=0.55)
    document = ReadDocument(tuple(texts), ocr_pages=(1,))
    found = {doubt.path: doubt.confidence for doubt in understand(document).doubts}
    assert found["work.0.employer"] == 0.55
    assert found["contact.email"] == 0.55


def test_a_value_put_together_from_two_columns_is_doubted():
    document = ReadDocument(
        (Line("Keeps the books of", column=0), Line("three subsidiaries in Ghent", column=1)), columns=2
    )
    facts = ResumeFacts(work=(Position(bullets=("Keeps the books of three subsidiaries in Ghent",)),))
    doubts = find_doubts(document, facts, locate(document, facts))
    assert "two columns" in next(d.reason for d in doubts if d.path == "work.0.bullets.0")
