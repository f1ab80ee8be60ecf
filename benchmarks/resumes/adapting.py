"""What some layouts leave out or write elsewhere: the truth of a file is only what the file shows."""

from dataclasses import replace

from benchmarks.resumes.content_types import Content


def as_it_is(content: Content) -> Content:
    """The layout shows everything."""
    return content


def profile(content: Content) -> Content:
    """A profile page shows three to five top skills, certificates by name, and little else."""
    facts = content.facts
    kept = facts.skills[:5]
    certificates = tuple(c.model_copy(update={"issuer": "", "date": ""}) for c in facts.certificates)
    education = tuple(entry.model_copy(update={"details": ()}) for entry in facts.education)
    joined = tuple(f"{e.degree}, {e.field}" if e.field else e.degree for e in education)
    shown = facts.model_copy(
        update={
            "skills": kept,
            "certificates": certificates,
            "projects": (),
            "publications": (),
            "education": education,
        }
    )
    return replace(
        content, facts=shown, skill_groups=(("", tuple(s.name for s in kept)),), degrees=joined, extras=(), to="-"
    )


def functional(content: Content) -> Content:
    """Achievements first, all together; the jobs only as a list."""
    facts = content.facts
    achievements = tuple(line for position in facts.work for line in position.bullets[:2])
    work = tuple(position.model_copy(update={"bullets": ()}) for position in facts.work)
    return replace(
        content,
        facts=facts.model_copy(update={"work": work}),
        extras=(("achievements", achievements), *content.extras),
        headings={**content.headings, "achievements": "Selected Achievements", "work": "Work History"},
    )


def boxes(content: Content) -> Content:
    """Text boxes show links as they are written: no annotation could hold a hidden address."""
    links = tuple(
        replace(link, text=link.url) if "/" not in link.text and "." not in link.text else link
        for link in content.links
    )
    return replace(content, links=links)


def fresher(content: Content) -> Content:
    """As graduates write in India: personal details with the father's name, and a declaration at the end."""
    name = content.facts.contact.name
    details = (
        "Father's Name: Suresh Narayan Iyer",
        "Date of Birth: 14/08/1999",
        "Languages Known: English, Hindi, Tamil",
    )
    declared = f"I hereby declare that the above information is true to the best of my knowledge. ({name})"
    facts = content.facts.model_copy(update={"languages": ()})
    return replace(
        content,
        facts=facts,
        extras=(*content.extras, ("details", details), ("declaration", (declared,))),
        headings={
            **content.headings,
            "details": "Personal Details",
            "declaration": "Declaration",
            "summary": "Career Objective",
        },
    )


def student(content: Content) -> Content:
    """Somebody who studies: no headline of a job."""
    contact = content.facts.contact.model_copy(update={"headline": ""})
    return replace(content, facts=content.facts.model_copy(update={"contact": contact}))
