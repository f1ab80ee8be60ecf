"""The project's own source, parsed once for every rule."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("agents", "commands", "domain", "pages", "prompts", "services", "ui", "web")
SCRIPTS = ("app.py", "manage.py")


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def imports(self) -> set[str]:
        """Dotted names of everything imported anywhere in the file."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        return found


@cache
def read(path: Path) -> Source:
    text = path.read_text()
    return Source(path, text, ast.parse(text))


@cache
def sources(*packages: str) -> tuple[Source, ...]:
    """The files of these packages, or all product code (tests excluded) when none is named."""
    files = [path for package in packages or PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    if not packages:
        files += [ROOT / script for script in SCRIPTS if (ROOT / script).exists()]
    return tuple(read(path) for path in files)


@cache
def repository_files() -> tuple[Path, ...]:
    """Every file git tracks or would track; all files but the ignored folders where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        return tuple(ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file())
    skipped = {
        ".coverage",
        ".venv",
        ".data",
        ".git",
        "__pycache__",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".artifacts",
    }
    return tuple(p for p in ROOT.rglob("*") if p.is_file() and not skipped & set(p.relative_to(ROOT).parts))
