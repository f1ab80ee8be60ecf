"""How plainly a question is put: short sentences, common words. For people who interview in a second language."""

import re

from domain.evaluation.text import words

MOST_WORDS = 22
"""In one sentence of a plain question; those of the bank have 14 on average."""
LONG_WORD = 10
"""Letters from which a word counts as long, whatever it means."""
_SENTENCE_END = re.compile(r"[.?!;:]\s+")
_IDIOM = re.compile(
    r"\b(?:across the board|at the end of the day|ballpark|bandwidth to|best of both worlds|big picture|"
    r"boil(?:s|ed)? down|"
    r"bring to the table|buy-in|by the book|call the shots|circle back|cut corners|cutting edge|deal breaker|deep dive|"
    r"drop the ball|elephant in the room|from scratch|game changer|get the ball rolling|go the extra mile|hands-on|"
    r"hit the ground running|in a nutshell|in the loop|in the trenches|juggle|land on your feet|learn the ropes|"
    r"low-hanging fruit|move the needle|off the top of your head|on the fence|on the same page|out of the box|"
    r"push back|push the envelope|put out fires|rule of thumb|silver bullet|step up to the plate|take the lead|"
    r"the lay of the land|think on your feet|touch base|under the hood|up to speed|wear many hats|win over)\b",
    re.I,
)


def plainness(text: str) -> float:
    """Return 0 (long sentences of long words) to 1; an idiom costs half of it."""
    said = words(text)
    if not said:
        return 0.0
    sentences = [s for s in _SENTENCE_END.split(text) if words(s)]
    length = len(said) / len(sentences)
    long_share = sum(len(word.text) >= LONG_WORD for word in said) / len(said)
    found = 1.0 - 0.5 * _share(length, 8, 28) - 0.5 * _share(long_share, 0.0, 0.3)
    return found / 2 if _IDIOM.search(text) else found


def plain_findings(text: str) -> list[str]:
    """What keeps a question from being plain, as sentences for who writes it."""
    found = []
    longest = max((len(words(s)) for s in _SENTENCE_END.split(text)), default=0)
    if longest > MOST_WORDS:
        found.append(f"A sentence has {longest} words. Write none of more than {MOST_WORDS}.")
    idiom = _IDIOM.search(text)
    if idiom:
        found.append(f"“{idiom.group()}” is an idiom. Say it in plain words.")
    return found


def _share(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))
