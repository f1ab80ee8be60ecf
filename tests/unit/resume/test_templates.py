"""Entries in the forms that widespread templates print, line by line."""

import pytest

from domain.resume.document import Line
from domain.resume.facts import ResumeFacts
from domain.resume.parser import parse_resume


def page(*rows: str) -> ResumeFacts:
    """Facts of rows: "# " a heading, "- " a bullet, "**" bold, "¦" between cells; the first row is the name."""
    lines = []
    for number, row in enumerate(rows):
        heading, bullet, bold = row.startswith("# "), row.startswith("- "), row.startswith("**")
        text = row[2:] if heading or bullet or bold else row
        cells = tuple(cell.strip() for cell in text.split("¦"))
        lines.append(
            Line(
                " ".join(cells),
                cells if len(cells) > 1 else (),
                size=24.0 if number == 0 else 14.0 if heading else 10.0,
                bold=heading or bold or number == 0,
                bullet=bullet,
                x0=62.0 if bullet else 50.0,
                x1=50.0 + 5 * len(text),
                y=40.0 + 14 * number,
            )
        )
    return parse_resume(lines)


def jobs(facts: ResumeFacts) -> list[tuple[str, ...]]:
    return [(p.title, p.employer, p.place, p.start, p.end) for p in facts.work]


def studies(facts: ResumeFacts) -> list[tuple[str, ...]]:
    return [(e.school, e.degree, e.field) for e in facts.education]


def test_name_and_title_in_capitals_between_bars_above_the_dates():
    facts = page(
        "Ada Brandt", "ada@brandt.example", "# EXPERIENCE", "**NORDLICHT | SOFTWARE ENGINEER",
        "Jan 2015 – Present | New York, NY", "- Built the search of the shop", "**HAFEN | FELLOW + ENGINEERING INTERN",
        "June 2014 – Sep 2014 | Mountain View, CA", "- One of 52 fellows of 2014",
    )  # fmt: skip
    assert jobs(facts) == [
        ("SOFTWARE ENGINEER", "NORDLICHT", "New York, NY", "Jan 2015", "Present"),
        ("FELLOW + ENGINEERING INTERN", "HAFEN", "Mountain View, CA", "June 2014", "Sep 2014"),
    ]


def test_places_and_dates_at_the_right_of_two_lines():
    facts = page(
        "Ada Brandt", "Software Architect · Security Expert", "# Work Experience", "**Kasa ¦ Seoul, Korea",
        "FOUNDING MEMBER & DIRECTOR OF INFRASTRUCTURE ¦ Jun. 2018 - Jul. 2021", "- Designed the network",
        "**Omnia Co., Ltd. ¦ Seoul, Korea", "SOFTWARE ARCHITECT ¦ Jun. 2017 - May. 2018", "- Moved the servers",
    )  # fmt: skip
    assert jobs(facts) == [
        ("FOUNDING MEMBER & DIRECTOR OF INFRASTRUCTURE", "Kasa", "Seoul, Korea", "Jun. 2018", "Jul. 2021"),
        ("SOFTWARE ARCHITECT", "Omnia Co., Ltd.", "Seoul, Korea", "Jun. 2017", "May. 2018"),
    ]
    assert facts.contact.headline == "Software Architect · Security Expert"


def test_title_employer_and_place_on_one_line():
    facts = page(
        "Ada Brandt", "# Experience", "**Software Engineer, Obst – Cupertino, CA ¦ June 2005 – Aug 2007",
        "- Cut a list",
        "**Engineer Intern, Fenster – Redmond, WA ¦ June 2003 – Aug 2003", "- Drew a switch",
        "# Education", "**University of Porto, BS in Computer Science ¦ Sept 2000 – May 2005", "- GPA: 3.9/4.0",
    )  # fmt: skip
    assert [job[:3] for job in jobs(facts)] == [
        ("Software Engineer", "Obst", "Cupertino, CA"), ("Engineer Intern", "Fenster", "Redmond, WA"),
    ]  # fmt: skip
    assert studies(facts) == [("University of Porto", "BS in Computer Science", "")]
    assert facts.education[0].details == ("GPA: 3.9/4.0",)


