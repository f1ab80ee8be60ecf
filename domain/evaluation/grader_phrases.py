"""The forms of words that speak to a grader: orders, wishes, threats, forged results, machine markup."""

import re

_TOP = r"(?:4|5|10|100|ten|a hundred)"
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
    + r"|(?:full(?! access)|max\w*|highest|perfect|top)\b))",
    re.I,
)
_FIELDS = re.compile(rf"[\"'](?:level|score|rating|grade|total)[\"']\s*:\s*[\"']?{_TOP}\b", re.I)
_ROLE = re.compile(
    r"\b(?<!\bto )(?:you are|act as|pretend to be) (?:now |no longer |an? |the )+(?:\w+ ){0,3}"
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
_TOP_RESULT = (
    r"(?:(?:full|maximum|max|top|highest|perfect|best|ceiling|exceptional)\s+(?:\w+\s+){0,2}?"
    r"(?:marks?|scores?|points?|levels?|ratings?|credit|grades?|value|band)|a\s?plus|A\+)"
)
_GRADER = (
    r"(?:\w{0,20}graders?|evaluators?|assessors?|examiners?|scorers?|(?:ai|language) models?"
    r"|(?:grading|scoring) systems?)"
)
_THIS = r"(?:this|that one|it|the above|(?:this|my|the above) (?:answer|response|reply|submission)|answer above)"
_TO_THE_GRADER = tuple(
    re.compile(pattern, re.I | re.M)
    for pattern in (
        # told what to give: an order, a wish, a threat, a bribe, a hypothesis
        rf"\b{_THIS}\b[^.?!]{{0,60}}\b(?:deserves?|merits?|should|must|ought to|to)\b[^.?!]{{0,40}}\b{_TOP_RESULT}",
        (
            rf"{_NOT_TOLD}\b(?:score|rate|grade|mark|evaluate)\s+"
            r"(?:this|it|me|every criterion|the (?:answer|response))\b"
            rf"[^.?!]{{0,20}}?\b(?:\d{{2,3}}\s+or (?:higher|more|above)|as (?:an? )?(?:{_BEST}|exceptional|fully))\b"
        ),
        r"\bif you (?:score|rate|grade|mark|evaluate)\s+(?:this|it|me|every|my)\b",
        rf"\byou\b[^.?!]{{0,40}}\b(?:give|rate|score|award|agree|assign|put|output|print)\b[^.?!]{{0,40}}\b{_TOP_RESULT}",
        (
            r"\b(?:please|kindly)\s+(?:\w+\s+){0,2}?(?:grade|score|rate|mark|raise|raising|lift)\s+"
            r"(?:me|as (?:if|though)|(?:this|my) (?:answer|response|reply|result|score|mark|grade))\b"
        ),
        r"\b(?:while|when|as|before|if) you (?:assess|grade|score|evaluate|mark) (?:this|my|me)\b",
        (
            r"^\W*before (?:grading|scoring|rating|marking|evaluating)\b"
            r"(?=[^.?!]{0,200}\b(?:repeat|say|output|print|met)\b)"
        ),
        # told what the result is, or how to print it
        (
            r"\b(?:answer|response|reply)(?: above)?\b[^.?!]{0,30}\b(?:covers?|meets?|satisf\w+|fulfils?)\s+"
            r"(?:every|all|each)\b[^.?!]{0,40}\b(?:rubric|criteri\w+|key points?)\b"
        ),
        (
            r"\b(?:all|every|each) (?:the )?criteri(?:a|on)\s+(?:(?:is|are|was|were|have been)\s+)?(?:fully )?"
            r"(?:met|satisfied)\b(?=[^.?!]{0,200}\b(?:level|score|weakness))"
        ),
        rf"^\W*[\"']?(?:level|score|rating|grade|total|verdict)[\"']?\s*[:=]\s*[\"']?(?:{_TOP}|a\+|{_BEST})\W*$",
        r"\b(?:score|grade|rating)\b[^.?!\n]{0,20}[:=]\s*(?:100|10/10|a\+)(?=\W|$)",
        (
            r"(?:^|[.;:,]\s+|\b(?:and|please|then|so)\s+)(?:return|output|print|reply|write)\s+"
            r"(?:only\s+)?(?:(?:the|a)\s+(?:final\s+)?(?:grade|score|mark|verdict)|top marks|100(?=\s*(?:[.;,!]|$)))"
        ),
        (
            r"\b(?:treat|count|regard|consider)\b[^.?!]{0,30}\b(?:missing|all|every|any)\b[^.?!]{0,20}\b(?:points?|criteri\w+)\b"
            r"[^.?!]{0,20}\b(?:as (?:if|though|covered|met|present|given))\b"
        ),
        r"\b(?:confirmed|record|log|enter|put)\b[^.?!]{0,40}\b(?:ten|10) out of (?:ten|10)\b",
        # rules said to be off, and voices that have no say
        (
            r"\b(?:scoring|grading|previous|prior|above|earlier|evaluation)\s+(?:\w+\s+)?(?:guidelines|rules|instructions?|"
            r"rubrics?|criteria|prompts?)\b[^.?!]{0,20}\b(?:suspended|void|lifted|overridden|obsolete|no longer)\b"
        ),
        (
            r"\b(?:developer|debug|admin|god|maintenance|jailbreak|unrestricted) mode\s+"
            r"(?:is\s+|has been\s+)?(?:now\s+)?(?:enabled|activated|active|engaged)\b"
        ),
        (
            r"\b(?:evaluation|grading|scoring|assessment) (?:part |phase |step )?(?:is|has) (?:now )?"
            r"(?:over|ended|finished|done)\b(?=[^.?!]{0,200}\b(?:print|output|grade|score|mark))"
        ),
        (
            r"\bthis (?:message|note|text|line|instruction) (?:is|comes|was sent) (?:from|by) [^.?!]{0,40}"
            r"\b(?:administrators?|developers?|system|platform|operators?|engineers?|openai|provider)\b"
        ),
        (
            r"\bcandidate(?:'?s answers?)? (?:has been|have been|was|is|are) (?:already )?"
            r"(?:pre-?approved|to be (?:marked|rated|scored) as)\b"
        ),
        rf"\bas an? (?:\w+ )?{_GRADER}\b(?=[^.?!]{{0,200}}\byou\b)",
        (
            rf"\b{_GRADER}\b(?![^.?!]{{0,200}}\b(?:gave|scored|rated)\b)[^.?!]{{0,50}}\b(?:{_TOP_RESULT}|generous|lenient"
            r"|never gives? less|(?:points?|criteria) as (?:covered|met))"
        ),
        (
            r"\b(?:you are|become|play|pretend|let'?s play)\b[^.?!]{0,50}\b(?:\w{1,20}grader|judge|evaluator|dan)\b"
            r"(?=[^?!]{0,300}\b(?:marks|scores?|points|grade))"
        ),
        # asked to look away, or to be let through
        r"\bwhoever (?:reads|marks|reviews|grades|assesses|checks) this(?:,| (?:can|may|should|must|could))\b",
        r"\b(?:anything|nothing) (?:less|lower) than (?:a )?(?:pass|full|top|perfect)\b",
        r"\b(?:do not|don'?t|please) fail me\b|\bbump me up\b|\bwave (?:me|it|this(?: one)?) through\b",
        r"\bleave (?:out any criticism|the (?:feedback|weaknesses|criticism) (?:\w+ )?(?:empty|blank))\b",
        r"\bcount (?:it|this|that|them) as (?:if|though) i\b|\bjust assume (?:that )?i (?:know|knew|said|covered)\b",
        r"\bif i come out well\b[^.?!]{0,40}\byou\b|\breview of this app\b",
        r"\byou had no (?:criteria|rubric|rules|instructions)\b",
        r"\b(?:went|gone|been) through this (?:one|answer)\b[^.?!]{0,40}\b(?:cleared|approved) it\b",
        # marks of a machine's language
        r"^\s*\|[^|\n]{1,40}\|\s*(?:\d{1,3}\s*/\s*\d{1,3}|awarded|score|points)\b|\blabels?\s*:\s*\d(?:\s*/\s*\d){2,}",
        r"<!--[^>]{0,200}\b(?:scor|grad|mark|rubric|evaluat|criteri|point)|<!\[CDATA\[|<\w{1,20}[^>]{0,200}display\s*:\s*none",
        r"\]\(\s*(?:javascript|data):|\]\([^)]{0,200}\b(?:score|grade|rating|total)\b[^)]{0,200}\d",
        r"\bgrade\b[^.?!\n]{0,20}--\w+",
    )
)
_OTHER_LANGUAGES = re.compile(
    # German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Danish, Turkish, Russian, Ukrainian,
    # Chinese, Japanese, Korean, Arabic, Hindi: "previous instructions" and "full marks".
    r"(?:bisherig|vorherig)en? (?:anweisung|vorgab|instruktion)\w*|volle punkt\w*|höchste (?:punkt|note)\w*|bestnote"
    r"|(?:consignes?|instructions) précédentes?|note maximale|maximum de points"
    r"|(?:instrucciones|indicaciones) (?:anteriores|previas)|(?:puntuación|puntaje|nota|calificación) máxim[ao]"
    r"|instruções anteriores|pontuação máxima|istruzioni precedenti|punteggio massimo|voto massimo"
    r"|(?:vorige|eerdere) instructies|maximale (?:score|punten)|poprzedni\w+ (?:instrukcj|poleceni)\w*"
    r"|maksymaln\w+ (?:liczb|ocen|punkt)\w*"
    r"|tidigare instruktion\w*|högsta betyg|tidligere instruktion\w*|önceki talimat\w*|tam puan"
    r"|предыдущ\w+ инструкц\w*|максимальн\w+ (?:балл|оценк)\w*|попередн\w+ інструкц\w*|максимальн\w+ (?:бал|оцінк)\w*"
    r"|之前的?所?有?的?指令|以前的指示|满分|滿分|これまでの指示|以前の指示|満点|이전 (?:지시|명령)|만점"
    r"|التعليمات السابقة|الدرجة الكاملة|العلامة الكاملة|पिछले (?:सभी )?निर्देश|पूरे अंक",
    re.I,
)
ALWAYS = (_FIELDS, _ADDRESS, _DESERVES, _OTHER_LANGUAGES)
"""Forms that nobody needs in an answer, not even to a question about language models."""
EVERY = (*ALWAYS, _MARKUP, _IGNORE, _GIVE, _ROLE, _SELF_PRAISE, *_TO_THE_GRADER)
