"""Facts as JSON Resume (jsonresume.org, schema 1.0.0) and back.

The schema allows further properties, and three are used where it has no place for what a resume says:
`startDateText` / `endDateText` (a date as written that has no ISO form: "now", "summer term"), `category` of a skill
group, and `otherSections` ({"title", "text"}).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain.errors import InvalidInput
from domain.resume.dates import plain
from domain.resume.facts import (
    Certificate,
    Contact,
    Education,
    Position,
    Project,
    Publication,
    ResumeFacts,
    Section,
    SkillCategory,
    SkillFact,
    SpokenLanguage,
)

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
_GROUPS = {
    SkillCategory.TECHNICAL: "Technical",
    SkillCategory.TOOL: "Tools",
    SkillCategory.SOFT: "Soft skills",
    SkillCategory.LANGUAGE: "Languages",
    SkillCategory.OTHER: "Skills",
}
_NETWORKS = {
    "linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "stackoverflow": "Stack Overflow", "x": "X",
    "twitter": "Twitter", "xing": "XING", "orcid": "ORCID", "behance": "Behance", "dribbble": "Dribbble",
    "kaggle": "Kaggle", "medium": "Medium", "bitbucket": "Bitbucket", "researchgate": "ResearchGate",
}  # fmt: skip
_SCORE = re.compile(r"(?i)^(?:c?gpa|grade|final grade|classification|score|result|average)\b")
Json = dict[str, Any]


def to_json_resume(facts: ResumeFacts) -> Json:
    """A JSON-ready document of schema 1.0.0; empty parts are left out."""
    return {
        "$schema": SCHEMA,
        **_kept(
            basics=_basics(facts),
            work=[_work(position) for position in facts.work],
            education=[_education(entry) for entry in facts.education],
            projects=[_project(project) for project in facts.projects],
            skills=_skills(facts.skills),
            certificates=[
                _kept(name=c.name, issuer=c.issuer, **_date("date", "dateText", c.date)) for c in facts.certificates
            ],
            publications=[
                _kept(name=p.title, publisher=p.venue, url=p.link, **_date("releaseDate", "releaseDateText", p.date))
                for p in facts.publications
            ],
            languages=[_kept(language=spoken.name, fluency=spoken.level) for spoken in facts.languages],
            otherSections=[{"title": s.title, "text": s.text} for s in facts.sections if s.kind == "other" and s.text],
        ),
        "meta": {"version": "v1.0.0"},
    }


def from_json_resume(document: object) -> ResumeFacts:
    """The facts of a JSON Resume, ours or a stranger's; raises InvalidInput when it is none."""
    if not isinstance(document, Mapping) or not isinstance(document.get("basics"), Mapping):
        raise InvalidInput("This is not a JSON Resume file: it has no part called basics.")
    basics = document["basics"]
    return ResumeFacts(
        contact=_contact_of(basics),
        summary=_text(basics, "summary"),
        work=tuple(_position_of(item) for item in _items(document, "work")),
        education=tuple(_education_of(item) for item in _items(document, "education")),
        skills=tuple(skill for group in _items(document, "skills") for skill in _skills_of(group)),
        projects=tuple(_project_of(item) for item in _items(document, "projects")),
        certificates=tuple(
            Certificate(name=_text(c, "name"), issuer=_text(c, "issuer"), date=_text(c, "dateText", "date"))
            for c in _items(document, "certificates")
        ),
        publications=tuple(
            Publication(
                title=_text(p, "name"), venue=_text(p, "publisher"), link=_text(p, "url"),
                date=_text(p, "releaseDateText", "releaseDate"),
            )
            for p in _items(document, "publications")
        ),
        languages=tuple(
            SpokenLanguage(name=_text(spoken, "language"), level=_text(spoken, "fluency"))
            for spoken in _items(document, "languages")
        ),
        sections=tuple(
            Section(title=_text(s, "title"), kind="other", text=_text(s, "text"))
            for s in _items(document, "otherSections")
        ),
    )  # fmt: skip


def _kept(**values: Any) -> Json:
    return {name: value for name, value in values.items() if value}


def _basics(facts: ResumeFacts) -> Json:
    contact = facts.contact
    city, _, region = (part.strip() for part in contact.place.partition(","))
    sites = [link for link in contact.links if _network(link) is None]
    return {
        "name": contact.name,
        **_kept(
            label=contact.headline, email=contact.email, phone=contact.phone, summary=facts.summary,
            location=_kept(city=city, region=region), url=_address(sites[0]) if sites else "",
            profiles=[_profile(link) for link in contact.links if link not in sites[:1]],
        ),
    }  # fmt: skip


def _network(link: str) -> str | None:
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip().lower()).partition("/")[0]
    return next((_NETWORKS[part] for part in host.split(".")[:-1] if part in _NETWORKS), None)


