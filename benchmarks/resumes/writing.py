"""Writes the facts of one invented person from the pools."""

from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.resumes.contact import email, links, person, phone
from benchmarks.resumes.content_types import Content, Link, Month
from benchmarks.resumes.dates import TODAY, back, later, written
from benchmarks.resumes.pools import fill, pool
from domain.resume.facts import (
    Certificate,
    Contact,
    Education,
    Position,
    Project,
    Publication,
    ResumeFacts,
    SkillFact,
    SpokenLanguage,
)

LOW_DEGREES = (
    "high school", "ged", "certificate", "diploma", "nvq", "city & guilds", "ausbildung", "abitur", "mittlere reife",
    "fachabitur", "bts", "dut", "baccalauréat", "bachillerato", "técnico", "educación", "ensino", "大专",
    "専門士", "高等学校", "hnd", "hnc", "associate", "短期",
)  # fmt: skip


@dataclass(frozen=True)
class Wishes:
    """What a layout needs of the person it shows. `jobs` are fewest and most."""

    jobs: tuple[int, int] = (2, 4)
    bullets: tuple[int, int] = (2, 4)
    professions: tuple[str, ...] = ()
    hidden_links: float = 0.12
    several_roles: float = 0.2
    date_form: str = ""
    present: str = ""
    publications: bool = False
    projects: float = 0.5


def write(rng: Random, language: str, wishes: Wishes) -> Content:
    """One person, complete and consistent; the same `rng` state gives the same person."""
    words = pool(language)
    usual = [p for p in words["professions"] if p not in ("student", "researcher")]
    choices = [p for p in wishes.professions if p in words["professions"]] or usual
    profession = rng.choice(choices)
    trade = words["professions"][profession]
    name, given, family = person(rng, language)
    hidden = rng.random() < wishes.hidden_links
    found_links = links(rng, given, family, profession, hidden=hidden)
    form = wishes.date_form or rng.choice(words["dates"])
    dated = _Dates(form, language, wishes.present or rng.choice(words["present"]))
    work, spans = _work(rng, language, trade, wishes, dated)
    first = spans[-1][0] if spans else later(TODAY, 10)
    education, degrees, ends = _education(rng, language, trade, first, dated)
    groups = _skills(rng, trade, student=not work)
    years = str(max(2, TODAY[0] - first[0]))
    place = rng.choice(words["places"])
    facts = ResumeFacts(
        contact=Contact(
            name=name,
            email=email(rng, given, family),
            phone=phone(rng, language) if rng.random() < 0.93 else "",
            links=tuple(link.url for link in found_links),
            place=_address(rng, language, place) if rng.random() < 0.75 else "",
            headline=work[0].title if work and rng.random() < 0.4 else "",
        ),
        summary=fill(trade["summary"], rng, language, years=years) if rng.random() < 0.65 else "",
        work=work,
        education=education,
        skills=tuple(SkillFact(name=skill) for _, skills in groups for skill in skills),
        projects=_projects(rng, language, trade, wishes, found_links),
        certificates=_certificates(rng, trade, dated),
        publications=_publications(rng, trade) if wishes.publications else (),
        languages=_tongues(rng, words) if rng.random() < (0.75 if language != "en" else 0.35) else (),
    )
    return Content(
        language=language,
        profession=profession,
        facts=facts,
        written_name=_with_credentials(name, rng.choice(trade["credentials"])),
        links=found_links,
        degrees=degrees,
        school_ends=ends,
        spans=spans,
        to=rng.choice(words["to"]),
        skill_groups=groups,
        extras=_extras(rng, language, words),
        headings={kind: rng.choice(forms) for kind, forms in words["headings"].items()},
        labels={k: rng.choice(v) if isinstance(v, list) else v for k, v in words["labels"].items()},
        personal=tuple((label, fill(value, rng, language)) for label, value in words["personal"])
        if rng.random() < 0.4
        else (),
        second_phone=phone(rng, language) if rng.random() < 0.06 else "",
        abouts=_abouts(rng, language, work) if rng.random() < 0.2 else (),
    )


@dataclass(frozen=True)
class _Dates:
    form: str
    language: str
    present: str

    def __call__(self, month: Month) -> str:
        return self.present if month >= TODAY else written(month, self.form, self.language)


def _with_credentials(name: str, credentials: str) -> str:
    return f"{name}{credentials}" if credentials.startswith((",", " ")) or not credentials else f"{credentials}{name}"


