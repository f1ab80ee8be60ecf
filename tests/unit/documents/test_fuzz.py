"""Files with random damage: the only error that ever comes out is InvalidUpload."""

import io
import json
import os
import random
import resource
import time
from collections import Counter

import pytest

from domain.errors import InvalidUpload
from domain.resume.document import Line
from domain.resume.parser import parse_resume, reading_quality
from services.documents import child
from services.documents.child import answer
from services.documents.reader import check_upload, read_document
from services.documents.skills_list import load_skills
from tests.unit.resume.layouts import LAYOUTS

ROUNDS, INSIDE = (20_000, 2_000) if os.environ.get("NIGHTLY") == "1" else (2_000, 200)
SEEDS = sorted(LAYOUTS)


def _damaged(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 6, 60))):
        position = chance.randrange(len(damaged))
        kind = chance.randrange(5)
        if kind == 0:
            damaged[position] = chance.randrange(256)
        elif kind == 1:
            del damaged[position : position + chance.randrange(1, 60)]
        elif kind == 2:
            damaged[position:position] = chance.randbytes(chance.randrange(1, 60))
        elif kind == 3:
            other = chance.randrange(len(damaged))
            damaged[position : position + 40] = damaged[other : other + 40]
        else:
            damaged[position : position + 8] = chance.choice(
                (b"99999999", b"-1", b"\xff" * 8, b"/Kids [", b"endstream")
            )
        if len(damaged) < 50:
            break
    return bytes(damaged)


@pytest.mark.timeout(5400)
def test_only_invalid_upload_comes_out(tmp_path):
    """2,000 damaged files: each is read or refused with a sentence, none hangs, and this process does not grow."""
    chance = random.Random(20261121)
    seeds = {name: LAYOUTS[name][0]() for name in SEEDS}
    path = tmp_path / "file"
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(ROUNDS):
        name = SEEDS[number % len(SEEDS)]
        data = _damaged(seeds[name], chance)
        path.write_bytes(data)
        begun = time.monotonic()
        try:
            document = read_document(path, check_upload(name, data), tesseract="")
        except InvalidUpload as error:
            outcomes[error.code] += 1
        else:
            outcomes["read"] += 1
            if number % 20 == 0:
                reading_quality(document, parse_resume(document.lines, document.links))
        slowest = max(slowest, time.monotonic() - begun)
    assert slowest < 10
    assert outcomes["too_slow"] == outcomes["too_heavy"] == 0
    assert outcomes["read"] > ROUNDS // 10, "the damage is so heavy that reading is not tested"
    assert ROUNDS - outcomes["read"] > ROUNDS // 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000, "kilobytes"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("section", ["Experience", "Education", "Skills", "None of these"])
@pytest.mark.parametrize(
    "text", ["a" * 600, "(2019 " * 100, "+1 555 " * 85, "a@b." * 150, "Engineer, Acme Inc, " * 30, "www." * 150]
)
def test_hostile_text_is_understood_in_bounded_time(text, section):
    """As much text as the child ever hands back; a minute is many times what it needs alone on a machine."""
    lines = [Line(section, size=14.0, bold=True)]
    lines += [Line(text, size=10.0, x0=10.0, x1=500.0, y=n * 12.0) for n in range(child.MAX_TEXT // child.MAX_LINE)]
    parse_resume(lines, (), load_skills())


def test_child_hands_back_a_bounded_text(tmp_path):
    from docx import Document

    document = Document()
    for _ in range(60):
        document.add_paragraph("word " * 1000)
    document.save(str(tmp_path / "long.docx"))
    found = answer({"path": str(tmp_path / "long.docx"), "media_type": "docx", "max_pages": 20})["document"]
    assert sum(len(line["text"]) for line in found["lines"]) <= child.MAX_TEXT
    assert max(len(line["text"]) for line in found["lines"]) <= child.MAX_LINE


def test_child_answers_over_its_pipes(monkeypatch, tmp_path, capsys):
    """The same entry the process uses, with its walls taken away so that this process keeps what it has."""
    path = tmp_path / "resume.pdf"
    path.write_bytes(LAYOUTS["student.pdf"][0]())
    limits: list[tuple[int, int]] = []
    monkeypatch.setattr(child, "limit", lambda memory, cpu: limits.append((memory, cpu)))
    monkeypatch.setattr(child, "leave_network", lambda: limits.append((0, 0)))
    request = {"path": str(path), "media_type": "application/pdf", "memory": 5, "cpu": 6, "max_pages": 20}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(request)))
    assert child.main() == 0
    assert json.loads(capsys.readouterr().out)["document"]["lines"][0]["text"] == "Lena Brandt"
    assert limits == [(0, 0), (5, 6)]


def test_damage_inside_the_package_is_a_refusal_and_not_a_crash(tmp_path):
    """The parts of a DOCX are damaged and packed again, so that the damage reaches the XML; read in this process."""
    import zipfile

    chance = random.Random(4)
    whole = LAYOUTS["header_and_box.docx"][0]()
    outcomes = set()
    for _ in range(INSIDE):
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(buffer, "w") as target:
            names = source.namelist()
            victim = chance.choice([n for n in names if n.endswith((".xml", ".rels"))])
            for name in names:
                part = source.read(name)
                target.writestr(name, _damaged(part, chance) if name == victim else part)
        path = tmp_path / "file.docx"
        path.write_bytes(buffer.getvalue())
        outcome = answer({"path": str(path), "media_type": "docx", "max_pages": 20})
        outcomes.add(outcome.get("refused", "read"))
    assert outcomes <= {"read", "damaged", "empty_document", "too_long"}
    assert {"read", "damaged"} <= outcomes
