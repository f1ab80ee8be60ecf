"""Sizes, names and habits that keep the code readable; and mistakes that no line may contain."""

import ast
import io
import re
import tokenize
from pathlib import Path

from tests.architecture.source import ROOT, Source, repository_files, sources

LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_PAGE = 350, 60, 100
MOST_COMMENTS = 0.08
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base", "core", "lib"}
# The edges where anything may arrive: the screens, the HTTP answer, the worker.
BROAD_HANDLERS = {"ui/errors.py", "web/application.py", "services/jobs.py"}


def _functions(source: Source):
    return (n for n in ast.walk(source.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def test_modules_functions_and_pages_stay_small():
    too_long = [f"{s.name}: {s.lines} lines" for s in sources() if s.lines > LONGEST_MODULE]
    too_long += [f"{s.name}: {s.lines} lines" for s in sources("pages") if s.lines > LONGEST_PAGE]
    for source in sources():
        for function in _functions(source):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                too_long.append(f"{source.name}: {function.name} has {length} lines")
    assert not too_long, too_long


def test_no_module_is_named_after_nothing():
    names = [s.name for s in sources() if {s.path.stem, *s.path.relative_to(ROOT).parent.parts} & BANNED_NAMES]
    assert not names, names


def test_every_function_is_annotated():
    bare = []
    for source in sources():
        for function in _functions(source):
            arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            missing = [a.arg for a in arguments if a.annotation is None and a.arg not in ("self", "cls")]
            if missing or function.returns is None:
                bare.append(f"{source.name}:{function.lineno} {function.name} {missing}")
    assert not bare, bare


def test_public_things_say_what_they_are():
    silent = []
    for source in sources("agents", "domain", "prompts", "services", "web"):
        if not ast.get_docstring(source.tree) and source.text.strip():
            silent.append(source.name)
        for node in source.tree.body:
            public = isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{source.name}: {node.name}")
    assert not silent, silent


def test_comments_are_few():
    """Names carry the meaning; a comment says why."""
    wordy = []
    for source in sources():
        comments = sum(
            1
            for token in tokenize.generate_tokens(io.StringIO(source.text).readline)
            if token.type == tokenize.COMMENT and not re.match(r"#\s*(noqa|type:|fmt:|pragma)", token.string)
        )
        if source.lines >= 40 and comments / source.lines > MOST_COMMENTS:
            wordy.append(f"{source.name}: {comments} comments in {source.lines} lines")
    assert not wordy, wordy


def test_no_unfinished_work():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")
    found = [f"{s.name}:{i}" for s in sources() for i, line in enumerate(s.text.splitlines(), 1) if marks.search(line)]
    assert not found, found


def test_broad_handlers_stand_only_at_the_edges():
    found = []
    for source in sources():
        for handler in (n for n in ast.walk(source.tree) if isinstance(n, ast.ExceptHandler)):
            names = {ast.unparse(handler.type)} if handler.type else {"everything"}
            if names & {"everything", "Exception", "BaseException"} and source.name not in BROAD_HANDLERS:
                found.append(f"{source.name}:{handler.lineno}")
    assert not found, found


def test_only_the_settings_module_reads_the_environment():
    """`os.environ` may also be passed on whole to a child process; the embedded database's launcher does."""
    reads = re.compile(r"os\.(environ|getenv|putenv)|from os import .*(environ|getenv)|\bdotenv\b")
    allowed = {"services/settings.py", "services/storage/embedded.py", "services/storage/embedded_host.py"}
    found = [s.name for s in sources() if reads.search(s.text) and s.name not in allowed]
    assert not found, found


def test_streamlit_secrets_are_read_in_two_places_only():
    found = {s.name for s in sources() if "st.secrets" in s.text}
    assert found <= {"app.py", "ui/main.py"}


def test_no_text_is_drawn_as_html():
    found = []
    for source in sources("pages", "ui"):
        for node in ast.walk(source.tree):
            named = isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html"
            called = isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "st.html",
                "components.html",
                "st.iframe",
            )
            if named or called:
                found.append(f"{source.name}:{node.value.lineno if named else node.lineno}")
    assert not found, found


def test_dangerous_calls_are_absent():
    banned = {
        "eval",
        "pickle.loads",
        "pickle.load",
        "marshal.loads",
        "os.system",
        "st.cache_data",
        "st.cache_resource",
    }
    found = []
    for source in sources():
        for call in (n for n in ast.walk(source.tree) if isinstance(n, ast.Call)):
            shell = any(k.arg == "shell" and ast.unparse(k.value) == "True" for k in call.keywords)
            unchecked = any(k.arg == "verify" and ast.unparse(k.value) == "False" for k in call.keywords)
            loose = ast.unparse(call.func) == "yaml.load" and "Safe" not in ast.unparse(call)
            if ast.unparse(call.func) in banned or shell or unchecked or loose:
                found.append(f"{source.name}:{call.lineno} {ast.unparse(call.func)}")
        for decorated in _functions(source):
            found += [
                f"{source.name}:{decorated.lineno}" for d in decorated.decorator_list if "st.cache_" in ast.unparse(d)
            ]
    assert not found, found


def test_the_repository_names_no_workplace():
    """A stranger's clone must not depend on the machine it was written on, nor on its package registry."""
    checked = [p for p in repository_files() if p.suffix in TEXT and p.name != Path(__file__).name]
    found = []
    for path in checked:
        matches = WORKPLACE.finditer(path.read_text(errors="ignore"))
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in matches]
    assert len(checked) > 20
    assert not found, found


WORKPLACE = re.compile(r"/work/|helper-|pypi\.org/simple|^\s*(--index|--extra-index|--find-links|-i )", re.MULTILINE)
TEXT = {
    ".py",
    ".md",
    ".txt",
    ".in",
    ".toml",
    ".yaml",
    ".yml",
    ".sql",
    ".json",
    ".sh",
    ".cfg",
    "",
    ".css",
    ".js",
    ".example",
}
