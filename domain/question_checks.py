"""What a question that a model wrote must keep to before anybody is asked it; findings are sentences for the model."""

import re
from collections.abc import Sequence

from domain.evaluation.grader_talk import grader_instructions
from domain.evaluation.relevance import Embed, cosine
from domain.evaluation.text import content_stems, count_words, words
from domain.interview import QuestionKind
from domain.protected_topics import protected_topic
from domain.question_selection import ALIKE

SHORTEST, LONGEST = 30, 400
"""Characters of a question; those of the bank have 63 to 191."""
FEWEST_WORDS = 6
KEY_POINTS = range(2, 7)
POINT_CHARS = range(10, 221)
OUTLINE_CHARS = range(40, 901)
SAME = 0.86
"""Cosine from which two questions are the same one in other words; the nearest two of the bank have 0.76."""
SECONDS = {
    QuestionKind.BEHAVIOURAL: (120, 240),
    QuestionKind.TECHNICAL: (120, 240),
    QuestionKind.SITUATIONAL: (120, 240),
    QuestionKind.SYSTEM_DESIGN: (240, 420),
    QuestionKind.HR: (60, 120),
}
"""The least and the most time for a kind of question, as in the bank."""

_MARKUP = re.compile(
    r"<\s*/?[a-z!][^>]*>?|\bhttps?:|\bwww\.|\b(?:javascript|data|mailto):\S|\S@\S+\.\w|\]\s*\(|!\[|\*\*|`|~~|^\s*(?:#|[-*>+]\s|\d+[.)]\s)"
    r"|[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]",
    re.I | re.M,
)
_BLANK = re.compile(r"\[[^\]]*\]|\{[^}]*\}|<[^>]*>|_{3,}|\b(?:company|candidate)[_ ]name\b", re.I)
_TOLD_TO = re.compile(
    r"(?:^|[.?!:,;]\s+|\band\s+)(?:please\s+)?(?:architect|assess|calculate|choose|compare|cover|define|describe|design|discuss|draw|"
    r"estimate|explain|give|imagine|include|interpret|lay|list|name|outline|pick|plan|present|propose|recall|recount|share|"
    r"show|sketch|suggest|summari[sz]e|take|talk|tell|think|walk|work|write)\b",
    re.I,
)
_YOU = re.compile(r"\byou(?:r|rs|rself|'(?:re|ve|d|ll))?\b", re.I)
_STORY = re.compile(
    r"\b(?:tell (?:me|us) about|describe|recall|give (?:me |us )?an example of|think of|share) (?:an? |the |one )?"
    r"(?:\w+ ){0,2}(?:time|occasion|situation|moment|instance|example)\b(?! series)|\bhave you ever\b",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:what would you|how would you|would you (?:do|handle|react|respond)|imagine|suppose)\b", re.I
)
_DESIGN = re.compile(
    r"\b(?:design\w*|architect\w*|sketch|lay (?:it )?out|structure|construct|build|plan|propose|outline|components?|"
    r"systems?|services?|pipelines?|platforms?|process(?:es)?|program(?:me)?s?|scal(?:e|es|ing))\b",
    re.I,
)
_MISFITS = {
    QuestionKind.BEHAVIOURAL: "It must ask what the candidate (you) has really done, not what they would do.",
    QuestionKind.TECHNICAL: "It must ask for knowledge or a solution, not for a story from the past.",
    QuestionKind.SITUATIONAL: "It must put the candidate (you) into a situation at work and ask what they do.",
    QuestionKind.SYSTEM_DESIGN: "It must ask for the design of a system, service, process or programme.",
    QuestionKind.HR: "It must ask about the candidate's (your) motivation, way of working or plans at work.",
}


def question_findings(text: str, kind: QuestionKind) -> list[str]:
    """Return what is wrong with the words of one question; empty when nothing is."""
    if not SHORTEST <= len(text) <= LONGEST or count_words(text) < FEWEST_WORDS:
        return [f"It must have {SHORTEST} to {LONGEST} characters and at least {FEWEST_WORDS} words."]
    found = text_findings(text)
    if "\n" in text:
        found.append("It must be one paragraph.")
    if not asks(text):
        found.append("It must be a whole question, or an instruction such as “Describe ...”, with its last mark.")
    if not fits(text, kind):
        found.append(_MISFITS[kind])
    return found


