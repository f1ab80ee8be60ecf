"""What must hold before an answer is scored at all. Each gate gives a code and a sentence for the person."""

import re
from collections import Counter
from dataclasses import dataclass

from domain.evaluation.flat import flatten
from domain.evaluation.grader_talk import grader_instructions
from domain.evaluation.relevance import MOSTLY, Embed, relevance
from domain.evaluation.signals.material import own_account
from domain.evaluation.spare_time import spare_time
from domain.evaluation.text import (
    STOPWORDS,
    content_stems,
    copied_share,
    count_words,
    quoted,
    sentences,
    word_set,
    words,
)
from domain.interview import Level, Question, QuestionKind

MINIMUM_WORDS = 30
MINIMUM_OF_FOLLOW_UP = 8
SPARE_TIME_LEAD = 0.09
MINIMUM_BY_KIND = {QuestionKind.TECHNICAL: 20, QuestionKind.HR: 20}


@dataclass(frozen=True)
class Gate:
    """Why an answer gets no score."""

    code: str
    """empty | too_short | copied_question | off_topic | gibberish | not_english | grader_instructions"""
    sentence: str


_NO_ANSWER = re.compile(
    r"(?:(?:no|empty|blank) (?:submission|answer|comment|idea|response)|n/?a|none|nothing"
    r"|skip(?:ped)?|pass|idk|not sure|\?+|-+|\.+"
    r"|i ?(?:do not|don'?t) (?:really )?know(?: (?:it|this|that|the answer))?)[.!]*",
    re.I,
)
_FUNCTION_WORDS = STOPWORDS | word_set("get got make made go use used like people time new work team one first")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")


def minimum_words(question: Question) -> int:
    """Return how many words an answer needs to be scored; beside a model answer, which tells if it is right, one."""
    if question.source == "reference" and question.key_points:
        return 1
    if question.source == "follow_up":
        return MINIMUM_OF_FOLLOW_UP
    return MINIMUM_BY_KIND.get(question.kind, MINIMUM_WORDS)


def gate(question_text: str, answer_text: str, embed: Embed | None) -> Gate | None:
    """Return why an answer to these words alone cannot be scored, or None when it can."""
    bare = Question(
        id="question",
        kind=QuestionKind.BEHAVIOURAL,
        roles=("any",),
        levels=(Level.MID,),
        seconds=180,
        text=question_text,
        key_points=(),
        outline="",
    )
    return gate_for(bare, answer_text, embed)


def gate_for(question: Question, answer_text: str, embed: Embed | None) -> Gate | None:
    """Return why this answer cannot be scored, or None when it can; its key points help to tell what is off topic."""
    text = flatten(answer_text).text
    count = count_words(text)
    if not count or _NO_ANSWER.fullmatch(text):
        return Gate("empty", "There is no answer here yet, so there is nothing to score.")
    told = grader_instructions(answer_text.strip(), question.text)  # with its line breaks: some orders need them
    if told:
        return Gate(
            "grader_instructions",
            f"{quoted(told[0].text)} speaks to the grader instead of answering, so this was not scored. "
            "Take it out and answer again.",
        )
    if other_language(text):
        return Gate(
            "not_english",
            "This looks like another language than English. Only English answers can be scored for now.",
        )
    flat = " ".join(text.split())  # where a pasted line ends says nothing about the sentence
    foreign = next((s.text for s in sentences(flat) if foreign_sentence(s.text)), "")
    if foreign:
        return Gate(
            "not_english",
            f"{quoted(foreign)} is not English, so this was not scored. Say it in English, or take it out.",
        )
    if gibberish(text):
        return Gate(
            "gibberish",
            "We could not find sentences in this text, so there is nothing to score. Answer again in your own words.",
        )
    if _repeats_question(question, text):
        return Gate("copied_question", "This repeats the question, so there is nothing to score yet.")
    needed = minimum_words(question)
    if count < needed:
        noun = "word" if count == 1 else "words"
        return Gate("too_short", f"{count} {noun}, too short to score. Answer again with at least {needed}.")
    telling = sum(count_words(s.text) for s in sentences(flat) if says_something(s.text))
    if telling < needed and question.source != "reference":
        return Gate(
            "too_short",
            f"Only {telling} of {count} words say something of your own. Answer again with at least {needed} that do.",
        )
    if _off_topic(question, flat, embed):
        return Gate(
            "off_topic",
            f"This does not speak to the question {quoted(question.text, 110)}, so it was not scored. "
            "Answer that question.",
        )
    return None


def _off_topic(question: Question, text: str, embed: Embed | None) -> bool:
    near = relevance(question, text, embed)
    if near < 0 and not own_account(question, text):
        return True
    # Open questions share time words and feelings with any story; what it is about decides then.
    open_kind = question.kind in (QuestionKind.BEHAVIOURAL, QuestionKind.HR)
    return embed is not None and open_kind and near < MOSTLY and spare_time(text, embed) > SPARE_TIME_LEAD


