"""The sections of a resume as blocks."""

from dataclasses import replace

from benchmarks.resumes.blocks import Block, Bullet, Chips, Gap, Grid, Look, Part, Rated, Row, Run, Side, Table
from benchmarks.resumes.content_types import Content
from benchmarks.resumes.dates import TODAY, duration
from benchmarks.resumes.entries import between, head

REST = (
    "projects", "certificates", "publications", "languages",
    "awards", "volunteering", "interests", "references", "details", "declaration",
)  # fmt: skip


def parts(content: Content, look: Look) -> list[Part]:
    """All sections that have something in them, in the look's order; what the order does not name comes last, but a
    summary first."""
    first = () if "summary" in look.order else ("summary",)
    named = (*first, *look.order)
    order = (*named, *(kind for kind in ("work", "education", "skills", *REST) if kind not in named))
    return [part for kind in order if (part := section(kind, content, look)).blocks]


def section(kind: str, content: Content, look: Look) -> Part:
    """One section; it has no blocks when the person has nothing of the kind."""
    heading = "" if kind == "summary" and look.bare_summary else content.headings.get(kind, "")
    return Part(kind, heading, tuple(_blocks(kind, content, look)))


def _blocks(kind: str, content: Content, look: Look) -> list[Block]:
    facts = content.facts
    match kind:
        case "summary":
            return [Row((Run(facts.summary),))] if facts.summary else []
        case "work":
            return _work(content, look)
        case "education":
            return _education(content, look)
        case "skills":
            return _skills(content, look)
        case "projects":
            return [
                block for project in facts.projects for block in _titled(project.title, project.link, project.bullets)
            ]
        case "certificates":
            return [Bullet(", ".join(p for p in (c.name, c.issuer, c.date) if p)) for c in facts.certificates]
        case "publications":
            name = _cited(content)
            return [
                Row((Run(f'{name} ({p.date}). "{p.title}." '), Run(f"{p.venue}.", "i"))) for p in facts.publications
            ]
        case "languages":
            return _languages(content, look)
        case _:
            return [Row((Run(line),)) for extra, lines in content.extras if extra == kind for line in lines]


def _titled(title: str, link: str, lines: tuple[str, ...]) -> list[Block]:
    shown = (Run(" | "), Run(link, "", f"https://{link}")) if link else ()
    return [Row((Run(title, "b"), *shown)), *(Bullet(line) for line in lines)]


def _cited(content: Content) -> str:
    words = content.facts.contact.name.split()
    return f"{words[-1]}, {words[0][0]}."


def _work(content: Content, look: Look) -> list[Block]:
    blocks: list[Block] = []
    work = content.facts.work
    for index, position in enumerate(work):
        lasts = content.spans[index][1] == TODAY
        dates = between(content, position.start, position.end, since=look.since and lasts)
        if look.durations and content.language == "en":
            dates += f" ({duration(*content.spans[index])})"
        about = content.abouts[index] if content.abouts else ""
        bullets: list[Block] = [Row((Run(about, "i"),))] if about else []
        bullets += [Bullet(line) for line in position.bullets]
        same = index > 0 and work[index - 1].employer == position.employer
        if look.entry == "left":
            rows = head("comma", position.title, position.employer, position.place, "", content.language)
            entry: list[Block] = [Side(dates, (*rows, *bullets))]
        elif look.entry == "left_employer":
            rows = head("employer_dates", position.title, position.employer, position.place, "", content.language)
            entry = [Side(dates, (*rows, *bullets))]
        elif look.entry == "grouped":
            top = (
                [] if same else [Row((Run(position.employer, "b"),), (Run(position.place),) if position.place else ())]
            )
            entry = [*top, Row((Run(position.title, "i"),), (Run(dates),)), *bullets]
        elif look.entry == "profile_page":
            entry = [
                *_profile_entry(content, index, dates, same=same),
                *(Row((Run(line),)) for line in position.bullets),
            ]
        else:
            rows = head(look.entry, position.title, position.employer, position.place, dates, content.language)
            entry = [*rows, *bullets]
        blocks += [*([Gap()] if blocks else []), *entry]
    return blocks


