"""What a question back that a model worded must keep to before anybody is asked it; findings are for the model."""

import re

from domain.evaluation.quotes import find_quote
from domain.evaluation.relevance import Embed
from domain.evaluation.text import count_words, words
from domain.follow_ups import FEWEST_WORDS
from domain.question_checks import invented_figures, is_about, repeats, text_findings

SHORTEST, LONGEST = 15, 260
"""Characters; the rules' own have 40 to 250."""
FEWEST_QUESTION_WORDS = 4
MOST_ASKED = 2
"""Question marks: one thing, and at most a short second half."""
QUOTE_WORDS = range(FEWEST_WORDS, 31)

_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_MARKS = re.compile(r"[“”\"]")
_NAME = re.compile(r"(?<![.?!:“\"(]\s)(?<![“\"(])(?<!^)\b[A-Z][\w'’&+.-]*\w|\b\w*[a-z][A-Z]\w*")
_I = frozenset({"i", "i'm", "i'd", "i've", "i'll"})
"""The interviewer speaks of themselves."""
_VERDICT = re.compile(
    r"\b(?:excellent|great|good|perfect|impressive|brilliant|wonderful|poor|weak|bad|wrong|terrible|disappointing)"
    r"(?: \w+)? (?:answer|example|job|work|story|response)\b|\bwell done\b|\b(?:you|your) (?:failed|fail|lacked?)\b",
    re.I,
)


def follow_up_findings(
    text: str, quote: str, question: str, answer: str, usual: str, embed: Embed | None = None
) -> list[str]:
    """Return what is wrong with a question back; empty when it may be asked.

    `quote` is the part of the answer it starts from, `usual` the question back as the rules word it. The answer, the
    question and `usual` are all it may take names and figures from.
    """
    if not SHORTEST <= len(text) <= LONGEST or count_words(text) < FEWEST_QUESTION_WORDS:
        return [f"text: it must have {SHORTEST} to {LONGEST} characters and {FEWEST_QUESTION_WORDS} words or more."]
    found = text_findings(text)
    if "\n" in text:
        found.append("It must be one paragraph.")
    if not text.rstrip("\"'”’)").endswith("?"):
        found.append("It must end with its question.")
    if text.count("?") > MOST_ASKED:
        found.append("It must ask for one thing.")
    if _VERDICT.search(text):
        found.append("It must not say how good the answer is.")
    if repeats([text], [question], embed):
        found.append("It repeats the first question. Ask for what is missing in the answer.")
    return found + _sources(text, quote, question, answer, usual, embed)


def _sources(text: str, quote: str, question: str, answer: str, usual: str, embed: Embed | None) -> list[str]:
    """What it has from nowhere."""
    found = []
    if count_words(quote) not in QUOTE_WORDS or not _says(answer, quote):
        found.append(
            f"quote: copy {QUOTE_WORDS.start} to {QUOTE_WORDS.stop - 1} words of the answer, one after another."
        )
    elif not is_about(text, quote, embed):
        found.append("text: it must take up the words in “quote”.")
    found += [f"The answer does not say “{said}”." for said in _QUOTED.findall(text) if not _says(answer, said)]
    known = f"{question} {answer} {usual}"
    found += [f"Nobody said {figure}. Leave it out." for figure in invented_figures([text], known)]
    found += [f"Nobody said {name}. Leave it out." for name in invented_names(text, known)]
    return found


def _says(answer: str, quote: str) -> bool:
    """True when the words stand in the answer; marks of its own quotations within them are no matter."""
    bare = _MARKS.sub("", answer)
    return find_quote(bare, _MARKS.sub("", quote)) is not None


def invented_names(text: str, known: str) -> list[str]:
    """Return words written like names (a capital within a sentence) that stand nowhere in `known`.

    The first word of a sentence always has a capital and is not looked at, unless another capital follows in it.
    """
    said = {word.text.casefold() for word in words(known)}
    found = []
    for match in _NAME.finditer(text):
        name = re.sub(r"['’]s$", "", match.group())
        parts = [word.text.casefold() for word in words(name)]
        if any(part not in said and part not in _I for part in parts):
            found.append(name)
    return list(dict.fromkeys(found))
