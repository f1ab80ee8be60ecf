"""Person A against person B, with SQL that forgets every WHERE, on every table there is."""

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors
from psycopg.rows import dict_row

from domain.interview import InterviewSetup, QuestionKind
from domain.model_use import AlertLevel, Limits, SwitchState
from domain.outcomes import OutcomeDetails
from domain.own_questions import NewQuestion
from domain.people import ConsentKind
from services.storage.credentials import LinkPurpose
from services.storage.feature_flags import StoredFlag
from tests.builders import (
    a_call_review,
    a_question,
    a_refinement,
    add_answer,
    add_person,
    add_resume,
    an_evaluation,
    start_interview,
)
from tests.conftest import migrated_database
from tests.model_samples import a_call, a_hold, a_run, an_account_state
from tests.storage.catalogue import tables


@dataclass(frozen=True)
class Access:
    """What a signed-in person may do to a table; `owner` is the column that says whose row it is."""

    owner: str | None
    sees: str = "own"  # own | everything | nothing
    changes: str | None = None  # a column they may update on their own rows
    deletes: bool = False
    adds: bool = False


MATRIX = {
    "public.profiles": Access("id", changes="full_name"),
    "public.consents": Access("user_id", adds=True),
    "public.resumes": Access("user_id", changes="step", deletes=True, adds=True),
    "public.resume_versions": Access("user_id", adds=True),
    "public.refinements": Access("user_id", changes="state", deletes=True, adds=True),
    "public.job_descriptions": Access("user_id", deletes=True, adds=True),
    "public.questions": Access(None, sees="everything"),
    "public.interviews": Access("user_id", changes="status", deletes=True, adds=True),
    "public.turns": Access("user_id", changes="status", adds=True),
    "public.drafts": Access("user_id", changes="text", adds=True),
    "public.answers": Access("user_id", adds=True),
    "public.evaluations": Access("user_id"),
    "public.criterion_scores": Access("user_id"),
    "public.summaries": Access("user_id"),
    "public.disagreements": Access("user_id", changes="words", deletes=True, adds=True),
    "public.better_answers": Access("user_id", changes="state", deletes=True, adds=True),
    "public.own_questions": Access("user_id", changes="text", deletes=True, adds=True),
    "public.presets": Access("user_id", changes="setup", deletes=True, adds=True),
    "public.recordings": Access("user_id", changes="keep_audio", adds=True),
    "public.calls": Access("user_id", changes="candidate", deletes=True, adds=True),
    "public.outcomes": Access("user_id", changes="heard", deletes=True, adds=True),
    "public.events": Access("user_id", adds=True),
    "public.audit_log": Access("actor", sees="nothing", adds=True),
    "public.person_usage": Access("user_id"),
    "public.agent_runs": Access("user_id"),
    "public.feedback": Access("user_id", changes="score", adds=True),
    "public.feature_flags": Access(None, sees="everything"),
    "private.provider_usage": Access(None, sees="nothing"),
    "private.provider_switches": Access(None, sees="nothing"),
    "private.account_states": Access(None, sees="nothing"),
    "private.model_cache": Access("user_id", sees="nothing"),
    "private.cache_counts": Access(None, sees="nothing"),
    "private.operator_alerts": Access(None, sees="nothing"),
    "private.app_sessions": Access("user_id", sees="nothing"),
    "private.sign_in_tickets": Access(None, sees="nothing"),
    "private.sign_in_tries": Access(None, sees="nothing"),
    "private.known_networks": Access("user_id", sees="nothing"),
    "private.one_time_links": Access("user_id", sees="nothing"),
    "private.question_bank": Access(None, sees="nothing"),
    "jobs.procrastinate_jobs": Access(None, sees="nothing"),
    "jobs.procrastinate_events": Access(None, sees="nothing"),
    "jobs.procrastinate_workers": Access(None, sees="nothing"),
    "jobs.procrastinate_periodic_defers": Access(None, sees="nothing"),
}


