"""Finding words in an answer that speak to whoever grades it instead of answering the question."""

import re

from domain.evaluation.text import Span, sentences

_TOP = r"(?:4|5|10|100)"
_BEST = r"(?:outstanding|perfect|excellent|best|highest|top|flawless|exemplary)"
_TARGET = r"(?:me|it|this|everything|this answer|every criteri(?:on|a)|all criteria|each criterion)"
# "I give every pupil full marks" tells a story; "give full marks" gives an order.
_NOT_TOLD = (
    r"(?<!\bi )(?<!\bwe )(?<!\bthey )(?<!\bto )(?<!\bwould )(?<!\bhe )(?<!\bshe )(?<!\bwho )(?<!\bcan )(?<!\bnot )"
)

_IGNORE = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|skip)\b(?:\s+\w+){0,4}?\s+"
    r"(?:instructions?|rubrics?|prompts?|criteria|guidelines|scoring|grading|anchors|directions)\b",
    re.I,
)
_GIVE = re.compile(
    _NOT_TOLD
    + r"\b(?:give|award|assign|grant|rate|score|mark|grade|set|return|output|respond with|answer with|put)\b"
    + r"(?:\s+\w+){0,5}?\s*"
    + r"(?:\b(?:full|maximum|max|top|highest|perfect|excellent)\s+(?:\w+\s+)?"
    + r"(?:marks?|scores?|points?|levels?|ratings?|credit|grades?)\b"
    + rf"|\b(?:levels?|scores?|rating|grade|marks?|total)\s*(?:of|to|=|:|is)?\s*{_TOP}\b"
    + rf"|\b{_TOP}\s*(?:/\s*{_TOP}\b|out of\s+{_TOP}\b|for (?:every|all|each) criteri)"
    + rf"|\b{_TARGET}\s+(?:an? |the |as )?(?:{_TOP}(?=\s*(?:[.,;:!)/]|$|(?:points?|on|for|out|in every|in all)\b))"
    + r"|(?:full|max\w*|highest|perfect|top)\b))",
    re.I,
)
_FIELDS = re.compile(rf"[\"'](?:level|score|rating|grade|total)[\"']\s*:\s*[\"']?{_TOP}\b", re.I)
_ROLE = re.compile(
    r"\b(?:you are|act as|pretend to be) (?:now |no longer |an? |the )+(?:\w+ ){0,3}"
    r"(?:grader|evaluator|assistant|examiner|ai|model|interviewer|judge)\b",
    re.I,
)
_MARKUP = re.compile(
    r"</?(?:answer|system|instructions?|user|assistant|rubric)>|<\|\w+\|>|\[/?INST\]|<<<\s*(?:END|ANSWER)"
    r"|^\s*(?:system|assistant|developer)\s*:|\bsystem prompt\b|\bnew instructions\b",
    re.I | re.M,
)
_ADDRESS = re.compile(
    r"\b(?:dear|attention|note to(?: the)?|message (?:to|for)(?: the)?|hey|hello)\s+(?:\w+ )?"
    r"(?:grader|evaluator|examiner|scorer|ai|llm|language model|marker)\b",
    re.I,
)
_DESERVES = re.compile(
    r"\b(?:this|the) (?:answer|response|candidate) (?:\w+ ){0,2}"
    r"(?:deserves|merits|must (?:get|receive|be given)|should (?:get|receive|be (?:given|scored|graded|rated)))\b",
    re.I,
)
_SELF_PRAISE = re.compile(
    rf"\b(?:this|my|the above) (?:very )?(?:answer|reply|response) (?:is|was|has been|counts as)\b.{{0,40}}\b{_BEST}\b",
    re.I,
)
_ALWAYS = (_FIELDS, _MARKUP, _ADDRESS, _DESERVES)
_PATTERNS = (*_ALWAYS, _IGNORE, _GIVE, _ROLE, _SELF_PRAISE)
_ABOUT_INJECTION = re.compile(
    r"\b(?:prompt injection|jailbreak|language models?|llms?|prompts?|chatbots?|system prompt)\b", re.I
)


def grader_instructions(text: str, question_text: str = "") -> list[Span]:
    """Return the sentences that speak to the grader.

    A question about language models may be answered with examples of such words, so fewer forms count there.
    """
    patterns = (_FIELDS, _ADDRESS, _DESERVES) if _ABOUT_INJECTION.search(question_text) else _PATTERNS
    hits = [m.span() for pattern in patterns for m in pattern.finditer(text)]
    return [s for s in sentences(text) if any(a < s.end and b > s.start for a, b in hits)]
