"""Running the service: migrations, worker, health, usage, demo content."""

import argparse
import secrets
import sys

from commands.frame import Add, open_services, out


def register(add: Add) -> None:
    """Declare the commands of this module."""
    add("migrate", migrate, "bring the database schema and the question bank up to date")
    add("worker", worker, "work on background jobs until stopped")
    add("health", health, "check database, migrations, jobs and providers")
    command = add("usage", usage, "show what models have used and cost, by day, account and model")
    command.add_argument("--days", type=int, default=31, metavar="N", help="the last N days, 31 when left out")
    command = add("seed-demo", seed_demo, "create three candidates with eight weeks of history, and a coach")
    command.add_argument("--password", help="one is generated and printed when left out")
    command.add_argument("--force", action="store_true", help="also when APP_ENV is production")


def migrate(args: argparse.Namespace) -> int:
    """Apply pending migrations, then bring the question bank up to date."""
    from services.embeddings import Embedder
    from services.question_bank import QuestionBankService
    from services.settings import load_settings
    from services.storage.database import Database

    database = Database.open(load_settings())
    try:
        applied = database.migrate()
        questions = QuestionBankService(database, Embedder()).sync()
    finally:
        database.close()
    lines = [*(f"applied {name}" for name in applied), f"{questions} questions written"]
    out(args, {"applied": applied, "questions_written": questions}, "\n".join(lines))
    return 0


def worker(args: argparse.Namespace) -> int:
    """Work until SIGINT or SIGTERM."""
    import signal
    import threading

    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    services = open_services(worker_enabled=True)
    out(args, {"status": "working"}, "Working. Stop with Ctrl+C.")
    sys.stdout.flush()
    while not stop.wait(1):
        if not services.worker.alive:
            services.close()
            print("The worker ended unexpectedly.", file=sys.stderr)
            return 1
    services.close()
    return 0


def health(args: argparse.Namespace) -> int:
    """Print each check; exit 1 when one fails."""
    services = open_services()
    try:
        services.gateway.look_at_models()
        checks = services.health.report()
    finally:
        services.close()
    ok = all(c.ok for c in checks)
    text = "\n".join(f"{'ok  ' if c.ok else 'FAIL'} {c.name}: {c.text}" for c in checks)
    out(args, {"ok": ok, "checks": [{"name": c.name, "ok": c.ok, "text": c.text} for c in checks]}, text)
    return 0 if ok else 1


def usage(args: argparse.Namespace) -> int:
    """Print the ledger of the last days, and today's and this month's dollars against the budget."""
    from services.usage_report import usage_report

    services = open_services()
    try:
        report = usage_report(services.database, args.days, services.gateway.budgets.month_dollars)
    finally:
        services.close()
    out(args, report.as_document(), report.as_text())
    return 0


def seed_demo(args: argparse.Namespace) -> int:
    """Create the demo accounts and their history; says so when they are there already."""
    from services.demo import seed_demo as seed

    password = args.password or secrets.token_urlsafe(9)
    if not args.password:
        print(f"Password of the demo accounts made now: {password}", file=sys.stderr)
    services = open_services()
    try:
        report = seed(services, password, force=args.force)
    finally:
        services.close()
    text = f"{report.summary}" + (f"\nPassword of every demo account: {password}" if report.created else "")
    out(args, {**report.as_dict(), **({"password": password} if report.created else {})}, text)
    return 0
