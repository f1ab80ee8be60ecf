"""Precision, recall and F1 of what a parser found in resumes, against what they say.

Both sides are dicts with the keys of `manage.py parse-resume --json`. A truth of None leaves the field out for that
file; "" and [] mean that the resume does not say it, so anything found there is wrong. Each true value matches at most
one found value and the other way round, best pairs first; the figures are micro averages over all files.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

SINGLE = ("name", "email", "phone")
LISTS = ("links", "skills", "employers", "titles", "schools", "degrees")
FIELDS = (*SINGLE, *LISTS)

Form = Mapping[str, Any]


@dataclass(frozen=True)
class Figure:
    """Counts of one field: right, wrongly found, missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the found values that are right (0-1)."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """Share of the true values that were found (0-1)."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two; 1 when there was nothing to find and nothing was found."""
        if not (self.right + self.extra + self.missed):
            return 1.0
        return 2 * self.right / (2 * self.right + self.extra + self.missed)

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.right + other.right, self.extra + other.extra, self.missed + other.missed)


@dataclass(frozen=True)
class Misses:
    """What went wrong in one field of one file."""

    extra: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileScore:
    """Figures and misses of one file, by field; a field without truth has no entry."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    misses: Mapping[str, Misses] = field(default_factory=dict)


def score(found: Form, truth: Form) -> FileScore:
    """Compares one parsed file with its truth."""
    figures: dict[str, Figure] = {}
    misses: dict[str, Misses] = {}
    for name in FIELDS:
        if truth.get(name) is None:
            continue
        given, true = _values(found.get(name)), _values(truth[name])
        if name in SINGLE:
            given = given[:1]
        pairs = _pairs(name, given, true)
        figures[name] = Figure(len(pairs), len(given) - len(pairs), len(true) - len(pairs))
        extra = tuple(v for i, v in enumerate(given) if i not in {pair[0] for pair in pairs})
        missed = tuple(v for i, v in enumerate(true) if i not in {pair[1] for pair in pairs})
        if extra or missed:
            misses[name] = Misses(extra, missed)
    return FileScore(figures, misses)


def total(scores: Iterable[FileScore]) -> dict[str, Figure]:
    """The sum over files, a figure for each of the nine fields."""
    summed = dict.fromkeys(FIELDS, Figure())
    for one in scores:
        for name, figure in one.figures.items():
            summed[name] += figure
    return summed


def macro_f1(figures: Mapping[str, Figure]) -> float:
    """Plain mean of the fields' F1 (0-1)."""
    return sum(figure.f1 for figure in figures.values()) / len(figures)


def _values(value: Any) -> list[str]:
    """A value or a list of them as distinct strings."""
    values = [value] if isinstance(value, str) else list(value or ())
    return list({_plain(v) or v: str(v) for v in values if v}.values())


