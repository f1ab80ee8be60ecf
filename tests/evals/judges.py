"""Structural judges of questions, of feedback and of claims: each returns codes of what is wrong.

They read form, not truth: a judge that finds nothing has not shown that a question or a piece of advice is good. They
share no rule with the code that writes questions or feedback, apart from the list of protected topics.
"""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from domain.evaluation.text import word_set
from domain.evaluation.types import Evaluation
from domain.interview import Question, QuestionKind
from domain.protected_topics import protected_topic

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
QUOTED = re.compile(r"“([^”]*)”|(?<![“\w])\"([^\"]*)\"(?!”)")
_LIST = re.compile(r"(?:^|\s)(?:\d[.)]|[-*•])\s")
SAME = 0.9
"""Share of words in the same order from which two questions are one."""
LEAKED = 0.75
"""Share of a key point's own words that stand in the question."""

_COMMON = word_set(
    """
    a an the and or but of to in on at by for with from as is are was were be been it its this that these
    those i you he she we they them their his her our your my me us do does did have has had not no can could
    will would should may might must which who whom whose what when where why how than too very just also each
    any all both few more most other some such only own same into about over under again once because while
    until if so then there here out up down off one two make made give gave say says said answer question
    point points example words add name tell told put
    """
)
_PAST = re.compile(
    r"\b(?:did|was|were|had|have you|you(?:'ve| have)|ever|time you|once|\w+ed|went|led|gave|made|took|found|won|lost|"
    r"told|taught|wrote|built|chose|became|brought|recall)\b|\bof yours\b|\b(?:is|has) your\b|\bstill\b|\bTalk about\b",
    re.I,
)
_WOULD = re.compile(r"\b(?:imagine|suppose|what would you|how would you)\b", re.I)
_STORY = re.compile(r"\b(?:tell (?:me|us) about a time|have you ever|when did you last|recall a)\b", re.I)
_DESIGN = re.compile(
    r"\b(?:design|sketch|architect\w*|plan|lay out|outline|propose|present|construct|build|structure|"
    r"organi[sz]e|set up|draw|describe|decide what goes)\b",
    re.I,
)
_PROMPT = re.compile(
    r"(?:^|[.?!:;,]\s+|\band\s+)(?:please\s+)?(?:assess|architect|calculate|choose|compare|cover|define|describe|design|"
    r"discuss|draw|estimate|explain|give|include|interpret|lay|list|name|outline|pick|plan|point|present|propose|recall|share|"
    r"show|sketch|start|take|talk|tell|think|use|walk|work|write)\b",
    re.I,
)
_EMPTY_ADVICE = re.compile(
    r"\b(?:be more (?:specific|concise|structured|clear|detailed)"
    r"|(?:add|give|provide|include) (?:more|some) (?:detail|details|examples?|depth|context)"
    r"|use the star method|practi[cs]e more|keep practi[cs]ing|improve your (?:answer|structure|communication)"
    r"|elaborate(?: more)?|expand on (?:this|that|your answer)|try to be (?:more )?\w+|good (?:job|work)"
    r"|great (?:job|answer|work)|well done|nice work|speak more)\b",
    re.I,
)
_PRAISE = re.compile(
    r"\b(?:clearest|strong(?:est)?|excellent|great|impressive|outstanding|very good|best"
    r"|well (?:done|told|explained|structured)|good (?:job|answer|example|structure|point))\b",
    re.I,
)
_PERSON = re.compile(
    r"\b(?:confiden(?:t|ce)|nervous(?:ness)?|anxious|shy|timid|arrogant|lazy|passionate|enthusiastic|charismatic|"
    r"likeable|intelligen(?:t|ce)|smart|clever|stupid|articulate|immature|mature|personality|attitude|temper|accent|foreign|"
    r"native speaker|native english|your english|culture fit|cultural fit|born leader|natural leader|team player|"
    r"dishonest|liar|lying|hesitant|insecure|stressed|(?:weak|strong|good|poor) candidate|eye contact|tone of voice)\b"
    r"|\byou (?:are|seem|appear|come across|look|sound|lack|tend to be)\b(?! (?:asked|to|told|shown|about|on))",
    re.I,
)


def question_faults(question: Question, others: Iterable[Question] = ()) -> list[str]:
    """Return what is wrong with a question beside `others`; codes in the order of the checks."""
    text = " ".join(question.text.split())
    checks = {
        "too_short": len(WORD.findall(text)) < 6,
        "several_questions": QUOTED.sub("", text).count("?") > 1
        or re.search(r"(?:^|\s)(?:\d[.)]|[-*•])\s", text) is not None,
        "protected_topic": protected_topic(text) is not None,
        "wrong_kind": not _fits(text, question.kind),
        "no_prompt": not _asks(text),
        "answer_leaked": any(_leaked(text, point) for point in question.key_points),
        "duplicate": any(other.id != question.id and _alike(text, other.text) for other in others),
    }
    return [code for code, wrong in checks.items() if wrong]


