"""Items to days: a phrase, a range of two, or all days since or before one.

Every way to take the items is tried, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from searchapp.query.periods.days import DAY
from searchapp.query.periods.items import Order
from searchapp.query.periods.named import Named, Span
from searchapp.query.periods.outcome import Found, Outcome, Why, days_of
from searchapp.query.periods.phrase import phrases
from searchapp.query.periods.ranges import ranges
from searchapp.query.periods.words import PARTS, Item, Kind

_OPEN = (Kind.SINCE, Kind.UNTIL, Kind.BEFORE, Kind.AFTER)
_EARLY, _LATE = PARTS.index("early"), PARTS.index("late")


def read(items: Sequence[Item], today: date | None) -> Outcome | None:
    """The first way to take the items that gives days, else what is wrong with them, else None."""
    wrong: Outcome | None = None
    for outcome in _outcomes(items, today):
        if isinstance(outcome, Found):
            return outcome
        wrong = wrong or outcome
    return wrong


def _outcomes(items: Sequence[Item], today: date | None) -> Iterator[Outcome]:
    for named in phrases(items):
        outcome = _single(named, today)
        if outcome is not None:
            yield outcome
    yield from ranges(items, today)
    for kind, rest in _openings(items):
        for named in phrases(rest):
            outcome = _open(kind, named, today)
            if outcome is not None:
                yield outcome


def _single(named: Named, today: date | None) -> Outcome | None:
    span = days_of(named, today)
    if not isinstance(span, Span):
        return span
    if named.order != Order.EITHER:
        return Found(span)
    if named.facts != {"year", "month", "day"}:
        return Why.EITHER
    other = days_of(replace(named, month=named.day, day=named.month), today)
    return Found(span, other.first if isinstance(other, Span) else None)


def _openings(items: Sequence[Item]) -> Iterator[tuple[Kind, Sequence[Item]]]:
    """Each way in which the first or last item opens the others: `since March`, `2001'e kadar`, `..2001`."""
    if len(items) < 2:
        return
    for marker, rest in ((items[0], items[1:]), (items[-1], items[:-1])):
        for sense in marker:
            if sense.kind in _OPEN:
                both = any(other.kind is sense.kind for other in rest[-1])
                yield sense.kind, rest[:-1] if both else rest
            elif sense.kind is Kind.DOTS:
                yield (Kind.UNTIL if marker is items[0] else Kind.SINCE), rest


def _ago(named: Named) -> Named:
    """`depuis trois mois` is since three months ago."""
    if named.facts == {"unit", "count"}:
        return replace(named, ago=0)
    if named.facts == {"unit", "day"}:
        return replace(named, ago=0, count=named.day, day=None)
    return named


def _open(kind: Kind, named: Named, today: date | None) -> Outcome | None:
    """`since` and `until` take their period in, `before` and `after` leave it out, as in speech.

    What is before an end or after a beginning takes in what these are the ends of.
    """
    if named.order == Order.EITHER:
        return Why.EITHER
    if kind is Kind.SINCE:
        named = _ago(named)
    span = days_of(named, today)
    if not isinstance(span, Span) or span.first is None or span.last is None:
        return span if isinstance(span, Why) else None
    try:
        match kind:
            case Kind.SINCE:
                return Found(Span(span.first, None, span.relative))
            case Kind.UNTIL:
                return Found(Span(None, span.last, span.relative))
            case Kind.BEFORE:
                last = span.last if named.part == _LATE else span.first - DAY
                return Found(Span(None, last, span.relative))
            case _:
                first = span.first if named.part == _EARLY else span.last + DAY
                return Found(Span(first, None, span.relative))
    except OverflowError:
        return Why.IMPOSSIBLE
