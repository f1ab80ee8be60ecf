"""Titles: one that is not the person's, and one that lost what made it smaller."""

from collections.abc import Iterator, Sequence

from domain.resume.fabrication.evidence import Evidence
from domain.resume.fabrication.lemmas import is_past
from domain.resume.fabrication.objection import Objection, ObjectionKind, objection
from domain.resume.fabrication.segments import segments
from domain.resume.fabrication.sources import SourceLine
from domain.resume.fabrication.synonyms import VERBS, alike
from domain.resume.fabrication.tokens import Token
from domain.resume.fabrication.words import JUNIOR, SENIOR
from domain.resume.words import TITLE_WORDS

_TITLE_ENDS = {
    *("to", "for", "of", "with", "by", "from", "at", "under", "the", "a", "an", "my", "our", "two", "three", "who")
}


def title_objections(
    tokens: Sequence[Token], text: str, evidence: Sequence[Evidence], path: str
) -> Iterator[Objection]:
    """Every objection of this kind."""
    for part in evidence:
        yield from _title_claimed(tokens, text, part)
    if path.endswith(".title") and evidence:
        yield from _seniority_dropped(tokens, text, evidence[0])


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
        if not any(_begins_with(line, [tokens[i].lemma for i in run]) for line in _telling(part)):
            yield objection(ObjectionKind.TITLE, text, tokens[run[0]].start, tokens[run[-1]].end)


def _telling(part: Evidence) -> list[SourceLine]:
    """The lines of a part without those that are only an employer's or school's name."""
    names = part.entry.names if part.entry else ()
    return [line for line in part.lines if line.text not in names]


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
