"""Languages the person speaks, and how well."""

import re
from collections.abc import Sequence

from domain.resume.document import Line
from domain.resume.facts import SpokenLanguage
from domain.resume.section_names import fold

_NAMES_TEXT = """
english german french spanish portuguese italian dutch swedish norwegian danish finnish polish czech slovak
hungarian romanian bulgarian greek russian ukrainian turkish arabic hebrew persian farsi hindi urdu bengali punjabi
gujarati marathi tamil telugu kannada malayalam chinese mandarin cantonese japanese korean vietnamese thai
indonesian malay tagalog filipino swahili catalan basque galician croatian serbian slovenian latvian lithuanian
estonian irish welsh latin afrikaans yoruba igbo hausa amharic zulu xhosa nepali sinhala sinhalese khmer lao
burmese mongolian kazakh uzbek georgian armenian azerbaijani albanian macedonian bosnian icelandic maltese
luxembourgish esperanto kurdish pashto somali akan twi odia englisch deutsch franzosisch spanisch portugiesisch
italienisch niederlandisch schwedisch norwegisch danisch polnisch tschechisch ungarisch rumanisch griechisch
russisch ukrainisch turkisch arabisch chinesisch japanisch koreanisch latein anglais allemand francais espagnol
portugais italien neerlandais russe arabe chinois japonais coreen polonais turc ingles aleman frances espanol
castellano portugues italiano holandes ruso chino japones coreano euskera gallego valenciano alemao espanhol russo
chines inglese tedesco francese spagnolo portoghese olandese cinese giapponese engels duits frans spaans portugees
italiaans nederlands angielski niemiecki
"""
_NAMES = frozenset(_NAMES_TEXT.split())
_CJK_NAME = re.compile(
    r"^(?:英语|英語|日语|日本語|日文|英文|中文|中国語|汉语|普通话|粤语|广东话|韩语|韓国語|法语|フランス語|德语|ドイツ語|"
    r"西班牙语|スペイン語|俄语|ロシア語|葡萄牙语|ポルトガル語|意大利语|イタリア語|阿拉伯语|アラビア語|タイ語|ベトナム語|国语)"
)
_LEVEL = re.compile(
    r"\b(?:native|bilingual|fluent|fluency|proficient|proficiency|advanced|intermediate|upper|basic|beginner|elementary|"
    r"conversational|professional|working|limited|full|mother tongue|first language|good|excellent|very good|fair|"
    r"[abc][12](?:[.+-]?[12])?|muttersprach\w*|fließend|fliessend|verhandlungssicher|grundkenntnisse|sehr gut|gut|"
    r"langue maternelle|maternelle|courant|bilingue|notions|intermédiaire|avancé|débutant|lu[, ]|scolaire|"
    r"nativo|nativa|materna|fluido|fluente|avanzado|intermedio|medio|básico|alto|bilingüe|lengua materna|"
    r"avançado|intermediário|intermédio|materno|madrelingua|ottimo|buono|scolastico|moedertaal|vloeiend|goed|"
    r"toefl|ielts|toeic|delf|dalf|dele|jlpt|hsk|cet|cambridge)\b|母语|母語|流利|熟练|精通|良好|ネイティブ|ビジネス|"
    r"日常会話|CET-?\d|N[1-5]\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*[,;|•·∙¦、；｜]\s*(?![^()]*\))|\s{3,}|\s+/\s+|\s+(?:and|und|et|y|e|en)\s+(?=[A-ZÀ-Þ])")
_BETWEEN = re.compile(r"\s*[:：(（–—\[]\s*|\s+-\s+")


def read_languages(lines: Sequence[Line]) -> list[SpokenLanguage]:
    """Languages in the order of the file; a level on a line of its own belongs to the language above it."""
    found: list[SpokenLanguage] = []
    for line in lines:
        parts = [piece.strip() for part in line.parts for piece in _SPLIT.split(part) if piece.strip()]
        for piece in parts:
            known = _language(piece)
            if known is not None:
                if all(fold(known.name) != fold(other.name) for other in found):
                    found.append(known)
            elif found and _LEVEL.search(piece) and len(piece.split()) <= 6:
                waiting = next((i for i, language in enumerate(found) if not language.level), None)
                if waiting is not None:
                    found[waiting] = found[waiting].model_copy(update={"level": piece.strip(" ()（）")})
    return found


def _language(piece: str) -> SpokenLanguage | None:
    cjk = _CJK_NAME.match(piece)
    if cjk:
        return SpokenLanguage(name=cjk[0], level=piece[cjk.end() :].strip(" :：()（）-–—"))
    name, *rest = _BETWEEN.split(piece, maxsplit=1)
    words = name.split()
    if not words or fold(words[0]) not in _NAMES or len(piece) > 80:
        behind = rest[0].strip(" )]") if rest else ""
        if behind and _LEVEL.search(name) and fold(behind.split()[0]) in _NAMES:
            return SpokenLanguage(name=behind, level=name.strip())
        if len(words) in (2, 3) and fold(words[-1]) in _NAMES and _LEVEL.search(" ".join(words[:-1])):
            return SpokenLanguage(name=words[-1], level=" ".join(words[:-1]))
        return None
    level = rest[0].strip(" ") if rest else ""
    level = level if level.count("(") == level.count(")") else level.strip(")）]( ")
    level = level.strip("）]")
    if len(words) > 1 and _LEVEL.search(" ".join(words[1:])):
        name, level = words[0], " ".join([*words[1:], *([level] if level else [])])
    elif len(words) > 2 and not level:
        return None
    return SpokenLanguage(name=name.strip(), level=level)


def mentioned_languages(lines: Sequence[Line]) -> list[SpokenLanguage]:
    """Spoken languages in a skills section: rows such as "Languages: English (native), French"."""
    found: list[SpokenLanguage] = []
    for line in lines:
        label = re.match(
            r"^(?:languages?|idiomas|sprachen|langues|lingue|语言|語学)\s*[:：]?\s+(.+)$", line.text, re.IGNORECASE
        )
        if label:
            found += read_languages([Line(label[1])])
    return found