def feedback_faults(question: Question, answer: str, found: Evaluation) -> list[str]:
    """Return what is wrong with the feedback of an evaluation."""
    quotes = [q for c in found.criteria for q in c.quotes] + [k.quote for k in found.key_points if k.quote]
    steps = [c.next_step for c in found.criteria if c.next_step]
    said = [found.verdict, found.reason, *steps, *(c.why for c in found.criteria)]
    bare = [QUOTED.sub(" ", _without_shown(text, question, found)) for text in said]
    known = f"{answer} {question.text} {' '.join(question.key_points)}"
    praised = _PRAISE.search(QUOTED.sub(" ", found.verdict)) is not None
    checks = {
        "quote_not_in_answer": any(answer[q.start : q.end] != q.text or not q.text.strip() for q in quotes)
        or any(k.covered and k.quote is None for k in found.key_points),
        "praise_without_quote": any(c.level >= 3 and not c.quotes for c in found.criteria) or (praised and not quotes),
        "not_of_this_answer": any(not _names(step, known) for step in steps),
        "fits_any_answer": any(_EMPTY_ADVICE.search(text) and not _names(text, known) for text in said)
        or (len(steps) > 1 and len(set(steps)) == 1),
        "about_the_person": any(_PERSON.search(text) for text in bare),
        "unsupported_claim": any(_claims(text, known) for text in said),
        "no_next_step": any(c.level < 4 and not c.next_step for c in found.criteria),
    }
    return [code for code, wrong in checks.items() if wrong]


def claim_faults(row: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with a record of contradicted claims (see candidates/lying.yaml)."""
    resume, answer = row["resume"], " ".join(row["answer"].split())
    claims = row["claims"]
    checks = {
        "no_claims": not claims,
        "claim_not_in_answer": any(claim["quote"] not in answer for claim in claims),
        "no_such_fact": any(claim["contradicts"] not in resume for claim in claims),
        "resume_agrees": any(
            claim["contradicts"] in resume and not _words(claim["quote"]) - _words(resume[claim["contradicts"]])
            for claim in claims
        ),
    }
    return [code for code, wrong in checks.items() if wrong]


def _words(text: str) -> set[str]:
    return {w.lower().replace("’", "'") for w in WORD.findall(text)} - _COMMON


def _marked(text: str) -> list[str]:
    """The words between quotation marks."""
    return [curly or straight for curly, straight in QUOTED.findall(text)]


def _fits(text: str, kind: QuestionKind) -> bool:
    addressed = re.search(r"\byou", text, re.I) is not None
    match kind:
        case QuestionKind.BEHAVIOURAL:
            return addressed and _PAST.search(text) is not None and not _WOULD.search(text)
        case QuestionKind.SYSTEM_DESIGN:
            return _DESIGN.search(text) is not None and not _STORY.search(text)
        case QuestionKind.TECHNICAL:
            return not _STORY.search(text)
        case QuestionKind.SITUATIONAL:
            return addressed and not _STORY.search(text)
        case QuestionKind.HR:
            return addressed


def _asks(text: str) -> bool:
    end = text.rstrip("\"'”’)")
    return end.endswith("?") or (text.endswith((".", ".”", '."')) and ("?" in text or _PROMPT.search(text) is not None))


def _leaked(text: str, point: str) -> bool:
    words = _words(point)
    return len(words) >= 4 and len(words & _words(text)) >= LEAKED * len(words)


def _alike(one: str, other: str) -> bool:
    a, b = ([w.lower() for w in WORD.findall(text)] for text in (one, other))
    shared = len(set(a) & set(b))
    if shared < 0.6 * min(len(set(a)), len(set(b))):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= SAME


def _without_shown(text: str, question: Question, found: Evaluation) -> str:
    """The text without what it only cites: the rubric's sentences and the question's notes may speak of confidence."""
    for shown in (question.text, *question.key_points, *(c.name for c in found.criteria)):
        text = text.replace(shown, " ")
    return text


def _names(text: str, known: str) -> bool:
    """True when the text marks words of the answer or the question, or uses at least two of their own words."""
    flat = " ".join(known.split()).lower()
    marked = [" ".join(part.rstrip("…").split()).strip(' .,;:"').lower() for part in _marked(text)]
    if any(len(part) > 3 and part in flat for part in marked):
        return True
    return len(_words(text) & _words(known)) >= 2


def _claims(text: str, known: str) -> bool:
    """True for figures and quoted words that stand neither in the answer nor in the question and its notes."""
    flat = " ".join(known.split()).lower()
    figures = re.findall(r"(?<![\w.])\d[\d,.]*\d|\d\d+", QUOTED.sub(" ", text))
    counts = set(re.findall(r"\d[\d,.]*\d|\d+", known))
    if any(figure not in counts for figure in figures if not _counted(figure, text)):
        return True
    claimed = re.search(r"\byou (?:said|wrote|mentioned|described|told)\b[^“\"]{0,12}[“\"]([^”\"]+)[”\"]", text, re.I)
    return claimed is not None and claimed.group(1).rstrip("…").strip(" .,").lower() not in flat


def _counted(figure: str, text: str) -> bool:
    """True for what the rules themselves count: words, sentences, percent of the answer, seconds."""
    return (
        re.search(rf"{re.escape(figure)}\s*(?:words?|sentences?|seconds?|points?|%|percent|of \d)", text, re.I)
        is not None
    )