def test_dates_in_a_narrow_column_that_breaks_them():
    facts = page(
        "Ada Brandt", "# Experience", "Mar 2018 – ¦ Head of Brand Marketing, Maison Verdier, Lyon",
        "Present ¦ Owns the brand of 140 bakeries.", "- Grew the list of readers",
        "Jan 2013 – ¦ Campaign Manager, Delhaize, Brussels", "Feb 2018 ¦ f Ran 30 seasonal campaigns a year",
        "# Education",
        "Sep 2008 – ¦ Master, Communication, Sciences Po Lyon,", "Jun 2010",
    )  # fmt: skip
    assert jobs(facts) == [
        ("Head of Brand Marketing", "Maison Verdier", "Lyon", "Mar 2018", "Present"),
        ("Campaign Manager", "Delhaize", "Brussels", "Jan 2013", "Feb 2018"),
    ]
    assert facts.work[1].bullets == ("Ran 30 seasonal campaigns a year",)
    assert studies(facts) == [("Sciences Po Lyon", "Master, Communication", "")]


def test_linkedin_profile():
    facts = page(
        "Ada Brandt", "Senior Data Scientist at Fjord | ML", "Berlin, Berlin, Germany",
        "# Experience", "**Fjord", "4 years 2 months", "Senior Data Scientist",
        "January 2021 - Present (2 years 3 months)", "Berlin, Germany",
        "I lead a team of people who build models and make them fast enough for production.", "Data Scientist",
        "February 2019 - December 2020 (1 year 11 months)", "**Initia", "Analyst", "2015 - 2019 (4 years)",
        "Munich Area, Germany", "# Education", "**Technical University of Munich",
        "Master's degree, Computer Science · (2013 - 2015)", "**LMU Munich",
        "Bachelor of Science - BS, Mathematics · (2010 - 2013)", "Page 1 of 3",
    )  # fmt: skip
    assert jobs(facts) == [
        ("Senior Data Scientist", "Fjord", "Berlin, Germany", "January 2021", "Present"),
        ("Data Scientist", "Fjord", "", "February 2019", "December 2020"),
        ("Analyst", "Initia", "Munich Area, Germany", "2015", "2019"),
    ]
    assert studies(facts) == [
        ("Technical University of Munich", "Master's degree, Computer Science", ""),
        ("LMU Munich", "Bachelor of Science", "Mathematics"),
    ]
    assert (facts.contact.headline, facts.contact.place) == (
        "Senior Data Scientist at Fjord | ML", "Berlin, Berlin, Germany",
    )  # fmt: skip


def test_address_that_the_side_column_of_linkedin_cut():
    facts = parse_resume(
        [Line("Contact", bold=True, size=14.0), Line("www.linkedin.com/in/ada-brandt-", size=10.0),
         Line("4b7a21 (LinkedIn)", size=10.0), Line("Ada Brandt", size=26.0, column=1)]
    )  # fmt: skip
    assert facts.contact.links == ("www.linkedin.com/in/ada-brandt-4b7a21",)


def test_europass_form():
    facts = page(
        "Curriculum Vitae", "Name ¦ Giulia Rossi", "# WORK EXPERIENCE", "Dates ¦ 03/2018 – present",
        "Occupation or position held ¦ Project Manager", "Name and address of employer ¦ Ferro S.p.A., Torino",
        "Dates ¦ 01/2014 – 02/2018", "Occupation or position held ¦ Analyst",
        "Name and address of employer ¦ Banca Sole", "# EDUCATION AND TRAINING", "Dates ¦ 2009 – 2013",
        "Title of qualification awarded ¦ Laurea in Economia",
        "Name and type of organisation providing education ¦ Università di Torino",
    )  # fmt: skip
    assert facts.contact.name == "Giulia Rossi"
    assert [job[:3] for job in jobs(facts)] == [
        ("Project Manager", "Ferro S.p.A.", "Torino"),
        ("Analyst", "Banca Sole", ""),
    ]
    assert studies(facts) == [("Università di Torino", "Laurea in Economia", "")]


