"""The service over a real database, uploads of job descriptions, and manage.py match-resume."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import docx
import pytest

from domain.errors import InvalidInput, InvalidUpload, NotFound
from services.job_ad_files import text_of_file
from services.job_match import JobMatchService
from tests.browser import make_resume
from tests.builders import add_resume
from tests.embedder import EMBED

ROOT = Path(__file__).resolve().parents[3]
AD = "Backend Engineer\n\nRequirements\n- Python\n- Kubernetes\n\nNice to have\n- SQL\n"


def word_file(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line.removeprefix("- "), style="List Bullet" if line.startswith("- ") else None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def service(database):
    return JobMatchService(database, EMBED)


@pytest.fixture
def resume(database, person):
    with database.as_user(person.id) as tx:
        return add_resume(tx, person.id)


def test_a_match_is_stored_and_comes_out_the_same_again(service, person, resume):
    first = service.match(person, resume.id, AD)
    assert [r.status.value for r in first.requirements] == ["strong", "missing", "strong"]
    assert first.score == 60
    assert service.again(person, resume.id, first.job_id) == first
    assert service.job_text(person, first.job_id) == AD.strip()
    assert [(job.id, job.title) for job in service.jobs(person)] == [(first.job_id, "Backend Engineer")]


def test_the_same_text_is_stored_once(service, person, resume):
    assert service.match(person, resume.id, AD).job_id == service.match(person, resume.id, f"\n{AD}\n").job_id
    assert len(service.jobs(person)) == 1


def test_a_forgotten_job_is_gone(service, person, resume):
    job_id = service.match(person, resume.id, AD).job_id
    service.forget(person, job_id)
    assert service.jobs(person) == []
    for call in (service.job_text, service.forget):
        with pytest.raises(NotFound):
            call(person, job_id)


def test_what_cannot_be_compared_is_not_stored(service, person, resume):
    with pytest.raises(InvalidInput):
        service.match(person, resume.id, "The gulls are loud above the pier tonight.")
    with pytest.raises(NotFound):
        service.match(person, uuid4(), AD)
    assert service.jobs(person) == []


def test_a_resume_that_is_not_read_yet_says_so(service, database, person):
    with database.as_user(person.id) as tx:
        waiting = tx.resumes.add(person.id, "new.pdf", "new-1.pdf", "application/pdf", 10, "ab")
    with pytest.raises(InvalidInput, match="not been read yet"):
        service.match(person, waiting.id, AD)


def test_without_the_model_files_words_are_compared(database, person, resume, tmp_path):
    from services.embeddings import Embedder

    found = JobMatchService(database, Embedder(tmp_path)).match(person, resume.id, AD)
    assert found.by_meaning is False
    assert found.score == 60


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("job.txt", AD.encode()),
        ("job.txt", b"\xef\xbb\xbf" + AD.encode()),
        ("job.txt", AD.encode("utf-16")),
        ("job.docx", word_file(*[line for line in AD.splitlines() if line])),
    ],
)
def test_the_words_of_text_and_word_files(name, data):
    text = text_of_file(name, data)
    assert "Kubernetes" in text
    assert text.index("Requirements") < text.index("Python")


def test_bullets_of_a_word_file_stay_bullets():
    assert (
        "- Kubernetes" in text_of_file("job.docx", word_file("Requirements", "- Python", "- Kubernetes")).splitlines()
    )


def pdf_file(*lines: str) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, line in enumerate(lines):
        canvas.drawString(90 if line.startswith(" ") else 72, 780 - 16 * number, line.strip())
    canvas.save()
    return out.getvalue()


def test_wrapped_bullets_of_a_pdf_are_one_requirement(service, person, resume):
    text = service.text_of_upload(
        "job.pdf",
        pdf_file(
            "Backend Engineer", "Requirements",
            "• Experience with the design of payment services for shops, banks and other places of",
            "  business in several countries", "• Python",
        ),
    )  # fmt: skip
    found = service.match(person, resume.id, text)
    assert [r.text for r in found.requirements][-1] == "Python"
    assert len(found.requirements) == 2


def test_old_encodings_are_read():
    assert "Café" in text_of_file("job.txt", "Café manager, experience required".encode("cp1252"))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("job.txt", b"", "empty"),
        ("job.txt", b"\x00\x01\x02binary\x00", "unsupported"),
        ("job.png", b"\x89PNG\r\n\x1a\n" + b"0" * 400, "image"),
        ("job.pdf", b"%PDF-1.7 cut", "truncated"),
        ("job.exe", b"MZ" + b"0" * 400, "program"),
    ],
)
def test_refused_files_are_spoken_of_as_job_descriptions(name, data, code):
    with pytest.raises(InvalidUpload) as refused:
        text_of_file(name, data)
    assert refused.value.code == code
    assert "resume" not in refused.value.message.lower()


def test_no_sentence_for_a_job_description_speaks_of_a_resume():
    from services.documents.upload_checks import SENTENCES
    from services.job_ad_files import SENTENCES as FOR_JOBS

    said = {**SENTENCES, **FOR_JOBS}
    assert [code for code, sentence in said.items() if "resume" in sentence.lower()] == []


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs `manage.py match-resume` as an operator does, on a resume and the text of an advertisement."""

    def run(ad: str | None, *words: str) -> "subprocess.CompletedProcess[str]":
        resume, job = tmp_path / "resume.pdf", tmp_path / "job.txt"
        resume.write_bytes(make_resume.pdf())
        if ad:
            job.write_text(ad)
        return subprocess.run(
            [sys.executable, "manage.py", "match-resume", str(resume), str(job), *words],
            cwd=ROOT, env={"APP_DATA_DIR": str(tmp_path)}, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    return run


def test_the_command_prints_the_form_of_the_design(command):
    done = command(AD, "--json")
    assert done.returncode == 0, done.stderr
    form = json.loads(done.stdout)
    assert list(form) == ["score", "requirements", "keywords", "ms"]
    assert 0 <= form["score"] <= 100
    assert [list(r) for r in form["requirements"]] == [["text", "kind", "status", "evidence"]] * 3
    assert {r["kind"] for r in form["requirements"]} == {"required", "preferred"}
    assert set(form["keywords"]) == {"matched", "missing"}
    assert all(isinstance(line, str) for r in form["requirements"] for line in r["evidence"])


def test_the_command_in_words(command):
    done = command(AD)
    assert done.returncode == 0, done.stderr
    assert "of 100" in done.stdout
    assert "No line of your resume names Kubernetes." in done.stdout


@pytest.mark.parametrize(
    ("job", "code"),
    [("The gulls are loud above the pier tonight, and the tide is low.", "invalid_input"), (None, "not_found")],
)
def test_the_command_fails_with_a_sentence(command, job, code):
    done = command(job, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == code
