"""Calendar arithmetic: years, months, seasons and their parts to first and last days.

What does not exist raises ValueError (30 February) or OverflowError.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from searchapp.query.periods.words import SEASONS, UNITS

Days = tuple[date, date]
"""First and last day, both included."""

DAY = timedelta(days=1)
WINTER = SEASONS.index("winter")
MONTHS_OF: Mapping[int, int] = {
    UNITS.index(unit): months
    for unit, months in (("month", 1), ("quarter", 3), ("half", 6), ("year", 12), ("decade", 120))
}
"""How many months a unit has, where it has a fixed number of them and begins at one of that number."""

_DAY, _WEEK, _CENTURY = (UNITS.index(unit) for unit in ("day", "week", "century"))

HALVES = 3
"""Parts from this one on are halves; those before are thirds: early, mid, late."""


def months(first: int, count: int) -> Days:
    """Whole months; `first` counts them from January of the year 0."""
    year, month = divmod(first, 12)
    last_year, last_month = divmod(first + count - 1, 12)
    last_day = calendar.monthrange(last_year, last_month + 1)[1]
    return date(year, month + 1, 1), date(last_year, last_month + 1, last_day)


def month(year: int, number: int) -> Days:
    """The days of a month, which is numbered from 1."""
    if not 1 <= number <= 12:
        raise ValueError(number)
    return months(year * 12 + number - 1, 1)


def season(year: int, number: int) -> Days:
    """Three months of the northern half of the world; a winter has the year of its January."""
    return months(year * 12 + (3 * number - 1), 3)


def quarter(year: int, number: int) -> Days:
    """Three months, numbered from 1."""
    if not 1 <= number <= 4:
        raise ValueError(number)
    return months(year * 12 + 3 * (number - 1), 3)


def decade(year: int) -> Days:
    """The ten years from this one on."""
    return months(year * 12, 120)


def century(number: int) -> Days:
    """The 20th is 1901 to 2000."""
    return months(((number - 1) * 100 + 1) * 12, 1200)


LAST_WEEK = 0


def week(year: int, month_number: int, number: int) -> Days:
    """The first seven days of a month, the next ones, or its last."""
    first, last = month(year, month_number)
    if number == LAST_WEEK:
        return last - 6 * DAY, last
    start = first + 7 * (number - 1) * DAY
    if not first <= start <= last:
        raise ValueError(number)
    return start, min(start + 6 * DAY, last)


def unit(kind: int, day: date, shift: int) -> Days:
    """The whole unit that holds a day, or one so many units later. Weeks begin on Mondays."""
    if kind == _DAY:
        return day + shift * DAY, day + shift * DAY
    if kind == _WEEK:
        monday = day + (7 * shift - day.weekday()) * DAY
        return monday, monday + 6 * DAY
    if kind == _CENTURY:
        return century((day.year - 1) // 100 + 1 + shift)
    size = MONTHS_OF[kind]
    at = day.year * 12 + day.month - 1
    return months((at // size + shift) * size, size)


def up_to(kind: int, day: date, count: int) -> Days:
    """So many units that end with a day."""
    if count < 1:
        raise ValueError(count)
    if kind in (_DAY, _WEEK):
        return day - (count * (7 if kind == _WEEK else 1) - 1) * DAY, day
    size = 1200 if kind == _CENTURY else MONTHS_OF[kind]
    return _months_earlier(day, count * size) + DAY, day


def _months_earlier(day: date, count: int) -> date:
    year, number = divmod(day.year * 12 + day.month - 1 - count, 12)
    return date(year, number + 1, min(day.day, calendar.monthrange(year, number + 1)[1]))


def part(days: Days, number: int) -> Days:
    """A third (0 to 2) or a half (3 and 4) of some days: of a year four months, of a month ten days."""
    parts, at = (2, number - HALVES) if number >= HALVES else (3, number)
    first, last = days
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    whole = first.day == 1 and (last + DAY).day == 1
    if whole and count == 1:
        size = 10 if parts == 3 else 15
        end = last if at == parts - 1 else first.replace(day=(at + 1) * size)
        return first.replace(day=at * size + 1), end
    if whole and count % parts == 0:
        return months(first.year * 12 + first.month - 1 + at * count // parts, count // parts)
    length = (last - first).days + 1
    return first + (length * at // parts) * DAY, first + (length * (at + 1) // parts - 1) * DAY
