"""How sure we are that a text means a skill, from the words around its name."""

import re
from collections.abc import Sequence

from domain.resume.facts import SkillCategory
from domain.resume.known_skills import Match

SURE, ABBREVIATION, CLAIMED, UNCLAIMED, DOUBTFUL = 0.9, 0.8, 0.7, 0.4, 0.5
"""An unmistakable name; a short abbreviation; a soft skill the person claims, and one the text only mentions; a plain
word before its surroundings are weighed. Only what comes out above 0.6 is kept."""

_CLAIM_BEFORE = re.compile(
    r"(?i)\b(?:strong|excellent|outstanding|exceptional|proven|solid|effective|great|good|superb|superior|"
    r"demonstrated|advanced|remarkable|exemplary|highly|very|skilled|adept|proficien\w+|expert\w*|strengths?|skills?|"
    r"known for|ability|abilities|talent\w*|gift|excels? at|good at|combines?|"
    r"excelentes?|gran|s[oó]lid\w+|fuertes?|buen[ao]?s?|alta|capacidad\w*|habilidad\w*|"
    r"sehr gut\w*|ausgepr[äa]gt\w*|hohe[rs]?|starke?n?|gute[rn]?|f[äa]higkeit\w*|"
    r"excellente?s?|bonnes?|fortes?|grande|solides?|capacit[ée]s?|[óo]tim[ao]s?|boas?|boa|capacidades?)\b"
    r"(?:[\s,/&-]+[^\W\d_]+){0,5}[\s,/&-]+$|(?:高い|優れた|豊富な|良好的|优秀的|较强的|出色的|具有|具备|强)$"
)
_CLAIM_AFTER = re.compile(
    r"(?i)^(?:[\s,/&-]+[^\W\d_]+){0,3}[\s,/&-]+(?:skills?|abilit(?:y|ies)|skillset|aptitude|competenc\w+|mindset)\b|"
    r"^(?:力|能力|スキル|に優れ|が得意|佳|强|良好)"
)
_TRAIT = re.compile(r"(?i)-(?:oriented|minded|motivated|focused|conscious|taught)$")
_LANGUAGE_BEFORE = re.compile(
    r"(?i)\b(?:fluent|native|bilingual|trilingual|multilingual|speaks?|spoken|speaking|languages?|proficien\w+|"
    r"conversational|business|written|translat\w+|interpret\w+|nativ[eo]|fluido|flie[ßs]+end|courant|parl\w+)\b"
    r"(?:[\s,/&:()-]+[^\W\d_]+){0,5}[\s,/&:(-]*$"
)
_LANGUAGE_AFTER = re.compile(r"(?i)^[\s,:(–—-]+(?:\w+ )?(?:fluent|native|[abc][12]\b|mother tongue|proficien|speaker)")
_CUE = re.compile(
    r"(?i)(?:\b(?:in|with|using|use|used|uses|via|like|including|mit|en|con|avec|com|em|auf|knowledge of|experience of|"
    r"built on|based on|migrated to|from|into|and|or|und|y|et|e)|[,/&+])\s*$"
)
_OPENING, _NEXT_ITEM = re.compile(r"[(:]\s*$"), re.compile(r"\s*[,/)|&]")
_STRONG_CUE = re.compile(
    r"(?i)\b(?:written in|programmed in|coded in|using|scripts? in|code in|built with|built in)\s*$"
)
_ROLE_AFTER = re.compile(
    r"(?i)^[\s-](?:developer|engineer|programmer|programming|scripts?|services?|backend|code|microservices|apps?|"
    r"applications?|dashboards?|reports?|spreadsheets?|workbooks?|models?|macros?|pipelines?|queries|databases?|"
    r"certified|certification|framework|project|administrator|admin|consultant|specialist)\b"
)
_TEAM_AFTER = re.compile(
    r"(?i)^(?:[\s,/&]+[^\W\d_]+){0,3}?[\s,/&]+(?:teams?|departments?|managers?|directors?|staff|colleagues|leads?|"
    r"stakeholders|groups?|heads?|vp|officers?|divisions?|committee|award|street|road|avenue|university|college|"
    r"school|hospital|institute|inc|ltd|llc|corp|gmbh)\b"
)
_GERMAN_ARTICLE = re.compile(r"\b(?:der|die|das|den|dem|des|im|am|zur|zum|eine[rnms]?|unsere[rnms]?)\s$")
_YEAR_AFTER = re.compile(r"^,?\s+(?:['’]\d\d|(?:19|20)\d\d)")
_CAPITAL_BEFORE = re.compile(r"(?:^|[\s(])[A-Z][^\W\d_]+\s$")
_CAPITAL_AFTER = re.compile(r"^\s[A-Z][a-z]+")
_DIGITAL = frozenset(
    {
        "Software engineering",
        "Cloud and DevOps",
        "Data and machine learning",
        "Information security",
        "Research and science",
        "Engineering (mechanical, electrical, civil, chemical)",
    }
)


