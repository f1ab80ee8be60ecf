"""Words that tell a job title from an employer, a school from a degree, a place from both."""

import re
from functools import lru_cache

from domain.resume.place_names import PLACES, REGIONS, STATES
from domain.resume.school_words import DEGREE, SCHOOL
from domain.resume.title_words import CJK_TITLE, TITLE_ENDINGS, TITLE_HINTS, TITLE_WORDS

__all__ = ["CJK", "DEGREE", "SCHOOL", "TITLE_WORDS", "is_place", "organisation_score", "title_score"]

_ORGANISATIONS = re.compile(
    r"\b(?:inc|llc|llp|ltd|limited|corp|corporation|company|co|gmbh|mbh|ag|kg|se|sa|sas|sarl|s\.a|s\.l|sl|spa|s\.p\.a|srl|"
    r"bv|b\.v|nv|ab|oy|as|plc|pty|ltda|cia|ug|e\.v|"
    r"group|groupe|gruppe|grupo|gruppo|holdings?|partners|ventures|capital|industries|industrias|industrie|enterprises?|"
    r"solutions|soluciones|solu[çc][õo]es|soluzioni|systems|systeme|sistemas|sistemi|technologies|tecnolog[íi]as?|labs?|"
    r"laborator(?:y|ies)|laboratorios?|laboratoires?|studios?|estudio|agency|agence|agencia|ag[êe]ncia|agenzia|agentur|"
    r"bureau|bank|banco|banque|banca|insurance|seguros|assurances?|versicherung(?:en)?|hospital|hospitals|clinic|clinics|"
    r"cl[íi]nica|clinique|klinik|klinikum|krankenhaus|ospedale|ziekenhuis|hopital|h[ôo]pital|chu|centre|center|centro|"
    r"zentrum|health|healthcare|medical|university|college|school|institute|institut|academy|foundation|association|"
    r"associa(?:tion|[çc][ãa]o|zione)|asociaci[óo]n|society|soci[ée]t[ée]|sociedad|council|ministry|minist[èe]re|"
    r"ministerio|minist[ée]rio|department of|government|city of|county|state of|army|navy|air force|nhs|trust|church|"
    r"restaurant|restaurante|ristorante|cafe|café|hotel|h[ôo]tel|resort|stores?|shop|supermarket|airlines|airways|motors|"
    r"energy|energie|energ[íi]a|power|pharma|pharmaceuticals|consulting|consultores|consultoria|conseil|services|"
    r"servicios|servi[çc]os|servizi|networks?|media|press|publishing|editorial|software|universi\w+|hochschule|schule|"
    r"gymnasium|ecole|[ée]cole|colegio|col[ée]gio|escuela|escola|scuola|liceo|lycee|lyc[ée]e|instituto|istituto|"
    r"fundaci[óo]n|funda[çc][ãa]o|fondation|fondazione|stiftung|hospitalier|verein|bundes\w*|ayuntamiento|mairie|"
    r"stadtwerke|werke|europe|international|internacional|worldwide|global|farmacia|pharmacie|apotheke|comune di)\b\.?",
    re.IGNORECASE,
)
_CJK_ORGANISATION = re.compile(
    r"株式会社|有限会社|合同会社|一般社団法人|財団法人|医療法人|学校法人|独立行政法人|（株）|\(株\)|㈱|公司|集团|集團|银行|銀行|"
    r"医院|病院|大学|大學|研究所|研究院|事务所|事務所|工厂|工場|商店|市役所|県庁|学校|酒店|ホテル|センター|クリニック|科技$|软件$"
)
_LEGAL = re.compile(
    r"(?i:\b(?:inc|llc|llp|ltd|limited|corp|corporation|gmbh|plc|pty|s\.a|s\.l|srl|b\.v|s\.p\.a|s\.r\.o|a\.s|ltda|sarl)\b"
    r"\.?)|\b(?:AG|KG|SE|SA|SAS|SL|AB|BV|NV|SpA)\b|& Co\b|株式会社|有限公司|有限会社|（株）|㈱"
)
_REMOTE = re.compile(
    r"^\W*(?:fully |100 ?% )?(?:remote|hybrid|on-?site|home ?office|télétravail|remoto|teletrabajo|teletrabalho|远程|"
    r"リモート)\b.{0,25}$",
    re.IGNORECASE,
)
_AREA = re.compile(
    r"^(?:greater )?[A-Z][\w.' -]{2,30} (?:area|metropolitan area|bay area|region|metropolregion)$|"
    r"^(?:área metropolitana de|région de|grande) .{3,25}$",
    re.IGNORECASE,
)
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_PLACE = re.compile(
    r"(?:(?:中国|中國|日本国?|韩国|台湾|台灣)[ ,，・·]?)?(?:[\u3400-\u9fff]{1,4}(?:省|都|道|府|県|自治区)[ ,，]?)?"
    r"(?:[\u3400-\u9fff]{1,5}(?:市|郡)[ ,，]?)?(?:[\u3400-\u9fff]{1,5}(?:区|區|町|村|县|縣))?"
)
_CJK_CITIES_TEXT = """
北京 上海 广州 深圳 杭州 南京 武汉 成都 西安 重庆 天津 苏州 厦门 青岛 大连 长沙 香港 台北 東京 大阪 京都
名古屋 福岡 札幌 横浜 神戸 仙台 広島 中国 日本 台湾 台灣
"""
_CJK_CITIES = frozenset(_CJK_CITIES_TEXT.split())


