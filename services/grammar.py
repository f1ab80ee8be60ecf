"""Grammar and spelling of resume lines, by harper in this process: no network, no Java."""

import re
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from domain.resume.facts import ResumeFacts
from domain.resume.vocabulary import SkillVocabulary
from domain.resume.writing.agreement import singular_after_number
from domain.resume.writing.checks import LONGEST_CHECKED
from domain.resume.writing.findings import WritingFinding, WritingKind

if TYPE_CHECKING:
    from harper import Lint, Linter

_KINDS = frozenset(
    {
        "Grammar", "Repetition", "Typo", "WordChoice", "Agreement", "Eggcorn", "Malapropism", "BoundaryError",
        "Nonstandard", "Usage",
    }
)  # fmt: skip
"""Kinds of harper's that are mistakes. Style, length, capitals, redundancy and regional words are matters of taste."""
_ALSO = frozenset({"AnA", "SpellCheck"})
_NOT = frozenset(
    {
        "OrthographicConsistency", "Regionalisms", "DisjointPrefixes", "SplitWords", "CompoundNouns",
        # These guess at the build of a whole sentence, and a resume line is none.
        "WhomSubjectOfVerb", "MissingTo", "MissingPreposition", "MissingDeterminer", "MassNouns", "FreePredicate",
        "NounVerbConfusion", "VerbToAdjective", "ModalBeAdjective", "UseTitleCase", "LayoutVerb",
    }
)  # fmt: skip
_ENDINGS = ("s", "es", "d", "ed", "ing", "able", "ly", "er", "ers", "ive", "al", "ally", "ship", "ness", "ist")
_PREFIXES = (
    "anti", "auto", "bi", "bio", "co", "cyber", "de", "e", "eco", "geo", "hyper", "inter", "macro", "mega",
    "meta", "micro", "mid", "mini", "mis", "mono", "multi", "nano", "neuro", "non", "over", "photo", "poly",
    "post", "pre", "pro", "psycho", "re", "semi", "sub", "super", "tele", "trans", "ultra", "un", "under", "up",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
_PLAIN_WORD = re.compile(r"[A-Za-z]?[a-z]+")
_MONSTER = re.compile(r"\S{60}")
"""The linter takes seconds over such a "word"."""
_ENDED = re.compile(r"[.!?:;…]$")


class GrammarChecker:
    """One checker a process; calls from several threads wait for each other."""

    def __init__(self, vocabulary: SkillVocabulary | None = None) -> None:
        """`vocabulary`: names of skills, which are never misspelt."""
        self._lock = threading.Lock()
        self._linters: tuple[Linter, Linter] | None = None
        spellings = [s for skill in (vocabulary.by_key.values() if vocabulary else ()) for s in skill.spellings]
        words = [re.split(r"[\s/.+#-]+", spelling.lower()) for spelling in spellings]
        self._skills = frozenset(word for parts in words for word in parts if word)
        self._names = frozenset(parts[0] for parts in words if len(parts) == 1)

    def warm_up(self) -> None:
        """Load the dictionaries (about a second) and run once, so that the first person does not wait for it."""
        self.check([("warm", "Its a line that have mistaks")], ())

    def check(self, lines: Sequence[tuple[str, str]], known: Iterable[str] = ()) -> list[WritingFinding]:
        """Findings of English lines (path, text), in their order; words of `known` are never misspelt."""
        words = frozenset(word.lower() for text in known for word in _WORD.findall(text))
        return [finding for path, text in lines if _is_checked(text) for finding in self._line(path, text, words)]

    def _line(self, path: str, text: str, known: frozenset[str]) -> list[WritingFinding]:
        # A bullet without its point reads as a heading to the linter, which then says less.
        sentence = text if _ENDED.search(text.rstrip()) else f"{text.rstrip()}."
        american, misspelt_in_britain = self._lints(sentence)
        found = []
        for rule, lint in american:
            if lint.span.end > len(text):
                continue
            if rule == "SpellCheck":
                finding = self._spelling(path, text, lint, known, misspelt_in_britain)
            else:
                finding = _grammar(path, text, lint, known | self._names)
            if finding:
                found.append(finding)
        found += singular_after_number(path, text)
        return sorted(found, key=lambda f: (f.start, f.end, f.kind))

    def _lints(self, sentence: str) -> tuple[list[tuple[str, "Lint"]], frozenset[tuple[int, int]]]:
        """(rule, lint) worth a look of the American linter, and the spans a British one finds misspelt too."""
        with self._lock:
            first, second = self._ready()
            found = [
                (rule, lint)
                for rule, lints in first.organized_lints(sentence, language="plaintext").items()
                for lint in lints
                if rule not in _NOT and (lint.lint_kind in _KINDS or rule in _ALSO)
            ]
            if not any(rule == "SpellCheck" for rule, _ in found):
                return found, frozenset()
            abroad = second.organized_lints(sentence, language="plaintext").get("SpellCheck", [])
            return found, frozenset((lint.span.start, lint.span.end) for lint in abroad)

    def _ready(self) -> "tuple[Linter, Linter]":
        if self._linters is None:
            from harper import Dialect, Linter

            self._linters = Linter(Dialect.AMERICAN), Linter(Dialect.BRITISH)
        return self._linters

    def _is_derived(self, word: str) -> bool:
        """Whether a word that is in no dictionary is one of it with an ending ("precepted")."""
        stems = [word.removesuffix(end) for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 5]
        return any(not any(rule == "SpellCheck" for rule, _ in self._lints(f"{stem}.")[0]) for stem in stems)

    def _spelling(
        self, path: str, text: str, lint: "Lint", known: frozenset[str], abroad: frozenset[tuple[int, int]]
    ) -> WritingFinding | None:
        start, end = lint.span.start, lint.span.end
        word = text[start:end]
        capital_inside = start > 0 and word[:1].isupper()
        touching = text[max(start - 1, 0) : start] + text[end : end + 1]
        if (start, end) not in abroad or capital_inside or not _PLAIN_WORD.fullmatch(word) or len(word) < 5:
            return None
        if re.search(r"[\w./@#+_-]", touching.rstrip(".")) or word.lower() in known or word.lower() in self._skills:
            return None
        suggestions = [s.replacement_text for s in lint.suggestions if s.replacement_text]
        near = _nearest(word.lower(), [s[0].lower() + s[1:] if start == 0 else s for s in suggestions])
        if not near or self._is_derived(word.lower()):
            return None
        why = f"This may be misspelt. Did you mean {_or(near)}?"
        proposal = near[0] if len(near) == 1 else None
        if proposal and word[0].isupper():
            proposal = proposal[0].upper() + proposal[1:]
        return _finding(path, text, start, end, WritingKind.SPELLING, why, proposal)


def _is_checked(text: str) -> bool:
    return bool(text.strip()) and len(text) <= LONGEST_CHECKED and not _MONSTER.search(text)


def known_words(facts: ResumeFacts) -> list[str]:
    """Names in a resume that no dictionary has: people, firms, schools, places, titles, skills."""
    contact = facts.contact
    found = [contact.name, contact.place, contact.headline, *contact.links]
    found += [word for p in facts.work for word in (p.employer, p.title, p.place)]
    found += [word for e in facts.education for word in (e.school, e.degree, e.field)]
    found += [s.name for s in facts.skills] + [word for p in facts.projects for word in (p.title, p.role)]
    found += [word for c in facts.certificates for word in (c.name, c.issuer)]
    return [*found, *(p.title for p in facts.publications), *(s.name for s in facts.languages)]


def _grammar(path: str, text: str, lint: "Lint", known: frozenset[str]) -> WritingFinding | None:
    start, end = lint.span.start, lint.span.end
    words = text[start:end]
    # A rule that stumbles over a name ("Go", "React") says something about the name, not about the sentence.
    parts = [w for w in _WORD.findall(words) if w.lower() in known]
    if parts and (len(parts) == len(_WORD.findall(words)) or any(not w.islower() for w in parts)):
        return None
    if any(w[0].isupper() and not w.isupper() for w in _WORD.findall(text[max(start, 1) : end])):
        return None
    proposals = [s for s in lint.suggestions if s.kind.name == "REPLACE" and s.replacement_text]
    proposal = proposals[0].replacement_text if len(proposals) == 1 or lint.lint_kind != "WordChoice" else None
    if any(s.kind.name == "REMOVE" for s in lint.suggestions[:1]):
        proposal = ""
    if proposal == words or (proposal is None and not lint.suggestions):
        return None
    why = re.sub(r"`([^`]*)`", "\u201c\\1\u201d", lint.message)
    kind = WritingKind.SPELLING if lint.lint_kind == "Typo" else WritingKind.GRAMMAR
    return _finding(path, text, start, end, kind, why, proposal)


def _finding(
    path: str, text: str, start: int, end: int, kind: WritingKind, why: str, replacement: str | None
) -> WritingFinding:
    return WritingFinding(
        path=path, start=start, end=end, kind=kind, text=text[start:end], why=why, replacement=replacement
    )


def _nearest(word: str, suggestions: Sequence[str]) -> list[str]:
    """The suggestions that are one slip away (two in a long word); none for what is rather a word we do not know."""
    allowed = 2 if len(word) >= 8 else 1
    by_distance: dict[int, list[str]] = {}
    for suggestion in suggestions:
        folded = suggestion.lower()
        if any(word == prefix + folded for prefix in _PREFIXES) or folded.replace("-", "").replace(" ", "") == word:
            return []
        if folded[0] == word[0] and not suggestion[0].isupper() and " " not in folded:
            by_distance.setdefault(_distance(word, folded), []).append(suggestion)
    nearest = min(by_distance, default=allowed + 1)
    if nearest > allowed:
        return []
    swapped = [s for s in by_distance[nearest] if sorted(s.lower()) == sorted(word)]
    return swapped or by_distance[nearest]


@lru_cache(maxsize=2048)
def _distance(one: str, other: str) -> int:
    """Slips between two words: a letter too many, missing, wrong, or two swapped (Damerau 1964, restricted)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def _or(words: Sequence[str]) -> str:
    quoted = [f"\u201c{word}\u201d" for word in words[:3]]
    return quoted[0] if len(quoted) == 1 else ", ".join(quoted[:-1]) + f" or {quoted[-1]}"
