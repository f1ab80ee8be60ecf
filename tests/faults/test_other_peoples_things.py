"""Person A with B's ids through every service: nothing of B comes back, and nothing of B changes."""

import inspect
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints
from uuid import UUID

import pytest

from domain.calls.types import Call as StoredCall
from domain.errors import AppError, InvalidInput, NotAllowed, NotFound
from domain.evaluation.better_answer import BetterAnswer, BetterAnswerState
from domain.evaluation.one_level_up import Piece, PieceKind
from domain.flags import KNOWN_FLAGS, MODEL_SCORING
from domain.interview import Answer, Interview, InterviewSetup, Level, QuestionKind, Turn
from domain.model_use import Limits, SwitchState
from domain.outcomes import Outcome, OutcomeDetails
from domain.own_questions import NewQuestion, OwnQuestion
from domain.people import ConsentKind, Person, Role
from domain.practice import Preset
from domain.recordings import Recording
from domain.resume.facts import Resume, ResumeFacts
from domain.resume.refining import AnswerKind, Refinement
from domain.resume.writing.findings import WritingFinding, WritingKind
from domain.sign_in import Device
from domain.speech import SpokenWord, Transcript
from services.bootstrap import Services
from services.documents.export.export import ExportKind
from services.operations import RunFilter
from services.session_exports import SessionFormat
from tests.browser import make_resume
from tests.faults.texts import GOOD_ANSWER
from tests.model_samples import a_call, a_hold, a_run

CANARY = "zyxwvcanary"
PASSWORD = "a quiet harbour 7"
JOB_AD = "Primary teacher. Requirements: a degree in education, two years of experience in a school, patience."


A_FINDING = WritingFinding(
    path="summary", start=0, end=1, kind=WritingKind.FILLER, text="x", why="It says nothing.", replacement=""
)


A_QUESTION = NewQuestion(line=1, text="Why do you teach small children?", kind=QuestionKind.HR)


@dataclass(frozen=True)
class Belongings:
    """What one person has. `open` is the question being answered, with a draft; the first one is answered."""

    person: Person
    token: str
    session: UUID
    resume: Resume
    interview: Interview
    open: Turn
    answer: Answer
    job: UUID
    """A job description."""
    refinement: Refinement
    call: StoredCall
    outcome: Outcome
    preset: Preset
    own_question: OwnQuestion
    recording: Recording
    """Of the open question, heard."""


def make_belongings(services: Services, name: str, word: str, monkeypatch: pytest.MonkeyPatch) -> Belongings:
    """A person who has done everything once; `word` stands in each text they gave."""
    signed = services.accounts.sign_up(f"{word}-{name}@example.org", PASSWORD, f"{name} {word}")
    person = services.accounts.set_consent(signed.person, ConsentKind.MODEL_USE, False)
    with monkeypatch.context() as patch:
        patch.setattr(make_resume, "LINES", [(f, s, f"{t} {word}" if s == 10 else t) for f, s, t in make_resume.LINES])
        resume = services.resumes.upload(person, f"{word}.pdf", make_resume.pdf())
    services.resumes.read(person.id, resume.id)
    setup = InterviewSetup(role_id="teacher", count=3, resume_id=resume.id, job_text=f"We look for a {word} teacher.")
    interview = services.interviews.start(person, setup)
    first = services.interviews.room(person, interview.id).turn
    assert first
    text = f"{GOOD_ANSWER} My {word} taught me that."
    answer = services.interviews.submit_answer(person, interview.id, first.id, text, f"key-{name}")
    services.evaluation.evaluate_answer(person.id, answer.id, f"evaluate_answer:{answer.id}:1")
    following = services.interviews.room(person, interview.id).turn
    assert following
    services.interviews.save_draft(person, following.id, f"Half a thought about my {word}.")
    with services.database.as_system() as tx:
        tx.model_usage.hold(a_hold(user_id=person.id), Limits())
        tx.agent_runs.add(a_run(a_call(), user_id=person.id, subject_id=answer.id, error=f"It said {word}."))
    services.feedback.rate(person, answer.id, -1, f"It missed my {word}.")
    stored = services.reports.answer_report(person, answer.id).evaluation
    assert stored
    first_criterion = stored.evaluation.criteria[0]
    wanted = 4 if first_criterion.level < 4 else 3
    services.disagreements.disagree(person, answer.id, first_criterion.criterion_id, wanted, f"It had my {word}.")
    job = next(job.id for job in services.job_match.jobs(person))
    resume = services.resumes.get(person, resume.id)
    refinement = services.resume_refining.propose(person, resume.id, f"We look for a {word} teacher.")
    call = services.calls.import_text(person, f"Dana: Tell me about a time you taught well.\nMe: {text}\n")
    logged = OutcomeDetails(happened_on=date(2026, 1, 5), heard=f"They liked my {word}.")
    outcome = services.outcomes.log(person, logged)
    preset = services.practice.save_preset(person, f"For {word}", setup)
    brought = services.own_questions.look_at_text(person, f"Why did you choose {word} as a subject?")
    services.own_questions.add(person, brought.accepted)
    (own_question,) = services.own_questions.list(person)
    recording = services.recordings.add(person, interview.id, following.id, f"the sound of {word}".encode())
    with services.database.as_user(person.id) as tx:
        spoken = SpokenWord(word=word, start=0, end=1)
        heard = Transcript(text=word, words=(spoken,), duration=1, engine="test")
        tx.recordings.set_heard(person.id, recording.id, heard, "")
        tx.better_answers.ask(person.id, answer.id)
    with services.database.as_system() as tx:
        own_words = (Piece(kind=PieceKind.OWN, text=f"My {word} taught me that."),)
        tx.better_answers.write(answer.id, BetterAnswer(state=BetterAnswerState.READY, pieces=own_words))
    return Belongings(
        person,
        signed.token,
        services.accounts.sessions(person, signed.token)[0].id,
        resume,
        interview,
        following,
        answer,
        job,
        refinement,
        call,
        outcome,
        preset,
        own_question,
        recording,
    )


