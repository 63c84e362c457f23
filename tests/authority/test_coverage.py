"""What is held of a year, what is missing, and what cannot be known."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.archive import CalendarRules, Holiday, Irregular
from searchapp.authority.calendar import issue_days, possible_days
from searchapp.authority.coverage import Day, days_of_year, numbers_of_volume

WORKDAYS = CalendarRules(
    year_anchor=1994,
    weekdays=(1, 2, 3, 4, 5),
    holidays=(Holiday(name="Labour Day", month=5, day=1),),
    irregular=(Irregular(first=date(2001, 9, 3), last=date(2001, 9, 7), least=1, most=2),),
)
UNCOUNTED = CalendarRules(year_anchor=1994)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2001, 4, 4), Day.HELD),
        (date(2001, 4, 5), Day.MISSING),
        (date(2001, 4, 7), Day.OFF),
        (date(2001, 5, 1), Day.OFF),
        (date(2001, 9, 5), Day.UNKNOWN),
        (date(2001, 9, 10), Day.MISSING),
        (date(2001, 12, 24), Day.UNKNOWN),
    ],
)
def test_of_every_day_it_is_known_what_can_be_known(day: date, kind: Day) -> None:
    days = days_of_year(WORKDAYS, 2001, {date(2001, 4, 4)}, last=date(2001, 12, 21))
    assert days[day] is kind


def test_without_rules_only_what_is_held_is_known() -> None:
    for rules in (None, UNCOUNTED):
        days = days_of_year(rules, 2001, {date(2001, 4, 4)}, last=date(2002, 4, 4))
        assert Counter(days.values()) == {Day.HELD: 1, Day.UNKNOWN: 364}


@given(st.integers(1995, 2010), st.sets(st.integers(0, 364), max_size=20), st.integers(1995, 2010))
def test_every_day_is_told_once_and_what_is_held_always(year: int, held: set[int], last: int) -> None:
    own = {date(year, 1, 1) + timedelta(days=n) for n in held}
    days = days_of_year(WORKDAYS, year, own, last=date(last, 6, 1))
    assert list(days) == sorted(days)
    assert len(days) in (365, 366)
    assert {day for day, kind in days.items() if kind is Day.HELD} == own
    missing = {day for day, kind in days.items() if kind is Day.MISSING}
    assert missing <= set(issue_days(WORKDAYS, year)) - own


def test_a_volume_that_is_over_had_as_many_numbers_as_there_were_days() -> None:
    whole = numbers_of_volume(WORKDAYS, 8, {60}, over=True)
    assert (whole[0], whole[-1]) == (1, len(issue_days(WORKDAYS, 2002)))
    assert possible_days(WORKDAYS, 8, whole[-1]) == (date(2002, 12, 31),)
    assert numbers_of_volume(WORKDAYS, 8, {60, 66}, over=False) == range(1, 67)


def test_issues_that_may_never_have_appeared_are_not_missed() -> None:
    due = len(issue_days(WORKDAYS, 2001))
    assert numbers_of_volume(WORKDAYS, 7, {60}, over=True) == range(1, due - 2 + 1)


def test_where_nothing_is_counted_only_numbers_in_between_are_missed() -> None:
    for rules in (None, UNCOUNTED):
        assert numbers_of_volume(rules, 8, {60, 66}, over=True) == range(60, 67)
        assert list(numbers_of_volume(rules, 8, set(), over=True)) == []