def test_german_resume():
    facts = page(
        "Lebenslauf", "Max Mustermann", "Musterstraße 1, 12345 Berlin", "# Berufserfahrung",
        "03/2018 – heute ¦ Softwareentwickler", "Siemens AG, München", "- Entwicklung von Steuerungen", "# Ausbildung",
        "10/2012 – 09/2017 ¦ Studium der Informatik", "Technische Universität München",
        "Abschluss: Master of Science (Note 1,3)", "08/2003 – 06/2012 ¦ Gymnasium Musterstadt", "Abschluss: Abitur",
        "# Sprachen", "Deutsch: Muttersprache, Englisch: verhandlungssicher (C1)",
    )  # fmt: skip
    assert (facts.contact.name, facts.contact.place) == ("Max Mustermann", "Musterstraße 1, 12345 Berlin")
    assert jobs(facts) == [("Softwareentwickler", "Siemens AG", "München", "03/2018", "heute")]
    assert studies(facts) == [
        ("Technische Universität München", "Master of Science", "Informatik"), ("Gymnasium Musterstadt", "Abitur", ""),
    ]  # fmt: skip
    assert [(s.name, s.level) for s in facts.languages] == [
        ("Deutsch", "Muttersprache"), ("Englisch", "verhandlungssicher (C1)"),
    ]  # fmt: skip


def test_french_resume():
    facts = page(
        "Marie DUPONT", "Ingénieure logiciel", "06 12 34 56 78", "# EXPÉRIENCES PROFESSIONNELLES",
        "Depuis mars 2019 ¦ Ingénieure logiciel – Capucine, Paris", "- Développement",
        "2016 – 2019 ¦ Développeuse web chez Mandarine, Lille", "- Maintenance", "# FORMATION",
        "2013 – 2016 ¦ Diplôme d’ingénieur en informatique, INSA Lyon", "2011 ¦ Baccalauréat, Lycée Faidherbe",
        "# LANGUES", "Anglais (courant), Espagnol (notions)",
    )  # fmt: skip
    assert jobs(facts) == [
        ("Ingénieure logiciel", "Capucine", "Paris", "mars 2019", "present"),
        ("Développeuse web", "Mandarine", "Lille", "2016", "2019"),
    ]
    assert studies(facts) == [
        ("INSA Lyon", "Diplôme d’ingénieur en informatique", ""), ("Lycée Faidherbe", "Baccalauréat", ""),
    ]  # fmt: skip
    assert [s.name for s in facts.languages] == ["Anglais", "Espagnol"]


def test_chinese_resume():
    facts = page(
        "张伟", "高级Java开发工程师", "电话：138-0013-8000 | 邮箱：zhangwei@example.com", "现居地：上海市",
        "# 工作经历",
        "2019.04 - 至今 ¦ 青桐科技集团 ¦ 高级Java开发工程师", "- 负责电商平台后端",
        "2016.07 – 2019.03 远岫科技有限公司 软件工程师", "- 负责开发", "# 教育背景",
        "2012.09 - 2016.06 ¦ 浙江大学 ¦ 计算机科学与技术 ¦ 本科", "# 语言能力", "英语（CET-6）、日语 N2",
    )  # fmt: skip
    assert (facts.contact.name, facts.contact.place, facts.contact.phone) == ("张伟", "上海市", "138-0013-8000")
    found = [job[:2] for job in jobs(facts)]
    assert found == [("高级Java开发工程师", "青桐科技集团"), ("软件工程师", "远岫科技有限公司")]
    assert studies(facts) == [("浙江大学", "本科", "计算机科学与技术")]
    assert [(s.name, s.level) for s in facts.languages] == [("英语", "CET-6"), ("日语", "N2")]