def _fill(database, person):
    """A row of this person in every table that can hold one."""
    with database.as_user(person.id) as tx:
        tx.people.set_consent(person.id, ConsentKind.MODEL_USE, True)
        resume = add_resume(tx, person.id)
        tx.refinements.add(person.id, a_refinement(resume))
        tx.jobs_described.add(person.id, "We look for a backend engineer.")
        interview = start_interview(tx, person.id)
        tx.drafts.save(person.id, interview.turns[1].id, "half a thought")
        answer = add_answer(tx, interview)
        tx.enqueue(
            "evaluate_answer", f"evaluate_answer:{answer.id}:1", user_id=str(person.id), answer_id=str(answer.id)
        )
        tx.events.add(person.id, "answer_submitted", answer.id)
        tx.audit.add(person.id, "answer.submit", str(answer.id))
        tx.feedback.rate(person.id, "answer", answer.id, 1, "It quoted me.")
        tx.better_answers.ask(person.id, answer.id)
        tx.calls.add(person.id, a_call_review(person))
        own = NewQuestion(line=1, text="Why do you want to work nights?", kind=QuestionKind.HR)
        tx.own_questions.add(person.id, [own])
        tx.presets.save(person.id, "Friday", InterviewSetup(role_id="teacher"))
        clip = tx.recordings.add(
            person.id, answer.turn_id, interview.id, sha256(str(person.id).encode()).hexdigest(), "clip",
            keep_audio=False, seconds_left=60,
        )  # fmt: skip
        assert clip
        tx.outcomes.add(person.id, OutcomeDetails(happened_on=tx.now.date()), interview.id)
    with database.as_system() as tx:
        stored = tx.evaluations.add(person.id, answer.id, "evaluate:1", an_evaluation())
        tx.summaries.add(person.id, interview.id, "summarise:1", {"total": 70})
        tx.sessions.add(person.id, f"token of {person.id}", tx.now + timedelta(days=7), "test")
        tx.sessions.add_ticket(f"ticket of {person.id}", f"token of {person.id}", tx.now + timedelta(seconds=30))
        digest = sha256(str(person.id).encode()).hexdigest()
        tx.credentials.begin_try(digest, "", 5, timedelta(minutes=15))
        tx.credentials.remember_network(person.id, digest)
        tx.credentials.add_link(digest, person.id, LinkPurpose.VERIFY_EMAIL, person.email, timedelta(hours=1))
        tx.questions.sync([a_question(id="q-shared")], "digest")
        tx.model_usage.hold(a_hold(user_id=person.id), Limits())
        tx.model_accounts.remember(an_account_state())
        tx.model_accounts.switch("groq:default", SwitchState.ON)
        tx.agent_runs.add(a_run(a_call(), user_id=person.id, subject_id=answer.id, trace_id=uuid4()))
        tx.model_cache.put(
            f"own:{person.id}", "{}", use="questions", owner=person.id, expires_at=tx.now + timedelta(days=1)
        )
        tx.model_cache.add_counts({("questions", "miss"): 1})
        tx.alerts.tell("model:gone", AlertLevel.WARNING, "A model is gone.")
        tx.feature_flags.save("model_scoring", StoredFlag(True, 50, (), (person.id,)))
    with database.as_user(person.id) as tx:
        tx.disagreements.save(person.id, answer.id, stored.id, "result", 2, 3, "It was more.")
    return interview


# One database for the whole module: no test leaves a change behind.
@pytest.fixture(scope="module")
def named_database(cluster):
    with migrated_database(cluster) as both:
        yield both


@pytest.fixture(scope="module")
def database(named_database):
    return named_database[1]


@pytest.fixture(scope="module")
def person(database):
    return add_person(database, "ada@example.org", "Ada Okafor")


@pytest.fixture(scope="module")
def other_person(database):
    return add_person(database, "ben@example.org", "Ben Silva")


@pytest.fixture(scope="module")
def mine(database, person):
    return _fill(database, person)


@pytest.fixture(scope="module")
def theirs(database, other_person):
    return _fill(database, other_person)


@pytest.fixture(scope="module")
def owner(cluster, named_database, mine, theirs):
    """The owner's eyes, which see every row."""
    with psycopg.connect(
        cluster.dsn("postgres", named_database[0]), row_factory=dict_row, autocommit=True
    ) as connection:
        connection.execute(
            """
            with worker as (insert into jobs.procrastinate_workers default values returning id)
            insert into jobs.procrastinate_periodic_defers (task_name, job_id)
            select 'tick', max(id) from jobs.procrastinate_jobs
            """
        )
        yield connection


BECOME = "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)"


def _claims(user_id):
    return json.dumps({"sub": str(user_id), "role": "authenticated"}) if user_id else ""


@pytest.fixture(scope="module")
def as_person(cluster, named_database):
    """Opens a transaction as the app does for a person (None: signed in, but without claims); never stores anything."""

    @contextmanager
    def begin(user_id, role="authenticated"):
        with psycopg.connect(cluster.dsn("app_login", named_database[0]), row_factory=dict_row) as connection:
            if role:
                connection.execute(BECOME, (role, _claims(user_id)))
            yield connection
            connection.rollback()

    return begin