@lru_cache(maxsize=4096)
def is_place(text: str) -> bool:
    """ "Austin, TX", "Berlin, Germany", "Remote", "上海市"; a bare city only when it is well known."""
    text = text.strip(" ,.()•|·［］[]（）").strip()
    if _REMOTE.match(text) or text.lower() in PLACES or text in _CJK_CITIES:
        return True
    if CJK.search(text):
        return (
            1 < len(text) <= 16 and _CJK_PLACE.fullmatch(text) is not None and text[-1] in "市省都府県道区區町村县縣郡"
        )
    parts = [part.strip() for part in re.split(r",|\s/\s", text)]
    if len(parts) == 1:
        bare = re.fullmatch(r"(?:\d{4,6} )?(.+?)(?: \(([^()]+)\))?", text)
        if bare and bare[1].lower() in PLACES and (not bare[2] or len(bare[2]) < 20):
            return True
        city, _, state = text.rpartition(" ")
        if (state in STATES or state.lower() in REGIONS) and city.lower() in PLACES:
            return True
        return _AREA.match(text) is not None and title_score(text) < 2
    if len(parts) > 4 or any(len(part.split()) > 4 or not part for part in parts):
        return False
    tail = re.sub(r"\s*\(.*\)$|\s*\d{4,6}$|[\s.]+$", "", parts[-1])
    known = (tail.upper() in STATES and tail.isupper()) or tail.lower() in PLACES
    known = known or (len(parts) == 2 and _REMOTE.match(tail) is not None)
    if parts[0].lower() not in PLACES:
        if tail.lower() not in REGIONS and not tail.isupper():
            known = False  # "Maison Verdier, Lyon": a city stands behind the name of an employer
        elif len(parts) > 2 and parts[-2].lower() in PLACES - REGIONS:
            known = False  # "Fig & Thistle, Boston, MA"
    return (
        known
        and title_score(parts[0]) < 2
        and not any(organisation_score(part) or SCHOOL.search(part) or DEGREE.search(part) for part in parts[:-1])
    )


@lru_cache(maxsize=4096)
def title_score(text: str) -> int:
    """How much a phrase looks like a job title: 2 and more is a yes."""
    if CJK.search(text):
        found = 3 if len(text) <= 30 and any(CJK_TITLE.search(p) for p in re.split(r"[\s/・,、]+", text.strip())) else 0
        return found - (3 if _CJK_ORGANISATION.search(text) and not CJK_TITLE.search(text) else 0)
    words = [_fold(word) for word in re.findall(r"[^\W\d_][\w'’.-]*", text)]
    if not words or len(words) > 14:
        return 0
    score = 2 * sum(_is_title_word(word.strip(".")) for word in words[:8]) + sum(
        word.strip(".") in TITLE_HINTS for word in words[:4]
    )
    if _LEGAL.search(text):
        score -= 3
    last = words[-1].strip(".")
    if last in _LAST and len(words) > 1:
        score += 2
    named = SCHOOL.search(text) and not _is_title_word(words[0]) and not _is_title_word(last)
    return score - (2 if named else 0)


_LAST = frozenset({"senior", "junior", "lead", "principal"})
"""At the end of a phrase they make it a title ("Audit senior")."""


@lru_cache(maxsize=4096)
def organisation_score(text: str) -> int:
    """How much a phrase looks like the name of an employer."""
    score = 2 * len([m for m in _ORGANISATIONS.finditer(text) if m[0][0].isupper()][:2])
    last = _fold(text.rsplit(" ", 1)[-1].strip(".,)"))
    if " " in text and last.endswith("s") and last not in TITLE_WORDS and last[:-1] in TITLE_WORDS:
        score += 1  # "Halvorsen Architects"
    if _CJK_ORGANISATION.search(text) and len(text) < 40:
        score += 2
    return score + (3 if _LEGAL.search(text) else 0)


def _is_title_word(word: str) -> bool:
    if word in TITLE_WORDS:
        return True
    if "-" in word and any(part in TITLE_WORDS for part in word.split("-")):
        return True
    return word.removesuffix("in") in TITLE_WORDS or word.endswith(TITLE_ENDINGS)


_FOLDED = str.maketrans("áàâäãåéèêëíìîïóòôöõøúùûüçñżśćłźąęń", "aaaaaaeeeeiiiioooooouuuucnzsclzaen")


def _fold(word: str) -> str:
    """Lower case without accents and without the gender marks of "Entwickler*in" and "chargé·e"."""
    word = re.sub(r"(?:[*:·_/(]-?(?:in|innen|e|a|o|es|trice|euse)\)?)$", "", word.lower())
    return word.translate(_FOLDED)
