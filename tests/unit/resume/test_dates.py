"""Dates in the ways resumes write them."""

import pytest

from domain.resume.dates import find_dates, is_duration, is_only_dates, plain, plain_range, without_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 2021 - Present", "2021-03/present"),
        ("Mar. 2021 – now", "2021-03/present"),
        ("06/2017 – 02/2021", "2017-06/2021-02"),
        ("2013-09 —Present", "2013-09/present"),
        ("Sept 2014 to May 2018", "2014-09/2018-05"),
        ("since 1865", "1865/present"),
        ("2019 -", "2019/present"),
        ("Jan '19 - Dec '20", "2019-01/2020-12"),
        ("March - June 2020", "/2020-06"),
        ("Januar 2019 – heute", "2019-01/present"),
        ("septembre 2012 à juin 2015", "2012-09/2015-06"),
        ("enero de 2015 - actualidad", "2015-01/present"),
        ("październik 2016 – czerwiec 2018", "2016-10/2018-06"),
        ("2018年4月 〜 現在", "2018-04/present"),
        ("set/2021 – jan/2026", "2021-09/2026-01"),
        ("mar/2025", "2025-03"),
        ("févr. 2022 – déc. 2025", "2022-02/2025-12"),
        ("Jul 2025 – hasta hoy", "2025-07/present"),
        ("2018-01-15 – 2019-05-31", "2018-01/2019-05"),
        ("15.03.2018 - 31.12.2020", "2018-03/2020-12"),
        ("Summer 2023", "2023"),
        ("Expected May 2027", "2027-05"),
    ],
)
def test_dates_are_found_and_have_one_plain_form(text, expected):
    dates = find_dates(text)
    assert dates is not None
    found = plain_range(dates.start, dates.end)
    assert found in (expected, expected.lstrip("/"))


@pytest.mark.parametrize(
    "text",
    [
        "Cut cost by 2-3 percent",
        "a team of 12 to 15 people",
        "call 555-123-4567",
        "room 2050b",
        "10/12 tests",
        "C++ 17 - 20",
    ],
)
def test_other_numbers_are_no_dates(text):
    assert find_dates(text) is None


def test_text_without_its_dates_keeps_the_rest():
    assert without_dates("Nurse, Mercy Hospital (March 2019 - May 2020)") == "Nurse, Mercy Hospital"
    assert without_dates("2019 - 2020 | Berlin") == "Berlin"
    assert without_dates("no date here") == "no date here"


def test_lines_of_only_dates_and_durations():
    assert is_only_dates("(Jan 2019 - present)")
    assert not is_only_dates("Jan 2019, Berlin")
    assert is_duration("4 years, 2 months")
    assert not is_duration("4 wards")


def test_plain_form_of_single_dates():
    assert [plain(text) for text in ("Aug 2019", "2019", "03/2020", "today", "soon", "Oct '98")] == [
        "2019-08",
        "2019",
        "2020-03",
        "present",
        "",
        "1998-10",
    ]
