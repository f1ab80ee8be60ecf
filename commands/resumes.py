"""Reading resumes and comparing them with advertisements."""

import argparse
from pathlib import Path
from typing import Any

from commands.frame import Add, out


def register(add: Add) -> None:
    """Declare the commands of this module."""
    command = add("parse-resume", parse_resume, "read resumes and print what was found in them")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command = add("match-resume", match_resume, "compare a resume with a job description")
    command.add_argument("resume", type=Path, metavar="RESUME")
    command.add_argument("job", type=Path, metavar="JD", help="PDF, Word or text file")


def parse_resume(args: argparse.Namespace) -> int:
    """Read each file on its own; a refused one does not stop the rest, but makes the exit code 1."""
    from services.documents.parsing import parse_file

    failed = 0
    for path in args.files:
        found = parse_file(path)
        failed += "error" in found
        out(args, found, _resume_text(found))
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
    out(args, form, as_text(found))
    return 0
