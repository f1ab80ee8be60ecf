"""Ten resumes of people who do not exist, each in another layout, with what a reader would find in them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.unit.resume.drawing import Page


@dataclass(frozen=True)
class Expected:
    name: str
    email: str = ""
    phone: str = ""
    links: tuple[str, ...] = ()
    employers: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    """Of the positions, in order."""
    schools: tuple[str, ...] = ()
    degrees: tuple[str, ...] = ()
    """A part of each degree."""
    skills: tuple[str, ...] = ()
    bullets: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Position number -> beginnings of its bullets."""


def single_column() -> bytes:
    page = Page().line("Nadia Okafor", 22, bold=True)
    page.line("nadia.okafor@mailbox.example  |  +44 7700 900456  |  github.com/nokafor  |  Leeds, UK")
    page.heading("Summary").line(
        "Backend engineer who likes boring, reliable systems and small teams that ship every week."
    )
    page.heading("Experience")
    page.line("Senior Software Engineer", bold=True, right="March 2021 - Present").line(
        "Brightline Energy Ltd", right="Leeds, UK"
    )
    page.bullet(
        "Rebuilt the metering pipeline on Kafka so that twelve million readings a day arrive within "
        "ninety seconds of the hour"
    )
    page.bullet("Cut cloud spend by 28% by moving batch work to spot instances")
    page.line("Software Engineer", bold=True, right="June 2017 - February 2021").line(
        "Harbour Systems", right="Hull, UK"
    )
    page.bullet("Wrote the Python client library used by forty partner companies")
    page.heading("Education").line("BSc Computer Science", bold=True, right="2014 - 2017").line("University of Hull")
    page.heading("Technical Skills").line("Languages: Python, Go, SQL").line(
        "Infrastructure: Kafka, Kubernetes, Terraform"
    )
    return page.save()


def side_column() -> bytes:
    page = Page(left=30, top=60)
    page.line("CONTACT", 12, bold=True).line("+353 86 555 0177", 9).line("ciara.byrne@ward.example", 9)
    page.line("Dublin, Ireland", 9).heading("SKILLS", 12)
    for skill in ("Patient Assessment", "Wound Care", "Triage", "Medication Administration", "Epic"):
        page.line(skill, 9)
    page.heading("LANGUAGES", 12).line("English (native)", 9).line("Irish (fluent)", 9)
    page.at(210, 60).line("Ciara Byrne", 26, bold=True).line("Registered Nurse", 14)
    page.heading("WORK EXPERIENCE", 12)
    page.line("Staff Nurse, Intensive Care", 10, bold=True).line("Mater Misericordiae Hospital", 10).line(
        "January 2019 - Present", 9
    )
    page.bullet("Care for ventilated patients on a sixteen-bed unit and lead the sepsis bundle audit", 9, 300)
    page.bullet("Preceptor for nine graduate nurses", 9, 300)
    page.line("Staff Nurse", 10, bold=True).line("Tallaght University Hospital", 10).line(
        "September 2015 - December 2018", 9
    )
    page.bullet("Ran the early-warning score training on three wards", 9, 300)
    page.heading("EDUCATION", 12).line("BSc in General Nursing", 10, bold=True).line(
        "University College Dublin", 10
    ).line("2011 - 2015", 9)
    return page.save()


def right_column_over_two_pages() -> bytes:
    page = Page(left=40, top=60).line("Marek Dvorak", 24, bold=True).line("Mechanical Engineer", 13)
    page.line("marek.dvorak@strojirna.example | +420 601 555 210", 9)
    page.at(40, 130).heading("EXPERIENCE", 12)
    for title, employer, dates in (
        ("Lead Mechanical Engineer", "Skoda Pumps a.s.", "05/2018 - present"),
        ("Design Engineer", "Brno Robotics GmbH", "02/2014 - 04/2018"),
    ):
        page.line(title, 11, bold=True).line(f"{employer} | {dates}", 10)
        for number in range(5):
            page.bullet(
                f"Reduced the vibration of pump family {number + 1} below the limit and wrote the test report",
                9,
                300,
            )
    page.at(400, 130).heading("SKILLS", 12)
    for skill in ("SolidWorks", "ANSYS", "FMEA", "GD&T", "Python"):
        page.line(skill, 9)
    page.heading("EDUCATION", 12).line("Brno University of Technology", 9, bold=True).line(
        "Master of Engineering", 9
    ).line("2008 - 2013", 9)
    page.next_page().at(40, 60)
    page.line("Junior Design Engineer", 11, bold=True).line("Zetor Tractors a.s. | 07/2013 - 01/2014", 10)
    page.bullet("Drew hydraulic brackets and checked tolerance chains for the gearbox team", 9, 300)
    page.bullet("Prepared bills of material for two prototype machines", 9, 300)
    return page.save()