def _rows(connection, table, access, user_id):
    """Every row of one person, as text."""
    rows = connection.execute(f"select to_jsonb(t) as row from {table} t order by to_jsonb(t)::text").fetchall()
    return [r["row"] for r in rows if access.owner is None or r["row"][access.owner] == str(user_id)]


def test_no_table_is_missing_from_the_matrix(owner):
    with psycopg.connect(owner.info.dsn, password=owner.info.password) as connection:
        assert tables(connection) == set(MATRIX)


@pytest.mark.parametrize("table", MATRIX)
def test_a_person_reads_their_own_rows_and_nobody_elses(owner, as_person, person, other_person, table):
    access = MATRIX[table]
    everything = owner.execute(f"select * from {table}").fetchall()
    assert everything, "the test would prove nothing on an empty table"
    if access.owner:
        owners = {row[access.owner] for row in everything}
        assert {person.id, other_person.id} <= owners
    with as_person(person.id) as connection:
        if access.sees == "nothing":
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(f"select * from {table}")
            return
        seen = connection.execute(f"select * from {table}").fetchall()
        if access.sees == "everything":
            assert len(seen) == len(everything)
        else:
            assert len(seen) == sum(row[access.owner] == person.id for row in everything) > 0
            assert {row[access.owner] for row in seen} == {person.id}


@pytest.mark.parametrize("table", MATRIX)
def test_without_claims_or_without_a_role_nothing_is_seen(owner, as_person, person, table):
    for user_id, role in ((None, "authenticated"), (None, "anon"), (person.id, None)):
        with as_person(user_id, role) as connection:
            try:
                seen = connection.execute(f"select * from {table}").fetchall()
            except errors.InsufficientPrivilege:
                continue
            assert role == "authenticated"
            assert seen == [] or MATRIX[table].sees == "everything"


@pytest.mark.parametrize("table", MATRIX)
def test_a_person_changes_and_deletes_nothing_of_anybody_else(owner, as_person, person, other_person, table):
    access = MATRIX[table]
    before = _rows(owner, table, access, other_person.id)
    mine = len(_rows(owner, table, access, person.id))
    column = access.changes or access.owner or list(owner.execute(f"select * from {table}").fetchone())[-1]
    for statement, allowed in (
        (f"update {table} set {column} = {column}", access.changes),
        (f"delete from {table}", access.deletes),
    ):
        if not allowed:
            with as_person(person.id) as connection, pytest.raises(errors.InsufficientPrivilege):
                connection.execute(statement)
            continue
        with owner.transaction(force_rollback=True):
            owner.execute(BECOME, ("authenticated", _claims(person.id)))
            assert owner.execute(statement).rowcount == mine > 0
            owner.execute("reset role")
            assert _rows(owner, table, access, other_person.id) == before


@pytest.mark.parametrize("table", [t for t, access in MATRIX.items() if access.owner])
def test_a_person_adds_no_row_in_anybody_elses_name(owner, as_person, person, other_person, table):
    access = MATRIX[table]
    theirs = _rows(owner, table, access, other_person.id)[0]
    allowed = [
        r["column_name"]
        for r in owner.execute(
            """
            select column_name from information_schema.column_privileges
            where table_schema || '.' || table_name = %s and grantee = 'authenticated' and privilege_type = 'INSERT'
            """,
            (table,),
        )
    ]
    assert bool(allowed) == access.adds
    columns = ", ".join(c for c in allowed or theirs if c != "id")
    with as_person(person.id) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(
            f"insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, %s)",
            (json.dumps(theirs),),
        )


def test_a_person_cannot_give_their_row_away(owner, as_person, person, other_person):
    for table, access in MATRIX.items():
        if access.owner and access.changes:
            with as_person(person.id) as connection, pytest.raises(errors.InsufficientPrivilege):
                connection.execute(f"update {table} set {access.owner} = %s", (other_person.id,))


