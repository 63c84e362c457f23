"""The calendar of a publication: the day of an issue and the issue of a day, by counting working days.

Where issues fell out on unknown days, an issue has several possible days, and a day several possible
issues: all of them are given, and whoever asks must decide. Knows rules, no texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from searchapp.archive import Break, CalendarRules, Holiday, Irregular

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lost:
    """How many issues may have fallen out by a day, both ends included."""

    least: int
    most: int


def year_of(rules: CalendarRules, volume: int) -> int | None:
    """The year of a volume; None where it would lie outside every calendar."""
    year = rules.year_anchor + volume
    return year if volume >= 1 and year <= 9998 else None


def volume_of(rules: CalendarRules, day: date) -> int:
    """The volume that a day's issue belongs to."""
    return day.year - rules.year_anchor


@lru_cache(maxsize=8192)
def possible_days(rules: CalendarRules, volume: int, number: int) -> tuple[date, ...]:
    """Every day on which this issue can have appeared, in order: one in regular stretches.

    None at all where nothing is counted or the year had no such number.
    """
    year = year_of(rules, volume)
    if year is None or number < 1:
        return ()
    days, lost = issue_days(rules, year), lost_by(rules, year)
    most = lost[-1].most if lost else 0
    slots = range(number - 1, min(number + most, len(days)))
    return tuple(days[i] for i in slots if lost[i].least <= i - (number - 1) <= lost[i].most)


def later_days(rules: CalendarRules, volume: int, number: int, lost: int) -> tuple[date, ...]:
    """The issue's possible days if up to `lost` more issues fell out than the rules know."""
    days = possible_days(rules, volume, number)
    if not days:
        return ()
    due = issue_days(rules, days[0].year)
    return due[bisect_left(due, days[0]) : bisect_left(due, days[-1]) + 1 + lost]


def possible_issues(rules: CalendarRules, day: date) -> tuple[tuple[int, int], ...]:
    """Volume and number of every issue that can have appeared on this day; none on a day off."""
    volume = volume_of(rules, day)
    year = year_of(rules, volume)
    if year is None:
        return ()
    days, lost = issue_days(rules, year), lost_by(rules, year)
    slot = bisect_left(days, day)
    if slot == len(days) or days[slot] != day:
        return ()
    numbers = range(slot + 1 - lost[slot].most, slot + 2 - lost[slot].least)
    return tuple((volume, number) for number in numbers if number >= 1)


def previous_day(rules: CalendarRules, day: date) -> date | None:
    """The last day before this one on which an issue was due."""
    for year in (day.year, day.year - 1):
        days = issue_days(rules, year)
        slot = bisect_left(days, day)
        if slot:
            return days[slot - 1]
    return None


@lru_cache(maxsize=512)
def issue_days(rules: CalendarRules, year: int) -> tuple[date, ...]:
    """The days of a year on which an issue was due, in order; empty where nothing is counted."""
    if not rules.weekdays or year <= rules.year_anchor:
        return ()
    off = {day for holiday in rules.holidays for day in _holiday(holiday, year)}
    off.update(day for pause in rules.breaks for day in _break(pause, year))
    first = next((day for day in rules.first_days if day.year == year), None)
    working = (day for day in _days(first or date(year, 1, 2)) if day.isoweekday() in rules.weekdays)
    return tuple(day for day in working if day not in off)


@lru_cache(maxsize=512)
def lost_by(rules: CalendarRules, year: int) -> tuple[Lost, ...]:
    """For each of `issue_days`, how many earlier ones may have been without an issue, if it had one."""
    days = issue_days(rules, year)
    total = [Lost(0, 0)] * len(days)
    for stretch in rules.irregular:
        if stretch.first.year == year:
            total = [_sum(lost, more) for lost, more in zip(total, _lost_in(stretch, days), strict=True)]
    return tuple(total)


def _lost_in(stretch: Irregular, days: tuple[date, ...]) -> Iterator[Lost]:
    """As `lost_by`, of one stretch: what is yet to be lost must fit into its remaining days."""
    first, end = bisect_left(days, stretch.first), bisect_left(days, stretch.last + DAY)
    for slot in range(len(days)):
        gone, left = max(0, slot - first), max(0, end - slot - 1)
        if slot >= end:
            gone, left = end - first, 0
        yield Lost(max(0, stretch.least - left), min(stretch.most, gone))


def _sum(one: Lost, other: Lost) -> Lost:
    return Lost(one.least + other.least, one.most + other.most)


def _days(first: date) -> Iterator[date]:
    day = first
    while day.year == first.year:
        yield day
        day += DAY


def _holiday(holiday: Holiday, year: int) -> Iterator[date]:
    if holiday.years and year not in holiday.years:
        return
    day = _holiday_itself(holiday, year)
    if day is None:
        return
    if holiday.observed:
        day += {6: -DAY, 7: DAY}.get(day.isoweekday(), timedelta())
    yield day + holiday.plus * DAY


def _holiday_itself(holiday: Holiday, year: int) -> date | None:
    if holiday.easter is not None:
        return easter(year) + holiday.easter * DAY
    if holiday.month is None:
        return None
    if holiday.weekday is None or holiday.nth is None:
        return _date(year, holiday.month, holiday.day or 1)
    days = [day for day in _days_of_month(year, holiday.month) if day.isoweekday() == holiday.weekday]
    return days[-1] if holiday.nth == -1 else days[holiday.nth - 1] if holiday.nth <= len(days) else None


def _days_of_month(year: int, month: int) -> tuple[date, ...]:
    return tuple(day for number in range(1, 32) if (day := _date(year, month, number)))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _break(pause: Break, year: int) -> Iterator[date]:
    if pause.since is not None and year < pause.since:
        return
    first = _date(year, pause.month, pause.day)
    if first is None:
        return
    first += (pause.weekday - first.isoweekday()) % 7 * DAY
    yield from (first + i * DAY for i in range(pause.days))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
