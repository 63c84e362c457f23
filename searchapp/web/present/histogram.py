"""When the articles found appeared: one bar a year, or a month where all is of few years.

A bar leads to its articles; where nothing is held at all there is no bar to lead anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from searchapp.engines.base import Engine
from searchapp.model.search import NONE, Filter, SearchPage
from searchapp.urls.links import Links
from searchapp.web import i18n, written
from searchapp.web.i18n import gettext, ngettext

TALLEST = 40
"""Of a bar, in units of the drawing; every bar is one unit of `WIDTH` wide."""
WIDTH = 24
DRAWN = 48
"""Pixels of a bar."""
FEW_YEARS = 2
MOST_BARS = 40


class Bar(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A year or month."""

    x: int
    y: int
    height: int
    period: str
    said: str
    """`6 articles`, or that nothing is held."""
    href: str | None
    held: bool
    chosen: bool

    @property
    def label(self) -> str:
        """`1999: 6 articles`."""
        return i18n.labelled(self.period, self.said)


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


@dataclass(frozen=True, slots=True)
class Held:
    """The years, and months, of which an issue is held: `2002`, `2002-04`."""

    years: frozenset[str]
    months: frozenset[str]

    @classmethod
    def of(cls, engine: Engine) -> Held:
        """What an index holds."""
        months = {
            f"{day.year:04}-{day.month:02}" for issue in engine.issues().values() if (day := issue.date.value)
        }
        return cls(frozenset(month[:4] for month in months), frozenset(months))


def histogram(page: SearchPage, held: Held, links: Links) -> Histogram | None:
    """The drawing; None where there are not two periods to compare."""
    years = {value.value: value.count for value in page.facet("year").values if _is_period(value.value)}
    months = {
        child.value: child.count
        for value in page.facet("year").values
        for child in value.children
        if _is_period(child.value)
    }
    if len(held.years) > FEW_YEARS:
        return _drawn(page.query.filter("year"), years, held.years, links)
    return _drawn(page.query.filter("month"), months, held.months, links)


def _is_period(value: str) -> bool:
    return value != NONE and ".." not in value


def _drawn(asked: Filter, counts: Mapping[str, int], held: Collection[str], links: Links) -> Histogram | None:
    periods = _all_periods(min(held), max(held)) if held else []
    if not 1 < len(periods) <= MOST_BARS:
        return None
    most = max([counts.get(period, 0) for period in periods] + [1])
    scale = _Scale(asked, links, most)
    bars = [
        scale.bar(number, period, counts.get(period, 0) if period in held else None)
        for number, period in enumerate(periods)
    ]
    return Histogram(
        bars=tuple(bars),
        width=WIDTH * len(bars),
        height=TALLEST,
        drawn=DRAWN * len(bars),
        first=_name(periods[0]),
        last=_name(periods[-1]),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """What all bars share: the filter of their field, and the highest count."""

    asked: Filter
    links: Links
    most: int

    def bar(self, number: int, period: str, count: int | None) -> Bar:
        """The bar at a place; `count` is None where no issue of the period is held."""
        only = Filter(field=self.asked.field, values=(period,), excluded=self.asked.excluded)
        height = 0 if not count else max(2, round(TALLEST * count / self.most))
        return Bar(
            x=WIDTH * number,
            y=TALLEST - height,
            height=height,
            period=_name(period),
            said=_said(count),
            href=self.links.filtered(only) if count else None,
            held=count is not None,
            chosen=period in self.asked.values,
        )


def _all_periods(first: str, last: str) -> list[str]:
    """Years or months from first to last, none left out."""
    if "-" not in first:
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    start, end = (int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]


def _said(count: int | None) -> str:
    if count is None:
        return gettext("not in this archive")
    return ngettext("%(number)s article", "%(number)s articles", count, number=written.number(count))


def _name(period: str) -> str:
    return written.month(date.fromisoformat(f"{period}-01")) if "-" in period else written.digits(period)
