"""Prompt and rubric files: loading, rendering, and the lock that forces a new version for a new text.

A prompt file has YAML front matter between two lines of `---`, then the system text, a line `=== user ===` and the
user text. Run `python -m prompts.library` after raising a version to write versions.lock anew.
"""

import hashlib
import json
import secrets
import sys
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from domain.evaluation.calibration import Calibration
from domain.evaluation.types import Rubric

if TYPE_CHECKING:
    import jinja2

FOLDER = Path(__file__).parent
LOCK = FOLDER / "versions.lock"
_USER_LINE = "\n=== user ===\n"
_FIELDS = {"name", "version", "purpose", "inputs", "untrusted", "output", "model_role", "changed"}


@dataclass(frozen=True)
class Prompt:
    """A prompt file. `untrusted` names the inputs that other people wrote."""

    name: str
    version: int
    purpose: str
    inputs: tuple[str, ...]
    untrusted: tuple[str, ...]
    output: str
    model_role: str
    changed: str
    system: str
    user: str
    digest: str

    @property
    def ref(self) -> str:
        """What is stored beside a score, such as "answer_evaluator v1 3f9a2c41d0be"."""
        return f"{self.name} v{self.version} {self.digest[:12]}"


@dataclass(frozen=True)
class RenderedPrompt:
    """The two messages for a model, and which prompt they came from."""

    system: str
    user: str
    ref: str
    inputs_digest: str = ""
    """SHA-256 of the inputs: equal for equal inputs, while the texts differ by the mark around untrusted ones."""


def load_yaml(text: str) -> Any:
    """Parse YAML with libyaml's safe loader, which is about ten times faster than the one in Python."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  (both are safe)


@cache
def load_prompt(name: str) -> Prompt:
    """Read prompts/<name>.md once; ValueError when its front matter is not complete."""
    raw = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    _, front, body = raw.split("---\n", 2)
    fields = load_yaml(front)
    if set(fields) != _FIELDS or fields["name"] != name or _USER_LINE not in body:
        raise ValueError(f"prompts/{name}.md needs exactly the fields {sorted(_FIELDS)} and a user part.")
    system, user = body.split(_USER_LINE, 1)
    return Prompt(
        name=name,
        version=int(fields["version"]),
        purpose=fields["purpose"],
        inputs=tuple(fields["inputs"]),
        untrusted=tuple(fields["untrusted"]),
        output=fields["output"],
        model_role=fields["model_role"],
        changed=str(fields["changed"]),
        system=system.strip(),
        user=user.strip(),
        digest=digest(raw),
    )


def render(name: str, **inputs: Any) -> RenderedPrompt:
    """Fill the prompt's template; an input too many or too few is a ValueError.

    Text that other people wrote is put between two lines with a mark nobody can guess, so that it cannot end early.
    """
    prompt = load_prompt(name)
    if set(inputs) != set(prompt.inputs):
        raise ValueError(f"The prompt {name} takes {sorted(prompt.inputs)}, not {sorted(inputs)}.")
    mark = secrets.token_hex(6)
    given = {
        key: _wrapped(key, str(value), mark) if key in prompt.untrusted else value for key, value in inputs.items()
    }
    system, user = (_template(part).render(given) for part in (prompt.system, prompt.user))
    told = json.dumps({key: _plain(value) for key, value in inputs.items()}, sort_keys=True, ensure_ascii=False)
    return RenderedPrompt(system=system, user=user, ref=prompt.ref, inputs_digest=digest(told))


@cache
def _template(text: str) -> "jinja2.Template":
    """Compiled once: that takes longer than all else a prompt needs."""
    import jinja2

    # The result is a message for a model, not HTML: escaping would only spoil quotes.
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # noqa: S701
    return environment.from_string(text)


def _plain(value: Any) -> Any:
    """An input as JSON has it; a rubric stands for itself by its digest and level."""
    if isinstance(value, Rubric):
        return f"{value.digest} {value.seniority} {value.levels_version}"
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _wrapped(key: str, text: str, mark: str) -> str:
    label = f"{key.upper()} {mark}"
    return f"<<<{label}>>>\n{visible(text)}\n<<<END {label}>>>"


def visible(text: str) -> str:
    """Return `text` without characters that nobody sees (zero width, direction, tag), which can hide instructions."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"})


