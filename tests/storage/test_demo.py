"""Seeding the demo data into a real database: whole, dated, seen by its own person only, and safe to repeat."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import fmean

import pytest

from domain.errors import InvalidInput, NotAllowed
from domain.evaluation.types import State
from domain.interview import InterviewStatus, Mode, TurnStatus
from domain.people import Person, Role
from domain.resume.facts import ResumeStatus
from services.bootstrap import Services
from services.demo import DemoReport, seed_demo
from services.demo.course import read_candidates
from services.storage.database import Database
from services.storage.embedded import EmbeddedPostgres
from tests.conftest import migrated_database
from tests.services import services_on

PASSWORD = "kettle-harbour-9"


@dataclass(frozen=True)
class Seeded:
    services: Services
    report: DemoReport
    event_times: dict[str, list[datetime]]
    """By first name, taken before any test does something of its own."""

    def person(self, first_name: str) -> Person:
        with self.services.database.as_system() as tx:
            return next(p for p in tx.people.all() if p.first_name == first_name)


@pytest.fixture(scope="module")
def seeded(cluster: EmbeddedPostgres, open_folder: Callable[[str], Path]) -> Iterator[Seeded]:
    with migrated_database(cluster) as (_, database):
        services = services_on(database, open_folder("demo"))
        report = seed_demo(services, PASSWORD)
        times: dict[str, list[datetime]] = {}
        with database.as_system() as tx:
            for person in tx.people.all():
                times[person.first_name] = [event.created_at for event in tx.events.recent(person.id, 1000)]
        yield Seeded(services, report, times)


CANDIDATES = [candidate.full_name.split()[0] for candidate in read_candidates()]


def test_the_report_counts_what_the_files_hold(seeded: Seeded) -> None:
    sessions = [s for candidate in read_candidates() for s in candidate.sessions]
    answers = [turn.answer for s in sessions for turn in s.turns if turn.answer is not None]
    report = seeded.report
    assert (report.interviews, report.answers) == (len(sessions), len(answers))
    assert report.created
    assert report.changed
    assert set(report.states) == {State.ESTIMATED, State.UNSCORED}
    assert report.states[State.UNSCORED] >= sum(len(text.split()) < 12 for text in answers)
    assert f"{len(answers)} answers" in report.summary
    assert report.as_dict()["states"]["scored"] == 0


def test_everybody_can_sign_in_with_the_password_and_has_their_role(seeded: Seeded) -> None:
    for account in seeded.report.accounts:
        person = seeded.services.accounts.sign_in(account.email, PASSWORD).person
        assert person.roles == {account.role}
    assert [a.role for a in seeded.report.accounts].count(Role.COACH) == 1


@pytest.mark.parametrize("name", CANDIDATES)
def test_the_resume_was_read_from_a_real_file_and_confirmed(seeded: Seeded, name: str) -> None:
    person = seeded.person(name)
    resume = seeded.services.resumes.current(person)
    assert resume is not None
    assert resume.status is ResumeStatus.READ
    assert resume.facts is not None
    assert resume.facts.contact.name == person.full_name
    assert resume.facts.sections
    file_name, data = seeded.services.resumes.file(person, resume.id)
    assert file_name.endswith(".docx")
    assert data.startswith(b"PK")


@pytest.mark.parametrize("name", CANDIDATES)
def test_times_run_forward_over_eight_weeks(seeded: Seeded, name: str) -> None:
    person = seeded.person(name)
    now = datetime.now(UTC)
    with seeded.services.database.as_user(person.id) as tx:
        interviews = sorted(tx.interviews.list(person.id), key=lambda i: i.created_at)
        stored = {
            i.id: (tx.answers.of_interview(person.id, i.id), tx.evaluations.latest_of_interview(person.id, i.id))
            for i in interviews
        }
    assert timedelta(days=40) < now - interviews[0].created_at < timedelta(days=58)
    assert len(seeded.event_times[name]) > 40
    assert all(now - timedelta(days=58) < at < now - timedelta(hours=12) for at in seeded.event_times[name])
    ends = [interviews[0].created_at]
    for interview in interviews:
        answers, evaluations = stored[interview.id]
        assert interview.created_at >= ends[-1]
        times = [interview.created_at, *(a.submitted_at for a in answers)]
        times += [interview.finished_at] if interview.finished_at else []
        assert times == sorted(times)
        assert all(a.seconds_used <= (a.submitted_at - interview.created_at).total_seconds() for a in answers)
        waits = [evaluations[a.id].created_at - a.submitted_at for a in answers]
        assert all(timedelta(0) < wait < timedelta(minutes=1) for wait in waits)
        ends.append(times[-1])


def test_one_interview_waits_to_be_continued_with_its_draft(seeded: Seeded) -> None:
    person = seeded.person("Wren")
    home = seeded.services.reports.home(person)
    assert home.unfinished is not None
    assert home.unfinished.status is InterviewStatus.PAUSED
    assert [turn.status for turn in home.unfinished.turns] == [
        TurnStatus.ANSWERED,
        TurnStatus.ASKING,
        TurnStatus.WAITING,
    ]
    room = seeded.services.interviews.room(person, home.unfinished.id)
    assert room.draft is not None
    assert room.draft.text.startswith("Clarify first")
    assert room.seconds_left > 0
    seeded.services.interviews.pause(person, home.unfinished.id)


def test_the_three_courses_tell_apart(seeded: Seeded) -> None:
    def totals(name: str) -> list[int]:
        rows = seeded.services.reports.history(seeded.person(name))
        finished = [r for r in rows if r.interview.status is InterviewStatus.FINISHED]
        return [r.total for r in sorted(finished, key=lambda r: r.interview.created_at) if r.total is not None]

    rise = {name: fmean(totals(name)[-3:]) - fmean(totals(name)[:3]) for name in CANDIDATES}
    spread = {name: max(totals(name)) - min(totals(name)) for name in CANDIDATES}
    assert rise["Wren"] > 20
    assert abs(rise["Odile"]) < 10
    assert spread["Jasper"] > spread["Odile"]


def test_a_realistic_answer_never_took_longer_than_allowed(seeded: Seeded) -> None:
    for name in CANDIDATES:
        person = seeded.person(name)
        for row in seeded.services.reports.history(person):
            if row.interview.setup.mode is Mode.REALISTIC:
                view = seeded.services.reports.session(person, row.interview.id)
                assert all(r.answer.seconds_used <= r.turn.seconds for r in view.rows if r.answer)


def test_candidates_see_only_their_own_rows(seeded: Seeded) -> None:
    own, other = seeded.person("Wren"), seeded.person("Odile")
    with seeded.services.database.as_user(own.id) as tx:
        assert tx.interviews.list(other.id) == []
        assert tx.resumes.list(other.id) == []


def test_a_second_run_changes_nothing_and_keeps_the_passwords(seeded: Seeded) -> None:
    again = seed_demo(seeded.services, "another-kettle-9")
    assert not again.created
    assert not again.changed
    assert again.states == seeded.report.states
    assert again.interviews == seeded.report.interviews
    assert "there already" in again.summary
    seeded.services.accounts.sign_in(seeded.report.accounts[0].email, PASSWORD)
    with pytest.raises(InvalidInput):
        seeded.services.accounts.sign_in(seeded.report.accounts[0].email, "another-kettle-9")


def test_a_run_after_an_interrupted_one_scores_what_was_left(seeded: Seeded) -> None:
    person = seeded.person("Odile")
    with seeded.services.database.as_owner() as tx:
        tx._connection.execute("delete from public.evaluations where user_id = %s", (person.id,))
    again = seed_demo(seeded.services, PASSWORD)
    assert again.changed
    assert not again.created
    assert again.states == seeded.report.states
    with seeded.services.database.as_user(person.id) as tx:
        newest = tx.evaluations.totals(person.id)[0]
        stored = tx.evaluations.latest(person.id, newest.answer_id)
    assert stored is not None
    assert stored.created_at - newest.submitted_at < timedelta(minutes=1)


def test_a_production_deployment_gets_no_demo_accounts_unless_forced(database: Database, tmp_path: Path) -> None:
    services = services_on(database, tmp_path)
    production = services.settings.model_copy(update={"app_env": "production"})
    with pytest.raises(NotAllowed, match="not made in production"):
        seed_demo(replace(services, settings=production), PASSWORD)
    with database.as_system() as tx:
        assert tx.people.all() == []
    with pytest.raises(InvalidInput, match="characters"):
        seed_demo(replace(services, settings=production), "short", force=True)
