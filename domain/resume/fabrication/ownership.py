"""Whose work it was: a bigger part than the sources claim, done alone, or somebody else's deed."""

from collections.abc import Iterator, Sequence

from domain.resume.fabrication.deeds import Deed, deeds
from domain.resume.fabrication.evidence import Evidence, any_alike, content_places
from domain.resume.fabrication.lemmas import is_past, lemma, words_of
from domain.resume.fabrication.objection import Objection, ObjectionKind, objection
from domain.resume.fabrication.segments import FULL, hedge, parts_claimed, segments
from domain.resume.fabrication.synonyms import VERBS, alike
from domain.resume.fabrication.tokens import Token
from domain.resume.fabrication.words import DOING_VERBS, LIGHT_VERBS, OTHERS, PEOPLE, TOGETHER

_CAME_ABOUT = {lemma("rise"), lemma("fall"), lemma("drop"), "go_up", "go_down", "go_live"}
_LEADING = {lemma(word) for word in ("lead", "manage", "direct", "head", "supervise", "oversee")}
_TWO_OBJECTS = {
    lemma(word)
    for word in words_of(
        """
    teach train give show sell offer advise send present serve supply provide mentor coach tutor instruct inform
    report notify tell help assist answer
"""
    )
}
"""Verbs with two objects, either of which may come first ("taught children maths")."""


def ownership_objections(tokens: Sequence[Token], text: str, evidence: Sequence[Evidence]) -> Iterator[Objection]:
    """Every objection of this kind."""
    claimed = parts_claimed(tokens)
    for part in evidence:
        yield from _bigger_part(tokens, text, part, claimed)
        yield from _alone(tokens, text, part)
        yield from _of_others(tokens, text, part)
        yield from _other_object(tokens, text, part)


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
    same_hedge = any(
        any_alike(tokens[i].lemma, hedges) and (tokens[i].lemma != "work" or _goes_on(tokens, i))
        for i in part.segment.places()
    )
    if _tells_no_deed(tokens, part):
        return
    for place in content_places(tokens, part):
        rank = claimed[place]
        word = tokens[place].lemma
        if rank is None or any_alike(word, full):
            continue
        limit = next((small[other] for other in small if alike(word, other)), None)
        if limit is not None and rank > max(limit, 1) and hedge(tokens, place) is None and not same_hedge:
            first = next((i for i in part.segment.places() if tokens[i].is_word), place)
            last = max(i for i in part.segment.places() if tokens[i].is_word or tokens[i].is_number)
            yield objection(ObjectionKind.OWNERSHIP, text, tokens[min(first, place)].start, tokens[last].end)
            return


def _tells_no_deed(tokens: Sequence[Token], part: Evidence) -> bool:
    """Whether a part says what came about, not what the person did: "retention rose"."""
    words = [tokens[i] for i in part.segment.places() if tokens[i].is_word]
    return bool(words) and words[0].lemma not in VERBS and any(t.lemma in _CAME_ABOUT for t in words)


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """ "Worked with marketing", "worked on a campaign"."""
    return place + 1 < len(tokens) and tokens[place + 1].lemma in ("with", "on", "in", "as")


def _alone(tokens: Sequence[Token], text: str, part: Evidence) -> Iterator[Objection]:
    """The source says "together with ..."; the text tells it as done alone."""
    mine = content_places(tokens, part)
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
            if any(any_alike(word, shared) for word in said) and not any(any_alike(word, partner) for word in said):
                yield objection(ObjectionKind.OWNERSHIP, text, tokens[mine[0]].start, tokens[mine[-1]].end)
                return


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
        told = [i for i in content_places(tokens, part) if any_alike(tokens[i].lemma, theirs - mine)]
        if told and not part.named and not any(any_alike(t.lemma, who) for t in tokens):
            yield objection(ObjectionKind.OWNERSHIP, text, tokens[told[0]].start, tokens[told[-1]].end)
            return


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
    if not known.around:
        return True
    led = said.direct & PEOPLE
    if led and any_alike(said.verb, _LEADING):
        return any(any_alike(word, known.direct) for word in led)
    if said.direct and known.direct and known.verb not in _TWO_OBJECTS:
        return any(any_alike(word, known.direct) for word in said.direct)
    return not said.after or not known.around or any(any_alike(word, known.around) for word in said.after)
