"""Names, addresses, phones and links of invented people."""

import unicodedata
from random import Random

from benchmarks.resumes.content_types import Link
from benchmarks.resumes.pools import fill, names, pool

MAIL_DOMAINS = (
    "example.com",
    "example.org",
    "mail.example.com",
    "example.net",
    "inbox.example.org",
    "alumni.example.edu",
)
_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ø": "o", "ł": "l", "'": "", ".": "", "’": ""})


def person(rng: Random, language: str) -> tuple[str, str, str]:
    """Name in local order, and given and family name in plain Latin letters."""
    given, family = rng.choice(names()[language])
    if language in ("zh", "ja"):
        between = "" if language == "zh" else rng.choice([" ", "　", ""])
        latin = names()["romanised"]
        return f"{family}{between}{given}", latin[given], latin[family]
    return f"{given} {family}", _plain(given), _plain(family)


def _plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(c for c in folded if c.isascii() and (c.isalnum() or c in " -")).strip()


def email(rng: Random, given: str, family: str) -> str:
    """An address under a domain that is reserved for examples."""
    first, last = given.replace(" ", "").replace("-", ""), family.replace(" ", "").replace("-", "")
    local = rng.choice(
        [
            f"{first}.{last}",
            f"{first[0]}{last}",
            f"{first}{last}{rng.randint(70, 99)}",
            f"{last}.{first}",
            f"{first}_{last}",
        ]
    )
    if rng.random() < 0.08:
        local += "+jobs"
    address = f"{local}@{rng.choice(MAIL_DOMAINS)}"
    return address.title() if rng.random() < 0.05 else address


def phone(rng: Random, language: str) -> str:
    """A number in one of the forms people of that language use."""
    return fill(rng.choice(pool(language)["phones"]), rng, language)


def links(rng: Random, given: str, family: str, profession: str, *, hidden: bool) -> tuple[Link, ...]:
    """None to three links. With `hidden` the page shows a name or handle, the address is in the annotation."""
    handle = f"{given}-{family}".replace(" ", "-")
    short = handle.replace("-", "")
    found: list[Link] = []
    if rng.random() < 0.72 or hidden:
        found.append(_link(rng, f"linkedin.com/in/{handle}{rng.choice(['', '-4b7a2', ''])}", "LinkedIn", hidden=hidden))
    if profession in ("software", "data", "researcher", "student") and rng.random() < 0.75:
        found.append(_link(rng, f"github.com/{short}", "GitHub", hidden=hidden))
    if profession in ("designer", "architect", "marketing") and rng.random() < 0.6:
        site = rng.choice(["behance.net", "dribbble.com"])
        found.append(_link(rng, f"{site}/{short}", "Portfolio", hidden=hidden))
    if rng.random() < 0.22:
        ending = rng.choice(["dev", "me", "com", "io", "net"])
        found.append(_link(rng, f"{short}.{ending}", "Website", hidden=hidden))
    return tuple(found)


def _link(rng: Random, bare: str, name: str, *, hidden: bool) -> Link:
    secure = f"https://{bare}"
    if hidden:
        return Link(rng.choice([name, bare.split("/")[-1]]), secure)
    return Link(rng.choice([bare, bare, f"www.{bare}" if bare.count("/") else bare, secure, f"http://{bare}"]), secure)
