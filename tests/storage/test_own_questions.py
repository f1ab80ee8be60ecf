"""Own questions through the service: looked at, kept, asked first, and their person's alone."""

import json

import pytest

from commands import questions as commands
from domain.errors import InvalidInput, NotFound
from domain.interview import InterviewSetup, QuestionKind
from domain.own_questions import MOST_KEPT, NewQuestion
from services.question_bank import read_bank
from tests.services import services_on

LINES = "Why do you teach small children?\nWhat made you leave your last school?"


@pytest.fixture
def services(database, tmp_path):
    found = services_on(database, tmp_path)
    yield found
    found.gateway.close()


def keep(services, person, text=LINES):
    return services.own_questions.add(person, services.own_questions.look_at_text(person, text).accepted)


def test_they_are_kept_once_changed_and_deleted(services, person, other_person):
    assert keep(services, person) == 2
    assert [r.why for r in services.own_questions.look_at_text(person, LINES).refused] == [
        "You have this question already."
    ] * 2
    first = services.own_questions.list(person)[0]
    new = NewQuestion(line=1, text="Why do you teach older children?", kind=QuestionKind.HR)
    services.own_questions.change(person, first.id, new)
    assert new.text in {q.text for q in services.own_questions.list(person)}
    with pytest.raises(InvalidInput, match="no interviewer"):
        services.own_questions.change(person, first.id, new.model_copy(update={"text": "How old are you really?"}))
    with pytest.raises(NotFound):
        services.own_questions.delete(other_person, first.id)
    services.own_questions.delete(person, first.id)
    assert len(services.own_questions.list(person)) == 1
    assert services.own_questions.list(other_person) == []


def test_a_twin_of_the_bank_is_shown_and_the_person_decides(services, person):
    known = read_bank()[0].text
    found = services.own_questions.look_at_text(person, f"{known}\nHow do you make a sourdough starter at home?")
    assert [bool(a.twin) for a in found.accepted] == [True, False]
    assert found.accepted[0].twin == known
    assert services.own_questions.add(person, found.accepted) == 2


def test_they_are_asked_first_and_the_bank_fills_up_to_the_count(services, person):
    keep(services, person)
    setup = InterviewSetup(role_id="teacher", kinds=(QuestionKind.HR,), count=4, own_questions=True)
    turns = services.interviews.start(person, setup).turns
    assert len(turns) == 4
    assert [t.origin for t in turns][:2] == ["own", "own"]
    assert all(t.origin != "own" for t in turns[2:])
    assert len({t.question.id for t in turns}) == 4
    assert len(services.interviews.start(person, setup.model_copy(update={"count": 1})).turns) == 1
    without = services.interviews.start(person, setup.model_copy(update={"own_questions": False}))
    assert all(t.origin != "own" for t in without.turns)


def test_an_answer_to_an_own_question_is_scored_without_invented_key_points(services, person):
    keep(services, person)
    setup = InterviewSetup(role_id="teacher", kinds=(QuestionKind.HR,), count=1, own_questions=True)
    interview = services.interviews.start(person, setup)
    room = services.interviews.room(person, interview.id)
    text = (
        "I teach small children because I like to see them find things out. In my first class in Bergen, 22 pupils "
        "learned to read within a year, and I stayed with them until the fourth grade."
    )
    answer = services.interviews.submit_answer(person, interview.id, room.turn.id, text, "k")
    found = services.evaluation.evaluate_answer(person.id, answer.id, f"evaluate_answer:{answer.id}:1").evaluation
    assert found.total is not None
    assert found.key_points == ()


def test_nobody_keeps_more_than_the_most(services, person):
    many = [
        NewQuestion(line=n, text=f"Why is number {n} so dear to you?", kind=QuestionKind.HR) for n in range(MOST_KEPT)
    ]
    assert services.own_questions.add(person, many) == MOST_KEPT
    with pytest.raises(InvalidInput, match="Delete some"):
        keep(services, person)


@pytest.mark.parametrize(
    ("name", "data"), [("q.txt", b"\xff\xfe\x00"), ("q.json", b"{"), ("q.csv", b""), ("q.txt", b"x" * 1_000_001)]
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(services, person, name, data):
    with pytest.raises(InvalidInput) as refused:
        services.own_questions.look_at_file(person, name, data)
    assert refused.value.message.endswith(".")


def test_the_command_keeps_leaves_twins_out_and_names_what_it_refuses(services, person, tmp_path, monkeypatch, capsys):
    path = tmp_path / "mine.csv"
    known = read_bank()[0].text
    path.write_text(f'question,kind\n"Why do you teach at night?",hr\n"{known}",\n"How old are you?",hr\n')
    monkeypatch.setattr("commands.frame.open_services", lambda **_: services)
    monkeypatch.setattr(type(services), "close", lambda self: None)
    args = type("Args", (), {"file": path, "user": person.email, "twins": False, "json": True})()
    assert commands.import_questions(args) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["kept"] == 1
    assert told["twins"][0]["twin"] == known
    assert told["refused"][0]["line"] == 4