@pytest.fixture
def b(services: Services, monkeypatch: pytest.MonkeyPatch) -> Belongings:
    return make_belongings(services, "bela", CANARY, monkeypatch)


@pytest.fixture
def a(services: Services, b: Belongings, monkeypatch: pytest.MonkeyPatch) -> Belongings:
    return make_belongings(services, "ada", "ownword", monkeypatch)


def added_and_heard(services: Services, who: Belongings, data: bytes) -> Recording:
    """A clip for the open question, listened to, so that the question can be answered."""
    recording = services.recordings.add(who.person, who.interview.id, who.open.id, data)
    services.recordings.transcribe(who.person.id, recording.id)
    return recording


def drilled_or_why_not(services: Services, who: Belongings) -> object:
    """A's drill, or the sentence that says what it needs."""
    try:
        return services.practice.drill(who.person)
    except InvalidInput as error:
        return error.message


def promoted_or_not(services: Services, who: Belongings) -> object:
    """A with the roles the deployment names them for: none more."""
    with services.database.as_system() as tx:
        return services.accounts.promoted(tx, who.person)


def claimed_or_why_not(services: Services, who: Belongings) -> object:
    """A as the first admin, or the sentence that says why not."""
    try:
        return services.accounts.claim_admin(who.person, "guess")
    except InvalidInput as error:
        return error.message


Call = Callable[[Services, Belongings, Belongings], Any]

