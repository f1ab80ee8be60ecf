"""What words do to each other: whose work it was, what is denied or limited, what is over, what caused what."""

from collections.abc import Iterator, Sequence

from domain.resume.fabrication.deeds import Deed, deeds
from domain.resume.fabrication.evidence import Evidence
from domain.resume.fabrication.lemmas import is_base, is_past, lemma
from domain.resume.fabrication.objection import Objection, ObjectionKind, objection
from domain.resume.fabrication.segments import FULL, hedge, parts_claimed, segments
from domain.resume.fabrication.sources import SourceLine
from domain.resume.fabrication.synonyms import VERBS, alike
from domain.resume.fabrication.tokens import Token
from domain.resume.fabrication.words import (
    CHANGES,
    CONNECTORS,
    DOING_VERBS,
    GENERIC_VERBS,
    JUNIOR,
    LIGHT_VERBS,
    LIMITS,
    NEGATIONS,
    NOW,
    OTHERS,
    SENIOR,
    TOGETHER,
)
from domain.resume.words import TITLE_WORDS

_PREFIXES = {"co", "ex", "sub", "vice", "semi", "pre", "non"}
_BACKWARD = {"patent_application", "pending", "under_supervision", "paper", "expect", "days_off", "absence"}
_LIMIT_REACH = 4
_TITLE_ENDS = {
    *("to", "for", "of", "with", "by", "from", "at", "under", "the", "a", "an", "my", "our", "two", "three", "who")
}
_TWO_OBJECTS = {
    lemma(word)
    for word in "teach train give show sell offer advise send present serve supply provide mentor coach tutor instruct inform report notify tell help assist serve answer".split()
}
"""Verbs with two objects, either of which may come first ("taught children maths")."""


def claim_objections(
    tokens: Sequence[Token], text: str, evidence: Sequence[Evidence], path: str
) -> Iterator[Objection]:
    """Every objection of this kind."""
    claimed = parts_claimed(tokens)
    for part in evidence:
        yield from _bigger_part(tokens, text, part, claimed)
        yield from _alone(tokens, text, part)
        for line in part.lines:
            yield from _limits_dropped(tokens, text, part, line)
            yield from _denied(tokens, text, part, line)
        yield from _caused(tokens, text, part)
        yield from _still(tokens, text, part)
        yield from _title_claimed(tokens, text, part)
        yield from _other_object(tokens, text, part)
        yield from _turned_round(tokens, text, part)
        yield from _of_others(tokens, text, part)
    if path.endswith(".title") and evidence:
        yield from _seniority_dropped(tokens, text, evidence[0])


def _content(tokens: Sequence[Token], part: Evidence) -> list[int]:
    return [i for i in part.segment.places() if tokens[i].is_word and i not in part.named]


def _any_alike(word: str, others: Sequence[str] | frozenset[str] | set[str]) -> bool:
    return any(alike(word, other) for other in others)


def _bigger_part(
    tokens: Sequence[Token], text: str, part: Evidence, claimed: Sequence[int | None]
) -> Iterator[Objection]:
    """Words of which the sources claim a small part only, and the text a bigger one."""
    small: dict[str, int] = {}
    full: set[str] = set()
    for line in part.lines:
        for token, rank in zip(line.tokens, parts_claimed(line.tokens), strict=True):
            if not token.is_word or rank is None:
                continue
            if rank >= FULL:
                full.add(token.lemma)
            else:
                small[token.lemma] = min(rank, small.get(token.lemma, rank))
    hedges = {t.lemma for line in part.lines for i, t in enumerate(line.tokens) if hedge(line.tokens, i) is not None}
    same_hedge = any(_any_alike(tokens[i].lemma, hedges) for i in part.segment.places() if tokens[i].lemma != "work")
    for place in _content(tokens, part):
        rank = claimed[place]
        word = tokens[place].lemma
        if rank is None or _any_alike(word, full):
            continue
        limit = next((small[other] for other in small if alike(word, other)), None)
        if limit is not None and rank > max(limit, 1) and hedge(tokens, place) is None and not same_hedge:
            first = next((i for i in part.segment.places() if tokens[i].is_word), place)
            last = max(i for i in part.segment.places() if tokens[i].is_word or tokens[i].is_number)
            yield objection(ObjectionKind.OWNERSHIP, text, tokens[min(first, place)].start, tokens[last].end)
            return


