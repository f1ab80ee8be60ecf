"""Facts to export: hard resumes by name, and any number of made-up ones by seed."""

import random
from collections.abc import Callable

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

_LONG_BULLET = (
    "Cut late deliveries from 9 to 3 percent by moving the cut-off time and measuring each route with the drivers who "
    "drive it every day of the year, in snow and in sun"
)
_LONG_BULLET_JA = (
    "配送ルートを見直し、遅延率を九パーセントから三パーセントまで下げ、毎月の燃料費も一割減らしました。"
    "運転手と毎朝話し合い、改善案を週ごとに試しました。"
)


def skills(*names: str, category: SkillCategory = SkillCategory.OTHER) -> tuple[SkillFact, ...]:
    return tuple(SkillFact(name=name, category=category) for name in names)


def full() -> ResumeFacts:
    """Something of every kind."""
    return ResumeFacts(
        contact=Contact(
            name="Ingrid Solvang",
            headline="Operations manager",
            email="ingrid.solvang@example.org",
            phone="+47 555 01 234",
            place="Oslo, Norway",
            links=("https://www.linkedin.com/in/ingrid-solvang-example", "https://solvang.example"),
        ),
        summary="Operations manager with eleven years in cold-chain logistics. I shorten routes and train people.",
        work=(
            Position(
                title="Operations manager",
                employer="Fjordlogistikk AS",
                place="Oslo, Norway",
                start="March 2021",
                end="Present",
                bullets=(
                    _LONG_BULLET,
                    "Trained six shift leads in inventory planning and daily stand-ups",
                ),
            ),
            Position(
                title="Warehouse supervisor",
                employer="Nordkai Lager",
                place="Bergen, Norway",
                start="June 2017",
                end="February 2021",
                bullets=("Introduced cycle counting in Excel, which ended the yearly two-day stock closure",),
            ),
        ),
        education=(
            Education(
                school="Molde University College",
                degree="BSc",
                field="Logistics",
                start="2014",
                end="2017",
                details=("Grade: 1.7", "Thesis on routing under time windows"),
            ),
        ),
        skills=(
            *skills("Inventory planning", category=SkillCategory.TECHNICAL),
            *skills("Excel", "SAP", category=SkillCategory.TOOL),
            *skills("Staff training", category=SkillCategory.SOFT),
        ),
        projects=(
            Project(
                title="Route planner",
                role="Maintainer",
                link="https://github.com/isolvang/routes",
                start="2019",
                end="2020",
                bullets=("Wrote a planner that draws the day's routes on one page",),
            ),
        ),
        certificates=(
            Certificate(name="Lean Six Sigma Green Belt", issuer="ASQ", date="2019"),
            Certificate(name="Forklift licence"),
        ),
        publications=(
            Publication(
                title="Cold chains in narrow fjords",
                venue="Journal of Nordic Logistics",
                date="2020",
                link="https://doi.example/10.1/abc",
            ),
        ),
        languages=(SpokenLanguage(name="Norwegian", level="Native"), SpokenLanguage(name="English", level="C1")),
        sections=(Section(title="Interests", kind="other", text="Sailing and old maps"),),
    )


def undated_after_dated() -> ResumeFacts:
    work = full().work
    undated = Position(title="Tour guide", employer="Fjordcruise", bullets=("Led groups of thirty guests on deck",))
    return full().model_copy(update={"work": (*work, undated)})


def long_employer() -> ResumeFacts:
    names = (
        "The Royal Norwegian Society for the Protection of Coastal Lighthouses and Piers",
        "Smith, Jones & Partners LLP",
    )
    work = tuple(p.model_copy(update={"employer": n}) for p, n in zip(full().work, names, strict=True))
    return full().model_copy(update={"work": work})


def commas() -> ResumeFacts:
    first, second = full().work
    work = (
        first.model_copy(update={"title": "Engineer, Platform and Tools"}),
        second.model_copy(update={"title": "Head of Sales, EMEA"}),
    )
    listed = skills("Planning, budgeting and control", "Excel", "SAP S/4HANA", "C++", "C#")
    return full().model_copy(update={"work": work, "skills": listed})