GONE: dict[str, list[Call]] = {
    # With an id of B's: the same NotFound as for an id that nobody has.
    "resumes.get": [lambda s, a, b: s.resumes.get(a.person, b.resume.id)],
    "resumes.hidden_text": [lambda s, a, b: s.resumes.hidden_text(a.person, b.resume.id)],
    "resumes.read_again": [lambda s, a, b: s.resumes.read_again(a.person, b.resume.id)],
    "resumes.save_edits": [lambda s, a, b: s.resumes.save_edits(a.person, b.resume.id, ResumeFacts())],
    "resumes.file": [lambda s, a, b: s.resumes.file(a.person, b.resume.id)],
    "resumes.delete": [lambda s, a, b: s.resumes.delete(a.person, b.resume.id)],
    "resume_exports.export": [
        lambda s, a, b, k=k: s.resume_exports.export(a.person, b.resume.id, k) for k in ExportKind
    ],
    "resume_review.review": [lambda s, a, b: s.resume_review.review(a.person, b.resume.id)],
    "resume_review.take_up": [lambda s, a, b: s.resume_review.take_up(a.person, b.resume.id, A_FINDING)],
    "resume_review.versions": [lambda s, a, b: s.resume_review.versions(a.person, b.resume.id)],
    "resume_review.restore": [lambda s, a, b: s.resume_review.restore(a.person, b.resume.id, 1)],
    "resume_review.compare": [lambda s, a, b: s.resume_review.compare(a.person, b.resume.id, 1, 1)],
    "resume_refining.propose": [lambda s, a, b: s.resume_refining.propose(a.person, b.resume.id)],
    "resume_refining.get": [lambda s, a, b: s.resume_refining.get(a.person, b.refinement.id)],
    "resume_refining.accept": [lambda s, a, b: s.resume_refining.accept(a.person, b.refinement.id, "r1", "mine")],
    "resume_refining.reject": [lambda s, a, b: s.resume_refining.reject(a.person, b.refinement.id, "r1")],
    "resume_refining.answer": [
        lambda s, a, b: s.resume_refining.answer(a.person, b.refinement.id, "r1", "q1", AnswerKind.YES)
    ],
    "resume_refining.apply": [lambda s, a, b: s.resume_refining.apply(a.person, b.refinement.id)],
    "resume_refining.delete": [lambda s, a, b: s.resume_refining.delete(a.person, b.refinement.id)],
    "interviews.start": [
        lambda s, a, b: s.interviews.start(a.person, InterviewSetup(role_id="teacher", resume_id=b.resume.id))
    ],
    "interviews.get": [lambda s, a, b: s.interviews.get(a.person, b.interview.id)],
    "interviews.room": [lambda s, a, b: s.interviews.room(a.person, b.interview.id)],
    "interviews.save_draft": [lambda s, a, b: s.interviews.save_draft(a.person, b.open.id, "mine now")],
    "interviews.submit_answer": [
        lambda s, a, b: s.interviews.submit_answer(a.person, b.interview.id, b.open.id, "mine", "k1"),
        lambda s, a, b: s.interviews.submit_answer(a.person, a.interview.id, b.open.id, "mine", "k2"),
        lambda s, a, b: s.interviews.submit_answer(a.person, b.interview.id, a.open.id, "mine", "k3"),
        lambda s, a, b: s.interviews.submit_answer(
            a.person, b.interview.id, b.answer.turn_id, "x", b.answer.client_key
        ),
    ],
    "interviews.skip": [
        lambda s, a, b: s.interviews.skip(a.person, b.interview.id, b.open.id),
        lambda s, a, b: s.interviews.skip(a.person, a.interview.id, b.open.id),
        lambda s, a, b: s.interviews.skip(a.person, b.interview.id, a.open.id),
    ],
    "interviews.pause": [lambda s, a, b: s.interviews.pause(a.person, b.interview.id)],
    "interviews.finish": [lambda s, a, b: s.interviews.finish(a.person, b.interview.id)],
    "interviews.delete": [lambda s, a, b: s.interviews.delete(a.person, b.interview.id)],
    "reports.answer_report": [lambda s, a, b: s.reports.answer_report(a.person, b.answer.id)],
    "reports.session": [lambda s, a, b: s.reports.session(a.person, b.interview.id)],
    "reports.rescore": [lambda s, a, b: s.reports.rescore(a.person, b.answer.id)],
    "reports.rescore_estimated": [lambda s, a, b: s.reports.rescore_estimated(a.person, b.interview.id)],
    "job_match.match": [lambda s, a, b: s.job_match.match(a.person, b.resume.id, JOB_AD)],
    "job_match.again": [
        lambda s, a, b: s.job_match.again(a.person, a.resume.id, b.job),
        lambda s, a, b: s.job_match.again(a.person, b.resume.id, a.job),
    ],
    "job_match.job_text": [lambda s, a, b: s.job_match.job_text(a.person, b.job)],
    "job_match.forget": [lambda s, a, b: s.job_match.forget(a.person, b.job)],
    "session_exports.export": [
        lambda s, a, b: s.session_exports.export(a.person, b.interview.id, SessionFormat.MARKDOWN)
    ],
    "interviews.answer_again": [
        lambda s, a, b: s.interviews.answer_again(a.person, b.interview.id, b.answer.turn_id),
        lambda s, a, b: s.interviews.answer_again(a.person, a.interview.id, b.answer.turn_id),
    ],
    "own_questions.change": [lambda s, a, b: s.own_questions.change(a.person, b.own_question.id, A_QUESTION)],
    "own_questions.delete": [lambda s, a, b: s.own_questions.delete(a.person, b.own_question.id)],
    "practice.delete_preset": [lambda s, a, b: s.practice.delete_preset(a.person, b.preset.id)],
    "hints.hints": [lambda s, a, b: s.hints.hints(a.person, b.open.id)],
    "recordings.add": [
        lambda s, a, b: s.recordings.add(a.person, b.interview.id, b.open.id, b"mine 1"),
        lambda s, a, b: s.recordings.add(a.person, a.interview.id, b.open.id, b"mine 2"),
        lambda s, a, b: s.recordings.add(a.person, b.interview.id, a.open.id, b"mine 3"),
    ],
    "recordings.of_interview": [lambda s, a, b: s.recordings.of_interview(a.person, b.interview.id)],
    "recordings.sound": [lambda s, a, b: s.recordings.sound(a.person, b.recording.id)],
    "recordings.keep_sound": [lambda s, a, b: s.recordings.keep_sound(a.person, b.open.id, True)],
    "recordings.discard": [lambda s, a, b: s.recordings.discard(a.person, b.recording.id)],
    "recordings.delete_sound": [lambda s, a, b: s.recordings.delete_sound(a.person, b.recording.id)],
    "recordings.try_again": [lambda s, a, b: s.recordings.try_again(a.person, b.recording.id)],
    "recordings.transcribe": [lambda s, a, b: s.recordings.transcribe(a.person.id, b.recording.id)],
    "calls.get": [lambda s, a, b: s.calls.get(a.person, b.call.id)],
    "calls.choose_candidate": [lambda s, a, b: s.calls.choose_candidate(a.person, b.call.id, "Dana")],
    "calls.correct": [lambda s, a, b: s.calls.correct(a.person, b.call.id, ())],
    "calls.score": [lambda s, a, b: s.calls.score(a.person, b.call.id, "teacher", Level.MID)],
    "calls.delete": [lambda s, a, b: s.calls.delete(a.person, b.call.id)],
    "call_recordings.try_again": [lambda s, a, b: s.call_recordings.try_again(a.person, b.call.id)],
    "call_recordings.listen": [lambda s, a, b: s.call_recordings.listen(a.person.id, b.call.id)],
    "outcomes.log": [
        lambda s, a, b: s.outcomes.log(a.person, OutcomeDetails(happened_on=date(2026, 1, 5)), b.interview.id)
    ],
    "outcomes.change": [
        lambda s, a, b: s.outcomes.change(a.person, b.outcome.id, OutcomeDetails(happened_on=date(2026, 1, 5)))
    ],
    "accounts.end_session": [lambda s, a, b: s.accounts.end_session(a.person, b.session)],
    "outcomes.delete": [lambda s, a, b: s.outcomes.delete(a.person, b.outcome.id)],
    "better_answers.ask": [lambda s, a, b: s.better_answers.ask(a.person, b.answer.id)],
    "better_answers.write": [lambda s, a, b: s.better_answers.write(a.person.id, b.answer.id)],
    "disagreements.disagree": [lambda s, a, b: s.disagreements.disagree(a.person, b.answer.id, "result", 3)],
    "disagreements.of_answer": [lambda s, a, b: s.disagreements.of_answer(a.person, b.answer.id)],
    "disagreements.take_back": [lambda s, a, b: s.disagreements.take_back(a.person, b.answer.id, "result")],
    "practice.drill_on": [lambda s, a, b: s.practice.drill_on(a.person, b.interview.id, "result")],
    "feedback.rate": [lambda s, a, b: s.feedback.rate(a.person, b.answer.id, 1)],
    "feedback.rating": [lambda s, a, b: s.feedback.rating(a.person, b.answer.id)],
    "evaluation.evaluate_answer": [
        lambda s, a, b: s.evaluation.evaluate_answer(a.person.id, b.answer.id, f"evaluate_answer:{b.answer.id}:2")
    ],
}