def text_findings(text: str) -> list[str]:
    """Return what is wrong with any text of a question, its key points and outline included."""
    found = []
    topic = protected_topic(text)
    if topic:
        found.append(f"It asks for something no interviewer may ask about: {topic}.")
    if is_marked_up(text):
        found.append("It must be plain text, without HTML, Markdown, links, addresses or code marks.")
    elif _BLANK.search(text):
        found.append("It must have no blanks to be filled in.")
    if grader_instructions(text):
        found.append("It must say nothing to a grader, and nothing about levels, scores or instructions.")
    return found


def is_marked_up(text: str) -> bool:
    """True for text with HTML, Markdown, an address or a character nobody sees."""
    return _MARKUP.search(text) is not None


def asks(text: str) -> bool:
    """True for a question, or an instruction that ends like a sentence."""
    if text.rstrip("\"'”’)").endswith("?"):
        return True
    return text.endswith(".") and ("?" in text or _TOLD_TO.search(text) is not None)


def fits(text: str, kind: QuestionKind) -> bool:
    """False where the words clearly ask for another kind of answer; the kinds' borders are not sharp."""
    asked = _YOU.search(text) is not None
    match kind:
        case QuestionKind.BEHAVIOURAL:
            return asked and not _SUPPOSED.search(text)
        case QuestionKind.TECHNICAL:
            return not _STORY.search(text)
        case QuestionKind.SITUATIONAL:
            return asked and not _STORY.search(text)
        case QuestionKind.SYSTEM_DESIGN:
            return _DESIGN.search(text) is not None and not _STORY.search(text)
        case QuestionKind.HR:
            return asked


def answer_findings(key_points: Sequence[str], outline: str) -> list[str]:
    """Return what is wrong with what a full answer holds."""
    found = []
    if len(key_points) not in KEY_POINTS or len({_plain(p) for p in key_points}) < len(key_points):
        found.append(f"It must have {KEY_POINTS.start} to {KEY_POINTS.stop - 1} different key points.")
    if any(len(point) not in POINT_CHARS for point in key_points):
        found.append(f"Each key point must have {POINT_CHARS.start} to {POINT_CHARS.stop - 1} characters.")
    if len(outline) not in OUTLINE_CHARS:
        found.append(f"Its outline must have {OUTLINE_CHARS.start} to {OUTLINE_CHARS.stop - 1} characters.")
    wrong = {finding for text in (*key_points, outline) for finding in text_findings(text)}
    return found + [f"Of its key points and outline: {finding}" for finding in sorted(wrong)]


def repeats(texts: Sequence[str], known: Sequence[str], embed: Embed | None) -> list[tuple[int, str]]:
    """Return (index, the text it repeats) for each text that repeats an earlier one or one of `known`.

    Equal words repeat; with `embed`, unit vectors of the texts, so does a cosine of SAME or more.
    """
    every = [*known, *texts]
    plain = [_plain(text) for text in every]
    vectors = embed(every) if embed else None

    def same(a: int, b: int) -> bool:
        return plain[a] == plain[b] or (vectors is not None and cosine(vectors[a], vectors[b]) >= SAME)

    found = []
    for index in range(len(texts)):
        own = len(known) + index
        other = next((i for i in range(own) if same(own, i)), None)
        if other is not None:
            found.append((index, every[other]))
    return found


def is_about(text: str, line: str, embed: Embed | None) -> bool:
    """True when the question takes up a word of the line, or with `embed` its sense."""
    if set(content_stems(text)) & set(content_stems(line)):
        return True
    if embed is None:
        return False
    asked, said = embed([text, line])
    return cosine(asked, said) >= ALIKE


def invented_figures(texts: Sequence[str], line: str) -> list[str]:
    """Return the figures in `texts` that the line of a resume does not have."""
    known = set(_figures(line))
    return list(dict.fromkeys(figure for text in texts for figure in _figures(text) if figure not in known))


def _figures(text: str) -> list[str]:
    return [figure.replace(",", "") for figure in re.findall(r"\d+(?:[.,]\d+)*", text)]


def _plain(text: str) -> str:
    return " ".join(word.text.casefold() for word in words(text))