@cache
def load_rubric(kind: str, seniority: str = "") -> Rubric:
    """Read prompts/rubrics/<kind>.yaml once; its digest is the SHA-256 of the file's text.

    With a `seniority` (entry, mid, senior, lead) its criteria carry what levels/<kind>.yaml expects of that level.
    """
    found = _rubric(kind)
    path = FOLDER / "rubrics" / "levels" / f"{kind}.yaml"
    if not seniority or not path.exists():
        return found
    fields = load_yaml(path.read_text(encoding="utf-8"))
    expected = fields["levels"][seniority]
    criteria = tuple(c.model_copy(update={"expected": expected.get(c.id, "")}) for c in found.criteria)
    return found.model_copy(
        update={"criteria": criteria, "seniority": seniority, "levels_version": int(fields["version"])}
    )


@cache
def _rubric(kind: str) -> Rubric:
    raw = (FOLDER / "rubrics" / f"{kind}.yaml").read_text(encoding="utf-8")
    found = Rubric.model_validate({**load_yaml(raw), "digest": digest(raw)})
    fitted = FOLDER / "rubrics" / "calibration" / f"{kind}.yaml"
    if not fitted.exists():
        return found
    known = [Calibration.model_validate(c) for c in load_yaml(fitted.read_text(encoding="utf-8"))]
    # A changed rubric is another instrument: what was fitted on the old edition says nothing about it.
    return found.model_copy(update={"calibrations": tuple(c for c in known if c.rubric_digest == found.digest)})


def digest(text: str) -> str:
    """Return the SHA-256 of `text` as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def current_versions(folder: Path = FOLDER) -> dict[str, tuple[int, str]]:
    """Return each prompt's and rubric's version and digest, by its path in `folder`."""
    found = {}
    for path in sorted([*folder.glob("*.md"), *folder.glob("rubrics/*.yaml"), *folder.glob("rubrics/levels/*.yaml")]):
        raw = path.read_text(encoding="utf-8")
        fields = load_yaml(raw.split("---\n", 2)[1] if path.suffix == ".md" else raw)
        found[path.relative_to(folder).as_posix()] = (int(fields["version"]), digest(raw))
    return found


def read_lock(path: Path = LOCK) -> dict[str, tuple[int, str]]:
    """Return what versions.lock holds; lines are `path version digest`."""
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {name: (int(version), sha) for name, version, sha in rows}


def lock_problems(now: dict[str, tuple[int, str]], locked: dict[str, tuple[int, str]]) -> list[str]:
    """Return what is wrong: a text changed under an old version, or a lock that misses a file or version."""
    problems = []
    for name, (version, sha) in now.items():
        old_version, old_sha = locked.get(name, (0, ""))
        if version < old_version or (version == old_version and sha != old_sha):
            problems.append(f"{name}: the text changed but its version is still {version}; raise it")
        elif version > old_version:
            problems.append(f"{name}: version {version} is not in versions.lock; run python -m prompts.library")
    return problems + [f"{name}: in versions.lock but gone" for name in locked if name not in now]


def write_lock() -> list[str]:
    """Write versions.lock unless a text changed under an old version; return what stands in the way."""
    now = current_versions()
    refused = [p for p in lock_problems(now, read_lock() if LOCK.exists() else {}) if p.endswith("raise it")]
    if not refused:
        lines = [f"{name} {version} {sha}\n" for name, (version, sha) in now.items()]
        LOCK.write_text("".join(lines), encoding="utf-8")
    return refused


if __name__ == "__main__":
    sys.exit("\n".join(write_lock()) or None)
