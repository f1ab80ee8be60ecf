"""Name, e-mail address, telephone number and links of the person."""

import re
from collections.abc import Sequence

from domain.resume.contact_details import find_headline, find_place
from domain.resume.dates import find_dates
from domain.resume.document import Line
from domain.resume.facts import Contact
from domain.resume.names import find_name
from domain.resume.section_names import fold
from domain.resume.sections import SectionLines

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
    links = _links(own, everything, email)
    name = find_name(everything, own, email, links)
    return Contact(
        name=name,
        email=email,
        phone=_phone(own, rest),
        links=tuple(links),
        place=find_place(own),
        headline=find_headline(_around(sections, name), name),
    )


def _around(sections: Sequence[SectionLines], name: str) -> Sequence[Line]:
    """The lines of the section that holds the name."""
    folded = name.casefold()
    return next((s.lines for s in sections if any(folded in line.text.casefold() for line in s.lines)), ())


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
    for index, line in enumerate(lines):
        match = _EMAIL.search(line.text) if "@" in line.text else None
        if match:
            seen = match[0].strip(".'")
            whole = next((mail for mail in linked if mail.startswith(seen) or mail.endswith(seen)), "")
            return whole or _wrapped_email(line, match, lines[index + 1 : index + 2]) or seen
        if "@" in line.text and lines[index + 1 : index + 2]:
            tail = _EMAIL.match(line.text.split()[-1] + lines[index + 1].text)
            if tail and not linked:
                return tail[0]
    if linked:
        return linked[0]
    for line in lines[:12]:
        match = _HIDDEN_EMAIL.search(line.text)
        if match:
            return f"{match[1]}@{match[2]}.{match[3]}"
    return ""


_TAIL = re.compile(r"^(?:[A-Za-z0-9-]+\.)*[A-Za-z]{1,6}$")


def _wrapped_email(line: Line, match: re.Match[str], following: Sequence[Line]) -> str:
    """The whole address where a narrow column broke it ("...@EXAMPLE.C" above "OM"); capitals become small."""
    text = match[0]
    if following and match.end() >= len(line.text) - 1 and line.column == following[0].column:
        more = following[0].text
        broken = text.rsplit(".", 1)[-1].lower() not in _ENDINGS
        if broken and _TAIL.match(more) and len(more) <= 8 and _EMAIL.fullmatch(line.text[match.start() :] + more):
            text = line.text[match.start() :] + more
    return text.lower() if text.isupper() else text


_ENDINGS_TEXT = "com org net edu io dev me co ai info eu uk de fr es it pt nl pl ch at be se no dk fi ca us in br jp cn"
_ENDINGS = frozenset([*_ENDINGS_TEXT.split(), "example", "test", "email", "name", "gov", "ie", "cz", "ru", "mx", "au"])


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


def _links(own: Sequence[Line], everything: Sequence[Line], email: str) -> list[str]:
    found: dict[str, str] = {}
    whole = [email.lower(), *(_key(link) for line in own for link in line.links)]

    def add(link: str) -> None:
        link = link.strip().rstrip(".,;:'\"")
        key = _key(link)
        torn = "/" not in key and any(re.search(rf"[\w-]{re.escape(key)}$", other) for other in whole)
        if key and not torn and not any(known.startswith(key) for known in found):
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