def _work(
    rng: Random, language: str, trade: dict[str, Any], wishes: Wishes, dated: _Dates
) -> tuple[tuple[Position, ...], tuple[tuple[Month, Month], ...]]:
    words = pool(language)
    wanted = rng.randint(*wishes.jobs)
    titles = rng.sample(trade["titles"], min(wanted, len(trade["titles"])))
    employers = rng.sample(trade["employers"], min(wanted, len(trade["employers"])))
    bullets = rng.sample(trade["bullets"], len(trade["bullets"])) + rng.sample(words["generic"], len(words["generic"]))
    end = TODAY if rng.random() < 0.72 else back(TODAY, rng.randint(1, 14))
    work: list[Position] = []
    spans: list[tuple[Month, Month]] = []
    place = ""
    for index in range(min(wanted, len(titles), len(employers))):
        start = back(end, rng.choice([5, 11, 14, 23, 26, 31, 40, 52, 66]))
        same = bool(work) and rng.random() < wishes.several_roles
        if not same:
            place = rng.choice(words["places"]) if rng.random() < 0.75 else ""
        employer = work[-1].employer if same else employers[index]
        lines = [bullets[i % len(bullets)] for i in range(index * 7, index * 7 + rng.randint(*wishes.bullets))]
        work.append(
            Position(
                title=titles[index],
                employer=employer,
                place=place,
                start=dated(start),
                end=dated(end),
                bullets=_bullets(rng, language, trade, lines),
            )
        )
        spans.append((start, end))
        end = back(start, rng.choice([0, 1, 1, 1, 2, 3, 9, 15]))
    return tuple(work), tuple(spans)


def _bullets(rng: Random, language: str, trade: dict[str, Any], lines: list[str]) -> tuple[str, ...]:
    """Some get longer than a line, and the last sometimes names the tools."""
    words = pool(language)
    long = rng.random() < 0.35
    written_lines = [
        fill(line + (rng.choice(words["tails"]) if long and rng.random() < 0.6 else ""), rng, language)
        for line in dict.fromkeys(lines)
    ]
    if rng.random() < 0.1:
        comma = "、" if language in ("zh", "ja") else ", "
        last = list(trade["skills"].values())[-1]
        written_lines.append(rng.choice(words["tools"]) + comma.join(rng.sample(last, min(3, len(last)))))
    return tuple(written_lines)


def _address(rng: Random, language: str, place: str) -> str:
    if rng.random() > 0.22 or place == "Remote":
        return place
    return fill(rng.choice(pool(language)["streets"]), rng, language, place=place)


def _abouts(rng: Random, language: str, work: tuple[Position, ...]) -> tuple[str, ...]:
    """What the employer does, or its page."""
    lines = [fill(rng.choice(pool(language)["abouts"]), rng, language) for _ in work]
    names = ["".join(c for c in position.employer.lower() if c.isascii() and c.isalnum()) for position in work]
    if all(names) and rng.random() < 0.25:
        lines = [f"https://www.{name}.example.com" for name in names]
    return tuple(line if rng.random() < 0.7 else "" for line in lines)


def _education(
    rng: Random, language: str, trade: dict[str, Any], before: Month, dated: _Dates
) -> tuple[tuple[Education, ...], tuple[str, ...], tuple[str, ...]]:
    """Schools and degrees; the degrees as written on the page; and so the end dates."""
    words = pool(language)
    chosen = rng.sample(trade["degrees"], min(rng.choice([1, 1, 2, 2, 3]), len(trade["degrees"])))
    chosen.sort(key=lambda pair: pair[0].lower().startswith(LOW_DEGREES))
    schools = rng.sample(words["schools"], len(words["schools"]))
    low_schools = rng.sample(words["low_schools"], len(words["low_schools"]))
    joiner, range_given = rng.choice(words["in"]), rng.random() < 0.55
    found: list[Education] = []
    degrees: list[str] = []
    ends: list[str] = []
    end = back(before, rng.randint(1, 5))
    for index, (degree, subject) in enumerate(chosen):
        low = degree.lower().startswith(LOW_DEGREES)
        start = back(end, 36 if low else rng.choice([24, 33, 45, 57]))
        ended = (end[0], 6)
        date, phrase = _ended(rng, language, dated, ended, range_given=range_given)
        ends.append(phrase)
        found.append(
            Education(
                school=(low_schools if low else schools)[index % 2],
                degree=degree,
                field=subject,
                start=dated(start) if range_given or date == dated.present else "",
                end=date,
                details=(fill(rng.choice(words["details"]), rng, language),) if rng.random() < 0.4 else (),
            )
        )
        degrees.append(_degree(degree, subject, joiner))
        end = back(start, 2)
    return tuple(found), tuple(degrees), tuple(ends)


