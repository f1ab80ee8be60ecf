"""What is denied or limited, what is over, what caused what, and which way round."""

from collections.abc import Iterator, Sequence

from domain.resume.fabrication.evidence import Evidence, any_alike, content_places
from domain.resume.fabrication.lemmas import is_base, is_past
from domain.resume.fabrication.objection import Objection, ObjectionKind, objection
from domain.resume.fabrication.segments import segments
from domain.resume.fabrication.sources import SourceLine
from domain.resume.fabrication.synonyms import VERBS, alike
from domain.resume.fabrication.tokens import Token
from domain.resume.fabrication.words import CHANGES, CONNECTORS, GENERIC_VERBS, LIMITS, NEGATIONS, NOW

_PREFIXES = {"co", "ex", "sub", "vice", "semi", "pre", "non"}
_BACKWARD = {"patent_application", "pending", "under_supervision", "papers_passed", "expect", "days_off", "absence"}
_LIMIT_REACH = 4
_NO_OBJECT = {"by", "to", "from", "over", "in", "between", "dur"}


def claim_objections(tokens: Sequence[Token], text: str, evidence: Sequence[Evidence]) -> Iterator[Objection]:
    """Every objection of this kind."""
    for part in evidence:
        for line in part.lines:
            yield from _limits_dropped(tokens, text, part, line)
            yield from _denied(tokens, text, part, line)
        yield from _caused(tokens, text, part)
        yield from _still(tokens, text, part)
        yield from _turned_round(tokens, text, part)


def _limits_dropped(tokens: Sequence[Token], text: str, part: Evidence, line: SourceLine) -> Iterator[Objection]:
    everywhere = {t.lemma for t in tokens}
    for place, token in enumerate(line.tokens):
        group = next((g for g in LIMITS if token.lemma in g and _limits_here(token)), None)
        prefix = (
            token.text.lower() in _PREFIXES and place + 1 < len(line.tokens) and line.tokens[place + 1].before == "-"
        )
        if (group is None and not prefix) or (group and group & everywhere):
            continue
        if prefix and token.lemma in everywhere:
            continue
        limited = {line.tokens[place + 1].lemma} if prefix else _limited(line.tokens, place)
        for mine in content_places(tokens, part):
            if any_alike(tokens[mine].lemma, limited):
                yield objection(ObjectionKind.NEGATION, text, tokens[mine].start, tokens[mine].end)
                return


def _limits_here(token: Token) -> bool:
    """ "acting" limits, "acts" does not; "expected" limits, "expects" does not."""
    return token.lemma != "act" or token.text.lower() == "acting"


def _limited(tokens: Sequence[Token], place: int) -> set[str]:
    """The words that a limiting word takes something back from."""
    segment = next(s for s in segments(tokens) if place in s.places())
    after = [tokens[i].lemma for i in range(place + 1, segment.last + 1) if tokens[i].is_word][:_LIMIT_REACH]
    if place + 1 < len(tokens) and tokens[place + 1].lemma in ("that", "which", "who"):
        after = []
    if tokens[place].lemma in _BACKWARD:
        after += [tokens[i].lemma for i in range(segment.first, place) if tokens[i].is_word]
    if tokens[place].lemma == "patent_application":
        after.append("patent")
    return set(after)


def _is_negation(token: Token) -> bool:
    return token.lemma in NEGATIONS or token.text.lower().endswith(("n't", "n’t"))


def _denials(tokens: Sequence[Token]) -> set[str]:
    """The words that are denied: the next that says something after each "not", "no" or "without"."""
    found = set()
    for place, token in enumerate(tokens):
        if _is_negation(token):
            follow = [t for t in tokens[place + 1 : place + 5] if t.is_word and t.lemma not in GENERIC_VERBS]
            found |= {t.lemma for t in follow[:1]}
    return found


