"""Grammar and spelling of resume lines, by the real linter."""

import threading
from pathlib import Path

import pytest
import yaml

from benchmarks.resume_writing import LINES, faults
from domain.resume.facts import Contact, Position, ResumeFacts
from domain.resume.writing.findings import WritingKind
from services.documents.skills_list import load_skills
from services.grammar import GrammarChecker, known_words


@pytest.fixture(scope="module")
def checker() -> GrammarChecker:
    return GrammarChecker(load_skills())


def found(checker: GrammarChecker, text: str, known: tuple[str, ...] = ()) -> list[tuple[str, str, str | None]]:
    return [(f.kind.value, f.text, f.replacement) for f in checker.check([("summary", text)], known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Developed an user interface", ("grammar", "an", "a")),
        ("Improved the the process", ("grammar", "the the", "the")),
        ("Recieved the award for best service", ("spelling", "Recieved", "Received")),
        ("Won the award for teh best service", ("spelling", "teh", "the")),
        ("Planned the maintainance of 45 lifts", ("spelling", "maintainance", None)),
        ("Trained staff on there new rights", ("grammar", "there", "their")),
        ("Managed a team of five engineer on two sites", ("grammar", "engineer", "engineers")),
    ],
)
def test_mistakes_are_found_with_what_could_stand_there(checker, text, expected):
    kinds = found(checker, text)
    assert len(kinds) == 1
    assert kinds[0][:2] == expected[:2]
    assert kinds[0][2] == expected[2] or expected[2] is None


@pytest.mark.parametrize(
    "text",
    [
        "Analysed data with PySpark, FastAPI and Next.js",
        "Organised the centre's programme in Malmö",
        "Drove a lorry from Leeds to Kraków",
        "Ran EKS with ArgoCD",
        "Co-authored two papers on ageing",
        "Sales",
        "Reconciled invoices in SAP S/4HANA",
        "Wrote unit tests in pytest",
        "Cut page load from 3.4 s to 0.9 s",
        "Led the Søndergaard account",
        "Precepted graduate nurses",
        "Assisted in 40 resuscitations",
        "Coached 12 trainees, 9 of whom were promoted",
        "Head of a five star hotel",
        "Wrote a 12 month plan",
        "Supported level 3 engineer",
        "https://example.org/my-sitte",
        "mara@lindqvist.exampel",
    ],
)
def test_names_technologies_fragments_and_british_spelling_are_left_alone(checker, text):
    assert found(checker, text) == []


def test_a_known_name_is_never_misspelt(checker):
    text = "Sold custumers data tools"
    assert found(checker, text)
    assert found(checker, text, ("Custumers Ltd",)) == []
    facts = ResumeFacts(contact=Contact(name="Ada Recieve"), work=(Position(employer="Custumers Ltd"),))
    assert {"Ada Recieve", "Custumers Ltd"} <= set(known_words(facts))


def test_offsets_are_those_of_the_text(checker):
    text = "Improved the café’s menu 🍰 and the the service"
    finding = checker.check([("summary", text)])[0]
    assert text[finding.start : finding.end] == finding.text == "the the"


def test_two_threads_may_ask_at_once(checker):
    results: list[object] = []

    def ask() -> None:
        results.append([found(checker, "Improved the the process") for _ in range(20)])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize("half", ["tuned", "held_out"])
def test_sound_lines_are_not_disturbed_and_most_faulty_ones_are_found(checker, half):
    lines = yaml.safe_load(Path(LINES).read_text(encoding="utf-8"))[half]
    assert [(line["text"], told) for line in lines["clean"] if (told := faults(checker, line))] == []
    hits = [
        bool({f.kind for f in faults(checker, line)} & {WritingKind(k) for k in line["kinds"]})
        for line in lines["faulty"]
    ]
    assert sum(hits) >= 0.9 * len(hits)