@pytest.mark.parametrize(
    "statement",
    [
        "insert into public.drafts (turn_id, user_id, text) values (%(turn)s, %(me)s, 'x')",
        """insert into public.answers (turn_id, interview_id, user_id, text, client_key)
           values (%(turn)s, %(interview)s, %(me)s, 'x', 'k')""",
        """insert into public.turns (interview_id, user_id, position, question_id, question, seconds)
           values (%(interview)s, %(me)s, 9, 'q', '{}', 60)""",
        """insert into public.resume_versions (resume_id, user_id, version, facts, quality)
           values (%(resume)s, %(me)s, 9, '{}', '{}')""",
        """insert into public.refinements (resume_id, user_id, base_version) values (%(resume)s, %(me)s, 1)""",
        """insert into public.calls (id, user_id, name, state, interview_id)
           values (gen_random_uuid(), %(me)s, 'c', 'open', %(interview)s)""",
        """insert into public.recordings (user_id, turn_id, interview_id, digest)
           values (%(me)s, %(turn)s, %(interview)s, repeat('a', 64))""",
        """insert into public.outcomes (user_id, happened_on, stage, result, interview_id)
           values (%(me)s, now(), 'screen', 'offer', %(interview)s)""",
        """insert into public.interviews (user_id, role_id, role_name, mode, setup, resume_id)
           values (%(me)s, 'r', 'R', 'practice', '{}', %(resume)s)""",
    ],
)
def test_a_row_of_ones_own_cannot_hang_on_a_row_of_somebody_else(owner, as_person, person, other_person, statement):
    row = owner.execute(
        """
        select t.id as turn, t.interview_id as interview, r.id as resume
        from public.turns t join public.resumes r using (user_id) where t.user_id = %s
        """,
        (other_person.id,),
    ).fetchone()
    with owner.transaction(force_rollback=True):
        owner.execute("delete from public.drafts; delete from public.answers")
        owner.execute(BECOME, ("authenticated", _claims(person.id)))
        with pytest.raises(errors.ForeignKeyViolation):
            owner.execute(statement, {**row, "me": person.id})


@pytest.mark.parametrize(
    "statement",
    [
        "update public.profiles set roles = '{admin}'",
        "update public.profiles set email = 'new@example.org'",
        "select * from auth.users",
        "select * from supabase_migrations.schema_migrations",
        "set role app_system",
        "set role service_role",
        "set role postgres",
        "reset role; select * from public.profiles",
        "select private.add_local_account('x@example.org', '', '', '{admin}')",
        "select private.local_password('ben@example.org')",
        "select private.set_local_password(auth.uid(), 'x')",
        "select private.verify_local_email(auth.uid(), 'ada@example.org')",
        "update public.profiles set email_verified_at = now()",
        "update public.profiles set locked_at = null",
        """select private.enqueue('send_account_mail', 'k', jsonb_build_object('user_id', auth.uid(), 'email', 'x'))""",
        "select jobs.procrastinate_defer_jobs_v1('{}')",
        "update public.feature_flags set enabled = true",
        "update public.person_usage set requests = 0",
        "update public.feedback set run_id = null",
        "insert into public.agent_runs (id, at, agent, state) values (gen_random_uuid(), now(), 'a', 'answered')",
        "create table public.mine (id int)",
        "create function public.mine() returns int language sql as 'select 1'",
    ],
)
def test_a_person_cannot_raise_themselves(owner, as_person, person, statement):
    with as_person(person.id) as connection, pytest.raises(errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_people_repositories_ask_for_rows_of_the_person_even_for_the_owner(
    database, person, other_person, mine, theirs
):
    """The WHERE of each repository holds by itself, where no row level security does."""
    with database.as_owner() as tx:
        assert {i.user_id for i in tx.interviews.list(person.id)} == {person.id}
        assert {r.user_id for r in tx.resumes.list(person.id)} == {person.id}
        assert {r.user_id for r in tx.refinements.list(person.id)} == {person.id}
        assert {c.user_id for c in tx.calls.list(person.id)} == {person.id}
        assert {q.user_id for q in tx.own_questions.list(person.id)} == {person.id}
        assert {p.user_id for p in tx.presets.list(person.id)} == {person.id}
        assert tx.recordings.open_of_turn(person.id, theirs.turns[0].id) == []
        assert {o.user_id for o in tx.outcomes.list(person.id)} == {person.id}
        assert tx.drafts.get(person.id, theirs.turns[1].id) is None
        assert tx.answers.of_interview(person.id, theirs.id) == []
        assert tx.evaluations.latest_of_interview(person.id, theirs.id) == {}
        assert tx.summaries.latest(person.id, theirs.id) is None
        assert len(tx.events.recent(person.id, 100)) == 1
        assert {t.interview_id for t in tx.evaluations.totals(person.id)} == {mine.id}
        assert {c.interview_id for c in tx.evaluations.criterion_rows(person.id)} == {mine.id}
        answer_id = tx.answers.of_interview(other_person.id, theirs.id)[0].id
        assert tx.feedback.of(person.id, "answer", answer_id) is None
        assert tx.agent_runs.newest_traced(person.id, answer_id) is None
        assert tx.agent_runs.newest_traced(other_person.id, answer_id)
