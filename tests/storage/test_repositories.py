"""What each repository promises, on a real database."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from domain.errors import InvalidInput, NotFound
from domain.evaluation.types import State
from domain.interview import InterviewSetup, InterviewStatus, Level, Mode, QuestionKind, TurnStatus
from domain.people import ConsentKind, Role
from domain.resume.facts import ReadingQuality, ResumeStatus
from services.storage.database import Database
from tests.builders import a_question, add_answer, add_resume, an_evaluation, some_facts, start_interview


@pytest.fixture
def tx(database, person):
    """A transaction of `person`."""
    with database.as_user(person.id) as tx:
        yield tx


@pytest.fixture
def system(database):
    """Opens transactions of the system."""
    return database.as_system


# People


def test_an_account_is_found_by_id_and_by_address_in_any_case(system):
    with system() as tx:
        person = tx.people.add_account(" Ada@Example.org", "Ada Okafor", "hash-1", [Role.COACH, Role.CANDIDATE])
        assert person.email == "ada@example.org"
        assert person.roles == {Role.COACH, Role.CANDIDATE}
        assert tx.people.by_id(person.id) == tx.people.by_email("ADA@example.ORG ") == person
        assert tx.people.password_hash("Ada@example.org") == (person.id, "hash-1")
        assert tx.people.by_email("nobody@example.org") is None
        assert tx.people.password_hash("nobody@example.org") is None


def test_an_address_that_is_taken_is_refused_and_the_transaction_goes_on(system):
    with system() as tx:
        first = tx.people.add_account("ada@example.org", "Ada", "-", [Role.CANDIDATE])
        with pytest.raises(InvalidInput) as refused:
            tx.people.add_account("ADA@example.org", "Eve", "-", [Role.CANDIDATE])
        assert refused.value.field == "email"
        assert tx.people.all() == [first]


def test_a_person_changes_their_name_and_nothing_else(database, person, tx):
    tx.people.update(person.id, full_name="Ada O. \x00Okafor", time_zone="Africa/Lagos")
    assert tx.people.by_id(person.id) == person.model_copy(
        update={"full_name": "Ada O. Okafor", "time_zone": "Africa/Lagos"}
    )
    with pytest.raises(NotFound):
        tx.people.update(uuid4(), full_name="x", time_zone="UTC")


def test_the_newest_consent_of_a_kind_counts(person, tx):
    assert tx.people.by_id(person.id).consents == {}
    tx.people.set_consent(person.id, ConsentKind.MODEL_USE, True)
    tx.people.set_consent(person.id, ConsentKind.AUDIO, True)
    tx.people.set_consent(person.id, ConsentKind.MODEL_USE, False)
    assert tx.people.by_id(person.id).consents == {ConsentKind.MODEL_USE: False, ConsentKind.AUDIO: True}


def test_a_role_is_granted_once(person, system):
    for _ in range(2):
        with system() as tx:
            tx.people.grant_role(person.id, Role.ADMIN)
            assert tx.people.by_id(person.id).roles == {Role.CANDIDATE, Role.ADMIN}
    with system() as tx, pytest.raises(NotFound):
        tx.people.grant_role(uuid4(), Role.ADMIN)


def test_deleting_an_account_takes_everything_but_the_audit_with_it(cluster, database, database_name, person):
    with database.as_user(person.id) as tx:
        add_resume(tx, person.id)
        add_answer(tx, start_interview(tx, person.id))
        tx.audit.add(person.id, "account.delete", str(person.id))
    with psycopg.connect(cluster.dsn("postgres", database_name)) as connection:
        connection.execute("delete from auth.users where id = %s", (person.id,))
        for table in ("profiles", "resumes", "resume_versions", "interviews", "turns", "answers"):
            assert connection.execute(f"select count(*) from public.{table}").fetchone() == (0,), table
        assert connection.execute("select count(*) from public.audit_log").fetchone() == (1,)


# Sessions


def test_a_session_lasts_until_it_expires_or_is_revoked(person, system):
    with system() as tx:
        week = tx.now + timedelta(days=7)
        tx.sessions.add(person.id, "live", week, "Firefox" * 100)
        tx.sessions.add(person.id, "expired", tx.now - timedelta(seconds=1), "")
        assert tx.sessions.person_for("live") == person
        assert tx.sessions.person_for("expired") is None
        assert tx.sessions.person_for("forged") is None
        for _ in range(2):
            tx.sessions.revoke("live")
        assert tx.sessions.person_for("live") is None


def test_a_session_carries_roles_and_consents(database, person, system):
    with database.as_user(person.id) as tx:
        tx.people.set_consent(person.id, ConsentKind.MODEL_USE, True)
    with system() as tx:
        tx.people.grant_role(person.id, Role.COACH)
        tx.sessions.add(person.id, "live", tx.now + timedelta(days=7), "")
        found = tx.sessions.person_for("live")
    assert found.roles == {Role.CANDIDATE, Role.COACH}
    assert found.allows(ConsentKind.MODEL_USE)


def test_a_ticket_is_good_once_and_for_a_short_time(person, system):
    with system() as tx:
        tx.sessions.add(person.id, "token", tx.now + timedelta(days=7), "")
        tx.sessions.add_ticket("late", "token", tx.now - timedelta(seconds=1))
        assert tx.sessions.redeem_ticket("late") is None
        tx.sessions.add_ticket("good", "token", tx.now + timedelta(seconds=30))
        assert tx.sessions.redeem_ticket("good") == "token"
        assert tx.sessions.redeem_ticket("good") is None
        assert tx.sessions.redeem_ticket("forged") is None


def test_a_ticket_redeemed_by_many_at_once_is_good_for_one(database, person, system):
    with system() as tx:
        tx.sessions.add(person.id, "token", tx.now + timedelta(days=7), "")
        tx.sessions.add_ticket("good", "token", tx.now + timedelta(seconds=30))

    def redeem(_):
        with system() as tx:
            return tx.sessions.redeem_ticket("good")

    with ThreadPoolExecutor(8) as pool:
        assert sorted(filter(None, pool.map(redeem, range(8)))) == ["token"]


# Resumes and job descriptions


def test_a_resume_goes_from_upload_to_facts(person, tx, database):
    resume = tx.resumes.add(person.id, "cv.pdf", "abc.pdf", "application/pdf", 2048, "d" * 64)
    assert (resume.status, resume.version, resume.facts) == (ResumeStatus.WAITING, 0, None)
    assert tx.resumes.stored_name(person.id, resume.id) == "abc.pdf"
    tx.resumes.set_progress(person.id, resume.id, ResumeStatus.READING, "Reading the pages")
    quality = ReadingQuality(score=0.8, issues=("Two columns, read in order.",))
    assert tx.resumes.add_version(person.id, resume.id, some_facts("Python"), quality, edited=False) == 1
    tx.resumes.set_progress(person.id, resume.id, ResumeStatus.READ, "")
    assert tx.resumes.add_version(person.id, resume.id, some_facts("Go \x00lang"), quality, edited=True) == 2
    stored = tx.resumes.get(person.id, resume.id)
    assert (stored.status, stored.step, stored.version, stored.edited) == (ResumeStatus.READ, "", 2, True)
    assert stored.facts == some_facts("Go lang")
    assert stored.quality == quality


def test_resumes_are_listed_newest_first_and_deleted_with_their_versions(database, person):
    ids = []
    for number in range(3):
        with database.as_user(person.id) as tx:
            ids.append(add_resume(tx, person.id, f"{number}.pdf").id)
    with database.as_user(person.id) as tx:
        assert [r.id for r in tx.resumes.list(person.id)] == ids[::-1]
        interview = start_interview(tx, person.id, setup=InterviewSetup(role_id="r", resume_id=ids[0]))
        assert interview.setup.resume_id == ids[0]
        assert tx.resumes.delete(person.id, ids[0]).startswith(str(person.id))
        assert [r.id for r in tx.resumes.list(person.id)] == ids[:0:-1]
        assert tx.interviews.get(person.id, interview.id).setup.resume_id is None
        for call in (tx.resumes.get, tx.resumes.delete, tx.resumes.stored_name):
            with pytest.raises(NotFound):
                call(person.id, ids[0])
        with pytest.raises(NotFound):
            tx.resumes.set_progress(person.id, ids[0], ResumeStatus.READ, "")
        with pytest.raises(NotFound):
            tx.resumes.add_version(person.id, ids[0], some_facts(), ReadingQuality(score=1), edited=True)


def test_unread_resumes_are_those_whose_reading_has_not_ended(database, person, system):
    with database.as_user(person.id) as tx:
        resumes = [add_resume(tx, person.id, f"{n}.pdf") for n in range(4)]
        for resume, status in zip(resumes, ResumeStatus, strict=True):
            tx.resumes.set_progress(person.id, resume.id, status, "")
    with system() as tx:
        assert {resume_id for _, resume_id in tx.resumes.unread()} == {resumes[0].id, resumes[1].id}


def test_the_same_job_description_is_kept_once(person, other_person, tx, database):
    first = tx.jobs_described.add(person.id, "We look for you.\x00")
    assert tx.jobs_described.add(person.id, "We look for you.") == first
    assert tx.jobs_described.add(person.id, "We look for somebody else.") != first
    with database.as_user(other_person.id) as theirs:
        assert theirs.jobs_described.add(other_person.id, "We look for you.") != first


# Questions


def test_the_bank_is_brought_up_to_date(database, person, system):
    kept = a_question(id="kept", roles=("backend-engineer",), key_points=("One", "Two"))
    with system() as tx:
        assert tx.questions.bank_digest() == ""
        assert tx.questions.sync([kept, a_question(id="gone"), a_question(id="nurse", roles=("nurse",))], "one") == 3
        changed = kept.model_copy(update={"text": "Changed?", "levels": (Level.LEAD,)})
        hr = a_question(id="hr", kind=QuestionKind.HR)
        assert tx.questions.sync([changed, hr], "two") == 2
        assert tx.questions.bank_digest() == "two"
    with database.as_user(person.id) as tx:
        assert tx.questions.for_role("backend-engineer", list(QuestionKind)) == [hr, changed]
        assert tx.questions.for_role("backend-engineer", [QuestionKind.BEHAVIOURAL]) == [changed]
        assert tx.questions.for_role("nurse", list(QuestionKind)) == [hr]
        assert tx.questions.by_id("gone").id == "gone"  # retired, for the turns that asked it
        with pytest.raises(NotFound):
            tx.questions.by_id("never")
    with system() as tx:
        tx.questions.sync([a_question(id="gone")], "three")
        assert [q.id for q in tx.questions.for_role("any", [QuestionKind.BEHAVIOURAL])] == ["gone"]


# Interviews, turns, drafts


def test_an_interview_keeps_what_was_asked_for_and_what_was_chosen(person, tx):
    questions = [a_question(text=f"Question {n}?") for n in range(3)]
    setup = InterviewSetup(
        role_id="nurse", level=Level.SENIOR, kinds=(QuestionKind.HR,), count=3, mode=Mode.REALISTIC, job_text="Join us"
    )
    interview = start_interview(tx, person.id, *questions, setup=setup)
    assert interview.setup == setup
    assert [t.question for t in interview.turns] == questions
    assert [t.position for t in interview.turns] == [1, 2, 3]
    assert {t.status for t in interview.turns} == {TurnStatus.WAITING}
    assert interview.status is InterviewStatus.IN_PROGRESS
    assert tx.interviews.get(person.id, interview.id) == interview


def test_interviews_are_listed_newest_first_with_their_own_turns(database, person):
    made = []
    for _ in range(3):
        with database.as_user(person.id) as tx:
            made.append(start_interview(tx, person.id))
    with database.as_user(person.id) as tx:
        assert tx.interviews.list(person.id) == made[::-1]


def test_a_turn_and_an_interview_move_on(person, tx):
    interview = start_interview(tx, person.id)
    turn = interview.turns[0]
    deadline = tx.now + timedelta(seconds=90)
    tx.interviews.set_turn(person.id, turn.id, TurnStatus.ASKING, started_at=tx.now, deadline_at=deadline)
    tx.interviews.set_turn(person.id, turn.id, TurnStatus.SKIPPED)
    moved = tx.interviews.turn(person.id, turn.id, lock=True)
    assert moved == tx.interviews.turn(person.id, turn.id)
    assert (moved.status, moved.started_at, moved.deadline_at) == (TurnStatus.SKIPPED, tx.now, deadline)
    tx.interviews.set_status(person.id, interview.id, InterviewStatus.FINISHED)
    finished = tx.interviews.get(person.id, interview.id)
    assert (finished.status, finished.finished_at) == (InterviewStatus.FINISHED, tx.now)
    for call in (
        lambda: tx.interviews.turn(person.id, uuid4()),
        lambda: tx.interviews.set_turn(person.id, uuid4(), TurnStatus.ASKING),
        lambda: tx.interviews.set_status(person.id, uuid4(), InterviewStatus.PAUSED),
        lambda: tx.interviews.get(person.id, uuid4()),
        lambda: tx.interviews.delete(person.id, uuid4()),
    ):
        with pytest.raises(NotFound):
            call()


def test_questions_count_as_asked_once_they_were_shown(person, tx):
    shared, hidden = a_question(), a_question()
    for _ in range(2):
        interview = start_interview(tx, person.id, shared, hidden)
        tx.interviews.set_turn(person.id, interview.turns[0].id, TurnStatus.ASKING)
    assert tx.interviews.asked_question_ids(person.id) == {shared.id: 2}


def test_deleting_an_interview_takes_its_answers_and_scores_with_it(cluster, database, database_name, person, system):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id)
        answer = add_answer(tx, interview)
        tx.drafts.save(person.id, interview.turns[1].id, "half")
    with system() as tx:
        tx.evaluations.add(person.id, answer.id, "k", an_evaluation())
        tx.summaries.add(person.id, interview.id, "k", {"total": 1})
    with database.as_user(person.id) as tx:
        tx.interviews.delete(person.id, interview.id)
    with psycopg.connect(cluster.dsn("postgres", database_name)) as connection:
        for table in ("interviews", "turns", "drafts", "answers", "evaluations", "criterion_scores", "summaries"):
            assert connection.execute(f"select count(*) from public.{table}").fetchone() == (0,), table


def test_a_draft_grows_until_the_question_is_closed(person, tx):
    interview = start_interview(tx, person.id)
    turn = interview.turns[0]
    assert tx.drafts.get(person.id, turn.id) is None
    assert tx.drafts.save(person.id, turn.id, "I").revision == 1
    saved = tx.drafts.save(person.id, turn.id, "I fixed \x00it \ud83d")
    assert (saved.revision, saved.text) == (2, "I fixed it ?")
    assert tx.drafts.get(person.id, turn.id) == saved
    for closed in (TurnStatus.ANSWERED, TurnStatus.SKIPPED):
        tx.interviews.set_turn(person.id, turn.id, closed)
        with pytest.raises(InvalidInput, match=f"already {closed.value}"):
            tx.drafts.save(person.id, turn.id, "too late")
    assert tx.drafts.get(person.id, turn.id) == saved
    with pytest.raises(NotFound):
        tx.drafts.save(person.id, uuid4(), "x")


def test_a_draft_that_meets_a_submission_waits_and_is_then_refused(database, person):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id)
    turn = interview.turns[0]
    errors = []

    def save():
        try:
            with database.as_user(person.id) as tx:
                tx.drafts.save(person.id, turn.id, "late")
        except InvalidInput as error:
            errors.append(error)

    with database.as_user(person.id) as tx:
        tx.interviews.turn(person.id, turn.id, lock=True)
        thread = threading.Thread(target=save)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive()
        add_answer(tx, interview)
    thread.join(10)
    assert len(errors) == 1


# Answers


def test_an_answer_is_stored_once_whatever_is_submitted_again(person, tx):
    interview = start_interview(tx, person.id)
    turn, second = interview.turns
    answer, created = tx.answers.add(person.id, turn.id, interview.id, "First \x00words", "key-1", 12.5, True)
    assert created
    assert (answer.text, answer.seconds_used, answer.submitted_by_clock) == ("First words", 12.5, True)
    assert answer.submitted_at == tx.now
    for turn_id, key in ((turn.id, "key-1"), (turn.id, "key-2"), (second.id, "key-1")):
        assert tx.answers.add(person.id, turn_id, interview.id, "Other words", key, 1, False) == (answer, False)
    assert tx.answers.get(person.id, answer.id) == answer
    assert tx.answers.of_interview(person.id, interview.id) == [answer]
    again, created = tx.answers.add(person.id, turn.id, interview.id, "Second try", "key-3", 1, False, attempt=2)
    assert created
    assert again.attempt == 2
    with pytest.raises(NotFound):
        tx.answers.get(person.id, uuid4())


def test_fifty_submissions_at_once_are_one_answer(cluster, database_name, person):
    database = Database(
        cluster.dsn("app_login", database_name), cluster.dsn("app_system", database_name), None, pool_size=10
    )
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id)
    start = threading.Barrier(50)

    def submit(number):
        start.wait(30)
        with database.as_user(person.id) as tx:
            return tx.answers.add(person.id, interview.turns[0].id, interview.id, f"words {number}", "key", 1.0, False)

    with ThreadPoolExecutor(50) as pool:
        results = list(pool.map(submit, range(50)))
    assert sum(created for _, created in results) == 1
    assert len({answer.id for answer, _ in results}) == len({answer.text for answer, _ in results}) == 1
    with database.as_user(person.id) as tx:
        assert len(tx.answers.of_interview(person.id, interview.id)) == 1
    database.close()


def test_the_same_key_of_two_people_is_two_answers(database, person, other_person):
    answers = []
    for who in (person, other_person):
        with database.as_user(who.id) as tx:
            interview = start_interview(tx, who.id)
            answers.append(tx.answers.add(who.id, interview.turns[0].id, interview.id, "x", "same key", 1, False))
    assert [created for _, created in answers] == [True, True]


def test_unevaluated_answers_are_found(database, person, system):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id)
        answers = [add_answer(tx, interview, position) for position in (1, 2)]
    with system() as tx:
        tx.evaluations.add(person.id, answers[0].id, "k", an_evaluation(state=State.UNSCORED))
        assert tx.answers.unevaluated() == [(person.id, answers[1].id)]


# Evaluations and summaries


@pytest.fixture
def answered(database, person):
    with database.as_user(person.id) as tx:
        interview = start_interview(tx, person.id, a_question(kind=QuestionKind.TECHNICAL), a_question())
        return interview, [add_answer(tx, interview, position) for position in (1, 2)]


def test_the_same_job_stores_one_evaluation(database, person, answered, system):
    _, (answer, _) = answered
    evaluation = an_evaluation(71, verdict="Clear \x00result.")
    with system() as tx:
        first = tx.evaluations.add(person.id, answer.id, "evaluate:1", evaluation)
    with system() as tx:
        assert tx.evaluations.add(person.id, answer.id, "evaluate:1", an_evaluation(5)) == first
    assert first.version == 1
    assert first.evaluation == evaluation.model_copy(update={"verdict": "Clear result."})
    with database.as_user(person.id) as tx:
        assert tx.evaluations.latest(person.id, answer.id) == first
        assert len(tx.evaluations.criterion_rows(person.id)) == 2


def test_a_later_version_replaces_an_earlier_one_on_screen(database, person, answered, system):
    interview, (first, second) = answered
    with system() as tx:
        tx.evaluations.add(person.id, first.id, "a:1", an_evaluation(50))
        newest = tx.evaluations.add(person.id, first.id, "a:2", an_evaluation(60, State.SCORED))
        unscored = tx.evaluations.add(person.id, second.id, "b:1", an_evaluation(state=State.UNSCORED))
    assert newest.version == 2
    with database.as_user(person.id) as tx:
        assert tx.evaluations.latest(person.id, first.id) == newest
        assert tx.evaluations.latest_of_interview(person.id, interview.id) == {first.id: newest, second.id: unscored}
        totals = {t.answer_id: t for t in tx.evaluations.totals(person.id)}
        assert (totals[first.id].total, totals[first.id].low, totals[first.id].high) == (60, 54, 66)
        assert (totals[first.id].state, totals[first.id].kind) == (State.SCORED, QuestionKind.TECHNICAL)
        assert (totals[first.id].role_id, totals[first.id].mode) == ("backend-engineer", Mode.PRACTICE)
        assert (totals[second.id].state, totals[second.id].total) == (State.UNSCORED, None)
        assert totals[first.id].question_id == interview.turns[0].question.id
        rows = tx.evaluations.criterion_rows(person.id)
        assert [(r.criterion_id, r.level, r.state) for r in rows] == [
            ("result", 2, State.SCORED),
            ("situation", 3, State.SCORED),
        ]


def test_versions_made_at_once_are_numbered_one_after_another(cluster, database_name, person, answered):
    _, (answer, _) = answered
    database = Database(
        cluster.dsn("app_login", database_name), cluster.dsn("app_system", database_name), None, system_pool_size=6
    )

    def score(number):
        with database.as_system() as tx:
            return tx.evaluations.add(person.id, answer.id, f"a:{number}", an_evaluation(number)).version

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(score, range(1, 13))) == list(range(1, 13))
    database.close()


def test_an_evaluation_hangs_on_the_persons_own_answer(person, other_person, answered, system):
    _, (answer, _) = answered
    for user_id, answer_id in ((other_person.id, answer.id), (person.id, uuid4())):
        with system() as tx, pytest.raises(NotFound):
            tx.evaluations.add(user_id, answer_id, "k", an_evaluation())


def test_nobody_writes_their_own_score(database, person, answered):
    interview, (answer, _) = answered
    with pytest.raises(psycopg.errors.InsufficientPrivilege), database.as_user(person.id) as tx:
        tx.evaluations.add(person.id, answer.id, "k", an_evaluation(100))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), database.as_user(person.id) as tx:
        tx.summaries.add(person.id, interview.id, "k", {"total": 100})


def test_the_newest_summary_counts_and_a_job_stores_one(database, person, answered, system):
    interview, _ = answered
    with system() as tx:
        tx.summaries.add(person.id, interview.id, "s:1", {"total": 1, "at": tx.now, "id": interview.id})
        tx.summaries.add(person.id, interview.id, "s:1", {"total": 2})
        tx.summaries.add(person.id, interview.id, "s:2", {"total": 3})
    with database.as_user(person.id) as tx:
        assert tx.summaries.latest(person.id, interview.id) == {"total": 3}
        assert tx.summaries.latest(person.id, uuid4()) is None


# Events and audit


def test_events_are_kept_in_order(person, tx, database):
    subject = uuid4()
    tx.events.add(person.id, "first", subject, words=3, name="a keyword of the data")
    tx.events.add(person.id, "second")
    second, first = tx.events.recent(person.id, 10)
    assert (first.name, first.subject_id) == ("first", subject)
    assert first.data == {"words": 3, "name": "a keyword of the data"}
    assert (second.name, second.subject_id, second.created_at) == ("second", None, tx.now)
    assert len(tx.events.recent(person.id, 1)) == 1


def test_only_the_system_writes_events_and_lines_of_nobody(database, person, other_person, system):
    with system() as tx:
        tx.events.add(None, "bank_synced", count=3)
        tx.audit.add(None, "role.granted", str(person.id), role="admin")
    for actor in (None, other_person.id):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), database.as_user(person.id) as tx:
            tx.events.add(actor, "forged")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), database.as_user(person.id) as tx:
            tx.audit.add(actor, "forged", "x")