OWN: dict[str, list[Call]] = {
    # Nothing of B can be named here, or naming it does nothing: what comes back is A's own.
    "accounts.update_profile": [
        lambda s, a, b: s.accounts.update_profile(a.person, full_name="Ada Own", time_zone="UTC"),
    ],
    "audit.mine": [lambda s, a, b: s.audit.mine(a.person, 500)],
    "accounts.sessions": [
        lambda s, a, b: s.accounts.sessions(a.person, a.token),
        lambda s, a, b: s.accounts.sessions(a.person, b.token),
    ],
    "accounts.sign_out_elsewhere": [lambda s, a, b: s.accounts.sign_out_elsewhere(a.person, b.token)],
    "accounts.check_password": [lambda s, a, b: s.accounts.check_password(a.person, PASSWORD)],
    "accounts.promoted": [lambda s, a, b: promoted_or_not(s, a)],
    "accounts.claim_admin": [lambda s, a, b: claimed_or_why_not(s, a)],
    "accounts.forget": [lambda s, a, b: s.accounts.forget(a.person.id)],
    "recovery.ask_to_verify": [lambda s, a, b: s.recovery.ask_to_verify(a.person)],
    "recovery.change_password": [
        lambda s, a, b: s.recovery.change_password(a.person, b.token, PASSWORD, "a louder harbour 8", Device())
    ],
    "accounts.set_consent": [lambda s, a, b: s.accounts.set_consent(a.person, ConsentKind.AUDIO, True)],
    "resumes.upload": [lambda s, a, b: s.resumes.upload(a.person, "second.pdf", make_resume.pdf())],
    "resumes.list": [lambda s, a, b: s.resumes.list(a.person)],
    "resume_refining.list": [
        lambda s, a, b: s.resume_refining.list(a.person),
        lambda s, a, b: s.resume_refining.list(a.person, b.resume.id),
    ],
    "resume_refining.model_allowed": [lambda s, a, b: s.resume_refining.model_allowed(a.person)],
    "resumes.current": [lambda s, a, b: s.resumes.current(a.person)],
    "resumes.read": [lambda s, a, b: s.resumes.read(a.person.id, b.resume.id)],
    "bank.choose": [lambda s, a, b: s.bank.choose(a.person, InterviewSetup(role_id="teacher"), None)],
    "own_questions.list": [lambda s, a, b: s.own_questions.list(a.person)],
    "own_questions.look_at_text": [lambda s, a, b: s.own_questions.look_at_text(a.person, "Why do you teach?")],
    "own_questions.look_at_file": [
        lambda s, a, b: s.own_questions.look_at_file(a.person, "q.csv", b"question\nWhy do you teach here?")
    ],
    "own_questions.add": [lambda s, a, b: s.own_questions.add(a.person, [A_QUESTION])],
    "practice.presets": [lambda s, a, b: s.practice.presets(a.person)],
    "practice.save_preset": [
        lambda s, a, b: s.practice.save_preset(a.person, f"For {CANARY[:4]}", InterviewSetup(role_id="teacher"))
    ],
    "practice.drill": [lambda s, a, b: drilled_or_why_not(s, a)],
    "practice.weakest": [lambda s, a, b: s.practice.weakest(a.person)],
    "recordings.available": [lambda s, a, b: s.recordings.available(a.person)],
    "recordings.where": [lambda s, a, b: s.recordings.where(a.person)],
    "recordings.of_turn": [lambda s, a, b: s.recordings.of_turn(a.person, b.open.id)],
    "recordings.add, with B's bytes": [lambda s, a, b: added_and_heard(s, a, f"the sound of {CANARY}".encode())],
    "call_recordings.available": [lambda s, a, b: s.call_recordings.available(a.person)],
    "call_recordings.where": [lambda s, a, b: s.call_recordings.where(a.person)],
    "call_recordings.add": [lambda s, a, b: s.call_recordings.add(a.person, "a.wav", b"sound")],
    "calls.list": [lambda s, a, b: s.calls.list(a.person)],
    "calls.import_file": [lambda s, a, b: s.calls.import_file(a.person, "a.txt", b"Me: I taught.")],
    "calls.import_text": [lambda s, a, b: s.calls.import_text(a.person, "Me: I taught.")],
    "calls.import_words": [lambda s, a, b: s.calls.import_words(a.person, "a.wav", "I taught.")],
    "calls.candidate_guess": [lambda s, a, b: s.calls.candidate_guess(a.person, a.call)],
    "outcomes.list": [lambda s, a, b: s.outcomes.list(a.person)],
    "outcomes.view": [lambda s, a, b: s.outcomes.view(a.person)],
    "job_match.jobs": [lambda s, a, b: s.job_match.jobs(a.person)],
    "interviews.last_setup": [lambda s, a, b: s.interviews.last_setup(a.person)],
    "interviews.submit_answer, with B's key": [
        lambda s, a, b: s.interviews.submit_answer(a.person, a.interview.id, a.open.id, "mine", b.answer.client_key)
    ],
    "reports.history": [lambda s, a, b: s.reports.history(a.person)],
    "reports.home": [lambda s, a, b: s.reports.home(a.person)],
    "better_answers.allows": [lambda s, a, b: s.better_answers.allows(a.person)],
    "better_answers.of_answer": [lambda s, a, b: s.better_answers.of_answer(a.person, b.answer.id)],
    "evaluation.model_available": [lambda s, a, b: s.evaluation.model_available(a.person)],
    "flags.allows": [lambda s, a, b: s.flags.allows(a.person, MODEL_SCORING)],
}