def student() -> ResumeFacts:
    return ResumeFacts(
        contact=Contact(name="Tomás Herrera Quiroga", email="tomas@example.org", place="Valencia, Spain"),
        summary="Final-year chemistry student who likes measuring things twice.",
        education=(
            Education(
                school="Universitat de València", degree="BSc", field="Chemistry", start="Sept 2022", end="June 2026"
            ),
            Education(school="IES Clara Campoamor", degree="Bachillerato", start="2020", end="2022"),
        ),
        projects=(
            Project(title="Water quality map", link="github.com/therrera/water", bullets=("Sampled 40 fountains",)),
            Project(title="Chess club website", start="2023", end="2024"),
        ),
        skills=skills("Titration", "Python", "LaTeX"),
        languages=(SpokenLanguage(name="Spanish", level="Native"), SpokenLanguage(name="English")),
    )


def japanese() -> ResumeFacts:
    return ResumeFacts(
        contact=Contact(name="佐藤 美咲", email="misaki.sato@example.jp", phone="+81 90 5550 1234", place="東京都"),
        summary="物流業界で十年の経験を持つ業務改善の専門家です。現場の声を聞き、数字で確かめ、無駄を減らしてきました。",
        work=(
            Position(
                title="業務改善マネージャー",
                employer="株式会社みなと物流",
                place="東京都",
                start="2020年4月",
                end="現在",
                bullets=(
                    _LONG_BULLET_JA,
                    "倉庫スタッフ六名に在庫管理を指導しました。",
                ),
            ),
        ),
        education=(
            Education(school="東京海洋大学", degree="学士", field="流通情報工学", start="2010年", end="2014年"),
        ),
        skills=skills("在庫管理", "Excel", "SAP"),
    )


def chinese() -> ResumeFacts:
    return ResumeFacts(
        contact=Contact(name="李晓梅", email="xiaomei.li@example.cn", phone="+86 138 5550 1234"),
        summary="八年供应链经验，擅长库存计划与数据分析。",
        work=(
            Position(
                title="供应链经理",
                employer="海港物流有限公司",
                start="2019年3月",
                end="至今",
                bullets=("把平均交货时间从五天缩短到三天。", "带领六人团队完成系统上线。"),
            ),
        ),
        education=(Education(school="上海海事大学", degree="学士", start="2009年", end="2013年"),),
        skills=skills("库存计划", "Excel"),
    )


def many_scripts() -> ResumeFacts:
    first, second = full().work
    work = (
        first.model_copy(update={"employer": "Łódzkie Zakłady Żywności", "bullets": ("Prowadził zespół ośmiu osób",)}),
        second.model_copy(update={"employer": "Северный порт", "bullets": ("Сократила простой судов на 12 %",)}),
    )
    contact = full().contact.model_copy(update={"name": "Ελένη Παπαδοπούλου"})
    return full().model_copy(update={"contact": contact, "work": work})


def two_pages() -> ResumeFacts:
    bullets = tuple(
        f"Ran improvement number {n} with the team of depot {n % 7}, wrote down what it cost and what it saved, and "
        f"brought the time for one load from {40 + n} to {30 + n} minutes"
        for n in range(9)
    )
    work = tuple(
        Position(
            title=f"Shift lead, line {n}", employer=f"Nordkai Lager {n}", place="Bergen, Norway",
            start=f"{2010 + n}", end=f"{2011 + n}", bullets=bullets,
        )
        for n in range(8, -1, -1)
    )  # fmt: skip
    return full().model_copy(update={"work": work})


HARD: dict[str, Callable[[], ResumeFacts]] = {
    sample.__name__: sample
    for sample in (
        full, undated_after_dated, long_employer, commas, student, japanese, chinese, many_scripts, two_pages,
    )
}  # fmt: skip

_FIRST = ("Amara", "Jonas", "Li", "Carmen", "Oluwaseun", "Zoë", "Štěpán", "Maria Clara", "Ravi", "Nora", "Sinéad")
_LAST = ("Okafor", "Lindqvist", "Wei", "Ortega Ruiz", "Adeyemi", "van den Berg", "Dvořák", "Souza", "Menon", "O'Neill")
_TITLES = ("Staff nurse", "Data analyst", "Site manager", "Teacher of physics", "Backend engineer", "Sales assistant",
           "Chef de partie", "Project coordinator", "HR adviser", "Electrician")  # fmt: skip
_EMPLOYERS = ("Harbour View Hospital", "Brightwater Analytics Ltd", "Kestrel Construction", "St Brigid's School",
              "Tallow & Finch", "Meridian Foods plc", "City of Aldermoor", "Ostara", "Quillon GmbH")  # fmt: skip
