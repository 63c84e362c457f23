"""What of a publication is held, what is missing, and what cannot be known, day by day and number by number.

A day without an issue that is held may be a day without any: the publication's rules tell, as far as they
know. After the last issue held nobody knows whether others appeared.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from searchapp.archive import CalendarRules
from searchapp.authority.calendar import issue_days, lost_by, year_of

_DAY = timedelta(days=1)


class Day(StrEnum):
    """What there is of a day."""

    HELD = "held"
    MISSING = "missing"
    """An issue was due and is not held."""
    UNKNOWN = "unknown"
    """Nobody knows whether there was one."""
    OFF = "off"
    """None was due: a weekend, a holiday, a break."""


def days_of_year(
    rules: CalendarRules | None, year: int, held: Collection[date], *, last: date | None
) -> Mapping[date, Day]:
    """Every day of a year in order; `held` are days of issues, `last` the latest of the whole archive."""
    due = frozenset(issue_days(rules, year)) if rules else frozenset()
    found: dict[date, Day] = {}
    day = date(year, 1, 1)
    while day.year == year:
        found[day] = Day.HELD if day in held else _without(rules, day, due, last)
        if day == date.max:
            break
        day += _DAY
    return found


def _without(rules: CalendarRules | None, day: date, due: Collection[date], last: date | None) -> Day:
    """Of a day of which nothing is held."""
    if rules is None or not rules.weekdays or last is None:
        return Day.UNKNOWN
    if day not in due:
        return Day.OFF
    irregular = any(stretch.first <= day <= stretch.last for stretch in rules.irregular)
    return Day.UNKNOWN if irregular or day > last else Day.MISSING


def numbers_of_volume(
    rules: CalendarRules | None, volume: int, held: Collection[int], *, over: bool
) -> range:
    """The numbers that a volume had, for certain; `over` where a later volume is held.

    Where nothing is counted, those from the first to the last that is held.
    """
    if rules is None or not rules.weekdays:
        return range(min(held, default=1), max(held, default=0) + 1)
    year = year_of(rules, volume)
    due = issue_days(rules, year) if year is not None and over else ()
    counted = len(due) - lost_by(rules, due[0].year)[-1].most if due else 0
    return range(1, max(counted, *held, 0) + 1)