ADMINS: dict[str, list[Call]] = {
    # For operators only; A is none.
    "audit.search": [lambda s, a, b: s.audit.search(a.person, None, b.person.email)],
    "user_admin.find": [lambda s, a, b: s.user_admin.find(a.person)],
    "user_admin.set_roles": [lambda s, a, b: s.user_admin.set_roles(a.person, b.person.id, [Role.ADMIN])],
    "user_admin.lock": [lambda s, a, b: s.user_admin.lock(a.person, b.person.id)],
    "user_admin.unlock": [lambda s, a, b: s.user_admin.unlock(a.person, b.person.id)],
    "user_admin.reset_link": [lambda s, a, b: s.user_admin.reset_link(a.person, b.person.id)],
    "flags.list": [lambda s, a, b: s.flags.list(a.person)],
    "flags.change": [lambda s, a, b: s.flags.change(a.person, KNOWN_FLAGS[MODEL_SCORING])],
    "operations.providers": [lambda s, a, b: s.operations.providers(a.person)],
    "operations.cost": [lambda s, a, b: s.operations.cost(a.person)],
    "operations.usage": [lambda s, a, b: s.operations.usage(a.person)],
    "operations.days": [lambda s, a, b: s.operations.days(a.person)],
    "operations.runs": [lambda s, a, b: s.operations.runs(a.person, RunFilter())],
    "operations.agents": [lambda s, a, b: s.operations.agents(a.person)],
    "operations.run": [lambda s, a, b: s.operations.run(a.person, b.answer.id)],
    "operations.decisions": [lambda s, a, b: s.operations.decisions(a.person)],
    "operations.alerts": [lambda s, a, b: s.operations.alerts(a.person)],
    "operations.settle_alert": [lambda s, a, b: s.operations.settle_alert(a.person, "key")],
    "operations.switch": [lambda s, a, b: s.operations.switch(a.person, "groq:default", SwitchState.OFF)],
}

