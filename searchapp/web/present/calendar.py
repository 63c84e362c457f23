"""The calendar of a publication's year: held days lead to their issues, the others say why they do not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from babel import Locale

from searchapp.archive import CalendarRules
from searchapp.authority.coverage import Day, days_of_year
from searchapp.errors import N_
from searchapp.model.registry import Issue
from searchapp.model.search import SearchQuery
from searchapp.urls import search_url
from searchapp.web import i18n, written
from searchapp.web.i18n import gettext
from searchapp.web.present.addresses import issue_url
from searchapp.web.present.labels import Labels

Held = Mapping[date, Sequence[Issue]]

_WEEK = 7
_SAYS = {Day.MISSING: N_("not in this archive"), Day.UNKNOWN: N_("not known")}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day; empty before the first and after the last one of a month."""

    text: str = ""
    kind: str = ""
    href: str | None = None
    says: str = ""
    """What stands there for who does not see how it looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The weeks of a month, all of seven cells."""

    name: str
    weeks: tuple[tuple[DayCell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """The head of a column."""

    short: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Twelve months of one publication."""

    title: str
    weekdays: tuple[Weekday, ...]
    months: tuple[Month, ...]
    kinds: tuple[str, ...]
    """Those that occur, so that each is explained."""


def calendar(issues: Iterable[Issue], rules: CalendarRules | None, year: int, labels: Labels) -> Calendar:
    """The calendar of a year; `issues` are all of the publication."""
    dated = [issue for issue in issues if issue.date.value is not None]
    held: dict[date, list[Issue]] = {}
    for issue in dated:
        if issue.date.value is not None and issue.date.value.year == year:
            held.setdefault(issue.date.value, []).append(issue)
    last = max((issue.date.value for issue in dated if issue.date.value), default=None)
    found = days_of_year(rules, year, held, last=last)
    locale = i18n.formats()
    months = tuple(
        Month(
            name=written.month(date(year, month, 1)),
            weeks=_weeks(list(days), held, labels, locale.first_week_day),
        )
        for month, days in groupby(found.items(), key=lambda each: each[0].month)
    )
    return Calendar(
        title=written.digits(str(year)),
        weekdays=_weekdays(locale),
        months=months,
        kinds=tuple(kind.value for kind in Day if kind in found.values()),
    )


def _weekdays(locale: Locale) -> tuple[Weekday, ...]:
    order = [(locale.first_week_day + n) % _WEEK for n in range(_WEEK)]
    short, long = locale.days["stand-alone"]["short"], locale.days["stand-alone"]["wide"]
    return tuple(Weekday(short=short[day].rstrip("."), name=long[day]) for day in order)


def _weeks(
    days: Sequence[tuple[date, Day]], held: Held, labels: Labels, first_weekday: int
) -> tuple[tuple[DayCell, ...], ...]:
    before = (days[0][0].weekday() - first_weekday) % _WEEK
    cells = [DayCell()] * before + [_cell(day, kind, held.get(day, ()), labels) for day, kind in days]
    cells += [DayCell()] * (-len(cells) % _WEEK)
    return tuple(tuple(cells[at : at + _WEEK]) for at in range(0, len(cells), _WEEK))


def _cell(day: date, kind: Day, issues: Sequence[Issue], labels: Labels) -> DayCell:
    text = written.number(day.day)
    if kind is Day.HELD:
        named = [labels.issue(issue.key) for issue in issues]
        names = named[0] if len(named) == 1 else written.listed(named)
        return DayCell(text=text, kind=kind.value, href=_way(day, issues), says=names)
    return DayCell(text=text, kind=kind.value, says=gettext(_SAYS[kind]) if kind in _SAYS else "")


def _way(day: date, issues: Sequence[Issue]) -> str:
    """To the issue; to all articles of the day where it has several issues."""
    if len(issues) == 1:
        return issue_url(issues[0].key)
    query = SearchQuery(after=day, before=day).toggle("publication", issues[0].key.publication)
    return search_url(query)
