"""When the articles found appeared: one bar a year, or a month where all is of few years.

A bar leads to its articles; where nothing is held at all there is no bar to lead anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from searchapp.model.search import NONE, Filter, SearchPage, SearchQuery
from searchapp.urls import search_url
from searchapp.web import i18n
from searchapp.web.i18n import gettext, ngettext

TALLEST = 40
"""Of a bar, in units of the drawing; every bar is one unit of `WIDTH` wide."""
WIDTH = 24
DRAWN = 48
"""Pixels of a bar."""
FEW_YEARS = 2
MOST_BARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A year or month."""

    x: int
    y: int
    height: int
    label: str
    """`1999: 6 articles`, or that nothing is held."""
    href: str | None
    held: bool
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """The bars from the first period to the last, with their sizes."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    drawn: int
    """How wide it is drawn, in pixels, where there is room."""
    first: str
    last: str


def histogram(page: SearchPage, held: Collection[date]) -> Histogram | None:
    """The drawing; None where there are not two periods to compare. `held` are the days of issues."""
    years = {value.value: value.count for value in page.facet("year").values if _is_period(value.value)}
    months = {
        child.value: child.count
        for value in page.facet("year").values
        for child in value.children
        if _is_period(child.value)
    }
    span = {f"{day.year:04}" for day in held}
    if len(span) > FEW_YEARS:
        return _drawn(page.query, "year", years, span)
    return _drawn(page.query, "month", months, {f"{day:%Y-%m}" for day in held})


def _is_period(value: str) -> bool:
    return value != NONE and ".." not in value


def _drawn(
    query: SearchQuery, field: str, counts: Mapping[str, int], held: Collection[str]
) -> Histogram | None:
    periods = _all_periods(min(held), max(held)) if held else []
    if not 1 < len(periods) <= MOST_BARS:
        return None
    most = max([counts.get(period, 0) for period in periods] + [1])
    bars = [
        _bar(query, field, period, counts.get(period, 0) if period in held else None, most)
        for period in periods
    ]
    return Histogram(
        bars=tuple(replace(bar, x=WIDTH * number) for number, bar in enumerate(bars)),
        width=WIDTH * len(bars),
        height=TALLEST,
        drawn=DRAWN * len(bars),
        first=_name(periods[0]),
        last=_name(periods[-1]),
    )


def _all_periods(first: str, last: str) -> list[str]:
    """Years or months from first to last, none left out."""
    if "-" not in first:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    start, end = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def _bar(query: SearchQuery, field: str, period: str, count: int | None, most: int) -> Bar:
    """`count` is None where no issue of the period is held."""
    asked = query.filter(field)
    only = Filter(field=field, values=(period,), excluded=asked.excluded)
    height = 0 if not count else max(2, round(TALLEST * count / most))
    return Bar(
        x=0,
        y=TALLEST - height,
        height=height,
        label=_label(_name(period), count),
        href=search_url(query.with_filter(only)) if count else None,
        held=count is not None,
        chosen=period in asked.values,
    )


def _label(name: str, count: int | None) -> str:
    if count is None:
        return gettext("%(period)s: not in this archive", period=name)
    found = ngettext("%(number)s article", "%(number)s articles", count, number=i18n.number(count))
    return f"{name}: {found}"


def _name(period: str) -> str:
    return i18n.month(date.fromisoformat(f"{period}-01")) if "-" in period else period
