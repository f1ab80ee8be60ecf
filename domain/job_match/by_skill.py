"""Requirements that name a skill, a tool or another thing with a name of its own."""

import re
from dataclasses import dataclass

from domain.job_match import advice
from domain.job_match.background import Background, Verdict
from domain.job_match.resume_lines import Place, ResumeLine, entry_with
from domain.job_match.tool_kinds import kinds_in, tools_of
from domain.job_match.types import Status
from domain.job_match.wording import core, names_in, says, stems

_DEEP = re.compile(r"(?i)\b(?:proven|track record|deep|extensive|expert\w*|hands-on|in production|"
                   r"production experience|demonstrat\w+|advanced|"
                   r"in-depth|mastery|nachgewiesen\w*|fundiert\w*|vertieft\w*)\b")  # fmt: skip
_EITHER = re.compile(
    r"(?i)\b(?:or|oder|ou|o|u)\b|such as|e\.g\.|\betc\b|including|\blike\b|\bcomo\b|\bcomme\b|z\.\s?b\.|/"
)
_WEAK = re.compile(r"(?i)\b(?:learning|basics?|beginner|novice|familiar(?:ity)?|exposure|introduct\w+|elementary|"
                   r"grundkenntnisse|básico|"
                   r"notions|currently studying|want to learn|interested in|course(?:work)?)\b")  # fmt: skip
_NEGATED = re.compile(r"(?i)\b(?:no|not|never|without|lack\w*|kein\w*|sin|sans|sem)\b[^.;,]{0,40}$")
_DONE = (Place.DONE, Place.HEAD)
_SAID = (Place.CERTIFICATE, Place.SCHOOL, Place.CLAIM, Place.HEADLINE, Place.LISTED)


@dataclass(frozen=True)
class _Found:
    """Where a name stands: shown in a deed, only listed, only weakly ("learning Go"), or nowhere."""

    name: str
    line: ResumeLine | None = None
    shown: bool = False
    weak: bool = False


def wanted_names(text: str, background: Background) -> list[str]:
    """The named things a requirement asks for, as written; several words of one known skill are one name."""
    vocabulary = background.vocabulary
    known = [written for written, name, is_known in vocabulary.find(text) if is_known and _is_name(written, text)]
    known += [kind for kind in kinds_in(text) if not any(kind.lower() in name.lower() for name in known)]
    listed = {key.lower() for key in known}
    loose = [
        name
        for name in names_in(text)
        if not any(name.lower() in k or k in name.lower() for k in listed) and len(name) > 1
    ]
    order = {name: text.find(name) for name in (*known, *loose)}
    return sorted(order, key=lambda name: order[name])


def _is_name(written: str, text: str) -> bool:
    """A known skill counts as a name when it is written as one, or is all that is asked for."""
    if re.search(r"[A-Z\d#+.]", written[1:]) or (written[:1].isupper() and not text.startswith(written)):
        return True
    return stems(core(text)) <= stems(written)


def is_proper(name: str) -> bool:
    """Kubernetes, SAP, C#: nothing else will do. "email marketing" can be said in other words."""
    return re.search(r"[A-Z\d#+]", name) is not None and not (name[1:].islower() and " " in name)