_VERBS_TEXT = "Led Built Wrote Ran Taught Made Set Kept Drew Won Grew Cut Know Knows Use Uses Write Build"
_VERBS = frozenset(_VERBS_TEXT.split())
_STOPS = (". ", "! ", "? ", "; ", "\n", "•", "。", "；", "！")


def mention_confidences(text: str, matches: Sequence[Match]) -> list[float]:
    """How sure we are of each match, 0-1. A text that is nothing but the name of a skill means it."""
    if len(matches) == 1 and matches[0].written == text.strip():
        return [SURE]
    sure = {
        match.skill.profession
        for match in matches
        if not match.plain and match.skill.category in (SkillCategory.TECHNICAL, SkillCategory.TOOL)
    }
    starts, ends = {match.start for match in matches}, {match.end for match in matches}
    return [_confidence(text, match, sure, (match.start - 1 in ends, match.end + 1 in starts)) for match in matches]


def _confidence(text: str, match: Match, sure: set[str], beside: tuple[bool, bool]) -> float:
    category = match.skill.category
    if category is not SkillCategory.SOFT and category is not SkillCategory.LANGUAGE and not match.plain:
        return ABBREVIATION if len(match.written) <= 3 and match.written.isupper() else SURE
    before, after = _clause_before(text[max(0, match.start - 90) : match.start]), text[match.end : match.end + 60]
    if category is SkillCategory.SOFT:
        claimed = _TRAIT.search(match.written) or _CLAIM_BEFORE.search(before) or _CLAIM_AFTER.match(after)
        return CLAIMED if claimed else UNCLAIMED
    if category is SkillCategory.LANGUAGE:
        return 0.75 if _LANGUAGE_BEFORE.search(before) or _LANGUAGE_AFTER.match(after) else DOUBTFUL
    fits = match.skill.profession in sure or (match.skill.profession in _DIGITAL and bool(sure & _DIGITAL))
    names_role = match.written == match.skill.name or category is SkillCategory.TOOL
    return _of_plain_word(match.written, before, after, fits, names_role, beside)


def _of_plain_word(
    written: str, before: str, after: str, fits: bool, names_role: bool, beside: tuple[bool, bool]
) -> float:
    """`fits`: skills of the same field stand in the text; `names_role`: "Go developer" says it, "Sales manager" not;
    `beside`: known skills stand right before and after it."""
    confidence = DOUBTFUL
    cue = _CUE.search(before) or (_OPENING.search(before) and _NEXT_ITEM.match(after))
    if _STRONG_CUE.search(before):
        confidence += 0.25
    elif cue:
        confidence += 0.2
    elif before.strip() and not written.islower():
        confidence += 0.15
    if fits:
        confidence += 0.15
    role = _ROLE_AFTER.match(after) if names_role else None
    if role:
        confidence += 0.2
    if len(written) == 1:
        confidence -= 0.1
    if _TEAM_AFTER.match(after):
        confidence -= 0.3
    if _GERMAN_ARTICLE.search(before):
        confidence -= 0.2
    if _YEAR_AFTER.match(after):
        confidence -= 0.4
    if _CAPITAL_AFTER.match(after) and not role and not beside[1]:
        confidence -= 0.2
    if not cue and not beside[0] and _CAPITAL_BEFORE.search(before) and not _begins_with_verb(before):
        confidence -= 0.2
    return round(max(0.1, min(confidence, 0.8)), 2)


def _begins_with_verb(before: str) -> bool:
    """ "Maintained Confluence pages": the capital letter only begins the sentence."""
    words = before.split()
    return len(words) == 1 and (words[0] in _VERBS or words[0].endswith(("ed", "ing")))


def _clause_before(text: str) -> str:
    """What stands before the name in the same sentence."""
    start = max(text.rfind(stop) + len(stop) if stop in text else 0 for stop in _STOPS)
    return text[start:]
