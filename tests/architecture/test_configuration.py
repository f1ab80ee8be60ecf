"""Settings of Streamlit that keep people safe, and requirements that a stranger can install."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "enableXsrfProtection", True),
        ("server", "enableCORS", True),
        ("server", "maxUploadSize", 130),
        ("server", "maxMessageSize", 20),
        ("server", "enableAgentApi", False),
        ("server", "showEmailPrompt", False),
        ("client", "showErrorDetails", "none"),
        ("browser", "gatherUsageStats", False),
        ("runner", "postScriptGC", False),
    ],
)
def test_streamlit_is_configured_safely(section, name, value):
    assert CONFIG[section][name] == value


def test_streamlit_knows_every_option_we_set():
    from streamlit import config

    known = config._config_options_template
    for section in ("server", "client", "browser", "runner"):
        for name in CONFIG[section]:
            assert f"{section}.{name}" in known


def test_nothing_but_pictures_is_served_statically():
    static = ROOT / "ui" / "static"
    served = {p.suffix for p in static.rglob("*") if p.is_file()} if static.exists() else set()
    assert served <= {".svg", ".png", ".woff2"}
    for picture in static.glob("*.svg"):
        assert not re.search(r"<script|\bon\w+=|href=\"http", picture.read_text()), picture.name


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-speech.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes(name):
    text = (ROOT / name).read_text()
    entries = [e for e in re.split(r"\n(?=[A-Za-z0-9])", "\n" + text) if re.match(r"\n?[A-Za-z0-9]", e)]
    assert len(entries) > 20
    for entry in entries:
        first = entry.strip().splitlines()[0]
        assert "==" in first, first
        assert "--hash=sha256:" in entry, first


def test_runtime_and_development_agree_on_every_version():
    pin = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)

    def pins(name):
        found = {}
        for package, version in pin.findall((ROOT / name).read_text()):
            found.setdefault(package.lower(), set()).add(version)
        return found

    runtime, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {p: v for p, v in runtime.items() if development.get(p) != v} == {}


def test_no_secret_file_is_in_the_repository():
    from tests.architecture.source import repository_files

    names = {p.relative_to(ROOT).as_posix() for p in repository_files()}
    assert not {".env", ".streamlit/secrets.toml"} & names
