"""Entries with bars between their fields: read by position, and only where the whole section keeps to the form."""

from domain.resume.barred import barred_education, barred_entries, barred_positions, barred_projects
from domain.resume.document import Line
from domain.resume.facts import Education, Position, Project

EDGES = {(1, 0): 540.0}


def head(text: str, **more) -> Line:
    return Line(text, x0=56, x1=200, bold=True, **more)


def plain(text: str, x0: float = 56, x1: float = 300, **more) -> Line:
    return Line(text, x0=x0, x1=x1, **more)


def bullet(text: str, x1: float = 300) -> Line:
    return Line(text, x0=60, x1=x1, bullet=True)


def test_fields_are_told_by_their_place_whatever_their_words():
    lines = [
        head("Ground School Instructor"), plain("Coastal Air Charter, Inc. | Sydney NSW | May 2020 – now"),
        bullet("Taught 40 pilots"), head("Warden, nights"), plain("Fjordcruise"), bullet("Kept the harbour quiet"),
        head("Kellner"), plain("2001 – 2003"),
    ]  # fmt: skip
    assert barred_positions(lines, EDGES) == [
        Position(
            title="Ground School Instructor", employer="Coastal Air Charter, Inc.", place="Sydney NSW",
            start="May 2020", end="now", bullets=("Taught 40 pilots",),
        ),
        Position(title="Warden, nights", employer="Fjordcruise", bullets=("Kept the harbour quiet",)),
        Position(title="Kellner", start="2001", end="2003"),
    ]  # fmt: skip


def test_heads_on_one_line_are_read_too():
    lines = [
        plain("Tour guide | Fjordcruise"), bullet("Led large groups", 530), plain("of thirty guests", x0=71),
        plain("Cook | Brasserie | Porto | 2019 – 2020"), bullet("Menus"),
    ]  # fmt: skip
    assert barred_positions(lines, EDGES) == [
        Position(title="Tour guide", employer="Fjordcruise", bullets=("Led large groups of thirty guests",)),
        Position(title="Cook", employer="Brasserie", place="Porto", start="2019", end="2020", bullets=("Menus",)),
    ]  # fmt: skip


def test_a_head_that_was_wrapped_is_one_head():
    lines = [
        head("Keeper"), plain("The Royal Society for the Protection of Coastal Lighthouses and Piers | Oslo |", x1=530),
        plain("March 2021 – Present"), bullet("Painted six towers"),
    ]  # fmt: skip
    [position] = barred_positions(lines, EDGES) or []
    assert (position.place, position.start, position.end) == ("Oslo", "March 2021", "Present")
    assert position.employer.endswith("Lighthouses and Piers")


def test_a_head_with_its_dates_is_over_however_full_its_line():
    lines = [
        plain("BA (Hons) | Kestrel College | 2005 – 2007", x1=535),
        plain("Certificate, UX Design | Central | 2004"),
    ]
    assert [entry.head for entry in barred_entries(lines, EDGES) or []] == ["BA (Hons)", "Certificate, UX Design"]


def test_east_asian_heads_need_no_bold():
    lines = [
        plain("業務改善マネージャー"),
        plain("株式会社みなと物流 | 東京都 | 2020年4月 – 現在"),
        bullet("遅延率を下げた"),
    ]
    assert barred_positions(lines, EDGES) == [
        Position(
            title="業務改善マネージャー", employer="株式会社みなと物流", place="東京都", start="2020年4月", end="現在",
            bullets=("遅延率を下げた",),
        )
    ]  # fmt: skip


def test_schools_and_projects_are_read_by_place():
    lines = [head("Certificate, UX Design"), plain("Greenfield State | 2019"), bullet("Grade: 1.0")]
    assert barred_education(lines, EDGES) == [
        Education(degree="Certificate, UX Design", school="Greenfield State", end="2019", details=("Grade: 1.0",))
    ]
    lines = [
        head("Route planner"), plain("Maintainer | github.com/a/routes | 2019 – 2020"), bullet("Draws routes"),
        head("pennywise-cli"), bullet("Counts pennies"),
    ]  # fmt: skip
    assert barred_projects(lines, EDGES) == [
        Project(
            title="Route planner", role="Maintainer", link="github.com/a/routes", start="2019", end="2020",
            bullets=("Draws routes",),
        ),
        Project(title="pennywise-cli", bullets=("Counts pennies",)),
    ]  # fmt: skip


def test_a_date_that_only_its_place_gives_away():
    lines = [head("BSc, Physics"), plain("Kestrel College | 06/21"), head("MSc, Physics"), plain("Harbour | present")]
    assert [entry.span for entry in barred_entries(lines, EDGES) or []] == [
        {"start": "", "end": "06/21"}, {"start": "", "end": "present"},
    ]  # fmt: skip


def test_a_project_may_have_nothing_but_a_title_and_a_link():
    lines = [head("pennywise-cli"), plain("github.com/a/pennywise-cli"), bullet("Counts pennies")]
    assert barred_projects(lines, EDGES) == [
        Project(title="pennywise-cli", link="github.com/a/pennywise-cli", bullets=("Counts pennies",))
    ]
    assert barred_projects([head("Garden"), plain("A website for gardeners."), bullet("Built it")], EDGES) is None


def test_a_section_in_another_form_is_left_to_others():
    other = [
        [],
        [bullet("No head at all | here")],
        [head("Nurse"), plain("Mercy Hospital, 2019 – 2020"), bullet("Cared for 20 people")],
        [head("Nurse"), plain("Mercy Hospital | 2019 – 2020"), plain("Responsible for the night shift of a ward.")],
        [Line("Nurse 2019", cells=("Nurse | Mercy", "2019"), x0=56, x1=300, bold=True)],
    ]
    assert [barred_entries(lines, EDGES) for lines in other] == [None] * len(other)


def test_words_that_say_the_employer_comes_first_are_believed():
    lines = [head("Mercy Hospital"), plain("Staff nurse | Austin, TX | 2019 – 2020"), bullet("Cared for 20 people")]
    assert barred_positions(lines, EDGES) is None
    lines = [head("Kestrel College"), plain("BSc Physics | 2019"), bullet("Grade: 1.0")]
    assert barred_education(lines, EDGES) is None
    four = [plain("Nurse | Mercy Hospital | Full-time | Austin, TX | 2019 – 2020")]
    assert barred_positions(four, EDGES) is None
