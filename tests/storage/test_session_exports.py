"""A session as a file: whole, readable by others, and no markup of a stranger's words obeyed."""

import io

import docx
import pypdf
import pytest

from domain.errors import InvalidInput, NotFound
from domain.interview import InterviewSetup, QuestionKind
from services.session_exports import SessionFormat
from tests.services import services_on
from tests.storage.test_follow_ups import ANSWER, REPLY

NASTY = (
    "I taught a class of thirty and used `code`, [a link](https://example.org) and <b>bold</b>. # not a heading\n"
    "=1+1 stood in my sheet, and *stars* too. Because they did not listen, I changed the seats, and 26 of 30 worked."
)


@pytest.fixture
def services(database, tmp_path):
    found = services_on(database, tmp_path)
    yield found
    found.gateway.close()


def session(services, person, *texts):
    setup = InterviewSetup(role_id="teacher", kinds=(QuestionKind.BEHAVIOURAL,), count=2, follow_ups=True)
    interview = services.interviews.start(person, setup)
    for text in texts:
        turn = services.interviews.room(person, interview.id).turn
        answer = services.interviews.submit_answer(person, interview.id, turn.id, text, f"key-{turn.id}")
        services.evaluation.evaluate_answer(person.id, answer.id, f"evaluate_answer:{answer.id}:1")
    services.interviews.finish(person, interview.id)
    return interview


def read(made):
    if made.file_name.endswith(".pdf"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.data)).pages)
    if made.file_name.endswith(".docx"):
        return "\n".join(p.text for p in docx.Document(io.BytesIO(made.data)).paragraphs)
    return made.data.decode()


@pytest.mark.parametrize("form", list(SessionFormat))
def test_every_answer_and_score_is_in_the_file(services, person, form):
    interview = session(services, person, ANSWER, REPLY, NASTY)
    made = services.session_exports.export(person, interview.id, form)
    text = "".join(read(made).replace("\\", "").split())
    for said in (ANSWER, REPLY, NASTY):
        for word in said.split():
            assert word in text, word
    view = services.reports.session(person, interview.id)
    for row in view.rows:
        assert "".join(row.turn.question.text.split()) in text
    assert f"{view.summary.total}of100" in text
    assert "estimatedbyfixedrules" in text
    assert "follow-up" in text
    assert "Rubricbehaviouralv2" in text
    assert made.media_type == form.media_type


def test_markdown_of_foreign_words_is_escaped(services, person):
    interview = session(services, person, NASTY)
    text = services.session_exports.export(person, interview.id, SessionFormat.MARKDOWN).data.decode()
    assert "\\[a link\\](https" in text
    assert "\\<b\\>" in text
    assert "\n# not" not in text


def test_letters_a_pdf_cannot_draw_are_named_and_the_others_keep_them(services, person):
    interview = session(services, person, f"{ANSWER} My pupils said شكرا to me.", f"{REPLY} 🙂")
    with pytest.raises(InvalidInput, match="Word or Markdown"):
        services.session_exports.export(person, interview.id, SessionFormat.PDF)
    for form in (SessionFormat.DOCX, SessionFormat.MARKDOWN):
        assert "شكرا" in read(services.session_exports.export(person, interview.id, form))
    smiling = session(services, person, f"{ANSWER} 🙂")
    made = services.session_exports.export(person, smiling.id, SessionFormat.PDF)
    assert "🙂" in made.notes[0]


def test_the_file_name_is_safe_and_other_people_get_nothing(services, person, other_person):
    interview = session(services, person, ANSWER)
    made = services.session_exports.export(person, interview.id, SessionFormat.PDF)
    assert made.file_name.startswith("Teacher, behavioural 20")
    assert "/" not in made.file_name
    with pytest.raises(NotFound):
        services.session_exports.export(other_person, interview.id, SessionFormat.PDF)


def test_an_unfinished_reading_is_said(services, person):
    setup = InterviewSetup(role_id="teacher", count=1)
    interview = services.interviews.start(person, setup)
    turn = services.interviews.room(person, interview.id).turn
    services.interviews.submit_answer(person, interview.id, turn.id, ANSWER, "k")
    made = services.session_exports.export(person, interview.id, SessionFormat.MARKDOWN)
    assert "still being read" in made.notes[0]
    assert "still being read" in made.data.decode()
