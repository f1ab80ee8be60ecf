"""A call cut into questions and answers. What the rules get wrong the person corrects before anything is scored."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from domain.calls.speakers import asks
from domain.calls.types import UNKNOWN, Exchange, Utterance
from domain.evaluation.text import count_words, sentences
from domain.interview import MAX_ANSWER_CHARS, QuestionKind

JOIN_GAP = 1.5
"""Seconds of silence inside which two utterances of one speaker are one."""
SHORTEST_ANSWER = 12
"""Words; less is a yes, a thank-you or a name, and is left out unless the person takes it in."""
MAX_EXCHANGES = 60
MAX_QUESTION_CHARS = 600
_BACKCHANNEL = re.compile(
    r"^(?:(?:yeah|yes|ok(?:ay)?|right|sure|great|cool|nice|mm+|mhm|uh-?huh|i see|got it|good|perfect|interesting|wow"
    r"|thanks?|thank you|makes sense|absolutely|exactly)[\s,.!]*){1,4}$",
    re.I,
)
_SMALL_TALK = re.compile(
    r"\b(?:how are you|can you hear|weather|weekend|your trip|find us|any questions for (?:me|us)|questions for me"
    r"|share (?:my|your) screen|you(?:'re| are) on mute)\b",
    re.I,
)


@dataclass
class _Open:
    """A question whose answer is being collected."""

    question: str
    start: float | None
    answer: list[Utterance] = field(default_factory=list)


def joined(utterances: Sequence[Utterance]) -> list[Utterance]:
    """Put what one speaker said in a row into one utterance; captions cut sentences at every few words."""
    rows: list[Utterance] = []
    for now in utterances:
        if not now.text.strip():
            continue
        last = rows[-1] if rows else None
        if last and last.speaker == now.speaker and now.speaker != UNKNOWN and _near(last, now):
            rows[-1] = last.model_copy(update={"text": f"{last.text} {now.text.strip()}", "end": now.end or last.end})
        else:
            rows.append(now.model_copy(update={"text": now.text.strip()}))
    return rows


def _near(last: Utterance, now: Utterance) -> bool:
    return last.end is None or now.start is None or now.start - last.end <= 60 * JOIN_GAP


def find_exchanges(
    utterances: Sequence[Utterance], candidate: str, kind_of: Callable[[str], QuestionKind]
) -> tuple[Exchange, ...]:
    """Return the questions put to `candidate` with the answers; `kind_of` tells a question's kind by its words.

    Words of the interviewers during an answer ("right", "I see") do not end it; an interviewer's question does.
    Nothing the candidate said is dropped: words before the first question become an exchange without one.
    """
    found: list[_Open] = []
    for said in joined(utterances):
        if said.speaker == candidate:
            if not found:
                found.append(_Open("", said.start))
            found[-1].answer.append(said)
        elif not _BACKCHANNEL.fullmatch(said.text):
            if found and not found[-1].answer:
                found[-1].question = f"{found[-1].question} {said.text}".strip()
            elif asks(said.text) or not found or len(said.text.split()) >= SHORTEST_ANSWER:
                found.append(_Open(said.text, said.start))
    return tuple(_exchange(one, kind_of) for one in found if one.answer)[:MAX_EXCHANGES]


def find_unnamed_exchanges(text: str, kind_of: Callable[[str], QuestionKind]) -> tuple[Exchange, ...]:
    """The same for words without speakers, such as a transcribed recording: sentences that ask begin a new exchange."""
    found: list[_Open] = []
    for span in sentences(text):
        asked = asks(span.text) and (span.text.rstrip().endswith("?") or count_words(span.text) <= 25)
        said = Utterance(text=span.text)
        if asked and found and not found[-1].answer:
            found[-1].question += f" {span.text}"
        elif asked or not found:
            found.append(_Open(span.text if asked else "", None, [] if asked else [said]))
        else:
            found[-1].answer.append(said)
    return tuple(_exchange(one, kind_of) for one in found if one.answer)[:MAX_EXCHANGES]


def _exchange(found: _Open, kind_of: Callable[[str], QuestionKind]) -> Exchange:
    answer = " ".join(u.text for u in found.answer)[:MAX_ANSWER_CHARS]
    times = [(u.start, u.end) for u in found.answer if u.start is not None and u.end is not None]
    question = _the_question(found.question)
    worth = count_words(answer) >= SHORTEST_ANSWER and bool(question) and not _SMALL_TALK.search(question)
    return Exchange(
        question=question,
        answer=answer,
        kind=kind_of(question),
        start=found.start,
        seconds=sum(end - start for start, end in times) if times else None,
        included=worth,
    )


def _the_question(said: str) -> str:
    """The part that asks: an interviewer's turn may begin with a remark on the answer before."""
    spans = sentences(said)
    first = next((n for n, s in enumerate(spans) if asks(s.text)), 0)
    return " ".join(s.text for s in spans[first:])[:MAX_QUESTION_CHARS].strip()
