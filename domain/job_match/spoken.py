"""Languages people speak, and how well."""

import re
from dataclasses import dataclass

from domain.evaluation.text import STOPWORDS
from domain.job_match.ad_words import folded
from domain.resume.facts import ResumeFacts

_NAMES = {
    other: name
    for name, others in (
        ("english", "english englisch anglais ingles inglese"),
        ("german", "german deutsch allemand aleman alemao"),
        ("french", "french franzosisch francais frances"),
        ("spanish", "spanish spanisch espagnol espanol espanhol castellano"),
        ("portuguese", "portuguese portugiesisch portugais portugues"),
        ("italian", "italian italienisch italien italiano"),
        ("dutch", "dutch niederlandisch neerlandais neerlandes holandes"),
        ("polish", "polish polnisch polonais polaco polones"),
        ("mandarin", "mandarin chinese chinesisch chinois chino chines"),
        ("japanese", "japanese japanisch japonais japones"),
        ("arabic", "arabic arabisch arabe"),
        ("russian", "russian russisch russe ruso russo"),
        ("hindi", "hindi"),
        ("korean", "korean koreanisch coreen coreano"),
        ("turkish", "turkish turkisch turc turco"),
        ("swedish", "swedish schwedisch suedois sueco"),
        ("welsh", "welsh"),
        ("irish", "irish gaelic"),
        ("catalan", "catalan"),
        ("ukrainian", "ukrainian ukrainisch ukrainien ucraniano"),
    )
    for other in others.split()
}
_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(rf"\b(?:{names})"))
    for rank, names in (
        (6, (r"c2|native|mother tongue|bilingual|bilingue|muttersprach|langue maternelle|nativ[oa]|lengua materna|"
            r"first language")),
        (5, (r"c1|fluen[tc]y?|full professional|advanced|excellent|proficient|verhandlungssicher|fliess|courant|fluido|"
            r"fluente|"
            r"avanzado|avancado|avance|nivel alto|alto nivel|perfect|business|clear|very good|sehr gut")),
        (4, (r"b2|upper|professional working|working proficiency|professional|good|gut|strong|bon niveau|buen nivel|"
            r"medio-alto")),
        (3, r"b1|intermediate|conversational|limited working|mittel|intermedi|medio|intermediaire|working knowledge"),
        (2, r"a2|a1|basic|beginner|elementary|some|grund|basico|debutant|notions|school"),
    )
)  # fmt: skip
_SPEAKING = re.compile(r"\b(?:speak\w*|spoken|written|verbal|write|fluen\w*|language|bilingual|native|kenntnisse|"
                       r"sprach\w*|"
                       r"nivel|niveau|level|courant|b1|b2|c1|c2|some|basic|conversational|proficien\w*|knowing|"
                       r"knowledge)\b")  # fmt: skip
ANY_LEVEL = 3


@dataclass(frozen=True, slots=True)
class LanguagesAsked:
    """English names of the languages, the rank asked for (2 basic to 6 native), and whether one of them will do."""

    names: tuple[str, ...]
    rank: int
    either: bool


def languages_asked(text: str) -> LanguagesAsked | None:
    """What a requirement asks to speak; None when it names no language, or names it for something else."""
    plain = folded(text)
    names = list(dict.fromkeys(name for word in re.findall(r"[^\W\d_]+", plain) if (name := _name(word))))
    if not names:
        return None
    short = len(plain.split()) <= 3
    if not (short or _SPEAKING.search(plain) or "kenntnisse" in plain) or re.search(
        r"\blaw\b|degree|literature|teach", plain
    ):
        return None
    return LanguagesAsked(tuple(names), _rank(plain) or ANY_LEVEL, bool(re.search(r"\b(?:or|oder|ou|o)\b", plain)))


def _name(word: str) -> str | None:
    return _NAMES.get(word) or _NAMES.get(word.removesuffix("kenntnisse").removesuffix("sprachkenntnisse"))


def _rank(text: str) -> int:
    return next((rank for rank, names in _RANKS if names.search(text)), 0)


def spoken_in(facts: ResumeFacts) -> dict[str, tuple[int, int]]:
    """Language -> (index in `facts.languages`, rank; 0 when no level is given)."""
    found: dict[str, tuple[int, int]] = {}
    for index, spoken in enumerate(facts.languages):
        for word in re.findall(r"[^\W\d_]+", folded(spoken.name)):
            if name := _name(word):
                found.setdefault(name, (index, _rank(folded(f"{spoken.level} {spoken.name}"))))
    return found


def is_english(text: str) -> bool:
    """Whether a text is written in English, by its little words."""
    words = list(re.findall(r"[a-z']+", text.lower()))
    return len(words) >= 20 and sum(w in STOPWORDS for w in words) / len(words) > 0.12