def _profile(link: str) -> Json:
    tail = link.strip().rstrip("/").rsplit("/", 1)[-1]
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", link.strip()).partition("/")[0]
    return _kept(network=_network(link) or host, username=tail if tail != host else "", url=_address(link))


def _address(link: str) -> str:
    return link if re.match(r"(?i)[a-z]+://", link) else f"https://{link}"


def _date(name: str, text_name: str, written: str) -> Json:
    """The ISO form of a date, and the written one where that says something the ISO form cannot."""
    iso = plain(written)
    if iso and iso != "present":
        return {name: iso}
    return {text_name: written} if written else {}


def _span(start: str, end: str) -> Json:
    """Readers take a missing end for "until now"; where there is none, the file says so."""
    span = _date("startDate", "startDateText", start) | _date("endDate", "endDateText", end)
    return span | {"endDateText": ""} if start and not end else span


def _work(position: Position) -> Json:
    known = _kept(name=position.employer, position=position.title, location=position.place)
    return known | _span(position.start, position.end) | _kept(highlights=list(position.bullets))


def _education(entry: Education) -> Json:
    known = _kept(institution=entry.school, studyType=entry.degree, area=entry.field) | _span(entry.start, entry.end)
    score = next((detail for detail in entry.details if _SCORE.match(detail)), "")
    return known | _kept(score=score, courses=[detail for detail in entry.details if detail != score])


def _project(project: Project) -> Json:
    known = _kept(name=project.title, roles=[project.role] if project.role else [], url=project.link)
    return known | _span(project.start, project.end) | _kept(highlights=list(project.bullets))


def _skills(skills: Sequence[SkillFact]) -> list[Json]:
    groups: dict[SkillCategory, list[str]] = {}
    for skill in skills:
        groups.setdefault(skill.category, []).append(skill.name)
    return [
        {"name": label, "category": category.value, "keywords": list(dict.fromkeys(groups[category]))}
        for category, label in _GROUPS.items()
        if category in groups
    ]


def _text(item: Mapping[str, Any], *names: str) -> str:
    """The first of these properties that is there, as text; what is no text counts as empty."""
    value = next((item[name] for name in names if item.get(name) is not None), "")
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _items(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = document.get(name)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _texts(item: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = item.get(name)
    return tuple(t.strip() for t in value if isinstance(t, str) and t.strip()) if isinstance(value, list) else ()


def _dates_of(item: Mapping[str, Any]) -> Json:
    start, end = _text(item, "startDateText", "startDate"), _text(item, "endDateText", "endDate")
    if start and not end and "endDateText" not in item:
        end = "Present"
    return {"start": start, "end": end}


def _contact_of(basics: Mapping[str, Any]) -> Contact:
    links = [_text(basics, "url"), *(_text(profile, "url") for profile in _items(basics, "profiles"))]
    location = basics.get("location")
    place = location if isinstance(location, Mapping) else {}
    parts = (_text(place, "city"), _text(place, "region"), _text(place, "countryCode"))
    return Contact(
        name=_text(basics, "name"),
        email=_text(basics, "email"),
        phone=_text(basics, "phone"),
        links=tuple(dict.fromkeys(link for link in links if link)),
        place=", ".join(part for part in parts if part),
        headline=_text(basics, "label"),
    )


def _position_of(item: Mapping[str, Any]) -> Position:
    summary = _text(item, "summary")
    return Position(
        title=_text(item, "position"), employer=_text(item, "name"), place=_text(item, "location"),
        bullets=(*((summary,) if summary else ()), *_texts(item, "highlights")), **_dates_of(item),
    )  # fmt: skip


def _education_of(item: Mapping[str, Any]) -> Education:
    score = _text(item, "score")
    return Education(
        school=_text(item, "institution"), degree=_text(item, "studyType"), field=_text(item, "area"),
        details=(*((score,) if score else ()), *_texts(item, "courses")), **_dates_of(item),
    )  # fmt: skip


def _project_of(item: Mapping[str, Any]) -> Project:
    description = _text(item, "description")
    return Project(
        title=_text(item, "name"), role=", ".join(_texts(item, "roles")), link=_text(item, "url"),
        bullets=(*((description,) if description else ()), *_texts(item, "highlights")), **_dates_of(item),
    )  # fmt: skip


def _skills_of(group: Mapping[str, Any]) -> list[SkillFact]:
    named = _text(group, "category") or _text(group, "name").casefold()
    category = next(
        (kind for kind, label in _GROUPS.items() if named in (kind.value, label.casefold())), SkillCategory.OTHER
    )
    names = _texts(group, "keywords") or ((_text(group, "name"),) if _text(group, "name") else ())
    return [SkillFact(name=name, category=category) for name in names]
