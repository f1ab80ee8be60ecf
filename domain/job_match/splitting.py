"""A line of an advertisement that asks for several things, taken apart."""

import re

from domain.job_match.ad_words import PREFERRED_WORDS, REQUIRED_WORDS, folded
from domain.resume.vocabulary import SkillVocabulary

_AND = r"(?:and|und|et|y|e|plus|as well as|sowie|&)"
_OR = re.compile(r"\b(?:or|oder|ou|o|u)\b|\bsuch as\b|\be\.g\.|\bi\.e\.|\blike\b|\bincluding\b|\binkl|\bz\.\s?b\.|"
                 r"\bcomme\b|"
                 r"\bcomo\b|\bboth\b|\betc\b|/", re.IGNORECASE)  # fmt: skip
_NUMBER = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_NEW = (
    r"(?:(?:you|you'll|you're|have|hold|know|are|can)\s|be (?:able|comfortable|confident|willing|fluent)\b|"
    r"(?:at least |a minimum of |minimum )?"
    rf"{_NUMBER}\+?(?:\s*(?:-|–|to)\s*\d+)?\s*\+?\s*years?\b|(?:a |an )?(?:bachelor|master'?s?\b(?= degree| of| in)|"
    rf"degree|"
    r"ph\.?d|valid|current|full (?:clean|driving|uk)|clean driving|proven|solid|strong|excellent|good|great|"
    r"outstanding|"
    r"exceptional|demonstrable|sound|(?:working|deep|basic|some) (?:knowledge|understanding|experience|expertise))\b|"
    r"(?:the |an? )?(?:ability|able) to\b|an? (?:[\w'’-]+\s+){0,5}(?:certificates?|certification|licen[cs]e|passion|"
    r"diploma|"
    r"qualification|eye for)\b|(?:an? )?(?:experience (?:with|in|of|as|working|using)|knowledge of|understanding of|"
    r"familiarity|familiar|proficiency|proficient|fluency|fluent|willing|willingness|happy to|comfortable|confident|"
    r"certified|licen[cs]ed?)\b)"
)
_CLAUSES = re.compile(
    rf"\s*;\s+|,?\s+(?:{_AND})\s+(?={_NEW})|,\s+(?={_NEW})|,\s+(?=(?:preferably|ideally|idealerweise|idealement|idealmente|"
    rf"preferiblemente|preferencialmente)\b)|,\s+(?=as (?:is|are)\s)|"
    rf"\s+with\s+(?=(?:at least )?{_NUMBER}\+?\s*years?\b)|"
    rf"\s+(?=\([^()]*\b(?:preferred|a plus|desirable|ideally|preferably)\b[^()]*\)\s*(?:$|[,;.]))",
    re.IGNORECASE,
)
_LIST_COMMA = re.compile(rf",\s+(?:{_AND}\s+)?|\s+{_AND}\s+", re.IGNORECASE)
_PREFIX = re.compile(
    r"^(?P<prefix>.{0,60}?\b(?:experience|experienced|expertise|knowledge|proficiency|proficient|familiarity|familiar|"
    r"skilled|skills|understanding|competence|competent|experts?|versed|trained|background|exposure|fluency|fluent|command|basics|grasp|mastery|"
    r"years|erfahrungen?|kenntnisse|experiencia|conocimientos?|dominio|manejo|maitrise|maîtrise|connaissances?|"
    r"expérience|experiência|conhecimentos?|domínio)\s+(?:working\s+|experience\s+)?(?:with|in|of|using|mit|von|en|con|de|"
    r"des|du|em|com|avec)\s+)(?P<rest>.+)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?P<rest>.+?)(?P<tail>\s+(?:(?:programming |development |coding )?(?:skills|experience|knowledge)|"
    r"(?:is|are|would be|sind|ist|serait|seraient|es|son|in a|in an|within|at scale|is a|are a)\b.*|"
    r"\((?:required|preferred|essential|desirable)\)|required|preferred|essential|desirable))$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an|du|de la|des|de|le|la|les|l'|der|die|das|el|los|las|o|os|as)\s+", re.IGNORECASE)


def clauses(sentence: str) -> list[str]:
    """The separate demands of one sentence; alternatives and qualities that share a noun stay together."""
    pieces = _outside_brackets(sentence)
    pieces = [part for piece in pieces for part in _by_insistence(piece)]
    return [piece for piece in (p.strip(" ,;.") for p in pieces) if re.search(r"[^\W\d_]", piece)]