def _denied(tokens: Sequence[Token], text: str, part: Evidence, line: SourceLine) -> Iterator[Objection]:
    denied, mine = _denials(line.tokens), _denials(tokens)
    for place in content_places(tokens, part):
        word = tokens[place].lemma
        if (any_alike(word, denied) and not any_alike(word, mine)) or (
            any_alike(word, mine) and any_alike(word, line.lemmas) and not any_alike(word, denied)
        ):
            yield objection(ObjectionKind.NEGATION, text, tokens[place].start, tokens[place].end)


def _caused(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    """A cause that the sources do not tell: a connecting word, or something that grew told as grown by the person."""
    for place in part.segment.places():
        token = tokens[place]
        if token.lemma in CONNECTORS and not any(t.lemma in CONNECTORS for line in part.lines for t in line.tokens):
            yield objection(ObjectionKind.RESULT, text, token.start, token.end)
        if token.lemma not in CHANGES or not _acts(tokens, place, part.segment.first):
            continue
        told = [(line, i) for line in part.lines for i, t in enumerate(line.tokens) if alike(t.lemma, token.lemma)]
        if not any(_acts(line.tokens, i, _start(line.tokens, i)) for line, i in told):
            yield objection(ObjectionKind.RESULT, text, token.start, tokens[part.segment.last].end)


def _start(tokens: Sequence[Token], place: int) -> int:
    return next(s.first for s in segments(tokens) if place in s.places())


def _acts(tokens: Sequence[Token], place: int, first: int) -> bool:
    """Whether a verb of change has a doer and an object: "doubled sales", not "sales doubled"."""
    before = [t for t in tokens[first:place] if t.is_word and t.lemma not in VERBS]
    after = tokens[place + 1 : place + 4]
    has_object = bool(after) and not after[0].starts_part and any(t.is_word for t in after)
    has_object = has_object and after[0].lemma not in _NO_OBJECT
    return has_object and (not before or tokens[place - 1].lemma in ("which", "and", "that", "to", "by"))


def _still(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    """A job that is over, told as if it went on."""
    if part.entry is None or not part.entry.ended:
        return
    now_known = any(t.lemma in NOW for line in part.lines for t in line.tokens)
    for place in part.segment.places():
        if tokens[place].lemma in NOW and not now_known:
            yield objection(ObjectionKind.TENSE, text, tokens[place].start, tokens[place].end)
    if part.segment.soft:
        return
    first = next(
        (i for i in part.segment.places() if tokens[i].text.lower() not in ("and", "also")), part.segment.first
    )
    token = tokens[first]
    present = is_base(token.text) or (token.text.lower().endswith("ing") and first == 0)
    past = [t for line in part.lines for t in line.tokens if is_past(t.text) and t.lemma in VERBS]
    if present and _is_verb_here(tokens, first, part) and past and (token.lemma in VERBS):
        yield objection(ObjectionKind.TENSE, text, token.start, token.end)


def _is_verb_here(tokens: Sequence[Token], place: int, part: Evidence) -> bool:
    """Whether the first word is the verb: the sources have it in the past."""
    word = tokens[place].lemma
    return place not in part.named and any(
        alike(t.lemma, word) and is_past(t.text) for line in part.lines for t in line.tokens
    )


def _turned_round(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    """ "From English to German" for "from German to English"."""
    mine = _ends(tokens, part.segment.first, part.segment.last)
    for line in part.lines:
        theirs = _ends(line.tokens, 0, len(line.tokens) - 1)
        for word, (side, place) in mine.items():
            if word in theirs and theirs[word][0] != side:
                yield objection(ObjectionKind.CLAIM, text, tokens[place].start, tokens[place].end)


def _ends(tokens: Sequence[Token], first: int, last: int) -> dict[str, tuple[str, int]]:
    """Words right after "from" and "to"."""
    found = {}
    for place in range(first, last):
        side = {"from": "from", "to": "to", "into": "to"}.get(tokens[place].lemma)
        if side and tokens[place + 1].is_word:
            found[tokens[place + 1].lemma] = (side, place + 1)
    return found if {side for side, _ in found.values()} == {"from", "to"} else {}