def dense_latex_like() -> bytes:
    page = Page(left=40, top=45).line("Tomoko Hayashi", 20, bold=True)
    page.line("617-555-0188 | tomoko@hayashi.example | linkedin.com/in/tomokoh | github.com/tomokoh", 9)
    page.heading("Education", 11)
    page.line("Wellesley College", 9.5, bold=True, right="Wellesley, MA").line(
        "Bachelor of Arts in Mathematics", 9, right="Sep. 2016 - May 2020"
    )
    page.heading("Experience", 11)
    for title, dates, employer, place in (
        ("Data Scientist", "July 2022 - Present", "Meridian Health Analytics", "Boston, MA"),
        ("Data Analyst", "Aug. 2020 - June 2022", "City of Cambridge", "Cambridge, MA"),
        ("Research Assistant", "June 2019 - July 2020", "Wellesley College", "Wellesley, MA"),
    ):
        page.line(title, 9.5, bold=True, right=dates).line(employer, 9, right=place)
        page.bullet(
            "Modelled readmission risk with gradient boosting and explained each prediction in plain words",
            8.5,
            470,
        )
        page.bullet("Automated a weekly report with pandas and SQL", 8.5, 470)
    page.heading("Technical Skills", 11)
    page.line("Languages: Python, R, SQL", 9).line("Libraries: pandas, scikit-learn, PyTorch", 9)
    return page.save()


def dates_at_the_left() -> bytes:
    page = Page(left=50, top=60).line("Pierre Lefèvre", 24, bold=True).line("Chartered Accountant", 12)
    page.line("pierre.lefevre@compta.example, +33 6 12 34 56 78", 9)
    page.heading("Experience", 13)
    for dates, head in (
        ("2019 - present", "Audit Manager, Cabinet Moreau SA, Lyon, France"),
        ("2014 - 2019", "Financial Controller, Rhône Logistics SA, Lyon, France"),
    ):
        page.cells((50, dates), (160, head))
        page.at(154, page.y).bullet("Closed the books of eleven subsidiaries in five working days", 10, 330)
        page.bullet("Found and corrected an inventory error of 1.4 million euros", 10, 330).at(50, page.y)
    page.heading("Education", 13)
    page.cells((50, "2009 - 2014"), (160, "Master of Accounting, Université Lumière Lyon 2"))
    page.heading("Skills", 13).cells((50, "Accounting"), (160, "IFRS, Internal Audit, Budgeting"))
    page.cells((50, "Software"), (160, "SAP, Excel, Power BI"))
    return page.save()


def student() -> bytes:
    page = (
        Page()
        .line("Lena Brandt", 22, bold=True)
        .line("lena.brandt@stud.example | 0176 5550 1234 | lenabrandt.example.com", 10)
    )
    page.line("lenabrandt on LinkedIn", 10).link("https://www.linkedin.com/in/lenabrandt")
    page.heading("EDUCATION").line("Technical University of Munich", bold=True, right="October 2022 - Present")
    page.line("B.Sc. Informatics, GPA 1.7").line("Luitpold-Gymnasium", bold=True, right="2014 - 2022").line("Abitur")
    page.heading("PROJECTS").line("Bus stop display", bold=True, right="2023").bullet(
        "Arduino display that shows the next bus, used by 30 neighbours"
    )
    page.heading("EXPERIENCE").line("Working Student, Siemens AG", bold=True, right="Oct 2023 - Present")
    page.bullet("Automated weekly quality reports in Python and saved six hours a week")
    page.line("Barista, Café Glockenspiel", bold=True, right="May 2021 - Sep 2023").bullet(
        "Served up to 200 guests a shift"
    )
    page.heading("SKILLS").line("Java \u2022 Python \u2022 SQL \u2022 Git \u2022 Arduino")
    return page.save()


