"""The service over a real database, uploads of job descriptions, and manage.py match-resume."""

import io
import json
from uuid import uuid4

import docx
import pytest

import manage
from domain.errors import InvalidInput, InvalidUpload, NotFound
from services.job_ad_files import text_of_file
from services.job_match import JobMatchService
from tests.browser import make_resume
from tests.builders import add_resume
from tests.unit.job_match.conftest import EMBED

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


def test_the_command_prints_the_form_of_the_design(tmp_path, capsys):
    resume, ad = tmp_path / "resume.pdf", tmp_path / "job.txt"
    resume.write_bytes(make_resume.pdf())
    ad.write_text(AD)
    assert manage.main(["match-resume", str(resume), str(ad), "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert list(form) == ["score", "requirements", "keywords", "ms"]
    assert 0 <= form["score"] <= 100
    assert [list(r) for r in form["requirements"]] == [["text", "kind", "status", "evidence"]] * 3
    assert {r["kind"] for r in form["requirements"]} == {"required", "preferred"}
    assert set(form["keywords"]) == {"matched", "missing"}
    assert all(isinstance(line, str) for r in form["requirements"] for line in r["evidence"])


def test_the_command_in_words(tmp_path, capsys):
    resume, ad = tmp_path / "resume.pdf", tmp_path / "job.txt"
    resume.write_bytes(make_resume.pdf())
    ad.write_text(AD)
    assert manage.main(["match-resume", str(resume), str(ad)]) == 0
    out = capsys.readouterr().out
    assert "of 100" in out
    assert "No line of your resume names Kubernetes." in out


@pytest.mark.parametrize(
    ("job", "code"),
    [("The gulls are loud above the pier tonight, and the tide is low.", "invalid_input"), (None, "not_found")],
)
def test_the_command_fails_with_a_sentence(tmp_path, capsys, job, code):
    resume, ad = tmp_path / "resume.pdf", tmp_path / "job.txt"
    resume.write_bytes(make_resume.pdf())
    if job:
        ad.write_text(job)
    assert manage.main(["match-resume", str(resume), str(ad), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == code
