"""Queueing a job inside a transaction, and a worker that takes it."""

import asyncio
import threading
import time

import procrastinate
import psycopg
import pytest

from services.storage.database import Database


def _count(dsn, table):
    with psycopg.connect(dsn) as connection:
        return connection.execute(f"select count(*) from {table}").fetchone()[0]


@pytest.fixture
def owner_dsn(cluster, database_name):
    return cluster.dsn("postgres", database_name)


def test_the_same_key_queued_twice_is_one_job(database, person, owner_dsn):
    for _ in range(2):
        with database.as_user(person.id) as tx:
            tx.enqueue("read_resume", "read_resume:1:1", user_id=str(person.id), resume_id="1")
            tx.enqueue("read_resume", "read_resume:1:1", user_id=str(person.id), resume_id="1")
    with database.as_system() as tx:
        tx.enqueue("read_resume", "read_resume:1:1", user_id=str(person.id), resume_id="1")
        tx.enqueue("summarise_interview", "summarise_interview:1:1", user_id=str(person.id), key="x")
    assert _count(owner_dsn, "jobs.procrastinate_jobs") == 2


def test_the_same_key_queued_by_many_at_once_is_one_job(cluster, database_name, person, owner_dsn):
    database = Database(
        cluster.dsn("app_login", database_name), cluster.dsn("app_system", database_name), None, pool_size=8
    )
    start = threading.Barrier(8)

    def queue():
        start.wait(10)
        with database.as_user(person.id) as tx:
            tx.enqueue("read_resume", "k", user_id=str(person.id))

    threads = [threading.Thread(target=queue) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _count(owner_dsn, "jobs.procrastinate_jobs") == 1
    database.close()


def test_a_person_queues_only_known_tasks_on_their_own_rows(database, person, other_person, owner_dsn):
    for task, args, error in (
        ("drop_everything", {"user_id": str(person.id)}, psycopg.errors.InvalidParameterValue),
        ("read_resume", {"user_id": str(other_person.id)}, psycopg.errors.InsufficientPrivilege),
        ("read_resume", {}, psycopg.errors.InsufficientPrivilege),
    ):
        with pytest.raises(error), database.as_user(person.id) as tx:
            tx.enqueue(task, "k", **args)
    for claims in ("", '{"role": "authenticated"}'):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            database._people.transaction("authenticated", claims) as (connection, _),
        ):
            connection.execute("select private.enqueue('read_resume', 'k', '{}')")
    assert _count(owner_dsn, "jobs.procrastinate_jobs") == 0


def test_a_worker_takes_the_job_with_the_login_of_the_system(database, person):
    """The queue as procrastinate sees it: fetch, run, retry, finish, delete."""
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=database.jobs_dsn, kwargs={"prepare_threshold": None})
    )
    seen = []

    @app.task(name="evaluate_answer", retry=procrastinate.RetryStrategy(max_attempts=2, wait=0))
    def evaluate_answer(user_id, answer_id):
        seen.append(answer_id)
        if len(seen) == 1:
            raise ValueError("the first attempt fails")

    @app.periodic(cron="* * * * * *")
    @app.task(name="tick", queueing_lock="tick")
    def tick(timestamp):
        seen.append("tick")

    with database.as_user(person.id) as tx:
        tx.enqueue("evaluate_answer", "k", user_id=str(person.id), answer_id="a-1")

    async def work():
        async with app.open_async():
            worker = asyncio.create_task(
                app.run_worker_async(
                    install_signal_handlers=False, fetch_job_polling_interval=0.1, delete_jobs="successful"
                )
            )
            deadline = time.monotonic() + 20
            while (seen.count("a-1") < 2 or "tick" not in seen) and time.monotonic() < deadline:
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.2)
            assert await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=30) == []
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=True)

    asyncio.run(work())
    assert seen.count("a-1") == 2
    assert "tick" in seen
