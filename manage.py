"""The operator's command line: `python manage.py <command> --help`."""

import argparse
import getpass
import json
import secrets
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from domain.errors import AppError, InvalidInput, ModelUnavailable
from domain.interview import InterviewSetup, JobRole, Level, QuestionKind

if TYPE_CHECKING:
    from domain.resume.facts import ResumeFacts
    from services.mixed_questions import WrittenSet

Command = Callable[[argparse.Namespace], int]


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is 0 on success, 1 when something failed, 2 for a wrong call."""
    args = _parser().parse_args(argv)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # standard output is for results
    try:
        code: int = args.run(args)
    except AppError as error:
        if getattr(args, "json", False):
            print(json.dumps({"error": {"code": error.code, "message": error.message}}))
        else:
            print(error.message, file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py", description="Operate InterviewMaster AI.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")

    def add(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument(
            "--json", action="store_true", help="print JSON, one document (or one a line for many inputs)"
        )
        command.set_defaults(run=run)
        return command

    add("migrate", migrate, "bring the database schema and the question bank up to date")
    add("worker", worker, "work on background jobs until stopped")
    add("health", health, "check database, migrations, jobs and providers")
    command = add("create-user", create_user, "create an account; asks for the password unless --password-stdin")
    command.add_argument("email")
    command.add_argument("--name", default="")
    command.add_argument("--role", action="append", choices=["candidate", "coach", "admin"], help="may be repeated")
    command.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    command = add("grant-role", grant_role, "give an account another role")
    command.add_argument("email")
    command.add_argument("role", choices=["candidate", "coach", "admin"])
    command = add("parse-resume", parse_resume, "read resumes and print what was found in them")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command = add("match-resume", match_resume, "compare a resume with a job description")
    command.add_argument("resume", type=Path, metavar="RESUME")
    command.add_argument("job", type=Path, metavar="JD", help="PDF, Word or text file")
    command = add("score-answers", score_answers, "score answers: JSON lines in, JSON lines out")
    command.add_argument("file", nargs="?", type=Path, help="JSON lines; standard input when left out")
    command = add(
        "generate-questions", generate_questions, "choose questions for a role, level, resume and job description"
    )
    command.add_argument("--role", required=True, help="a role id or a job title")
    command.add_argument("--level", default="mid", choices=[level.value for level in Level])
    command.add_argument("--count", type=int, default=5, choices=range(1, 16), metavar="N")
    kinds = [k.value for k in QuestionKind]
    command.add_argument("--kind", action="append", choices=kinds, help="may be repeated; every kind when left out")
    command.add_argument("--resume", type=Path)
    command.add_argument("--jd", type=Path, help="a text file with the job description")
    command.add_argument(
        "--written", action="store_true", help="have a model write them; lines of the resume and job are sent to it"
    )
    command = add("usage", usage, "show what models have used and cost, by day, account and model")
    command.add_argument("--days", type=int, default=31, metavar="N", help="the last N days, 31 when left out")
    command = add("seed-demo", seed_demo, "create three candidates with eight weeks of history, and a coach")
    command.add_argument("--password", help="one is generated and printed when left out")
    command.add_argument("--force", action="store_true", help="also when APP_ENV is production")
    return parser


def _out(args: argparse.Namespace, document: Any, text: str) -> None:
    print(json.dumps(document, ensure_ascii=False, default=str) if args.json else text)


def _services(*, worker_enabled: bool = False) -> Any:
    from services import bootstrap
    from services.settings import load_settings

    settings = load_settings().model_copy(update={"worker_enabled": worker_enabled})
    return bootstrap.build_services(settings)


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
    _out(args, {"applied": applied, "questions_written": questions}, "\n".join(lines))
    return 0


def worker(args: argparse.Namespace) -> int:
    """Work until SIGINT or SIGTERM."""
    import signal
    import threading

    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    services = _services(worker_enabled=True)
    _out(args, {"status": "working"}, "Working. Stop with Ctrl+C.")
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
    services = _services()
    try:
        services.gateway.look_at_models()
        checks = services.health.report()
    finally:
        services.close()
    ok = all(c.ok for c in checks)
    text = "\n".join(f"{'ok  ' if c.ok else 'FAIL'} {c.name}: {c.text}" for c in checks)
    _out(args, {"ok": ok, "checks": [{"name": c.name, "ok": c.ok, "text": c.text} for c in checks]}, text)
    return 0 if ok else 1


def create_user(args: argparse.Namespace) -> int:
    """Create an account with the given roles (candidate when none is named)."""
    from domain.people import Role

    if args.password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Again: "):
            raise InvalidInput("The two passwords differ.")
    services = _services()
    try:
        roles = {Role(r) for r in args.role or ["candidate"]}
        person = services.accounts.create_user(args.email, password, args.name or args.email.split("@")[0], roles)
    finally:
        services.close()
    document = {"id": person.id, "email": person.email, "roles": sorted(person.roles)}
    _out(args, document, f"Created {person.email} with {', '.join(sorted(person.roles))}.")
    return 0


def grant_role(args: argparse.Namespace) -> int:
    """Add a role to an account."""
    from domain.people import Role

    services = _services()
    try:
        person = services.accounts.grant_role(args.email, Role(args.role))
    finally:
        services.close()
    document = {"id": person.id, "email": person.email, "roles": sorted(person.roles)}
    _out(args, document, f"{person.email} now has {', '.join(sorted(person.roles))}.")
    return 0


def parse_resume(args: argparse.Namespace) -> int:
    """Read each file on its own; a refused one does not stop the rest, but makes the exit code 1."""
    from services.documents.parsing import parse_file

    failed = 0
    for path in args.files:
        found = parse_file(path)
        failed += "error" in found
        _out(args, found, _resume_text(found))
    return 1 if failed else 0


def _resume_text(found: dict[str, Any]) -> str:
    if "error" in found:
        return f"{found['file']}: {found['error']['message']}"
    shown = {k: v for k, v in found.items() if k not in ("file", "quality", "ms")}
    lines = [f"{k:10} {', '.join(v) if isinstance(v, list) else v}" for k, v in shown.items()]
    quality = found["quality"]
    lines.append(f"{'quality':10} {quality['score']:.2f} {' '.join(quality['issues'])}")
    return "\n".join([f"{found['file']} ({found['ms']} ms)", *lines, ""])


def match_resume(args: argparse.Namespace) -> int:
    """Print the score with what it rests on; a file that cannot be used ends with its sentence and exit code 1."""
    from services.job_match import as_text, match_files

    found, form = match_files(args.resume, args.job)
    _out(args, form, as_text(found))
    return 0


def score_answers(args: argparse.Namespace) -> int:
    """Score every line; a malformed line gives an error object in its place and exit code 1."""
    from services.embeddings import Embedder
    from services.evaluation import line_scorer
    from services.model_gateway import command_gateway
    from services.settings import load_settings

    lines = args.file.read_text(encoding="utf-8").splitlines() if args.file else sys.stdin
    failed = 0
    with command_gateway(load_settings()) as gateway:
        for result in line_scorer(gateway, Embedder())(_json_lines(lines)):
            failed += "error" in result
            print(json.dumps(result, ensure_ascii=False))
    return 1 if failed else 0


def _json_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if isinstance(value, dict):
            yield value
        else:
            yield {"id": number, "error": {"code": "invalid_json", "message": f"Line {number} is not a JSON object."}}


def generate_questions(args: argparse.Namespace) -> int:
    """Choose questions from the bank for the role, level, resume and job description given, or have them written."""
    from services.documents.parsing import facts_of
    from services.embeddings import Embedder
    from services.mixed_questions import WrittenSet
    from services.question_bank import choose_from, read_bank, role_named

    begun = time.perf_counter()
    role = role_named(args.role)
    setup = InterviewSetup(
        role_id=role.id,
        level=Level(args.level),
        kinds=tuple(QuestionKind(k) for k in args.kind or QuestionKind),
        count=args.count,
        job_text=args.jd.read_text(encoding="utf-8") if args.jd else "",
    )
    facts = facts_of(args.resume) if args.resume else None
    if args.written:
        found = _written_questions(setup, role, facts)
    else:
        found = WrittenSet(choose_from(read_bank(), setup, role, facts, {}, Embedder()))
    questions = [
        {
            "id": c.question.id,
            "text": c.question.text,
            "kind": c.question.kind.value,
            "difficulty": args.level if args.level in c.question.levels else c.question.levels[0].value,
            "key_points": list(c.question.key_points),
            "source": c.origin,
            "reason": c.reason,
        }
        for c in found.chosen
    ]
    if found.note:
        print(found.note, file=sys.stderr)
    ms = round((time.perf_counter() - begun) * 1000)
    document = {"questions": questions, "cached": found.cached, "provider": found.provider, "ms": ms}
    _out(args, document, "\n\n".join(f"{q['kind']}: {q['text']}\n  {q['reason']}" for q in questions))
    return 0


def _written_questions(setup: InterviewSetup, role: JobRole, facts: "ResumeFacts | None") -> "WrittenSet":
    """Have a model write them; ModelUnavailable when none is set up."""
    from services.embeddings import Embedder
    from services.mixed_questions import written_set
    from services.model_gateway import command_gateway
    from services.question_bank import context_of, read_bank, similarity_of
    from services.question_writing import QuestionWritingService
    from services.settings import load_settings

    embedder = Embedder()
    context = context_of(setup, facts, {})
    with command_gateway(load_settings()) as gateway:
        if gateway is None:
            raise ModelUnavailable("No model is set up here: set GROQ_API_KEYS, HF_TOKENS or OPENAI_COMPATIBLE_URL.")
        writing = QuestionWritingService(gateway, embedder)
        return written_set(writing, setup, role, read_bank(), context, similarity_of(embedder))


def usage(args: argparse.Namespace) -> int:
    """Print the ledger of the last days, and today's and this month's dollars against the budget."""
    from services.usage_report import usage_report

    services = _services()
    try:
        report = usage_report(services.database, args.days, services.gateway.budgets.month_dollars)
    finally:
        services.close()
    _out(args, report.as_document(), report.as_text())
    return 0


def seed_demo(args: argparse.Namespace) -> int:
    """Create the demo accounts and their history; says so when they are there already."""
    from services.demo import seed_demo as seed

    password = args.password or secrets.token_urlsafe(9)
    if not args.password:
        print(f"Password of the demo accounts made now: {password}", file=sys.stderr)
    services = _services()
    try:
        report = seed(services, password, force=args.force)
    finally:
        services.close()
    text = f"{report.summary}" + (f"\nPassword of every demo account: {password}" if report.created else "")
    _out(args, {**report.as_dict(), **({"password": password} if report.created else {})}, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
