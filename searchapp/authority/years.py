"""The year of a printed month and day, seen from the day of the issue that prints it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from searchapp.model.article import DateRange
from searchapp.model.draft import DaySpan

AHEAD = timedelta(days=3)
"""How far after its own day an issue may cite: weeklies and morning papers carry later dates."""


def day_in(year: int, month: int, day: int) -> date | None:
    """A day of the calendar; None where there is none: 29 February of most years."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def latest(month: int, day: int, limit: date) -> date | None:
    """The latest such day that is not after the limit, at most a year before it."""
    for year in (limit.year, limit.year - 1):
        found = day_in(year, month, day)
        if found is not None and found <= limit:
            return found
    return None


@lru_cache(maxsize=8192)
def cited_range(span: DaySpan, issue_day: date | None) -> DateRange | None:
    """The days of a citation: the latest that end at most three days after the issue's own day.

    None where there are none, or where neither a year is printed nor the issue's day known.
    """
    last = None
    if span.year is not None:
        last = day_in(span.year, span.last_month, span.last_day)
    elif issue_day is not None:
        last = latest(span.last_month, span.last_day, issue_day + AHEAD)
    if last is None:
        return None
    first = latest(span.month, span.day, last)
    return DateRange(first=first, last=last) if first else None


def last_cited(spans: Iterable[DaySpan], year: int, number: int) -> date | None:
    """The last cited day, where of the issue only its year and number are known.

    In an issue of January, days of October to December belong to the year before.
    """
    spans = tuple(spans)
    early = number <= 3 or any(span.last_month <= 3 for span in spans)
    days = (
        day_in(span.year or year - (early and span.last_month >= 10), span.last_month, span.last_day)
        for span in spans
    )
    return max((day for day in days if day), default=None)