def several_roles_at_one_company() -> bytes:
    page = Page().line("GRACE ADEYEMI", 20, bold=True).line("Manchester | grace@adeyemi.example | 07700 900321", 10)
    page.heading("EMPLOYMENT HISTORY")
    page.line("Unilever plc", 11, bold=True, right="Manchester")
    page.line("Brand Marketing Manager", 10, right="January 2021 - Present").bullet(
        "Grew a snack line from launch to 4.2 million pounds in its first year"
    )
    page.line("Marketing Executive", 10, right="March 2018 - December 2020").bullet(
        "Ran paid search accounts with a yearly spend of 1.5 million pounds"
    )
    page.line("Bright & Co Agency", 11, bold=True, right="Leeds")
    page.line("Marketing Assistant", 10, right="July 2016 - February 2018").bullet(
        "Wrote the weekly newsletter for nine clients"
    )
    page.heading("EDUCATION").line("University of Leeds", 11, bold=True, right="2013 - 2016").line(
        "Bachelor of Arts, Marketing"
    )
    page.heading("CORE COMPETENCIES").line("SEO, Google Analytics, Copywriting, Email Marketing")
    return page.save()


def docx_table() -> bytes:
    document = Document()
    table = document.add_table(rows=1, cols=2)
    side, main = table.rows[0].cells
    side.paragraphs[0].add_run("Contact").bold = True
    for text in ("joana.teixeira@escola.example", "+351 912 345 678", "Porto, Portugal"):
        side.add_paragraph(text)
    side.add_paragraph().add_run("Skills").bold = True
    for text in ("Classroom Management", "Lesson Planning", "Moodle", "Phonics"):
        side.add_paragraph(text)
    run = main.paragraphs[0].add_run("Joana Teixeira")
    run.bold, run.font.size = True, Pt(24)
    main.add_paragraph("Primary school teacher")
    main.add_paragraph().add_run("Work experience").bold = True
    for head, school, dates in (
        ("Class Teacher", "Escola Básica da Lapa", "Sep 2018 – present"),
        ("Teaching Assistant", "Colégio Nova Onda", "Sep 2015 – Jul 2018"),
    ):
        main.add_paragraph().add_run(head).bold = True
        main.add_paragraph(f"{school}\t{dates}")
        main.add_paragraph("Taught reading to groups of 24 pupils aged six", style="List Bullet")
    main.add_paragraph().add_run("Education").bold = True
    main.add_paragraph("Licenciatura em Educação Básica")
    main.add_paragraph("Universidade do Porto, 2012 – 2015")
    return _saved(document)


def docx_german() -> bytes:
    document = Document()
    document.add_paragraph("Lebenslauf", style="Title")
    document.add_paragraph("Jürgen Müller")
    document.add_paragraph("Telefon: +49 171 5550123\tE-Mail: j.mueller@beispiel.example")
    document.add_heading("Berufserfahrung", 1)
    document.add_paragraph("01/2019 – heute\tProjektleiter")
    document.add_paragraph("Nordwind Anlagenbau GmbH, Hamburg")
    document.add_paragraph("Leitete den Umbau von vier Windparks mit zwölf Kollegen", style="List Bullet")
    document.add_paragraph("03/2012 – 12/2018\tIngenieur")
    document.add_paragraph("Elbwerk Energie AG, Hamburg")
    document.add_paragraph("Prüfte Schaltanlagen und schrieb Gutachten", style="List Bullet")
    document.add_heading("Ausbildung", 1)
    document.add_paragraph("10/2006 – 02/2012\tDiplom Maschinenbau")
    document.add_paragraph("Technische Universität Hamburg")
    document.add_heading("Kenntnisse", 1)
    document.add_paragraph("AutoCAD, SAP, SolidWorks")
    return _saved(document)