def _outside_brackets(text: str) -> list[str]:
    pieces, start = [], 0
    for cut in _CLAUSES.finditer(text):
        before = text[start : cut.start()]
        if before.count("(") > before.count(")") or not before.strip():
            continue
        if text[cut.end() :].lower().startswith(("have ", "are ", "can ")) and not re.match(
            r"(?i)\s*(?:you|we|candidate|must)", before
        ):
            continue
        pieces.append(before)
        start = cut.end()
    rest = text[start:].strip()
    if re.fullmatch(r"\([^()]*\)", rest):
        if len(rest.split()) < 2 and pieces:
            return [*pieces[:-1], f"{pieces[-1]} {rest}"]
        rest = rest[1:-1]
    return [*pieces, rest]


def _by_insistence(text: str) -> list[str]:
    """ "A required, B preferred": two, when both sides say how much they matter."""
    for cut in re.finditer(rf",\s+(?:{_AND}\s+|but\s+)?|\s+(?:and|but)\s+", text):
        left, right = text[: cut.start()], text[cut.end() :]
        if left.count("(") == left.count(")") and _insists(left) and _insists(right) and len(right.split()) > 2:
            if re.match(r"(?i)not\b", right):
                continue
            return [left, *_by_insistence(right)]
    return [text]


def _insists(text: str) -> bool:
    plain = folded(text)
    return bool(PREFERRED_WORDS.search(plain) or REQUIRED_WORDS.search(plain))


def items(clause: str, vocabulary: SkillVocabulary) -> list[str]:
    """ "5+ years of Python and SQL" -> "5+ years of Python", "5+ years of SQL"; a clause without such a list, whole."""
    if _OR.search(re.sub(r"\([^)]*\)|(?i:ci/cd)", "", clause)):
        return [clause]
    found = _PREFIX.match(clause)
    prefix, rest = (found["prefix"], found["rest"]) if found else ("", clause)
    ending = _TAIL.match(rest)
    tail = ending["tail"] if ending else ""
    rest = ending["rest"] if ending else rest
    names = [_ARTICLE.sub("", name.strip()) for name in _split_list(rest)]
    if len(names) < 2 or any(not name or len(name.split()) > 4 for name in names):
        return [clause]
    known = [vocabulary.usual_name(name) is not None or bool(vocabulary.in_text(name)) for name in names]
    named = [ok or _looks_named(name) for ok, name in zip(known, names, strict=True)]
    shared_noun = re.match(r"(?i)\s+(?:skills|experience|knowledge)", tail)
    if shared_noun and not found and not all(vocabulary.usual_name(name) for name in names):
        return [clause]
    if not any(known) and not all(named):
        return [clause]
    if sum(named) * 2 < len(names):
        return [clause]
    if not found and not all(vocabulary.usual_name(name) or _looks_named(name) for name in names):
        return [clause]
    return [f"{prefix}{name}{tail}".strip() for name in names]


def listed_items(text: str) -> list[str]:
    """What stands behind a label: "experience in health or social care, Figma, Spanish" is three."""
    pieces = [piece.strip(" .;") for piece in _split_commas(text)]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) < 2:
        return [text.strip(" .")]
    last = pieces[-1]
    if re.search(r"(?i)^(?:or|oder|ou|o)\s", last) or (
        re.fullmatch(r"(?i)\S+ (?:or|oder|ou|o) \S+", last) and all(len(p.split()) <= 2 for p in pieces[:-1])
    ):
        return [text.strip(" .")]
    if any(len(piece.split()) > 12 for piece in pieces):
        return [text.strip(" .")]
    ending = re.fullmatch(rf"(.+?)\s+{_AND}\s+(.+)", last)
    if ending and len(ending[1].split()) <= 3 and len(ending[2].split()) <= 4:
        pieces[-1:] = [ending[1], ending[2]]
    return [re.sub(rf"(?i)^{_AND}\s+", "", piece) for piece in pieces]


def _split_commas(text: str) -> list[str]:
    hidden = re.sub(r"\([^()]*\)", lambda m: m.group().replace(",", "\x01"), text)
    return [piece.replace("\x01", ",") for piece in re.split(r"[,;]\s+|\s+[|•·]\s+", hidden)]


def _split_list(text: str) -> list[str]:
    hidden = re.sub(r"\([^()]*\)", lambda m: m.group().replace(",", "\x01").replace(" and ", "\x02"), text)
    return [p.replace("\x01", ",").replace("\x02", " and ") for p in _LIST_COMMA.split(hidden)]


def _looks_named(name: str) -> bool:
    """A proper name: capitals or digits inside, or a capital at the start of each word."""
    words = name.split()
    return bool(words) and all(w[:1].isupper() or re.search(r"[A-Z\d.#+]", w[1:]) for w in words)
