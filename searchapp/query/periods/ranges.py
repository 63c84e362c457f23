"""From one phrase to another: `1-5 April 2002`, `from May to July 1998`, `between 1998 and 2001`.

What one end leaves out the other lends: a month, a year. An end without a year that would come before the
beginning is in the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from searchapp.query.periods.days import DAY, WINTER
from searchapp.query.periods.items import Order
from searchapp.query.periods.named import YEARS_TRIED, Named, Span, dated
from searchapp.query.periods.outcome import Found, Outcome, Why, days_of
from searchapp.query.periods.phrase import phrases
from searchapp.query.periods.words import Item, Kind

_CALENDAR = frozenset(("year", "month", "day", "season", "quarter"))
_LINKS = frozenset((Kind.TO, Kind.DASH, Kind.DOTS))
_NEIGHBOURS = frozenset((Kind.AND, Kind.SLASH))
"""What joins two periods only where one follows the other: April/May, 1998 and 1999."""


def ranges(items: Sequence[Item], today: date | None) -> Iterator[Outcome]:
    """What the items are as two phrases with something between them."""
    inside, links = _inside(items)
    for at, item in enumerate(inside[1:-1], start=1):
        kinds = {sense.kind for sense in item}
        if kinds & links:
            yield from _joined(inside[:at], inside[at + 1 :], today, adjacent=False)
        elif kinds & _NEIGHBOURS:
            adjacent = not (_is_a_day(inside[at - 1]) and _is_a_day(inside[at + 1]))
            yield from _joined(inside[:at], inside[at + 1 :], today, adjacent=adjacent)


def _inside(items: Sequence[Item]) -> tuple[Sequence[Item], frozenset[Kind]]:
    """The items without `from` or `between` around them, and what can part them."""
    around = {sense.kind for item in (*items[:1], *items[-1:]) for sense in item}
    start = _has(items[:1], Kind.SINCE) or _has(items[:1], Kind.BETWEEN)
    end = _has(items[-1:], Kind.UNTIL) or _has(items[-1:], Kind.BETWEEN)
    links = _LINKS | {Kind.AND} if Kind.BETWEEN in around else _LINKS
    return items[start : len(items) - end], links


def _is_a_day(item: Item) -> bool:
    """A day in numbers: two of them may stand as ISO 8601 has it, `2002-04-01/2002-04-05`."""
    return "day" in item[0].facts


def _has(items: Sequence[Item], kind: Kind) -> bool:
    return any(sense.kind is kind for item in items for sense in item)


def _joined(
    left: Sequence[Item], right: Sequence[Item], today: date | None, *, adjacent: bool
) -> Iterator[Outcome]:
    ends = list(phrases(right))
    for first in phrases(left):
        for last in ends:
            outcome = _range(first, last, today, adjacent=adjacent)
            if outcome is not None:
                yield outcome


def _range(first: Named, last: Named, today: date | None, *, adjacent: bool) -> Outcome | None:
    first, first_relative = dated(first, today)
    last, last_relative = dated(last, today)
    first, last = _in_one_order(first, last)
    if Order.EITHER in (first.order, last.order):
        return Why.EITHER
    if first.facts <= _CALENDAR and last.facts <= _CALENDAR:
        first, last = _shared(first, last, adjacent=adjacent)
        if first.year is None and last.year is None:
            return _latest(first, last, today, adjacent=adjacent)
        first, last = _years_shared(first, last)
    found = _between(first, last, today, adjacent=adjacent)
    return _relative(found) if first_relative or last_relative else found


def _relative(found: Outcome | None) -> Outcome | None:
    return Found(replace(found.span, relative=True)) if isinstance(found, Found) else found


def _in_one_order(first: Named, last: Named) -> tuple[Named, Named]:
    """`01/05/2002-13/05/2002` shows in its end how its beginning is meant."""
    orders = (first.order, last.order)
    if Order.EITHER in orders and Order.MONTH_FIRST in orders:
        return _month_first(first), _month_first(last)
    if Order.EITHER in orders and Order.DAY_FIRST in orders:
        return replace(first, order=Order.DAY_FIRST), replace(last, order=Order.DAY_FIRST)
    return first, last


def _month_first(named: Named) -> Named:
    if named.order != Order.EITHER:
        return named
    return replace(named, month=named.day, day=named.month, order=Order.MONTH_FIRST)


def _shared(first: Named, last: Named, *, adjacent: bool) -> tuple[Named, Named]:
    """Both with their month, or whatever `early` and `late` are parts of."""
    if not first.facts and first.part is not None:
        return replace(last, part=first.part), last
    if last.facts == {"day"} and first.facts == {"year"}:
        return first, _short_year(first, last, adjacent=adjacent)
    if last.facts <= {"day", "year"} and last.day is not None:
        return first, replace(last, month=first.month)
    if first.facts == {"day"}:
        return replace(first, month=last.month), last
    return first, last


def _short_year(first: Named, last: Named, *, adjacent: bool) -> Named:
    """`1998-99`; up to 31 a number after a hyphen could be meant as a month or a day."""
    year, short = first.year or 0, last.day or 0
    if short < (1 if adjacent else 32) or short <= year % 100 or short > 99:
        return last
    return replace(last, day=None, year=year - year % 100 + short)


def _years_shared(first: Named, last: Named) -> tuple[Named, Named]:
    if first.facts == {"month"} and last.facts == {"year"}:
        return first, last
    if first.year is None and last.year is not None:
        year = last.year - _comes_later(first, last)
        return replace(first, year=year), last
    if last.year is None and first.year is not None:
        return first, replace(last, year=first.year + _comes_later(first, last))
    return first, last


def _comes_later(first: Named, last: Named) -> bool:
    """Whether within one calendar year the first begins in a later month than the last.

    A winter goes with the autumn before it (`_between`), whatever its year.
    """
    return last.season != WINTER and _month_of(first) > _month_of(last)


def _month_of(named: Named) -> int:
    """The month of the year that it begins in; a winter begins the year."""
    if named.month is not None:
        return named.month
    return 3 * (named.season if named.season is not None else named.quarter or 0)


def _latest(first: Named, last: Named, today: date | None, *, adjacent: bool) -> Outcome | None:
    """The latest range that has begun, where neither end has a year."""
    if today is None:
        return None
    later = _comes_later(first, last)
    wrong: Outcome | None = None
    for year in range(today.year + 1, today.year - YEARS_TRIED, -1):
        begun, ended = replace(first, year=year), replace(last, year=year + later)
        found = _between(begun, ended, today, adjacent=adjacent)
        if isinstance(found, Found) and found.span.first and found.span.first <= today:
            return _relative(found)
        wrong = found if isinstance(found, Why) else wrong
    return wrong


def _between(first: Named, last: Named, today: date | None, *, adjacent: bool) -> Outcome | None:
    start, end = days_of(first, today), days_of(last, today)
    if last.season == WINTER and last.year is not None and _is_reversed(start, end):
        end = days_of(replace(last, year=last.year + 1), today)
    if not isinstance(start, Span) or not isinstance(end, Span):
        return start if isinstance(start, Why) and end else end if isinstance(end, Why) and start else None
    if _is_reversed(start, end):
        return None if adjacent else Why.REVERSED
    if adjacent and start.last and start.last + DAY != end.first:
        return None
    return Found(Span(start.first, end.last, start.relative or end.relative))


def _is_reversed(start: Span | Why | None, end: Span | Why | None) -> bool:
    if not isinstance(start, Span) or not isinstance(end, Span):
        return False
    return (start.first or date.min) > (end.last or date.max)