def test_japanese_form_names_each_term_twice():
    facts = page(
        "履歴書", "氏名 ¦ 山田 太郎", "住所 ¦ 東京都新宿区西新宿1-1-1", "電話 ¦ 03-1234-5678", "# 学歴",
        "2010年4月 ¦ 東京大学 工学部 入学", "2014年3月 ¦ 東京大学 工学部 卒業", "# 職歴",
        "2014年4月 ¦ 株式会社みなと製作所 入社", "2018年3月 ¦ 一身上の都合により退社",
        "2018年4月 ¦ ひかり株式会社 入社",
        "現在に至る", "# 免許・資格", "2013年8月 ¦ 普通自動車第一種運転免許",
    )  # fmt: skip
    assert (facts.contact.name, facts.contact.phone) == ("山田 太郎", "03-1234-5678")
    assert [(p.employer, p.start, p.end) for p in facts.work] == [
        ("株式会社みなと製作所", "2014年4月", "2018年3月"), ("ひかり株式会社", "2018年4月", "現在"),
    ]  # fmt: skip
    assert [(e.school, e.degree, e.start, e.end) for e in facts.education] == [
        ("東京大学", "工学部", "2010年4月", "2014年3月")
    ]
    assert [(c.name, c.date) for c in facts.certificates] == [("普通自動車第一種運転免許", "2013年8月")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("AWS Solutions Architect | Amazon | 2021",), [("AWS Solutions Architect", "Amazon", "2021")]),
        (("First aid (Red Cross), May 2020",), [("First aid", "Red Cross", "May 2020")]),
        (("- Scrum Master, Scrum Alliance, 2019", "- Forklift licence"),
         [("Scrum Master", "Scrum Alliance", "2019"), ("Forklift licence", "", "")]),
        (("**Green Belt", "Issued by ASQ", "2019"), [("Green Belt", "ASQ", "2019")]),
    ],
)  # fmt: skip
def test_certificates(rows, expected):
    found = page("Ada Brandt", "# Certifications", *rows).certificates
    assert [(c.name, c.issuer, c.date) for c in found] == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Brandt, A. (2018). “Night feeding in copepods.” Journal of Coasts.",
         ("Night feeding in copepods", "Journal of Coasts", "2018")),
        ("Brandt, A. & Lee, T. (2019). Warm winters and blooms. North Sea Studies.",
         ("Warm winters and blooms", "North Sea Studies", "2019")),
        ("Cold chains in fjords | Journal of Roads | 2020", ("Cold chains in fjords", "Journal of Roads", "2020")),
    ],
)  # fmt: skip
def test_publications(row, expected):
    found = page("Ada Brandt", "# Publications", row).publications
    assert [(p.title, p.venue, p.date) for p in found] == [expected]


def test_projects_with_and_without_dates():
    facts = page(
        "Ada Brandt", "# Projects", "**Gitlytics | Python, Flask ¦ June 2020 – Present", "- Shows a repository",
        "**Simple Ball", "- Adds a game to a server", "- github.com/ada/ball",
    )  # fmt: skip
    assert [(p.title, p.start, p.end) for p in facts.projects] == [
        ("Gitlytics", "June 2020", "Present"), ("Simple Ball", "", ""),
    ]  # fmt: skip
    assert facts.projects[0].bullets == ("Python, Flask", "Shows a repository")


def test_schools_in_one_list_and_degrees_in_the_next():
    facts = page("Ada Brandt", "# Education", "University of Porto", "University of Minho", "BSc Nursing", "MSc Ethics")
    assert studies(facts) == [("University of Porto", "BSc Nursing", ""), ("University of Minho", "MSc Ethics", "")]


def test_a_job_without_dates_between_dated_ones_is_one_of_its_own():
    facts = page(
        "Ada Brandt", "# Experience", "**Operations manager", "Fjordlogistikk AS ¦ March 2021 – Present",
        "- Led a team of six people", "**Tour guide", "Fjordcruise", "- Led groups of thirty guests on deck",
    )  # fmt: skip
    assert [(p.title, p.employer, p.start) for p in facts.work] == [
        ("Operations manager", "Fjordlogistikk AS", "March 2021"), ("Tour guide", "Fjordcruise", ""),
    ]  # fmt: skip


