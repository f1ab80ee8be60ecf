"""Dates as resumes write them: finding them in a line, and one plain form for programs."""

import re
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = {
    1: "january jan januar janv janvier enero ene gennaio gen janeiro stycznia styczen januari",
    2: "february feb febr februar fevr fevrier febrero febbraio fevereiro fev luty lutego februari",
    3: "march mar marz maerz mrz mars marzo marco marzec marca maart",
    4: "april apr avr avril abril abr aprile kwiecien kwietnia",
    5: "may mai mayo maggio mag maio maj maja mei",
    6: "june jun juni juin junio giugno giu junho czerwiec czerwca",
    7: "july jul juli juil juillet julio luglio lug julho lipiec lipca",
    8: "august aug aout agosto ago augustus sierpien sierpnia augusti",
    9: "september sept sep septembre septiembre settembre set setembro wrzesien wrzesnia",
    10: "october oct okt oktober octobre octubre ottobre ott outubro out pazdziernik pazdziernika",
    11: "november nov novembre noviembre novembro listopad listopada",
    12: "december dec dez dezember decembre diciembre dic dicembre dezembro grudzien grudnia",
}
_MONTH_NUMBER = {name: number for number, names in _MONTHS.items() for name in names.split()}
_ACCENTS = str.maketrans("áàâäãéèêëíìîïóòôöõúùûüçńśź", "aaaaaeeeeiiiiooooouuuucnsz")
_WORDS = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_ACCENTED = (
    _WORDS
    + "|märz|février|août|décembre|fév|déc|março|styczeń|kwiecień|wrzesień|październik|grudzień|września|października"
)
_SEASON = r"(?:spring|summer|fall|autumn|winter)"
_YEAR = r"(?:1[89]|20)\d\d"
_MONTH = rf"(?:{_ACCENTED})\b\.?"
_POINT = (
    rf"(?:(?:\d{{1,2}}\.?\s+)?{_MONTH},?\s*(?:de\s+)?(?:\d{{1,2}},\s*)?(?:{_YEAR}|['’]\d\d)|{_SEASON},?\s+{_YEAR}|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}|\d{{1,2}}\s?[./-]\s?{_YEAR}|"
    rf"{_YEAR}[./-]\d{{1,2}}(?:[./-]\d{{1,2}})?(?!\d)|{_YEAR}\s*年(?:\s*\d{{1,2}}\s*月)?|{_YEAR}\s+{_MONTH}|"
    rf"{_YEAR}(?![\d/]))"
)
_OPEN = (
    r"(?:to date|till date|until now|till now|present|current(?:ly)?|now|today|ongoing|heute|aktuell|jetzt|"
    r"aujourd['’]hui|present day|"
    r"présent|actuel|actualmente|actualidad|actual|presente|atual|attuale|oggi|obecnie|teraz|heden|nuvarande|nu|現在|至今)"
)
_TO = "|".join(
    rf"\b{word}\b" for word in ("to", "until", "till", "through", "bis", "au", "à", "hasta", "a", "al", "do", "tot")
)
_DASH = rf"\s*(?:[-–—−~〜～/]+|{_TO})\s*"
_RANGE = re.compile(
    rf"(?<![\w/])\(?(?P<start>{_POINT}|(?:{_MONTH}|\d{{1,2}}))(?P<dash>{_DASH})(?P<end>{_OPEN}|{_POINT}|"
    rf"['’]?\d\d(?!\d))(?![\w%])\)?"
    rf"|(?<![\w/])\(?(?P<lead>since|from|seit|depuis|desde|dal|od|sinds|until|bis)\s+(?P<since>{_POINT})\)?"
    rf"|(?<![\w/])\(?(?P<begun>{_POINT})\s*[-–—]\s*(?=$|[|,)\]])",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?<![\w/.-])\(?(?P<point>{_POINT})(?![\w%])\)?", re.IGNORECASE)
_DURATION = re.compile(r"\(?\b\d+\+?\s*(?:years?|yrs?|months?|mos?)\b(?:,?\s*\d+\s*(?:months?|mos?))?\.?\)?", re.I)


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
        start, end = match["start"], match["end"]
        if not re.search(_YEAR, start) and not re.search(rf"{_YEAR}|['’]\d\d", start + end):
            continue
        if re.fullmatch(r"['’]?\d\d", end) and not re.search(_YEAR, start):
            continue
        if re.fullmatch(r"\d{1,2}", start) and "/" in match["dash"]:
            continue
        return Dates(start.strip(), end.strip(), match.span(), True)
    single = _SINGLE.search(text[:300])
    return Dates("", single["point"].strip(), single.span(), False) if single else None


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
