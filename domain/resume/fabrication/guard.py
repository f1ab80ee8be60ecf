"""The fabrication guard: what a rewritten line says that nothing in the resume supports."""

from collections.abc import Sequence
from datetime import date
from itertools import takewhile

from domain.resume.fabrication.claims import claim_objections
from domain.resume.fabrication.evidence import Evidence, gather
from domain.resume.fabrication.figures import figure_objections
from domain.resume.fabrication.lemmas import lemma
from domain.resume.fabrication.objection import Objection, ObjectionKind, objection
from domain.resume.fabrication.ownership import ownership_objections
from domain.resume.fabrication.segments import hedge, parts_claimed
from domain.resume.fabrication.sources import sources_for
from domain.resume.fabrication.synonyms import VERBS, alike
from domain.resume.fabrication.titles import title_objections
from domain.resume.fabrication.tokens import Token, tokenise
from domain.resume.fabrication.words import (
    AWARD,
    CHANGE_NOUNS,
    DOING_VERBS,
    LIGHT_VERBS,
    OWNERSHIP,
    RESULT,
    SCOPE,
    STRONG_QUANTITY,
    SUPERLATIVE,
    VAGUE_QUANTITY,
)
from domain.resume.facts import ResumeFacts
from domain.resume.vocabulary import SkillVocabulary
from domain.resume.words import TITLE_WORDS

_IN_CHARGE = {"be_in_charge", lemma("responsible"), lemma("accountable")}
_KINDS = (
    (AWARD, ObjectionKind.AWARD),
    (SCOPE | STRONG_QUANTITY, ObjectionKind.SCOPE),
    (VAGUE_QUANTITY, ObjectionKind.NUMBER),
    (OWNERSHIP, ObjectionKind.OWNERSHIP),
    (RESULT, ObjectionKind.RESULT),
)


_NO_SUPERLATIVE = frozenset(
    [
        "interest",
        "request",
        "harvest",
        "forest",
        "contest",
        "protest",
        "digest",
        "manifest",
        "invest",
        "west",
        "northwest",
        "southwest",
        "guest",
        "test",
        "rest",
        "chest",
        "quest",
    ]
)
"""Words that only end like superlatives."""
_ARTICLES = frozenset({"a", "an", "the", "this", "our", "each", "every"})
_BEFORE_THINGS = frozenset({"in", "during", "after", "before", "from", "by", "of"})


def objections(
    path: str,
    original: str,
    text: str,
    facts: ResumeFacts,
    *,
    today: date,
    confirmed: Sequence[str] = (),
    vocabulary: SkillVocabulary | None = None,
) -> list[Objection]:
    """Everything in `text` that has no source, in the order of the text; empty when it may stand.

    `original` is the line at `path` that the text would replace. Sources are that line, the names and title of the
    same job or school, another line of it for a part that says just what that line says, and, for the summary, the
    whole resume (one job or school at a time). A tool that only the list of skills names does not count for a job.
    `confirmed` are statements that the person made or said yes to.
    """
    if text == original or not text.strip():
        return []
    tokens = tokenise(text)
    known = vocabulary or SkillVocabulary()
    sources = sources_for(path, original, facts, today, confirmed)
    evidence = gather(tokens, sources, known)
    found, spent = figure_objections(tokens, text, evidence, sources)
    for part in evidence:
        bare = [i for i in part.bare if i not in spent and not _is_modest(tokens, i, part)]
        found += _of_words(tokens, text, bare, known, merged=part.merged)
    found += claim_objections(tokens, text, evidence)
    found += ownership_objections(tokens, text, evidence)
    found += title_objections(tokens, text, evidence, path)
    return _without_repeats(found)


def _is_modest(tokens: Sequence[Token], place: int, part: Evidence) -> bool:
    """Whether a word adds nothing ("achieved a reduction") or claims less than the sources ("helped to build")."""
    if tokens[place].lemma in LIGHT_VERBS and any(t.lemma in CHANGE_NOUNS for t in tokens[place + 1 : place + 6]):
        return True
    if tokens[place].lemma in DOING_VERBS and _deed_follows(tokens, place, part):
        return True
    rank = hedge(tokens, place)
    if rank is None:
        return False
    mine = {tokens[i].lemma for i in part.segment.places() if tokens[i].is_word and i != place}
    limits = [
        claimed
        for line in part.lines
        for token, claimed in zip(line.tokens, parts_claimed(line.tokens), strict=True)
        if claimed is not None and any(alike(token.lemma, word) for word in mine)
    ]
    return bool(limits) and rank <= max(limits)


def _deed_follows(tokens: Sequence[Token], place: int, part: Evidence) -> bool:
    """Whether the next words name a deed that the sources tell ("conducted interviews" for "interviewed")."""
    ahead = takewhile(
        lambda t: t.text.lower() not in ("and", "or") and not t.starts_part, tokens[place + 1 : place + 6]
    )
    follow = [t for t in ahead if t.lemma in VERBS]
    told = [
        t.lemma
        for line in part.lines
        for i, t in enumerate(line.tokens)
        if t.lemma in VERBS and not _is_thing(line.tokens, i)
    ]
    charged = any(t.lemma in _IN_CHARGE for line in part.lines for t in line.tokens)
    return charged or any(alike(t.lemma, word) for t in follow for word in told)


def _is_thing(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word that can be a verb names a thing here ("found in an external audit")."""
    before = [token.text.lower() for token in tokens[max(place - 2, 0) : place]]
    return bool(_ARTICLES & set(before)) or (bool(before) and before[-1] in _BEFORE_THINGS)


def _of_words(
    tokens: Sequence[Token], text: str, bare: Sequence[int], vocabulary: SkillVocabulary, *, merged: bool
) -> list[Objection]:
    """One objection for each run of unsupported words."""
    runs: list[list[int]] = []
    for place in bare:
        if runs and place == runs[-1][-1] + 1 and not tokens[place].starts_part and "," not in tokens[place].before:
            runs[-1].append(place)
        else:
            runs.append([place])
    found = []
    for run in runs:
        kind = ObjectionKind.MERGED if merged else _kind(tokens, run, text, vocabulary)
        found.append(objection(kind, text, tokens[run[0]].start, tokens[run[-1]].end))
    return found


def _kind(tokens: Sequence[Token], run: Sequence[int], text: str, vocabulary: SkillVocabulary) -> ObjectionKind:
    words = [tokens[i] for i in run]
    if vocabulary.in_text(text[words[0].start : words[-1].end]):
        return ObjectionKind.SKILL
    if any(_is_superlative(token.text.lower()) for token in words):
        return ObjectionKind.SUPERLATIVE
    for lemmas, kind in _KINDS:
        if any(token.lemma in lemmas for token in words):
            return kind
    if any(token.text.lower() in TITLE_WORDS for token in words):
        return ObjectionKind.TITLE
    inside = [token for token in words if token.start > 0 and not token.starts_part]
    if any(token.text[0].isupper() for token in inside) or any(c.isupper() for token in words for c in token.text[1:]):
        return ObjectionKind.NAME
    return ObjectionKind.CLAIM


def _is_superlative(word: str) -> bool:
    return word in SUPERLATIVE or (word.endswith("est") and word not in _NO_SUPERLATIVE)


def _without_repeats(found: Sequence[Objection]) -> list[Objection]:
    """In the order of the text; one about characters that a longer one is about too is left out."""
    kept: list[Objection] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if not any(one.start >= other.start and one.end <= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.start, one.end))