def _pairs(name: str, found: list[str], true: list[str]) -> list[tuple[int, int]]:
    alike = _ALIKE[name]
    ranked = sorted(((alike(f, t), i, j) for i, f in enumerate(found) for j, t in enumerate(true)), reverse=True)
    pairs: list[tuple[int, int]] = []
    for likeness, i, j in ranked:
        if likeness > 0 and all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def _plain(text: str) -> str:
    """Lower case, no accents, punctuation as spaces; + # and inner dots stay (C++, C#, Node.js)."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    letters = "".join(c for c in folded if not unicodedata.combining(c) and c != "\u00ad")
    spaced = re.sub(r"[^\w+#.]+", " ", letters)
    return " ".join(re.sub(r"(?<!\w)\.|\.(?!\w)", " ", spaced).split())


def _sorted_ratio(one: str, other: str) -> float:
    """Likeness (0-100) of two texts whose words were sorted."""
    return 100 * SequenceMatcher(None, " ".join(sorted(one.split())), " ".join(sorted(other.split()))).ratio()


def _same_name(found: str, true: str) -> float:
    titles = {"dr", "mr", "ms", "mrs", "prof"}
    one, other = ([word for word in _plain(text).split() if word not in titles] for text in (found, true))
    return 100.0 * (bool(one) and (sorted(one) == sorted(other) or "".join(one) == "".join(other)))


def _same_email(found: str, true: str) -> float:
    return 100.0 * (found.strip().lower() == true.strip().lower())


def _same_phone(found: str, true: str) -> float:
    one, other = (re.sub(r"\D", "", re.sub(r"(?i)\b(x|ext\.?)\s*\d+.*$", "", text)) for text in (found, true))
    short, long = sorted((one, other), key=len)
    partly = len(short) >= 7 and (long.endswith(short) or long.startswith(short))
    return 100.0 * (bool(one) and (one == other or partly))


def _bare_link(link: str) -> str:
    return re.sub(r"^[a-z]+://", "", link.strip().lower()).removeprefix("www.").rstrip("/.,;")


def _same_link(found: str, true: str) -> float:
    """The same address without scheme, or the same last part (a handle) on the same host."""
    one, other = _bare_link(found), _bare_link(true)
    if one == other:
        return 100.0 * bool(one)
    hosts = one.split("/")[0] == other.split("/")[0]
    return 99.0 * ("/" in one and "/" in other and hosts and one.split("/")[-1] == other.split("/")[-1])


_SKILL_NAMES = {
    "js": "javascript", "nodejs": "node.js", "node": "node.js", "reactjs": "react", "react.js": "react",
    "vuejs": "vue", "vue.js": "vue", "angularjs": "angular", "angular.js": "angular", "golang": "go",
    "postgres": "postgresql", "mongo": "mongodb", "k8s": "kubernetes", "ts": "typescript", "html5": "html",
    "css3": "css", "rest": "rest apis", "rest api": "rest apis", "amazon web services": "aws",
    "google cloud platform": "gcp", "google cloud": "gcp", "sklearn": "scikit learn", "nextjs": "next.js",
    "word": "microsoft word", "ms word": "microsoft word", "excel": "microsoft excel",
    "powerpoint": "microsoft powerpoint",
    "natural language processing": "nlp", "expressjs": "express", "express.js": "express",
}  # fmt: skip


def _same_skill(found: str, true: str) -> float:
    one, other = (_SKILL_NAMES.get(plain, plain) for plain in (_plain(found), _plain(true)))
    return 100.0 * (bool(one) and one == other)


def _like_text(found: str, true: str) -> float:
    """85 of 100 alike; or all true words with at most three more; or all found words, if six tenths of the letters."""
    one, other = _plain(found), _plain(true)
    if not (one and other):
        return 0.0
    likeness = _sorted_ratio(one, other)
    if likeness >= 85:
        return likeness
    words, true_words = set(one.split()), set(other.split())
    more = true_words <= words and len(words) - len(true_words) <= 3
    return 86.0 * (more or (words <= true_words and len(one) >= 0.6 * len(other)))


_LEVELS = (
    ("doctor", r"\bph\.?\s?d|doctor|dphil|juris|\bj\.?d\b"),
    ("master", r"master|\bm\.?\s?(s|sc|a|eng|tech|b\.?a|phil)\b|\bmba\b|\bmeng\b|\bmsc\b"),
    ("bachelor", r"bachelor|\bb\.?\s?(s|sc|a|e|eng|tech|ba)\b|\bbsc\b|\bbtech\b|\bbba\b"),
    ("associate", "associate"),
)
_WRITTEN_OUT = (
    (r"\b(b\.?s\.?c?|bsc|bs)\b", "bachelor of science"),
    (r"\b(m\.?s\.?c?|msc|ms)\b", "master of science"),
    (r"\b(ph\.?d\.?|phd)\b", "doctor"),
    (r"\bbachelor s\b", "bachelor"),
    (r"\b(of|in|and|the)\b", " "),
)


def _like_degree(found: str, true: str) -> float:
    """The level must agree; then 80 of 100 alike, counting words that only one of them has as nothing."""
    if _level(found) != _level(true):
        return 0.0
    one, other = _written_out(found), _written_out(true)
    likeness = _sorted_ratio(one, other)
    if len(_plain(found)) > 3:
        likeness = max(likeness, _set_ratio(one, other))
    return likeness if likeness >= 80 else 0.0


def _set_ratio(one: str, other: str) -> float:
    words, true_words = set(one.split()), set(other.split())
    if words and true_words and (words <= true_words or true_words <= words):
        return 100.0
    return _sorted_ratio(one, other)


def _level(text: str) -> str:
    return next((level for level, pattern in _LEVELS if re.search(pattern, text.lower())), "other")


def _written_out(text: str) -> str:
    plain = _plain(text)
    for pattern, full in _WRITTEN_OUT:
        plain = re.sub(pattern, full, plain)
    return " ".join(plain.split())


_ALIKE: dict[str, Callable[[str, str], float]] = {
    "name": _same_name,
    "email": _same_email,
    "phone": _same_phone,
    "links": _same_link,
    "skills": _same_skill,
    "employers": _like_text,
    "titles": _like_text,
    "schools": _like_text,
    "degrees": _like_degree,
}
