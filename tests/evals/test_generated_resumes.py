"""The parser on generated resumes, one of each layout; and the generator and its scorer themselves."""

import hashlib
import re
import unicodedata
import zipfile
from pathlib import Path

import pypdf
import pytest

from benchmarks.resume_scoring import FIELDS, macro_f1, score, total
from benchmarks.resumes import COUNT, Sample, samples, write_file
from benchmarks.resumes.layouts import LAYOUTS
from services.documents.parsing import parse_file

MACRO_FLOOR = 0.80
FLOORS = {
    "name": 0.92,
    "email": 0.97,
    "phone": 0.93,
    "links": 0.80,
    "skills": 0.75,
    "employers": 0.72,
    "titles": 0.75,
    "schools": 0.85,
    "degrees": 0.80,
}
TEXT_LAYOUTS = tuple(layout for layout in LAYOUTS if not layout.scanned)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Sample, Path]]:
    """One resume of every layout that holds text."""
    folder = tmp_path_factory.mktemp("resumes")
    return [(sample, write_file(sample, folder)) for sample in samples(count=len(TEXT_LAYOUTS), layouts=TEXT_LAYOUTS)]


def test_parser_reads_every_layout_well_enough(drawn: list[tuple[Sample, Path]]) -> None:
    figures = total(score(parse_file(path), sample.truth) for sample, path in drawn)
    assert macro_f1(figures) >= MACRO_FLOOR, figures
    below = {name: figures[name].f1 for name, floor in FLOORS.items() if figures[name].f1 < floor}
    assert not below


def test_everything_in_the_truth_stands_in_the_file(drawn: list[tuple[Sample, Path]]) -> None:
    for sample, path in drawn:
        text, urls = _contents(path)
        for name in FIELDS:
            values = sample.truth[name]
            for value in [values] if isinstance(values, str) else values:
                bare = value.removeprefix("https://")
                found = _words(bare) <= _words(text) or _letters(bare) in _letters(text)
                assert found or (name == "links" and value in urls), (sample.name, name, value)
        for position in sample.facts.work:
            for line in position.bullets:
                assert _letters(line) in _letters(text) or _words(line) <= _words(text), (sample.name, line)


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    digests = []
    for name in ("first", "second"):
        folder = tmp_path / name
        folder.mkdir()
        made = samples(seed=7, count=len(LAYOUTS))
        digests.append([hashlib.sha256(write_file(sample, folder).read_bytes()).hexdigest() for sample in made])
        assert [sample.truth for sample in made] == [sample.truth for sample in samples(seed=7, count=len(LAYOUTS))]
    assert digests[0] == digests[1]
    assert samples(seed=7, count=3)[0].truth != samples(seed=8, count=3)[0].truth


def test_a_scan_holds_pictures_and_no_letters(tmp_path: Path) -> None:
    scans = tuple(layout for layout in LAYOUTS if layout.scanned)
    for sample in samples(count=len(scans), layouts=scans):
        pages = pypdf.PdfReader(write_file(sample, tmp_path)).pages
        assert all(len(page.images) == 1 and not page.extract_text().strip() for page in pages)


def test_the_fixed_set_is_wide() -> None:
    made = samples()
    assert len(made) == COUNT >= 150
    assert len({sample.layout.name for sample in made}) >= 40
    assert len({sample.content.profession for sample in made}) >= 15
    assert {sample.language for sample in made} == {"en", "es", "fr", "de", "pt", "zh", "ja"}
    assert 0.6 <= sum(sample.language == "en" for sample in made) / len(made) <= 0.75
    assert any(not sample.facts.work for sample in made)
    assert any(len(sample.facts.work) >= 6 for sample in made)


def test_a_perfect_parser_scores_one_and_planted_mistakes_cost_points() -> None:
    truth = samples(count=1)[0].truth
    perfect = total([score(truth, truth)])
    assert macro_f1(perfect) == 1
    wrong = {**truth, "name": "Somebody Else", "employers": [*truth["employers"], "Nowhere Ltd"], "titles": []}
    result = score(wrong, truth)
    assert result.figures["name"].right == 0
    assert result.misses["employers"].extra == ("Nowhere Ltd",)
    assert result.figures["titles"].recall == 0
    assert macro_f1(total([result])) < 0.8


@pytest.mark.parametrize(
    ("field", "found", "true", "right"),
    [
        ("name", "JOSÉ RAMÍREZ ORTEGA", "Jose Ramirez Ortega", True),
        ("name", "Ramírez", "José Ramírez", False),
        ("phone", "(212) 555-0143", "+1 212 555 0143", True),
        ("phone", "555-0143", "555-0144", False),
        ("links", "https://www.github.com/ana", "github.com/ana", True),
        ("links", "github.com/ana", "github.com/ben", False),
        ("skills", "Postgres", "PostgreSQL", True),
        ("skills", "Java", "JavaScript", False),
        ("employers", "Quillstack, Austin", "Quillstack", True),
        ("employers", "Quillstack", "Brightlane Labs", False),
        ("degrees", "B.Sc. Nursing", "Bachelor of Science in Nursing", True),
        ("degrees", "Master of Science in Nursing", "Bachelor of Science in Nursing", False),
    ],
)
def test_scorer_forgives_spelling_and_nothing_else(field: str, found: str, true: str, right: bool) -> None:
    assert score({field: found}, {field: true}).figures[field].right == int(right)


def test_a_field_without_truth_is_left_out_and_an_empty_one_is_not() -> None:
    result = score({"name": "Ana", "phone": "212 555 0143"}, {"name": None, "phone": ""})
    assert "name" not in result.figures
    assert result.figures["phone"].extra == 1


def _contents(path: Path) -> tuple[str, str]:
    """All letters of a file, and the addresses its links lead to, by readers that are not ours."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as parts:
            names = [name for name in parts.namelist() if name.startswith("word/") and name.endswith((".xml", ".rels"))]
            raw = {name: parts.read(name).decode() for name in names}
        joined = "\n".join(re.sub(r"</w:p>|</w:t>|<w:tab/>", " ", raw[name]) for name in names if name.endswith(".xml"))
        text = re.sub(r"<[^>]+>", "", joined)
        return _unescaped(text), " ".join(raw[name] for name in names if name.endswith(".rels"))
    reader = pypdf.PdfReader(path)
    urls = [
        str(annotation.get_object()["/A"]["/URI"])
        for page in reader.pages
        for annotation in page.get("/Annots", ())
        if "/A" in annotation.get_object()
    ]
    return "\n".join(page.extract_text() for page in reader.pages), " ".join(urls)


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("〜", "~").replace("～", "~")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", _folded(text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", _folded(text)))