def other_language(text: str) -> bool:
    """True when the letters or the small words are not English's; keyboard mash is not a language."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 4:
        return False
    if sum(ord(c) > 0x24F for c in letters) > 0.4 * len(letters):
        return True
    lowered = [w.text.lower() for w in words(text)]
    foreign = sum(w in _FOREIGN for w in lowered)
    english = sum(w in STOPWORDS and w not in _FOREIGN for w in lowered)
    return len(lowered) >= 5 and foreign >= 0.15 * len(lowered) and foreign > 2 * english


_FOREIGN = word_set(
    """
    el la los las un una de del que y en por para con como pero mi su nos yo fue era muy más se le les des une et est
    dans pour avec sur pas je nous vous ils elle mais ce cette mon ma qui ne der das und ist ich wir nicht ein eine mit
    auf für zu den dem von im haben sie auch il lo gli che di non per sono mio della o os um uma não com foi eu na ao
    het een van ik niet ook zijn och att det jag inte på ve bir bu için
    """
)


def foreign_sentence(text: str) -> bool:
    """True for a whole sentence in another language; a quoted term or a name inside English is not one."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= 6 and sum(ord(c) > 0x24F for c in letters) > 0.6 * len(letters):
        return True
    lowered = [w.text.lower() for w in words(text)]
    foreign = sum(w in _FOREIGN and len(w) > 1 for w in lowered)  # the "y" of a formula is no Spanish
    return len(lowered) >= 6 and foreign >= 0.25 * len(lowered) and not any(w in _ENGLISH_ONLY for w in lowered)


_ENGLISH_ONLY = word_set("the and of to is was it that this they you we my with are were i'd i'm it's have had not")
_VAGUE = frozenset(
    content_stems(
        """
        know really think something important always felt feel way thing things kind sort person best give try
        everything anything everyone basically simply actually honestly obviously say said put end day see mean yeah yes
        okay ok well lot much quite pretty bit good great nice like just believe guess suppose whatever stuff etc life
        people work matter matters certainly definitely absolutely literally generally usually sure want every single
        """
    )
)


def says_something(sentence: str) -> bool:
    """True unless a sentence is made of words such as "I really think this is something very important"."""
    meaning = len({s for s in content_stems(sentence) if s not in _VAGUE})
    return meaning >= 2 or (meaning == 1 and count_words(sentence) <= 8)


def gibberish(text: str) -> bool:
    """True for keyboard mash, random letters and the same few words over and over."""
    found = [w.text.lower() for w in words(text)]
    alphabetic = [w for w in found if w.isalpha()]
    if "lorem ipsum" in text.lower():
        return True
    if not alphabetic:
        return not any(c.isdigit() for c in text)
    if sum(map(_unpronounceable, alphabetic)) > 0.3 * len(alphabetic):
        return True
    if len(found) >= 12:
        known = sum(w in _FUNCTION_WORDS for w in found)
        commonest, times = Counter(found).most_common(1)[0]
        # "the" and the figures of a calculation come often in good answers; another word does not.
        usual = commonest in _FUNCTION_WORDS or not commonest.isalpha()
        if times > (0.5 if usual else 0.25) * len(found):
            return True
        # "a the", "of to": words thrown together; a slip or a stammer gives one of these, not several.
        if len(_IMPOSSIBLE.findall(text)) >= max(2, 0.05 * len(found)):
            return True
        if len(set(found)) < 0.2 * len(found) and len(set(found)) <= 15:
            return True
        # Real prose, terse notes too, joins its words; a random word list does not.
        if known < 0.06 * len(found) and not re.search(r"[,;:\n]|\b\d[.)]\s", text):
            return True
    shingles = [tuple(found[i : i + 4]) for i in range(len(found) - 3)]
    return len(shingles) >= 20 and len(set(shingles)) < 0.35 * len(shingles)


_IMPOSSIBLE = re.compile(
    # In lower case: "nodes A and C" and "a packet reaches a IS" name things.
    r"(?-i:\b(?:a|an|the)\s+(?=(?:a|an|the|of|to|in|for|is|are|was|and|or|whereas|because|nevertheless|although|\w+ly\s+(?:of|to|the))\b))"
    r"|\b(?:of|for|with)\s+(?=(?:rather|to|of|it under|because|nevertheless|whereas)\b)|\b(?:to|of)\s+whereas\b",
    re.I,
)


def _unpronounceable(word: str) -> bool:
    """True for a word that no English word looks like (acronyms and short words are let through)."""
    if len(word) < 4:
        return False
    if re.search(r"(.)\1{3,}", word) or re.fullmatch(r"(.{1,3})\1{2,}", word):
        return True
    if len(word) >= 5 and any(word[i : i + 5] in row + row[::-1] for row in _ROWS for i in range(len(word) - 4)):
        return True
    vowels = sum(c in "aeiouyàáâäèéêëìíîïòóôöùúûü" for c in word)
    if re.search(r"[^aeiouyàáâäèéêëìíîïòóôöùúûü]{6,}", word):
        return True
    if len(word) >= 5 and vowels == 0:
        return True
    home = sum(c in "asdfghjkl" for c in word)
    return (
        len(word) >= 6
        and home == len(word)
        and vowels <= len(word) // 3
        and word not in {"flasks", "flagged", "slashed", "flashed", "flash", "salads"}
    )


def _repeats_question(question: Question, answer: str) -> bool:
    asked, said = set(content_stems(question.text)), content_stems(answer)
    if not said or len(said) < 3:
        return False
    own = [s for s in said if s not in asked]
    if question.source == "reference" and set(own) & set(content_stems(" ".join(question.key_points))):
        return False  # "the diameter decreases by a factor of 10": the question's words, and the one that answers it
    copied = copied_share(answer, [question.text], size=3)
    if copied >= 0.7:
        return True
    if copied >= 0.4 and count_words(answer) - count_words(question.text) < 15:
        return True
    return len(own) <= 0.15 * len(said) and copied >= 0.4