def judge_names(text: str, background: Background) -> Verdict | None:
    """The verdict on a requirement that names things; None when it names none, or when only its meaning can tell."""
    inner = " ".join(re.findall(r"\(([^()]*)\)", text))
    outer = re.sub(r"\([^()]*\)", " ", text)
    names = wanted_names(outer, background)
    examples = wanted_names(inner, background) if inner else []
    if not names and not examples:
        return None
    either = bool(_EITHER.search(re.sub(r"(?i)ci/cd|tcp/ip|ui/ux|a/b|pl/sql", "", outer))) or not names
    found = [_look(name, background) for name in (names or examples)]
    if examples and names and not any(f.line for f in found):
        found, either = [*found, *(_look(name, background) for name in examples)], True
    have = [f for f in found if f.line is not None]
    if not have:
        rest = stems(core(re.sub("|".join(map(re.escape, names or examples)), " ", outer)))
        if len(rest) > 1 or not any(is_proper(name) for name in names or examples):
            return None
        return Verdict(Status.MISSING, reason=f"No line of your resume names {_and(names or examples, either)}.")
    best = sorted(have, key=lambda f: (f.weak, not f.shown))
    kept = best[:1] if either else best
    lines = tuple(dict.fromkeys(f.line.evidence for f in kept if f.line))
    absent = [f.name for f in found if f.line is None]
    if absent and not either:
        return Verdict(
            Status.PARTIAL, lines, f"Your resume does not name {_and(absent, False)}.", advice=advice.NAME_IT
        )
    weakest = kept[-1] if not either else kept[0]
    if weakest.weak:
        reason = f"Your resume speaks of {weakest.name} as something you are starting with."
        return Verdict(Status.PARTIAL, lines, reason, advice=advice.LEARNING)
    if _DEEP.search(text) and not weakest.shown:
        reason = f"{weakest.name} is listed; no line shows it in use."
        return Verdict(Status.PARTIAL, lines, reason, advice=advice.USE_IT)
    return Verdict(Status.STRONG, lines, "" if weakest.shown else f"{weakest.name} is listed as a skill.")


def _look(name: str, background: Background) -> _Found:
    """Where the name stands, else where a tool of its kind stands."""
    found = _look_for(name, background)
    if found.line is None:
        tools = (_look_for(tool, background) for tool in tools_of(name))
        found = max(tools, key=lambda f: (f.line is not None, not f.weak, f.shown), default=found)
    return found if found.line is not None else _Found(name)


def _look_for(name: str, background: Background) -> _Found:
    """The best line that names it: a deed before a list, a firm word before a weak one."""
    weak: _Found | None = None
    for place in (*_DONE, *_SAID):
        for line in background.at(place):
            words = entry_with(line.text, name) if place is Place.LISTED else line.words
            if not names_it(name, words, background):
                continue
            if _weakly(name, words):
                weak = weak or _Found(name, line, shown=False, weak=True)
            else:
                return _Found(name, line, shown=place in _DONE)
    return weak or _Found(name)


_PLAIN_TEXT = """
epic lever canvas sage sketch greenhouse react spark swift go rust inventor word access outlook teams slack
notion infor excel chef puppet salt helm flask spring express ember vault consul looker segment amplitude
airtable drift front gusto rippling
"""
_PLAIN = frozenset(_PLAIN_TEXT.split())
"""Names of tools that are words of the language too: in a sentence they count with their capital alone."""


def names_it(name: str, line: str, background: Background) -> bool:
    """Whether a line names a thing, by this name or by another known name of it, and does not deny it."""
    vocabulary = background.vocabulary
    usual = vocabulary.usual_name(name)
    unsure = name[:1].isupper() and (name.lower() in _PLAIN or name in vocabulary.plain_words or usual is None)
    exact = unsure and re.fullmatch(r"[A-Z][a-z]+", name) is not None and " " in line.strip()
    by_list = usual is not None and (name in vocabulary.plain_words or name.lower() not in _PLAIN)
    hit = says(name, line, exact=exact) or (by_list and usual in vocabulary.in_text(line))
    hit = hit or (usual is not None and not exact and says(usual, line))
    at = line.lower().find(name.lower())
    return hit and not (at > 0 and _NEGATED.search(line[:at]))


def _weakly(name: str, line: str) -> bool:
    """A weak word close to the name."""
    at = line.lower().find(name.lower())
    near = line[max(0, at - 30) : at + len(name) + 15] if at >= 0 else line
    return len(line) < 60 and _WEAK.search(near) is not None


def _and(names: list[str], either: bool) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {'or' if either else 'and'} {names[-1]}"