def _profile_entry(content: Content, index: int, dates: str, *, same: bool) -> list[Block]:
    """Employer, title, dates with the duration; an employer with several roles stands once, with the sum."""
    work, spans = content.facts.work, content.spans
    position = work[index]
    last = index
    while last + 1 < len(work) and work[last + 1].employer == position.employer:
        last += 1
    rows = []
    if not same:
        rows.append(Row((Run(position.employer, "b"),)))
        if last > index:
            rows.append(Row((Run(duration(spans[last][0], spans[index][1])),)))
    rows += [Row((Run(position.title),)), Row((Run(f"{dates} ({duration(*spans[index])})"),))]
    return [*rows, *([Row((Run(position.place, "d"),))] if position.place else [])]


def _education(content: Content, look: Look) -> list[Block]:
    if look.school == "table":
        return _school_table(content)
    blocks: list[Block] = []
    for entry, degree, end in zip(content.facts.education, content.degrees, content.school_ends, strict=True):
        dates = between(content, entry.start, end)
        if look.school in ("left", "left_employer"):
            form = "comma" if look.school == "left" else "employer_dates"
            found: list[Block] = [Side(dates, tuple(head(form, degree, entry.school, "", "", content.language)))]
        elif look.school == "profile_page":
            found = [Row((Run(entry.school, "b"),)), Row((Run(f"{degree} · ({dates})"),))]
        else:
            form = "employer_place" if look.school == "grouped" else look.school
            found = [*head(form, degree, entry.school, "", dates, content.language)]
        details: list[Block] = [Row((Run(line),)) for line in entry.details]
        if look.grade_inline and details and isinstance(found[-1], Row):
            found[-1] = replace(found[-1], left=(*found[-1].left, Run(f", {entry.details[0]}")))
            details = []
        if isinstance(found[0], Side):
            found = [replace(found[0], blocks=(*found[0].blocks, *details))]
            details = []
        blocks += [*([Gap()] if blocks else []), *found, *details]
    return blocks


def _school_table(content: Content) -> list[Block]:
    rows = [("Degree / Course", "Institute", "Year", "Result")]
    for entry, degree, end in zip(content.facts.education, content.degrees, content.school_ends, strict=True):
        dates = between(content, entry.start, end)
        rows.append((degree, entry.school, dates, entry.details[0] if entry.details else "First class"))
    return [Table(tuple(rows))]


def _skills(content: Content, look: Look) -> list[Block]:
    groups = content.skill_groups
    names = [skill for _, skills in groups for skill in skills]
    comma = "、" if content.wide else ", "
    match look.skills:
        case "grouped":
            colon = "：" if content.wide else ": "
            return [
                Row((*((Run(label + colon, "b"),) if label else ()), Run(comma.join(skills))))
                for label, skills in groups
            ]
        case "groups_stacked":
            return [
                block
                for label, skills in groups
                for block in (*((Row((Run(label, "b"),)),) if label else ()), Row((Run(comma.join(skills)),)))
            ]
        case "bullets":
            return [Bullet(name) for name in names]
        case "lines":
            return [Row((Run(name),)) for name in names]
        case "grid":
            return [Grid(tuple(names), 3)]
        case "chips":
            return [Chips(tuple(names))]
        case "rated":
            return [Rated(name, 3 + len(name) % 3) for name in names]
        case "levels":
            levels = ("advanced", "proficient", "basic")
            return [Bullet(f"{name} ({levels[len(name) % 3]})" if content.language == "en" else name) for name in names]
        case form:
            return [Row((Run({"dots": " • ", "pipes": " | ", "commas": comma, "slashes": " / "}[form].join(names)),))]


def _languages(content: Content, look: Look) -> list[Block]:
    tongues = content.facts.languages
    if look.skills in ("rated", "bullets", "lines"):
        return [Row((Run(f"{tongue.name} – {tongue.level}"),)) for tongue in tongues]
    comma = "、" if content.wide else ", "
    return [Row((Run(comma.join(f"{tongue.name} ({tongue.level})" for tongue in tongues)),))] if tongues else []
