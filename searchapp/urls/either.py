"""Dates in numbers that can be two days, 04/05/2002: what is said of them, and how to ask for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from searchapp.model.search import Notice, SearchPage, SearchQuery
from searchapp.query.leaves import either_day
from searchapp.query.periods import Period, reading
from searchapp.urls import Pairs
from searchapp.urls.values import clean

_ENDS = ("after", "before")


def noticed(page: SearchPage, pairs: Pairs) -> SearchPage:
    """A page with what there is to say of the parameters it was asked by."""
    return replace(page, notices=(*page.notices, *remarks(pairs)))


def remarks(pairs: Pairs) -> tuple[Notice, ...]:
    """What there is to say of an `after` or `before` that can be two days; `from_params` takes both in."""
    given = dict.fromkeys((name, clean(value)) for name, value in pairs if name in _ENDS)
    found = ((name, text, reading(text, None)) for name, text in given)
    return tuple(
        Notice(message=either_day(text, asked.either), param=name, days=asked.either)
        for name, text, asked in found
        if isinstance(asked, Period) and asked.either
    )


def each_day(query: SearchQuery, notice: Notice) -> tuple[tuple[date, SearchQuery], ...]:
    """Each day that a notice of a question speaks of, and the question that means only this day."""
    return tuple((day, _on(day, query, notice)) for day in notice.days)


def _on(day: date, query: SearchQuery, notice: Notice) -> SearchQuery:
    if notice.param == "after":
        return replace(query, after=day, page=1)
    if notice.param == "before":
        return replace(query, before=day, page=1)
    field = query.q[notice.start : notice.end].partition(":")[0]
    return replace(query, q=f"{query.q[: notice.start]}{field}:{day}{query.q[notice.end :]}", page=1)
