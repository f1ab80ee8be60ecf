"""Name and contact lines at the head of a resume."""

from benchmarks.resumes.blocks import Look, Row, Run
from benchmarks.resumes.content_types import Content


def shown_name(content: Content, look: Look) -> str:
    """The name as it is drawn."""
    return content.written_name.upper() if look.name_caps else content.written_name


def contact_runs(content: Content, look: Look) -> list[Run]:
    """Place, phone, email and links, one run each; with labels in front where the look says so."""
    contact, labels = content.facts.contact, content.labels
    colon = "：" if content.wide else ": "

    def named(kind: str, text: str) -> str:
        return f"{labels[kind]}{colon}{text}" if look.labelled else text

    runs = [Run(named("place", contact.place))] if contact.place else []
    if contact.phone:
        runs.append(Run(named("phone", contact.phone)))
    runs.append(Run(named("email", contact.email), url=f"mailto:{contact.email}"))
    return runs + [Run(link.text, url=link.url) for link in content.links]


def contact_line(content: Content, look: Look) -> Row:
    """All of them in one line with the look's separator."""
    runs: list[Run] = []
    for run in contact_runs(content, look):
        runs += [Run(look.separator), run] if runs else [run]
    return Row(tuple(runs))


def contact_rows(content: Content, look: Look) -> list[Row]:
    """Each in a line of its own."""
    return [Row((run,)) for run in contact_runs(content, look)]