def docx_header_and_box() -> bytes:
    document = Document()
    header = document.sections[0].header
    run = header.paragraphs[0].add_run("Siobhán Ní Dhomhnaill")
    run.bold, run.font.size = True, Pt(22)
    header.add_paragraph("siobhan@oifig.example | +353 87 555 0101")
    paragraph = document.add_paragraph()
    _hyperlink(document, paragraph, "https://www.linkedin.com/in/siobhan-nd", "LinkedIn")
    _text_box(document, ["Skills", "Recruitment", "Onboarding", "Workday", "Employee Relations"])
    document.add_heading("Experience", 1)
    document.add_paragraph().add_run("HR Business Partner — Aer Cloud Ltd").bold = True
    document.add_paragraph("April 2020 to present")
    document.add_paragraph("Brought time to hire down from 61 to 38 days", style="List Bullet")
    document.add_paragraph().add_run("HR Generalist — Kerry Foods").bold = True
    document.add_paragraph("June 2016 to March 2020")
    document.add_paragraph("Introduced exit interviews in five plants", style="List Bullet")
    document.add_heading("Education", 1)
    document.add_paragraph("University of Limerick\t2012 – 2016")
    document.add_paragraph("Bachelor of Business Studies")
    return _saved(document)


def _text_box(document: Document, lines: list[str]) -> None:
    """A text box as Word writes it: the content twice, for new and for old readers."""
    run = document.add_paragraph().add_run()._r
    alternate = run.makeelement("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent", {})
    for branch in ("Choice", "Fallback"):
        element = run.makeelement(f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{branch}", {})
        content = OxmlElement("w:txbxContent")
        for number, text in enumerate(lines):
            paragraph, piece, words = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
            if number == 0:
                looks = OxmlElement("w:rPr")
                looks.append(OxmlElement("w:b"))
                piece.append(looks)
            words.text = text
            piece.append(words)
            paragraph.append(piece)
            content.append(paragraph)
        element.append(content)
        alternate.append(element)
    run.append(alternate)


def _hyperlink(document: Document, paragraph: object, address: str, text: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), document.part.relate_to(address, kind, is_external=True))
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    link.append(run)
    paragraph._p.append(link)


