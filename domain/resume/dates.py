"""Dates as resumes write them: finding them in a line, and one plain form for programs."""

import re
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = {
    1: "january jan januar janv janvier enero ene gennaio gen janeiro stycznia styczen januari",
    2: "february feb febr februar fevr fevrier febrero febbraio fevereiro fev luty lutego februari",
    3: "march mar marz maerz mrz mrt mars marzo marco marzec marca maart",
    4: "april apr avr avril abril abr aprile kwiecien kwietnia",
    5: "may mai mayo maggio mag maio maj maja mei",
    6: "june jun juni juin junio giugno giu junho czerwiec czerwca",
    7: "july jul juli juil juillet julio luglio lug julho lipiec lipca",
    8: "august aug aout agosto ago augustus sierpien sierpnia augusti",
    9: "september sept sep septembre septiembre settembre set setembro wrzesien wrzesnia",
    10: "october oct okt oktober octobre octubre ottobre ott outubro out pazdziernik pazdziernika",
    11: "november nov novembre noviembre novembro listopad listopada",
    12: "december dec dez dicbre dezember decembre diciembre dic dicembre dezembro grudzien grudnia",
}
_MONTH_NUMBER = {name: number for number, names in _MONTHS.items() for name in names.split()}
_ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüçńśź", "aaaaaeeeeiiiiooooouuuucnsz")
_WORDS = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_ACCENTED = (
    _WORDS
    + "|märz|février|févr|août|décembre|fév|déc|março|styczeń|kwiecień|wrzesień|październik|grudzień|"
    + "września|października"
)
_SEASON = (
    r"(?:spring|summer|fall|autumn|winter|primavera|verano|otoño|invierno|printemps|été|"
    r"automne|hiver|sommer|herbst)"
)
_YEAR = r"(?:1[89]|20)\d\d"
_MONTH = rf"(?:{_ACCENTED})\b\.?"
_ERA = r"(?:令和|平成|昭和)\s*(?:元|\d{1,2})\s*年(?:\s*\d{1,2}\s*月)?"
_ERA_START = {"令和": 2018, "平成": 1988, "昭和": 1925}
_SHORT_POINT = r"(?:(?:0?[1-9]|1[0-2])/\d\d|(?:0[1-9]|1[0-2])\.\d\d)"
_POINT = (
    rf"(?:(?:\d{{1,2}}\.?\s+)?{_MONTH},?[\s/.-]*(?:del?\s+)?(?:\d{{1,2}},\s*)?(?:{_YEAR}|['’]\d\d)|"
    rf"{_SEASON},?\s+{_YEAR}|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}|\d{{1,2}}\s?[./-]\s?{_YEAR}|"
    rf"{_YEAR}[./-]\d{{1,2}}(?:[./-]\d{{1,2}})?(?!\d)|{_YEAR}\s*年(?:\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?)?|"
    rf"{_YEAR}\s+{_MONTH}|"
    rf"{_ERA}|Q[1-4]\s+{_YEAR}|"
    rf"{_YEAR}(?![\d/]))"
)
_OPEN = (
    r"(?:to[ -]date|till date|until now|till now|(?:the )?present(?: day)?|current(?:ly)?|now|today|ongoing|"
    r"in progress|"
    r"(?:bis )?heute|bis dato|dato|aktuell|jetzt|laufend|derzeit|"
    r"aujourd['’ ]?hui|ce jour|à ce jour|pr[ée]sent|actuel(?:lement)?|en cours|en poste|maintenant|"
    r"actualmente|(?:la )?actualidad|(?:la )?fecha|actual|(?:el )?presente|en curso|(?:hasta )?hoy|"
    r"(?:o )?momento(?: atual)?|atual(?:mente|idade)?|o presente|hoje|em andamento|em curso|cursando|"
    r"attual(?:e|mente)|ad oggi|oggi|in corso|obecnie|teraz|heden|huidig|nuvarande|nu|"
    r"現在(?:に至る)?|在職中|在籍中|在学中|至今|现在|目前|今)"
)
_TO = "|".join(
    rf"\b{word}\b"
    for word in (
        "to", "until", "till", "through", "thru", "bis", "au", "à", "jusqu'(?:à|en)", "hasta(?: el| la)?(?! hoy)",
        "a la",
        "ao?", "até(?: ao?)?", "al", "do", "tot", "fino (?:a|al)", "en",
    )
)  # fmt: skip
_DASH = rf"\s*(?:[-‐‑‒–—―−~〜～∼－/→>]+|{_TO}|至|から|より)\s*"
_RANGE = re.compile(
    rf"(?<![\w/.])\(?(?P<short>{_SHORT_POINT})\s*[-–—]\s*(?P<until>{_OPEN}|{_SHORT_POINT})(?![\w%/.])\)?|"
    rf"(?<![\w/])\(?(?:(?:de|du|from|von|vom|dal?|del?|desde|van)\s+)?(?P<start>{_POINT}|(?:{_MONTH}|\d{{1,2}}))(?P<dash>{_DASH})(?P<end>{_OPEN}|{_POINT}|"
    rf"['’]?\d\d(?!\d))(?![A-Za-z\d_%])(?:\s*まで)?\)?"
    rf"|(?<![\w/])\(?(?P<lead>since|from|seit|ab|depuis(?: le)?|desde|dal|od|sinds|vanaf|until|bis)\s+"
    rf"(?P<since>{_POINT}|{_SHORT_POINT})\)?"
    rf"|(?<![\w/])\(?(?P<begun>{_POINT})\s*[-–—〜~]\s*(?=$|[|,)\]])",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?<![\w/.-])\(?(?:(?:class of|conferred|graduated|expected|anticipated|awarded|grad\.?|completed|issued|"
    rf"obtained)"
    rf"\s+(?:on:?\s+|in\s+)?)?(?P<point>{_POINT})(?![\w%])\)?",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"[(（]?\b\d+\+?\s*(?:years?|yrs?|y|months?|mos?|m|jahre?n?|monate?n?|ans?|mois|años?|mese?s?|meses|anos?|anni?|mesi|jaar|"
    r"maand(?:en)?)\b\.?(?:(?:,|\s+and|\s+und|\s+et|\s+y|\s+e)?\s*\d+\s*(?:months?|mos?|m|monate?n?|mois|mes(?:es)?|mesi|maand(?:en)?)\b)?"
    r"\.?[)）]?|[(（]?\d+\s*(?:年|年間|ヶ月|か月|个月|カ月)(?:\s*\d+\s*(?:ヶ月|か月|个月|カ月|月))?[)）]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dates:
    """A time as written in a line, and where it stands there."""

    start: str
    end: str
    span: tuple[int, int]
    is_range: bool


@lru_cache(maxsize=4096)
def find_dates(text: str) -> Dates | None:
    """The first range in a line, else the first single date; None when there is neither."""
    for match in _RANGE.finditer(text[:300]):
        if match["since"]:
            until = match["lead"].lower() in ("until", "bis")
            return Dates("" if until else match["since"], match["since"] if until else "present", match.span(), True)
        if match["begun"]:
            return Dates(match["begun"], "present", match.span(), True)
        if match["short"]:
            if not _short_range(match["short"], match["until"]):
                continue
            return Dates(match["short"], match["until"], match.span(), True)
        start, end = match["start"], match["end"]
        if not re.search(rf"{_YEAR}|['’]\d\d|{_ERA}", start + end):
            continue
        if re.fullmatch(r"['’]?\d\d", end) and not re.search(_YEAR, start):
            continue
        if "/" in match["dash"] and re.fullmatch(rf"\d{{1,2}}|{_MONTH}", start, re.IGNORECASE):
            continue
        if re.fullmatch(r"\d\d", end) and re.search(r"[-/.]\d", start):
            continue
        if re.fullmatch(r"\d\d", end) and re.fullmatch(_YEAR, start) and int(end) <= min(12, int(start) % 100):
            return Dates("", match[0].strip("() "), match.span(), False)  # "2014-09" is a month
        return Dates(start.strip(), end.strip(), match.span(), True)
    single = _SINGLE.search(text[:300])
    return Dates("", single["point"].strip(), single.span(), False) if single else None


def _short_range(start: str, end: str) -> bool:
    """Whether "09/15 - 12/18" can be months of years in order ("10/12 - 9/12" may be marks of a test)."""
    first, last = plain(start), plain(end)
    return bool(first) and bool(last) and (last == "present" or first <= last)


def without_dates(text: str) -> str:
    """The line without its dates and durations, and without the separators that held them."""
    for _ in range(4):
        found = find_dates(text)
        if found is None:
            break
        text = f"{text[: found.span[0]]} ¦ {text[found.span[1] :]}"
    text = _DURATION.sub(" ", text) if "¦" in text else text
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    parts = [
        part.strip(" ,;|•·–—-/(:[]") if part.count("(") != part.count(")") else part.strip(" ,;|•·–—-/:")
        for part in text.split("¦")
    ]
    return " | ".join(part for part in parts if part)


def is_duration(text: str) -> bool:
    """ "4 years", "1 yr 3 mos"."""
    return _DURATION.fullmatch(text.strip(" ,;()·•")) is not None


def is_only_dates(text: str) -> bool:
    """Whether a line says nothing but a time."""
    return find_dates(text) is not None and not re.search(r"[^\W\d_]", without_dates(text))


def plain(text: str) -> str:
    """ "March 2023" -> "2023-03"; "now" -> "present"; unknown text -> ""."""
    folded = text.lower().translate(_ACCENTS).strip(" .,()")
    if re.fullmatch(_OPEN, text.strip(" .,()"), re.IGNORECASE):
        return "present"
    era = re.match(r"(令和|平成|昭和)\s*(元|\d{1,2})\s*年(?:\s*(\d{1,2})\s*月)?", text.strip(" ()（）"))
    if era:
        full = str(_ERA_START[era[1]] + (1 if era[2] == "元" else int(era[2])))
        return f"{full}-{int(era[3]):02d}" if era[3] else full
    brief = re.fullmatch(r"(\d{1,2})[/.](\d\d)", folded)
    if brief and 1 <= int(brief[1]) <= 12:
        return f"{'20' if int(brief[2]) < 60 else '19'}{brief[2]}-{int(brief[1]):02d}"
    year = re.search(_YEAR, folded)
    if year is None:
        short = re.search(r"['’](\d\d)$", folded)
        full = f"20{short[1]}" if short and int(short[1]) < 60 else f"19{short[1]}" if short else ""
    else:
        full = year[0]
    if not full:
        return ""
    word = re.search(rf"\b({_WORDS})\b", folded)
    if word:
        return f"{full}-{_MONTH_NUMBER[word[1]]:02d}"
    rest = folded.replace(full, " ", 1)
    numbers = [int(n) for n in re.findall(r"\d{1,2}", rest)]
    if not numbers:
        return full
    month = numbers[0] if folded.startswith(full) or len(numbers) == 1 else numbers[1]
    return f"{full}-{month:02d}" if 1 <= month <= 12 else full


def plain_range(start: str, end: str) -> str:
    """ "2020-06/present" from dates as written; "" when neither is understood."""
    first, last = plain(start) if start else "", plain(end) if end else ""
    return f"{first}/{last}" if first and last else first or last
