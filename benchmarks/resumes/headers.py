"""Name and contact lines at the head of a resume."""

from benchmarks.resumes.blocks import Look, Row, Run
from benchmarks.resumes.content_types import Content
from benchmarks.resumes.pools import pool

_SIGNS = {"phone": "☎", "email": "✉", "place": "➤"}


def shown_name(content: Content, look: Look) -> str:
    """The name as it is drawn; in capitals only where they lose nothing (the dotless i of Turkish would become I)."""
    name = content.written_name
    return name.upper() if look.name_caps and name.upper().casefold() == name.casefold() else name


def document_title(content: Content) -> str:
    """What stands above the name in some resumes ("Curriculum Vitae")."""
    return str(pool(content.language)["title"])


def contact_items(content: Content, look: Look) -> list[tuple[str, str, Run]]:
    """Kind, label and text of place, phone, email and links."""
    contact, labels = content.facts.contact, content.labels
    items = [("place", labels["place"], Run(contact.place))] if contact.place else []
    if contact.phone:
        items.append(("phone", labels["phone"], Run(contact.phone)))
    if contact.phone and content.second_phone:
        items.append(("phone", labels["phone"], Run(content.second_phone)))
    items.append(("email", labels["email"], Run(contact.email, url=f"mailto:{contact.email}")))
    items += [("link", _site(link.url, labels["link"]), Run(link.text, url=link.url)) for link in content.links]
    if look.annotated:
        return items
    return [(kind, label, run if "." not in run.text else Run(run.text)) for kind, label, run in items]


def _site(url: str, otherwise: str) -> str:
    host = url.removeprefix("https://").removeprefix("www.").split("/")[0]
    return {"linkedin.com": "LinkedIn", "github.com": "GitHub", "behance.net": "Behance"}.get(host, otherwise)


def contact_runs(content: Content, look: Look) -> list[tuple[Run, ...]]:
    """Place, phone, email, links and personal data, with a label or a sign in front where the look says so."""
    colon = "：" if content.wide else ": "
    found: list[tuple[Run, ...]] = []
    for kind, label, run in contact_items(content, look):
        before: tuple[Run, ...] = ()
        if look.labelled and run.text != label:
            before = (Run(label + colon),)
        elif look.icons and kind in _SIGNS and not content.wide:
            before = (Run(_SIGNS[kind], "z"), *((Run(" "),) if not look.glued else ()))
        found.append((*before, run))
    return [*found, *((Run(f"{label}{colon}{value}"),) for label, value in content.personal)]


def contact_line(content: Content, look: Look) -> Row:
    """All of them in one line with the look's separator."""
    runs: list[Run] = []
    for item in contact_runs(content, look):
        runs += [*((Run(look.separator),) if runs else ()), *item]
    return Row(tuple(runs))


def contact_rows(content: Content, look: Look) -> list[Row]:
    """Each in a line of its own."""
    return [Row(item) for item in contact_runs(content, look)]


def labelled_rows(content: Content, look: Look) -> list[Row]:
    """Each with its label in a line above."""
    pairs = [(label, run) for _, label, run in contact_items(content, look)]
    pairs += [(label, Run(value)) for label, value in content.personal]
    return [
        row for label, run in pairs for row in (*((Row((Run(label, "b"),)),) if label != run.text else ()), Row((run,)))
    ]