def _ended(rng: Random, language: str, dated: _Dates, ended: Month, *, range_given: bool) -> tuple[str, str]:
    """The date, and how the page words it."""
    words = pool(language)
    if ended >= TODAY:
        if rng.random() > 0.6:
            return dated.present, dated.present
        date = written(ended, dated.form, language)
        return date, fill(rng.choice(words["expected"]), rng, language, date=date)
    date = dated(ended)
    if range_given or rng.random() < 0.6:
        return date, date
    phrase = rng.choice(words["finished"])
    date = str(ended[0]) if "{yyyy}" in phrase else date
    return date, fill(phrase, rng, language, date=date, yyyy=date)


def _degree(degree: str, subject: str, joiner: str) -> str:
    if not subject:
        return degree
    if joiner == " " and degree.isascii() and len(degree) > 12 and "Hons" not in degree and "-" not in degree:
        joiner = ", "
    if "(Hons)" in degree:
        joiner = " "
    return f"{degree}{joiner}{subject}"


def _skills(rng: Random, trade: dict[str, Any], *, student: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups: list[tuple[str, tuple[str, ...]]] = []
    for label, skills in trade["skills"].items():
        fewest = min(len(skills), 3 if len(trade["skills"]) > 1 else 5)
        picked = rng.sample(skills, rng.randint(fewest, min(len(skills), 8 if not student else 5)))
        groups.append((label, tuple(picked)))
    return tuple(groups)


def _projects(
    rng: Random, language: str, trade: dict[str, Any], wishes: Wishes, given_links: tuple[Link, ...]
) -> tuple[Project, ...]:
    if rng.random() > wishes.projects:
        return ()
    given = trade.get("projects", [])
    chosen = rng.sample(given, min(len(given), rng.choice([1, 2, 2, 3])))
    code = next((link.url.removeprefix("https://") for link in given_links if "github" in link.url), "")
    return tuple(
        Project(
            title=title,
            link=f"{code}/{title.lower().replace(' ', '-')}" if code and title.isascii() and rng.random() < 0.5 else "",
            bullets=(fill(line, rng, language),),
        )
        for title, line in chosen
    )


def _certificates(rng: Random, trade: dict[str, Any], dated: _Dates) -> tuple[Certificate, ...]:
    if rng.random() > 0.55:
        return ()
    chosen = rng.sample(trade["certificates"], rng.randint(1, len(trade["certificates"])))
    return tuple(
        Certificate(name=name, issuer=issuer, date=dated((rng.randint(2014, 2025), rng.randint(1, 12))))
        for name, issuer in chosen
    )


def _publications(rng: Random, trade: dict[str, Any]) -> tuple[Publication, ...]:
    given = trade.get("publications", [])
    return tuple(
        Publication(title=title, venue=venue, date=str(rng.randint(2011, 2025)))
        for title, venue in rng.sample(given, min(len(given), rng.randint(3, 5)))
    )


def _tongues(rng: Random, words: dict[str, Any]) -> tuple[SpokenLanguage, ...]:
    own, *others = words["tongues"]
    levels = words["levels"]
    found = [SpokenLanguage(name=own, level=rng.choice(levels["native"]))]
    for name in rng.sample(others, rng.randint(1, 2)):
        level = rng.choice(levels[rng.choice(["high", "mid", "low"])])
        found += [SpokenLanguage(name=name, level=level)]
    return tuple(found)


def _extras(rng: Random, language: str, words: dict[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: list[tuple[str, tuple[str, ...]]] = []
    if rng.random() < 0.2:
        found.append(("awards", (fill(rng.choice(words["awards"]), rng, language),)))
    if rng.random() < 0.2:
        found.append(("volunteering", (rng.choice(words["volunteering"]),)))
    if rng.random() < 0.3:
        comma = "、" if language in ("zh", "ja") else ", "
        hobbies = rng.sample(words["interests"], min(3, len(words["interests"])))
        found.append(("interests", (comma.join(hobbies),)))
    if rng.random() < 0.15:
        persons = rng.random() < 0.4
        found.append(("references", (rng.choice(words["referees" if persons else "references"]),)))
    return tuple(found)
