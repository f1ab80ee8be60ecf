"""Long recordings are cut where nobody speaks, and nothing of them is lost."""

import numpy as np

from domain.calls.exchanges import find_unnamed_exchanges
from domain.calls.types import UNKNOWN
from domain.speech import SpokenWord
from services.call_recordings import utterances_of
from services.evaluation import guess_kind
from services.speech.audio import RATE, pieces


def test_pieces_end_in_a_silence_and_hold_every_sample():
    sound = np.sin(np.arange(100 * RATE) / 20).astype(np.float32)
    sound[52 * RATE : 53 * RATE] = 0.0
    found = pieces(sound, 60)
    assert [round(len(part) / RATE) for part in found] == [52, 48]
    assert np.array_equal(np.concatenate(found), sound)
    assert len(pieces(sound[: 60 * RATE], 60)) == 1


def test_words_are_cut_at_pauses_and_become_questions_and_answers():
    said = [
        ("Tell me about a time you led a team?", 0.0),
        ("I led four people at the depot and we cut the waiting time from two hours to forty minutes.", 6.0),
        ("How did you do that?", 20.0),
        ("I asked the drivers first and then I changed the order in which the lorries were loaded each day.", 24.0),
    ]
    words = [
        SpokenWord(word=word, start=begun + 0.3 * n, end=begun + 0.3 * n + 0.2)
        for text, begun in said
        for n, word in enumerate(text.split())
    ]
    found = utterances_of(words)
    assert [u.text for u in found] == [text for text, _ in said]
    assert {u.speaker for u in found} == {UNKNOWN}
    assert (found[1].start, found[0].end) == (6.0, words[8].end)
    exchanges = find_unnamed_exchanges("\n".join(u.text for u in found), guess_kind)
    assert [(e.question, e.answer) for e in exchanges] == [(said[0][0], said[1][0]), (said[2][0], said[3][0])]
    assert utterances_of([]) == ()
