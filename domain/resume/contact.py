"""Name, e-mail address, telephone number and links of the person."""

import re
from collections.abc import Sequence

from domain.resume.contact_details import find_headline, find_place
from domain.resume.dates import find_dates
from domain.resume.document import Line
from domain.resume.facts import Contact
from domain.resume.section_names import fold, section_kind
from domain.resume.sections import SectionLines
from domain.resume.words import DEGREE, is_place, organisation_score, title_score

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}")
_HIDDEN_EMAIL = re.compile(
    r"([\w.+-]+)\s*(?:\[at\]|\(at\)| at )\s*([\w-]+)\s*(?:\[dot\]|\(dot\)| dot |\.)\s*([a-z]{2,10})\b", re.I
)
_PHONE = re.compile(
    r"(?<![\w/.@-])(?:\+|00)?\s?\(?\+?\d[\d\s().\-‐‑–/·]{5,22}\d(?:\s*(?:x|ext\.?)\s*\d{1,5})?(?![\w@%])"
)
_PHONE_LABEL = re.compile(
    r"\b(?:phone|tel|telephone|mobile|cell|call|handy|telefon|telefono|tel[ée]fono|t[ée]l|t[ée]l[ée]phone|ph|m|t|p|"
    r"contact|whatsapp|m[óo]vil|celular|cel|portable|mobil|telem[óo]vel|cellulare|gsm|电话|手机|電話番?号?|"
    r"携帯(?:電話)?)[.:：\s)]*$",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s|,;<>()\[\]]+|(?<![\w@.+-])(?:(?:[a-z0-9][a-z0-9-]*[a-z0-9]\.)+|x\.(?=com/)|t\.(?=me/))"
    r"(?:com|org|net|edu|io|"
    r"dev|me|co|ai|app|"
    r"info|tech|design|page|xyz|site|online|blog|eu|uk|de|fr|es|it|pt|nl|pl|ch|at|be|se|no|dk|fi|ca|us|in|br|jp|cn|"
    r"tv|black|"
    r"example|test|name|pro|gg|so|sh|works|studio|art|photography|cloud|codes|engineer|space|world|life|social)"
    r"\b(?:/[^\s|,;<>()\[\]]*)?(?!@)",
    re.IGNORECASE,
)
_HOSTS = re.compile(
    r"(?:^|\.)(?:linkedin|github|gitlab|bitbucket|twitter|x|stackoverflow|behance|dribbble|medium|orcid|kaggle|"
    r"researchgate|xing|"
    r"leetcode|hackerrank|codepen|facebook|instagram|youtube|mastodon|soundcloud|pinterest|vimeo|keybase|dev|"
    r"hackerone)\.",
    re.IGNORECASE,
)
_NOT_SITES = re.compile(r"^(?:node|vue|next|react|express|three|d3|nuxt|asp|socket|ml|vb|ado|\w+)\.(?:js|net)$", re.I)
_POST_NOMINAL = re.compile(
    r"(?:,\s*|\s+\(?)(?:ph\.?\s?d\.?|m\.?d\.?|mba|rn|bsn|msn|cpa|cfa|pmp|esq\.?|jr\.?|sr\.?|dnp|pe|p\.eng|m\.?sc\.?|"
    r"b\.?sc\.?|"
    r"m\.?s\.?|b\.?s\.?|m\.?ed\.?|acca|fcca|ccrn|aprn|shrm-cp|cissp|he/him|she/her|they/them)\)?(?=,|\s|$|\))",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(
    r"^(?:(?:full |first and last )?name|nombre(?: y apellidos?| completo)?|nom(?: et pr[ée]nom)?|vor- und nachname|nome"
    r"(?: completo)?|naam|氏\s*名|姓\s*名|名前)\s*(?:[:：]|(?<=[名前])\s)\s*",
    re.IGNORECASE,
)
_NO_NAME_TEXT = """
resume cv curriculum vitae page email phone address street avenue road profile portfolio contact tel mobile linkedin
github twitter website lebenslauf bewerbung nationality birth gender male female references available summary
objective portrait curriculo hoja vida europass personal information informazioni personali 履歴書 職務経歴書 简历 个人简历
現在 ふりがな フリガナ telefon telefono direccion adresse anschrift geburtsdatum photo foto seite pagina página
"""
_NO_NAME = frozenset(_NO_NAME_TEXT.split())


def read_contact(sections: Sequence[SectionLines]) -> Contact:
    """The person's own details: from the top of the page and contact sections, elsewhere only where nothing else is "
    "meant."""
    own_sections = [section for section in sections if section.kind == "contact" or _holds_address(section)]
    own = [line for section in own_sections for line in section.lines]
    rest = [
        line
        for section in sections
        if section not in own_sections and fold(section.title) not in ("references", "referees")
        for line in section.lines
    ]
    everything = [line for section in sections for line in section.lines]
    email = _email(own) or _email(rest)
    links = _links(own, everything)
    name = _name(everything, own, email, links)
    return Contact(
        name=name,
        email=email,
        phone=_phone(own, rest),
        links=tuple(links),
        place=find_place(own),
        headline=find_headline(everything, name),
    )


def _holds_address(section: SectionLines) -> bool:
    """ "About" in a side column often holds the address too."""
    return (
        section.kind in ("summary", "other")
        and fold(section.title) not in ("references", "referees")
        and any(
            ("@" in line.text and _EMAIL.search(line.text) and len(line.text.split()) < 8)
            or any(link.startswith("mailto:") for link in line.links)
            for line in section.lines
        )
    )


def _email(lines: Sequence[Line]) -> str:
    linked = [
        link.split(":", 1)[1].split("?")[0]
        for line in lines
        for link in line.links
        if link.lower().startswith("mailto:")
    ]
    for line in lines:
        match = _EMAIL.search(line.text) if "@" in line.text else None
        if match:
            seen = match[0].strip(".'")
            return next((mail for mail in linked if mail.startswith(seen)), seen)
    if linked:
        return linked[0]
    for line in lines[:12]:
        match = _HIDDEN_EMAIL.search(line.text)
        if match:
            return f"{match[1]}@{match[2]}.{match[3]}"
    return ""


def _phone(own: Sequence[Line], rest: Sequence[Line]) -> str:
    for line in own:
        number = _number_in(line.text)
        if number:
            return number
    for line in (*own, *rest):
        for link in line.links:
            if link.lower().startswith("tel:"):
                return re.sub(r"%20", " ", link[4:]).strip()
    for line in rest:
        match = _PHONE.search(line.text)
        if match and (_PHONE_LABEL.search(line.text[: match.start()]) or match[0].startswith("+")):
            number = _number_in(line.text)
            if number:
                return number
    return ""


def _number_in(text: str) -> str:
    for match in _PHONE.finditer(text):
        found = match[0].strip(" .-–/")
        digits = re.sub(r"\D", "", found)
        if not 7 <= len(digits) <= 15:
            continue
        labelled = _PHONE_LABEL.search(text[: match.start()]) is not None
        if not found.startswith("+") and not labelled and _is_no_phone(found, digits):
            continue
        return found + (")" if found.count("(") > found.count(")") else "")
    return ""


def _is_no_phone(found: str, digits: str) -> bool:
    dates = find_dates(found)
    if dates is not None and (dates.is_range or len(digits) <= 8):
        return True
    if found.count("/") > 1 or re.match(r"\d+/\d+\s", found):
        return True
    return len(digits) < 9 and not re.search(r"[\s().-]", found)


def _links(own: Sequence[Line], everything: Sequence[Line]) -> list[str]:
    found: dict[str, str] = {}

    def add(link: str) -> None:
        link = link.strip().rstrip(".,;:'\"")
        key = _key(link)
        if key and not any(known.startswith(key) for known in found):
            found[key] = link

    for line in own:
        linked = [link for link in line.links if re.match(r"https?://", link, re.IGNORECASE)]
        keys = [_key(link) for link in linked]
        for match in _addresses(line.text):
            key = _key(match[0].rstrip(".,;:"))
            if not any(other.startswith(key) for other in keys) and not _NOT_SITES.match(match[0]):
                add(match[0])
        for link in linked:
            if not re.search(r"//(?:www\.)?(?:maps\.google|google\.\w+/maps|goo\.gl/maps)", link):
                add(link)
    for line in everything:
        for link in (*line.links, *(match[0] for match in _addresses(line.text))):
            host, _, path = _key(link).partition("/")
            user = re.sub(r"^(?:in|users?|c|@)/", "", path).strip("/")
            if (
                _HOSTS.search(f".{host}")
                and user
                and "/" not in user
                and not any(_key(known).startswith(f"{host}/") for known in found)
            ):
                add(link)
    return list(found.values())


def _addresses(text: str) -> list[re.Match[str]]:
    return list(_URL.finditer(_EMAIL.sub(" ", text) if "@" in text else text)) if "." in text else []


def _key(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip().lower()).rstrip("/.,;")


def _name(everything: Sequence[Line], own: Sequence[Line], email: str, links: Sequence[str]) -> str:
    handles = fold(" ".join([email.split("@")[0], *(link.rstrip("/").rsplit("/", 1)[-1] for link in links)])).replace(
        " ", ""
    )
    first_page = [line for line in everything if line.page == 1]
    largest = max((line.size for line in first_page), default=0.0)
    own_ids = {id(line) for line in own}
    best: tuple[float, str] = (2.9, "")
    for position, line in enumerate(first_page):
        if position > 60 and line.size < largest - 1:
            continue
        for index, cell in enumerate(_candidates(line)):
            words = _name_words(cell)
            if not words:
                continue
            score = 2.0 if len(words) in (2, 3) else 1.0 if len(words) == 4 else 0.0
            score += 4.0 * (largest > 0 and line.size > largest - 0.6) + 1.5 * (id(line) in own_ids)
            score += max(0.0, 2.5 - 0.5 * position) - 0.5 * index + (1.5 if line.heading and position < 3 else 0.0)
            matching = sum(len(fold(word)) > 2 and fold(word).replace(" ", "") in handles for word in words)
            score += 2.0 * min(matching, 2)
            score -= 3.0 * (title_score(cell) >= 2) + 2.0 * is_place(cell) + 1.5 * (organisation_score(cell) > 0)
            if line.bullet and len(line.parts) == 1 and line.size < largest - 1:
                score -= 3.0
            if score > best[0]:
                best = (score, _whole_name(words, line, first_page, position))
    return best[1]


def _whole_name(words: Sequence[str], line: Line, lines: Sequence[Line], position: int) -> str:
    """A name set on two lines is joined; titles behind it are left out."""
    if len(words) == 1 and position + 1 < len(lines) and line.size > 0:
        following = lines[position + 1]
        more = _name_words(following.text)
        alike = abs(following.size - line.size) < 0.6 and following.x1 and len(following.parts) == 1
        if alike and 1 <= len(more) <= 2 and section_kind(following.text) is None and title_score(following.text) < 2:
            return f"{' '.join(words)} {' '.join(more)}"
    return " ".join(words)


def _candidates(line: Line) -> list[str]:
    parts: list[str] = []
    for part in line.parts:
        part = _NAME_LABEL.sub("", part)
        part = re.sub(
            r"^(?:curriculum vitae|resume|résumé|cv|lebenslauf)\s*(?:of|von|[:|–—-])?\s*", "", part, flags=re.IGNORECASE
        )
        parts += re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", part)
    return [part for part in parts if part]


def _name_words(text: str) -> list[str]:
    """The words of a possible name, or nothing when it cannot be one."""
    text = _POST_NOMINAL.sub("", text).strip(" ,.;:|()")
    if not 2 <= len(text) <= 45 or re.search(r"[\d@/_:;!?#%&=+*\"“”]", text) or section_kind(text):
        return []
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= 5 or any(fold(word) in _NO_NAME for word in words):
        return []
    if DEGREE.fullmatch(text):
        return []
    for word in words:
        letters = [c for c in word if c.isalpha()]
        if not letters or any(not (c.isalpha() or c in ".'’`-·・") for c in word):
            return []
        if letters[0].islower() and word not in (
            "de",
            "da",
            "di",
            "del",
            "della",
            "dos",
            "van",
            "von",
            "der",
            "den",
            "la",
            "le",
            "bin",
            "al",
            "el",
            "y",
            "e",
            "ter",
            "ten",
            "zu",
            "ben",
        ):
            return []
    return words