def _alone(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    """The source says "together with ..."; the text tells it as done alone."""
    mine = _content(tokens, part)
    if not mine or any(tokens[i].lemma in TOGETHER for i in part.segment.places()):
        return
    for line in part.lines:
        for segment in segments(line.tokens):
            marks = [i for i in segment.places() if line.tokens[i].lemma in TOGETHER]
            if not marks:
                continue
            partner = [t.lemma for t in line.tokens[marks[0] + 1 : marks[0] + 7] if t.is_word]
            shared = {line.tokens[i].lemma for i in segment.places() if line.tokens[i].is_word} - set(partner)
            said = [tokens[i].lemma for i in mine]
            if any(_any_alike(word, shared) for word in said) and not any(_any_alike(word, partner) for word in said):
                yield objection(ObjectionKind.OWNERSHIP, text, tokens[mine[0]].start, tokens[mine[-1]].end)
                return


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
        for mine in _content(tokens, part):
            if _any_alike(tokens[mine].lemma, limited):
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
    for place in _content(tokens, part):
        word = tokens[place].lemma
        if _any_alike(word, denied) and not _any_alike(word, mine):
            yield objection(ObjectionKind.NEGATION, text, tokens[place].start, tokens[place].end)
        elif _any_alike(word, mine) and _any_alike(word, line.lemmas) and not _any_alike(word, denied):
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
        if told and not any(_acts(line.tokens, i, _start(line.tokens, i)) for line, i in told):
            yield objection(ObjectionKind.RESULT, text, token.start, tokens[part.segment.last].end)


def _start(tokens: Sequence[Token], place: int) -> int:
    return next(s.first for s in segments(tokens) if place in s.places())


def _acts(tokens: Sequence[Token], place: int, first: int) -> bool:
    """Whether a verb of change has a doer and an object: "doubled sales", not "sales doubled"."""
    before = [t for t in tokens[first:place] if t.is_word and t.lemma not in VERBS]
    after = tokens[place + 1 : place + 4]
    has_object = bool(after) and not after[0].starts_part and any(t.is_word for t in after[:3]) and after[0].lemma not in (
        "by", "to", "from", "over", "in", "between", "dur",
    )  # fmt: skip
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
    """Whether the first word is the verb: the sources know it as one in the past, and no noun follows that it describes."""
    word = tokens[place].lemma
    return place not in part.named and any(
        alike(t.lemma, word) and is_past(t.text) for line in part.lines for t in line.tokens
    )


def _title_claimed(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    """A title at the start of a part, or after "as", that is not the person's."""
    starts = [part.segment.first, *(i + 1 for i in part.segment.places() if tokens[i].lemma == "as")]
    own = {t.lemma for role in (part.entry.roles if part.entry else ()) for t in SourceLine(role).tokens}
    for start in starts:
        run: list[int] = []
        for place in range(start, part.segment.last + 1):
            if tokens[place].text.lower() in ("a", "an", "the") and not run:
                continue
            if tokens[place].starts_part and run:
                break
            if (
                not tokens[place].is_word
                or len(run) > 3
                or (is_past(tokens[place].text) and tokens[place].lemma in VERBS)
            ):
                break
            run.append(place)
        heads = [i for i in run if _is_title(tokens[i])]
        if not heads or set(run) <= set(part.named) or {tokens[i].lemma for i in run} <= own:
            continue
        run = [i for i in run[: run.index(heads[-1]) + 1] if i == heads[-1] or _is_rank(tokens[i])]
        if not any(_begins_with(line, [tokens[i].lemma for i in run]) for line in part.lines):
            yield objection(ObjectionKind.TITLE, text, tokens[run[0]].start, tokens[run[-1]].end)


def _is_title(token: Token) -> bool:
    return token.text.lower() in TITLE_WORDS and token.lemma not in VERBS


def _is_rank(token: Token) -> bool:
    return token.text.lower() in TITLE_WORDS or token.lemma in JUNIOR or token.lemma in SENIOR


def _begins_with(line: SourceLine, run: Sequence[str]) -> bool:
    """Whether a part of the source tells the same title of the person: at its start or after "as"."""
    for segment in segments(line.tokens):
        said: list[str] = []
        for place in segment.places():
            token = line.tokens[place]
            if token.lemma == "as":
                said = []
            elif token.lemma in _TITLE_ENDS and place > segment.first:
                break
            else:
                said.append(token.lemma)
        if all(any(alike(word, other) for other in said) for word in run):
            return True
    return False


def _seniority_dropped(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    held = {t.lemma for t in part.lines[0].tokens} & JUNIOR
    if held and tokens and not held & {t.lemma for t in tokens}:
        yield objection(ObjectionKind.TITLE, text, tokens[0].start, tokens[-1].end)


def _other_object(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    """A verb that the sources use of something else, or of somebody else ("built by the vendor")."""
    for deed in deeds(tokens, part.segment.first, part.segment.last):
        if deed.verb in DOING_VERBS or deed.verb in LIGHT_VERBS:
            continue
        told = [
            known
            for line in part.lines
            for known in deeds(line.tokens, 0, len(line.tokens) - 1)
            if alike(known.verb, deed.verb)
        ]
        if told and not any(_covers(known, deed) for known in told):
            kind = ObjectionKind.OWNERSHIP if any(known.by_others for known in told) else ObjectionKind.CLAIM
            yield objection(kind, text, tokens[deed.place].start, tokens[deed.place].end)


def _covers(known: Deed, said: Deed) -> bool:
    if known.by_others and not said.by_others:
        return False
    if said.direct and known.direct and known.verb not in _TWO_OBJECTS:
        return any(_any_alike(word, known.direct) for word in said.direct)
    return not said.after or not known.around or any(_any_alike(word, known.around) for word in said.after)


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


def _of_others(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    """What the source tells of colleagues or the team, told without them ("the team won; I made the slides")."""
    for line in part.lines:
        theirs: set[str] = set()
        mine: set[str] = set()
        who: set[str] = set()
        for segment in segments(line.tokens):
            words = [line.tokens[i] for i in segment.places() if line.tokens[i].is_word]
            opening = [
                line.tokens[i] for i in segment.places() if line.tokens[i].text.lower() not in ("the", "my", "a")
            ]
            if len(opening) > 1 and opening[0].lemma in OTHERS and is_past(opening[1].text):
                who.add(opening[0].lemma)
                theirs |= {t.lemma for t in words if t is not opening[0]}
            else:
                mine |= {t.lemma for t in words}
        told = [i for i in _content(tokens, part) if _any_alike(tokens[i].lemma, theirs - mine)]
        if told and not part.named and not any(_any_alike(t.lemma, who) for t in tokens):
            yield objection(ObjectionKind.OWNERSHIP, text, tokens[told[0]].start, tokens[told[-1]].end)
            return