def test_a_dated_bullet_is_no_job():
    facts = page(
        "Ada Brandt", "# Experience", "**Nurse, Mercy Hospital ¦ 2015 – 2019", "- Nurse of the year, 2017",
        "- Head of audit 2016 - 2018", "**Porter, City Clinic ¦ 2012 – 2015",
    )  # fmt: skip
    assert [p.title for p in facts.work] == ["Nurse", "Porter"]
    assert facts.work[0].bullets == ("Nurse of the year, 2017", "Head of audit 2016 - 2018")


def test_dates_at_both_ends_of_a_line():
    facts = page("Ada Brandt", "# Experience", "2015 ¦ Nurse, Mercy Hospital ¦ 2019", "- Led a ward")
    assert jobs(facts) == [("Nurse", "Mercy Hospital", "", "2015", "2019")]


def test_a_title_with_a_dash_of_its_own():
    facts = page(
        "Ada Brandt", "# Experience", "Support Engineer – Associate · Amazonas ¦ 2019 – 2021", "- Helped people"
    )
    assert [(p.title, p.employer) for p in facts.work] == [("Support Engineer – Associate", "Amazonas")]


def test_headings_alone_in_a_column_of_labels_prove_the_column():
    def row(y: float, left: str, right: str = "") -> Line:
        cells = (left, right) if right else ()
        return Line(f"{left} {right}".strip(), cells, x0=95, x1=500 if right else 160, y=y, size=11, bold=True)

    def text(y: float, words: str) -> Line:
        return Line(words, x0=182, x1=500, y=y, size=11)

    lines = [
        Line("Olga Petrova", x0=182, x1=300, y=50, size=16, bold=True),
        row(100, "Core skills", "Languages: Scala, Python"),
        text(115, "Libraries: NumPy, PyTorch"),
        row(140, "Employment"),
        Line(
            "2020 to 2023 Data Scientist, Foresight Retail",
            ("2020 to 2023", "Data Scientist, Foresight Retail"),
            x0=71,
            x1=500,
            y=155,
            size=11,
        ),
        text(170, "Forecast demand for 165 products with a mean error of 4%"),
        row(200, "Hobbies", "hiking"),
    ]
    facts = parse_resume(lines)
    assert [skill.name for skill in facts.skills] == ["Scala", "Python", "NumPy", "PyTorch"]
    assert [(job.title, job.employer) for job in facts.work] == [("Data Scientist", "Foresight Retail")]


def test_a_side_box_may_set_its_heading_like_its_text():
    heading = {"size": 14.0, "bold": True, "heading": True}
    lines = [
        Line("Amelie Rousseau", size=22, bold=True),
        Line("Skills", size=11), Line("Java", size=11), Line("Docker", size=11),
        Line("Profile", **heading), Line("Developer of small services.", size=11),
        Line("Experience", **heading), Line("Developer, Brumes, 2020 - 2023", size=11),
        Line("Education", **heading), Line("BSc Computer Science, University of Hull, 2019", size=11),
    ]  # fmt: skip
    assert [skill.name for skill in parse_resume(lines).skills] == ["Java", "Docker"]


@pytest.mark.parametrize("title", ["Practice areas and skills", "Laboratory skills", "Areas of practice"])
def test_skills_have_many_headings(title):
    facts = page(
        "Mina Alvarez", f"# {title}", "Mediation, Legal research, PCR", "# Experience", "Clerk, Acme, 2019 - 2020"
    )
    assert [skill.name for skill in facts.skills] == ["Mediation", "Legal research", "PCR"]


def test_a_japanese_list_of_skills_is_no_heading():
    facts = page("山田太郎", "# スキル", "Java、Python、機械学習、プロジェクト管理", "チームワーク、問題解決")
    assert [skill.name for skill in facts.skills] == [
        "Java", "Python", "機械学習", "プロジェクト管理", "チームワーク", "問題解決",
    ]  # fmt: skip
