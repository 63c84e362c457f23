from datetime import date
from pathlib import Path

import pytest

from searchapp.archive import CalendarRules, load_archive
from searchapp.authority.calendar import (
    easter,
    possible_days,
    possible_issues,
    previous_day,
)
from searchapp.errors import SettingsError

KNOWN = """
4:19 1998-01-29    4:75 1998-04-20    4:166 1998-09-11   7:12 2001-01-18    7:13 2001-01-19
7:93 2001-05-14    8:66 2002-04-04    8:68 2002-04-08    1:1 1995-05-01     3:3 1997-01-06
5:148 1999-08-02   5:149 1999-08-03   5:150 1999-08-04   6:149 2000-08-01   8:19 2002-01-28
8:73 2002-04-15    8:82 2002-04-26    8:36 2002-02-20    8:62 2002-03-28
""".split()
IRREGULAR = "2:138 1996-07-16 6:28 2000-02-09".split()


@pytest.fixture(scope="module")
def monitor(tmp_path_factory: pytest.TempPathFactory) -> CalendarRules:
    rules = load_archive(tmp_path_factory.mktemp("none")).publication("The Monitor")
    assert rules is not None
    assert rules.calendar is not None
    return rules.calendar


def pairs(known: list[str]) -> list[tuple[int, int, date]]:
    issues = (issue.split(":") for issue in known[::2])
    days = map(date.fromisoformat, known[1::2])
    return [(int(v), int(n), day) for (v, n), day in zip(issues, days, strict=True)]


@pytest.mark.parametrize(("volume", "number", "day"), pairs(KNOWN))
def test_counting_gives_the_known_days(monitor: CalendarRules, volume: int, number: int, day: date) -> None:
    assert possible_days(monitor, volume, number) == (day,)
    assert possible_issues(monitor, day) == ((volume, number),)


@pytest.mark.parametrize(("volume", "number", "day"), pairs(IRREGULAR))
def test_where_issues_fell_out_the_known_day_is_one_of_several(
    monitor: CalendarRules, volume: int, number: int, day: date
) -> None:
    assert len(possible_days(monitor, volume, number)) > 1
    assert day in possible_days(monitor, volume, number)
    assert (volume, number) in possible_issues(monitor, day)


@pytest.mark.parametrize(
    "day",
    "2002-03-29 2002-05-27 2002-07-04 1998-07-03 1999-09-06 1999-08-09 1999-08-20 2002-04-06".split(),
)
def test_no_issue_appears_on_a_day_off(monitor: CalendarRules, day: str) -> None:
    assert possible_issues(monitor, date.fromisoformat(day)) == ()


def test_neighbours_skip_days_off_and_the_turn_of_the_year(monitor: CalendarRules) -> None:
    assert previous_day(monitor, date(2002, 4, 1)) == date(2002, 3, 28)
    assert previous_day(monitor, date(2002, 1, 2)) == date(2001, 12, 31)


def test_a_number_too_high_or_a_volume_of_no_year_has_no_day(monitor: CalendarRules) -> None:
    for volume, number in ((8, 300), (0, 1), (9999, 1), (8, 0)):
        assert possible_days(monitor, volume, number) == ()


@pytest.mark.parametrize("day", [date(1998, 4, 12), date(2002, 3, 31), date(2038, 4, 25)])
def test_easter(day: date) -> None:
    assert easter(day.year) == day


def test_an_archive_lays_its_own_rules_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "archive.toml").write_text(
        'title = "Ours"\n[[publications]]\nslug = "weekly"\ncalendar = { year_anchor = 1989 }\n'
        '[[publications]]\nslug = "prism"\naliases = ["The Prism"]\n'
    )
    archive = load_archive(tmp_path)
    assert archive.title == "Ours"
    weekly, prism = archive.publication("Weekly"), archive.publication("the prism")
    assert weekly is not None
    assert weekly.calendar == CalendarRules(year_anchor=1989)
    assert prism is not None
    assert prism.name == "Prism"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title = ", "archive.toml"),
        ("titel = 'x'", "titel"),
        ("title = 3", "text"),
        ("[[publications]]\nname = 'x'", "slug is missing"),
        ("[[publications]]\nslug = 'No Slug'", "small letters"),
        ("[[publications]]\nslug = 'x'\ncalendar = { year_anchor = 1990, weekdays = [8] }", "from 1 to 7"),
        ("[[publications]]\nslug = 'x'\ncalendar = { year_anchor = 1990, first_days = ['May'] }", "a date"),
    ],
)
def test_a_mistake_in_archive_toml_is_told_by_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "archive.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_archive(tmp_path)
    assert told in str(caught.value)
    assert caught.value.hint is not None
