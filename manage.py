"""The operator's command line: `python manage.py <command> --help`. The commands live in commands/."""

import argparse
import json
import sys

import structlog

from commands import answers, operation, people, questions, resumes, speech
from commands.frame import Command
from domain.errors import AppError

SUBJECTS = (operation, people, resumes, answers, questions, speech)


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

    for subject in SUBJECTS:
        subject.register(add)
    return parser


if __name__ == "__main__":
    sys.exit(main())