CALLS = [(name, call) for table in (GONE, OWN, ADMINS) for name, calls in table.items() for call in calls]


def methods_about_a_person() -> Iterator[str]:
    """Every public method of every service that takes a person or a person's id, such as "interviews.room"."""
    for part in fields(Services):
        kind = get_type_hints(Services)[part.name]
        for name, method in inspect.getmembers(kind, inspect.isfunction):
            if name.startswith("_"):
                continue
            taken = inspect.signature(method).parameters
            hints = {p: str(v.annotation) for p, v in taken.items()}
            if any("Person" in hint for hint in hints.values()) or {"user", "user_id", "person_id"} & set(taken):
                yield f"{part.name}.{name}"


# These act for whichever person is named, and are no service call of a screen.
NOT_SERVICES = {"database.as_user", "gateway.run"}


def test_every_method_about_a_person_is_in_the_table():
    known = {name.split(",")[0] for name, _ in CALLS} | NOT_SERVICES
    assert set(methods_about_a_person()) == known


def snapshot(owner, b: Belongings, files: Path) -> dict[str, Any]:
    """Every row that is B's or names B, in every table, and B's files."""
    tables = owner.execute(
        """
        select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('public', 'private', 'jobs', 'auth')
        """
    ).fetchall()
    found: dict[str, Any] = {}
    for table in sorted(t["name"] for t in tables):
        rows = owner.execute(
            f"select to_jsonb(t)::text as row from {table} t where to_jsonb(t)::text ~ %s order by 1",
            (
                "|".join(
                    str(i) for i in (b.person.id, b.resume.id, b.interview.id, b.open.id, b.answer.id, b.job, CANARY)
                ),
            ),
        ).fetchall()
        found[table] = [r["row"] for r in rows]
    assert found["public.answers"]
    assert found["public.evaluations"]
    assert found["public.agent_runs"]
    assert found["public.feedback"]
    assert found["public.refinements"]
    assert found["public.calls"]
    assert found["public.disagreements"]
    assert found["public.better_answers"]
    assert found["public.presets"]
    assert found["public.own_questions"]
    assert found["public.recordings"]
    assert found["public.outcomes"]
    assert found["public.person_usage"]
    found["files"] = {p.name: p.read_bytes() for p in (files / "files" / str(b.person.id)).iterdir()}
    assert found["files"]
    return found