_PLACES = ("Leeds, UK", "Berlin, Germany", "Austin, TX", "Remote", "", "Porto, Portugal")
_VERBS = ("Cut", "Built", "Led", "Trained", "Rewrote", "Measured", "Planned", "Opened")
_THINGS = ("the weekly report", "a ward of 24 beds", "two depots", "the timetable", "an import of 3 million rows",
           "the spring menu", "a team of seven", "the stock room")  # fmt: skip
_RESULTS = ("which saved 12 hours a week", "so that complaints fell by 30 %", "on time and under budget",
            "and kept it running for two years without a day of standstill, although half of the team was new",
            "", "with no extra staff")  # fmt: skip
_MONTHS = ("January", "March", "May", "June", "September", "November")
_SCHOOLS = ("University of Aldermoor", "Kestrel College", "Technische Hochschule Quillon", "Harbour Institute")
_DEGREES = (("BSc", "Biology"), ("Bachelor of Arts", "History"), ("MSc", "Computer Science"), ("Diploma", "Catering"),
            ("PhD", "Physics"), ("MBA", ""))  # fmt: skip
_SKILLS = ("Python", "SQL", "Excel", "Wound care", "Lesson planning", "Kubernetes", "Budgeting", "AutoCAD",
           "Negotiation", "Food safety", "Rota planning", "Terraform", "Customer service", "First aid")  # fmt: skip
_CERTIFICATES = (("First Aid at Work", "St John"), ("Prince2 Practitioner", ""), ("CCNA", "Cisco"))


def made_up(seed: int) -> ResumeFacts:
    """One of endlessly many plain resumes; the same seed, the same resume."""
    dice = random.Random(seed)
    name = f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"
    year = 2025
    work = []
    for _ in range(dice.randint(0, 5)):
        start = year - dice.randint(1, 4)
        work.append(_job(dice, start, year))
        year = start
    studies = [_study(dice, year - 4 * i - 4, year - 4 * i) for i in range(dice.randint(1, 2))]
    links = (f"https://github.com/person{seed}", f"https://person{seed}.example")
    listed = dice.sample(_SKILLS, dice.randint(2, 10))
    return ResumeFacts(
        contact=Contact(
            name=name, headline=dice.choice((*_TITLES, "")), email=f"person{seed}@example.org",
            phone=dice.choice(("+44 20 7946 0123", "(555) 010-4477", "")), place=dice.choice(_PLACES),
            links=tuple(dice.sample(links, dice.randint(0, 2))),
        ),
        summary=dice.choice(("", f"{dice.choice(_TITLES)} who likes plain words and honest numbers on every page.")),
        work=tuple(work),
        education=tuple(studies),
        skills=tuple(SkillFact(name=n, category=dice.choice(list(SkillCategory)[:3])) for n in listed),
        projects=tuple(
            Project(title=t, link=dice.choice(("", f"https://github.com/person{seed}/{t.split()[0].lower()}")),
                    bullets=(_bullet(dice),))
            for t in dice.sample(("Garden planner", "Choir archive", "Bicycle map"), dice.randint(0, 2))
        ),
        certificates=tuple(
            Certificate(name=n, issuer=i, date=dice.choice(("", "2021", "May 2023")))
            for n, i in dice.sample(_CERTIFICATES, dice.randint(0, 2))
        ),
        languages=tuple(
            SpokenLanguage(name=n, level=dice.choice(("", "Native", "B2", "fluent")))
            for n in dice.sample(("English", "French", "Hindi", "Polish"), dice.randint(0, 3))
        ),
    )  # fmt: skip


def _bullet(dice: random.Random) -> str:
    return " ".join(filter(None, (dice.choice(_VERBS), dice.choice(_THINGS), dice.choice(_RESULTS))))


def _job(dice: random.Random, start: int, end: int) -> Position:
    month = dice.choice(_MONTHS)
    return Position(
        title=dice.choice(_TITLES), employer=dice.choice(_EMPLOYERS), place=dice.choice(_PLACES),
        start=f"{month} {start}", end="Present" if end == 2025 else f"{dice.choice(_MONTHS)} {end}",
        bullets=tuple(dict.fromkeys(_bullet(dice) for _ in range(dice.randint(0, 5)))),
    )  # fmt: skip


def _study(dice: random.Random, start: int, end: int) -> Education:
    degree, subject = dice.choice(_DEGREES)
    details = tuple(dice.sample(("Grade: 2.1", "Thesis: On small rivers", "Dean's list"), dice.randint(0, 2)))
    return Education(
        school=dice.choice(_SCHOOLS), degree=degree, field=subject, start=str(start), end=str(end), details=details
    )