def _saved(document: Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


LAYOUTS: dict[str, tuple[Callable[[], bytes], Expected]] = {
    "single_column.pdf": (
        single_column,
        Expected(
            "Nadia Okafor",
            "nadia.okafor@mailbox.example",
            "+44 7700 900456",
            ("github.com/nokafor",),
            ("Brightline Energy Ltd", "Harbour Systems"),
            ("Senior Software Engineer", "Software Engineer"),
            ("2021-03/present", "2017-06/2021-02"),
            ("University of Hull",),
            ("BSc Computer Science",),
            ("Python", "Go", "SQL", "Kafka", "Kubernetes", "Terraform"),
            {
                0: (
                    "Rebuilt the metering pipeline on Kafka so that twelve million readings a day arrive within ninety",
                    "Cut cloud",
                )
            },
        ),
    ),
    "side_column.pdf": (
        side_column,
        Expected(
            "Ciara Byrne",
            "ciara.byrne@ward.example",
            "+353 86 555 0177",
            (),
            ("Mater Misericordiae Hospital", "Tallaght University Hospital"),
            ("Staff Nurse, Intensive Care", "Staff Nurse"),
            ("2019-01/present", "2015-09/2018-12"),
            ("University College Dublin",),
            ("BSc in General Nursing",),
            ("Patient Assessment", "Wound Care", "Triage", "Medication Administration", "Epic"),
            {0: ("Care for ventilated patients on a sixteen-bed unit and lead", "Preceptor")},
        ),
    ),
    "right_column_over_two_pages.pdf": (
        right_column_over_two_pages,
        Expected(
            "Marek Dvorak",
            "marek.dvorak@strojirna.example",
            "+420 601 555 210",
            (),
            ("Skoda Pumps a.s.", "Brno Robotics GmbH", "Zetor Tractors a.s."),
            ("Lead Mechanical Engineer", "Design Engineer", "Junior Design Engineer"),
            ("2018-05/present", "2014-02/2018-04", "2013-07/2014-01"),
            ("Brno University of Technology",),
            ("Master of Engineering",),
            ("SolidWorks", "ANSYS", "FMEA", "GD&T", "Python"),
            {2: ("Drew hydraulic brackets", "Prepared bills")},
        ),
    ),
    "dense_latex_like.pdf": (
        dense_latex_like,
        Expected(
            "Tomoko Hayashi",
            "tomoko@hayashi.example",
            "617-555-0188",
            ("linkedin.com/in/tomokoh", "github.com/tomokoh"),
            ("Meridian Health Analytics", "City of Cambridge", "Wellesley College"),
            ("Data Scientist", "Data Analyst", "Research Assistant"),
            ("2022-07/present", "2020-08/2022-06", "2019-06/2020-07"),
            ("Wellesley College",),
            ("Bachelor of Arts in Mathematics",),
            ("Python", "R", "SQL", "pandas", "scikit-learn", "PyTorch"),
            {1: ("Modelled readmission", "Automated")},
        ),
    ),
    "dates_at_the_left.pdf": (
        dates_at_the_left,
        Expected(
            "Pierre Lefèvre",
            "pierre.lefevre@compta.example",
            "+33 6 12 34 56 78",
            (),
            ("Cabinet Moreau SA", "Rhône Logistics SA"),
            ("Audit Manager", "Financial Controller"),
            ("2019/present", "2014/2019"),
            ("Université Lumière Lyon 2",),
            ("Master of Accounting",),
            ("IFRS", "Internal Audit", "Budgeting", "SAP", "Excel", "Power BI"),
            {0: ("Closed the books", "Found and corrected")},
        ),
    ),
    "student.pdf": (
        student,
        Expected(
            "Lena Brandt",
            "lena.brandt@stud.example",
            "0176 5550 1234",
            ("lenabrandt.example.com", "https://www.linkedin.com/in/lenabrandt"),
            ("Siemens AG", "Café Glockenspiel"),
            ("Working Student", "Barista"),
            ("2023-10/present", "2021-05/2023-09"),
            ("Technical University of Munich", "Luitpold-Gymnasium"),
            ("B.Sc. Informatics", "Abitur"),
            ("Java", "Python", "SQL", "Git", "Arduino"),
            {0: ("Automated weekly",)},
        ),
    ),
    "several_roles_at_one_company.pdf": (
        several_roles_at_one_company,
        Expected(
            "GRACE ADEYEMI",
            "grace@adeyemi.example",
            "07700 900321",
            (),
            ("Unilever plc", "Unilever plc", "Bright & Co Agency"),
            ("Brand Marketing Manager", "Marketing Executive", "Marketing Assistant"),
            ("2021-01/present", "2018-03/2020-12", "2016-07/2018-02"),
            ("University of Leeds",),
            ("Bachelor of Arts, Marketing",),
            ("SEO", "Google Analytics", "Copywriting", "Email Marketing"),
            {1: ("Ran paid search",)},
        ),
    ),
    "table.docx": (
        docx_table,
        Expected(
            "Joana Teixeira",
            "joana.teixeira@escola.example",
            "+351 912 345 678",
            (),
            ("Escola Básica da Lapa", "Colégio Nova Onda"),
            ("Class Teacher", "Teaching Assistant"),
            ("2018-09/present", "2015-09/2018-07"),
            ("Universidade do Porto",),
            ("Licenciatura em Educação Básica",),
            ("Classroom Management", "Lesson Planning", "Moodle", "Phonics"),
            {0: ("Taught reading",)},
        ),
    ),
    "german.docx": (
        docx_german,
        Expected(
            "Jürgen Müller",
            "j.mueller@beispiel.example",
            "+49 171 5550123",
            (),
            ("Nordwind Anlagenbau GmbH", "Elbwerk Energie AG"),
            ("Projektleiter", "Ingenieur"),
            ("2019-01/present", "2012-03/2018-12"),
            ("Technische Universität Hamburg",),
            ("Diplom Maschinenbau",),
            ("AutoCAD", "SAP", "SolidWorks"),
            {0: ("Leitete den Umbau",)},
        ),
    ),
    "header_and_box.docx": (
        docx_header_and_box,
        Expected(
            "Siobhán Ní Dhomhnaill",
            "siobhan@oifig.example",
            "+353 87 555 0101",
            ("https://www.linkedin.com/in/siobhan-nd",),
            ("Aer Cloud Ltd", "Kerry Foods"),
            ("HR Business Partner", "HR Generalist"),
            ("2020-04/present", "2016-06/2020-03"),
            ("University of Limerick",),
            ("Bachelor of Business Studies",),
            ("Recruitment", "Onboarding", "Workday", "Employee Relations"),
            {0: ("Brought time to hire",)},
        ),
    ),
}
