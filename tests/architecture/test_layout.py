"""Who may import whom, and what the launcher may do."""

import ast
import importlib.metadata
import shutil
import subprocess
import sys

import pytest

from tests.architecture.source import PACKAGES, ROOT, read, sources

HEAVY = [
    *("langchain", "langchain_core", "langchain_groq", "langsmith", "supabase", "pandas", "plotly"),
    *("onnxruntime", "tokenizers", "pypdf", "pypdfium2", "docx"),
    *("langchain_openai", "openai", "groq", "redis", "genai_prices"),
]


def test_import_contracts_hold():
    command = shutil.which("lint-imports", path=str(ROOT / ".venv" / "bin")) or shutil.which("lint-imports")
    assert command, "import-linter is part of requirements-dev.txt"
    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]


def test_the_launcher_imports_only_streamlit_and_web():
    allowed = {"pathlib", "streamlit", "web"}
    assert {name.split(".")[0] for name in read(ROOT / "app.py").imports()} <= allowed


def test_the_launcher_builds_nothing_at_import():
    """Only these calls may stand outside a function of app.py: none of them opens, reads or connects."""
    harmless = {"Path", "resolve", "process_startup", "exists", "App", "routes", "middleware", "exception_handlers"}
    script_mode = {"exec", "compile", "read_text", "str", "begin"}
    called = set()
    for node in read(ROOT / "app.py").tree.body:
        if not isinstance(node, ast.FunctionDef):
            for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
                called.add(call.func.attr if isinstance(call.func, ast.Attribute) else call.func.id)
    assert called <= harmless | script_mode


def test_streamlit_finds_the_app_in_the_launcher():
    from streamlit.web.server.app_discovery import discover_asgi_app

    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"


@pytest.mark.parametrize("module", ["app", "services.bootstrap", "ui.main_imports"])
def test_heavy_libraries_wait_for_their_first_use(module):
    """`streamlit` itself brings part of plotly's package where that is installed, so it is imported first."""
    code = "import streamlit, sys; import streamlit.delta_generator; before = set(sys.modules)\n"
    if module == "ui.main_imports":
        names = sorted(f"ui.{s.path.stem}" for s in sources("ui") if s.path.stem not in ("main", "__init__"))
        code += "\n".join(f"import {name}" for name in names)
    else:
        code += f"import {module}"
    code += f"\nprint([m for m in {HEAVY!r} if m in set(sys.modules) - before])"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert run.stdout.strip().splitlines()[-1] == "[]"


def test_screen_modules_shadow_nothing():
    """Under the main script each `ui/x.py` is also importable as `x`."""
    taken = set(sys.stdlib_module_names) | set(importlib.metadata.packages_distributions()) | set(PACKAGES)
    for folder in ("ui", "pages"):
        names = {p.stem for p in (ROOT / folder).iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
        assert not (names - {"__init__"}) & taken


def test_the_main_script_is_not_beside_pages():
    """Streamlit serves a `pages` folder beside the main script without running that script first."""
    assert (ROOT / "ui" / "main.py").is_file()
    assert not (ROOT / "ui" / "pages").exists()
    assert not (ROOT / "supabase" / "__init__.py").exists(), "it would shadow the installed package"


def test_every_page_begins_with_the_guard():
    """The first statement after the imports sends strangers away; only the guests' pages do without."""
    guests = {"sign_in.py", "sign_up.py", "forgot.py", "reset.py", "verify.py"}
    for source in sources("pages"):
        body = [n for n in source.tree.body if not isinstance(n, ast.Import | ast.ImportFrom)]
        body = [n for n in body if not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))]
        if source.path.name in guests or not body:
            continue
        first = next(n for n in body if not _is_constant(n))
        assert ast.unparse(first) == "user = require_user()", source.name


def _is_constant(node: ast.stmt) -> bool:
    """An upper-case name given a value that calls nothing."""
    return (
        isinstance(node, ast.Assign)
        and all(isinstance(t, ast.Name) and t.id.isupper() for t in node.targets)
        and not any(isinstance(n, ast.Call) for n in ast.walk(node))
    )