def mentions(value: Any) -> str:
    """Everything a value can say, as one text."""
    if isinstance(value, tuple | list):
        return " ".join(map(mentions, value))
    if isinstance(value, bytes):
        return value.decode("latin-1")
    dumped = value.model_dump_json() if hasattr(value, "model_dump_json") else ""
    return f"{value!r} {dumped} {json.dumps(value, default=repr)}"


def test_nothing_of_b_comes_back_and_nothing_of_b_changes(services, owner, a, b, tmp_path):
    """All calls on one pair of people: what one call spoils, the next would show as well."""
    before = snapshot(owner, b, tmp_path)
    unknown = UUID(int=7)
    with pytest.raises(NotFound) as for_nobody:
        services.interviews.get(a.person, unknown)
    for name, call in CALLS:
        try:
            came_back = call(services, a, b)
        except NotFound as error:
            assert name in GONE, f"{name} found nothing of A's own"
            came_back = (error.message, repr(error))
        except NotAllowed as error:
            assert name in ADMINS, f"{name} turned A away"
            came_back = (error.message, repr(error))
        else:
            assert name in OWN, f"{name} took an id of B's"
        said = mentions(came_back)
        for word in (CANARY, str(b.person.id), b.person.email):
            assert word not in said, f"{name} tells A of B: {word}"
        after = snapshot(owner, b, tmp_path)
        for table, rows in before.items():
            assert after[table] == rows, f"{name} changed B's {table}"
    with pytest.raises(NotFound) as for_b:
        services.interviews.get(a.person, b.interview.id)
    assert for_b.value.message == for_nobody.value.message, "the sentence does not tell whether the id exists"


def test_b_still_sees_everything(services, a, b):
    """The canary is where the test above looks for it: else that test would prove nothing."""
    del a
    seen = [
        services.resumes.get(b.person, b.resume.id),
        services.resumes.file(b.person, b.resume.id)[0],
        services.resume_exports.export(b.person, b.resume.id, ExportKind.JSON).data,
        services.interviews.get(b.person, b.interview.id).setup.job_text,
        services.interviews.room(b.person, b.interview.id).draft,
        services.reports.answer_report(b.person, b.answer.id).answer,
        services.reports.home(b.person),
        services.feedback.rating(b.person, b.answer.id).comment,
        services.interviews.last_setup(b.person),
        services.job_match.job_text(b.person, b.job),
        services.recordings.sound(b.person, b.recording.id),
        services.recordings.of_turn(b.person, b.open.id),
        services.resume_refining.get(b.person, b.refinement.id).job_text,
    ]
    assert [CANARY in mentions(value) for value in seen] == [True] * len(seen)


@pytest.mark.parametrize("token", ["", "guessed", "x" * 500])
def test_a_token_that_is_nobodys_opens_nobody(services, b, token):
    assert services.accounts.person_for(b.token).id == b.person.id
    assert services.accounts.person_for(token) is None
    assert services.accounts.redeem_ticket(token) is None
    services.accounts.sign_out(token)
    assert services.accounts.person_for(b.token) is not None


def test_a_person_cannot_say_they_are_somebody_else_by_their_roles(services, a, b):
    """Roles in the object a screen holds do not widen what the database shows."""
    raised = a.person.model_copy(update={"roles": frozenset({"admin", "coach", "candidate"})})
    for call in (services.interviews.get, services.reports.session):
        with pytest.raises(AppError):
            call(raised, b.interview.id)
