"""Questions: chosen from the bank, or written by a model."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from commands.frame import Add, out
from domain.errors import ModelUnavailable
from domain.interview import InterviewSetup, JobRole, Level, QuestionKind

if TYPE_CHECKING:
    from domain.resume.facts import ResumeFacts
    from services.mixed_questions import WrittenSet


def register(add: Add) -> None:
    """Declare the commands of this module."""
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
    own = add("import-questions", import_questions, "keep a person's own questions from a CSV, JSON or text file")
    own.add_argument("file", type=Path)
    own.add_argument("--user", required=True, metavar="EMAIL", help="whose questions they are")
    own.add_argument("--twins", action="store_true", help="also keep what is much like a question that is there")
    command.add_argument(
        "--written", action="store_true", help="have a model write them; lines of the resume and job are sent to it"
    )


def import_questions(args: argparse.Namespace) -> int:
    """Keep a person's own questions from a file; twins and refused lines are printed, and refused ones make it 1."""
    from commands.frame import open_services
    from domain.errors import InvalidInput
    from services.own_questions import MAX_BYTES

    with args.file.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    services = open_services(worker_enabled=False)
    try:
        with services.database.as_system() as tx:
            person = tx.people.by_email(args.user)
        if person is None:
            raise InvalidInput(f"There is no account with the address {args.user}.")
        found = services.own_questions.look_at_file(person, args.file.name, data)
        kept = [new for new in found.accepted if args.twins or not new.twin]
        added = services.own_questions.add(person, kept) if kept else 0
    finally:
        services.close()
    twins = [new for new in found.accepted if new.twin and not args.twins]
    lines = [f"{added} questions kept"]
    lines += [f"line {t.line} is much like “{t.twin}”: left out (--twins keeps it)" for t in twins]
    lines += [f"line {r.line}: {r.why}" for r in found.refused]
    document = {
        "kept": added,
        "twins": [{"line": t.line, "text": t.text, "twin": t.twin} for t in twins],
        "refused": [r.model_dump() for r in found.refused],
    }
    out(args, document, "\n".join(lines))
    return 1 if found.refused else 0


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
    out(args, document, "\n\n".join(f"{q['kind']}: {q['text']}\n  {q['reason']}" for q in questions))
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
