"""What words name, fact by fact, and the days that this is: `spring` and `1999`, `last` and `week`.

Facts that together mean something are listed in tables; any others are no period.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from searchapp.query.periods import days
from searchapp.query.periods.days import DAY, Days
from searchapp.query.periods.words import UNITS

WEEK = UNITS.index("week")
YEAR = UNITS.index("year")
YEARS_TRIED = 10
"""Back from today, for a day or month without a year: 29 February comes back within eight."""
_SOME_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Facts; None is not named. Two that contradict each other are in no table."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    quarter: int | None = None
    decade: int | None = None
    century: int | None = None
    week: int | None = None
    """Of a month."""
    weekday: int | None = None
    unit: int | None = None
    count: int | None = None
    shift: int | None = None
    past: int | None = None
    ago: int | None = None
    day_shift: int | None = None
    year_shift: int | None = None
    part: int | None = None
    order: int | None = None

    @property
    def facts(self) -> frozenset[str]:
        """The names of the facts that say which days."""
        return frozenset(name for name in _FACTS if getattr(self, name) is not None)


_FACTS = tuple(each.name for each in fields(Named) if each.name not in ("part", "order"))


@dataclass(frozen=True, slots=True)
class Span:
    """Days from first to last; None is open."""

    first: date | None
    last: date | None
    relative: bool = False
    """Whether another day's reader would mean other days."""


Rule = Callable[[Named], Days]
Relative = Callable[[Named, date], Days]


def _given(value: int | None) -> int:
    """A fact that the table says is there."""
    if value is None:
        raise ValueError
    return value


def _day(named: Named) -> Days:
    day = date(_given(named.year), _given(named.month), _given(named.day))
    return day, day


def _week_of(named: Named) -> Days:
    if named.unit != WEEK:
        raise LookupError
    return days.unit(WEEK, _day(named)[0], 0)


_ABSOLUTE: Mapping[frozenset[str], Rule] = {
    frozenset(facts.split()): rule
    for facts, rule in (
        ("year", lambda named: days.months(_given(named.year) * 12, 12)),
        ("year month", lambda named: days.month(_given(named.year), _given(named.month))),
        ("year month day", _day),
        ("year month day unit", _week_of),
        (
            "year month week",
            lambda named: days.week(_given(named.year), _given(named.month), _given(named.week)),
        ),
        ("year season", lambda named: days.season(_given(named.year), _given(named.season))),
        ("year quarter", lambda named: days.quarter(_given(named.year), _given(named.quarter))),
        ("decade", lambda named: days.decade(_given(named.decade))),
        ("century", lambda named: days.century(_given(named.century))),
    )
}


def _several(named: Named, today: date) -> Days:
    """`the last three weeks`: they end today."""
    if named.shift != -1:
        raise LookupError
    return days.up_to(_given(named.unit), today, _given(named.count))


def _weekday(named: Named, today: date) -> Days:
    """The latest, today included; with `last` before today, with `this` in this week."""
    since = today.weekday() - _given(named.weekday)
    match named.shift:
        case None:
            since %= 7
        case 0:
            pass
        case shift if shift < 0:
            since = (since % 7 or 7) - 7 * (shift + 1)
        case shift:
            since = since % 7 - 7 * shift
    return today - since * DAY, today - since * DAY


def _shifted(named: Named, today: date) -> Days:
    """`last spring` is the last that has ended, `next` the first to come, `this` the one around today."""
    shift = _given(named.shift)
    bare = replace(named, shift=None, part=None)
    all_years = [_ABSOLUTE[bare.facts | {"year"}](replace(bare, year=today.year + by)) for by in range(-3, 4)]
    if shift < 0:
        return [each for each in all_years if each[1] < today][shift]
    if shift > 0:
        return [each for each in all_years if each[0] > today][shift - 1]
    around = [each for each in all_years if each[0] <= today <= each[1]]
    return around[0] if around else all_years[3]


def _this(named: Named, today: date) -> Days:
    """`the beginning of the year`; a mere `year` is no period."""
    if named.part is None:
        raise LookupError
    return _unit(named, today, 0)


def _unit(named: Named, day: date, shift: int) -> Days:
    return days.unit(_given(named.unit), day, shift)


def _other_day(named: Named, today: date) -> Days:
    day = today + _given(named.day_shift) * DAY
    return day, day


_RELATIVE: Mapping[frozenset[str], Relative] = {
    frozenset(facts.split()): rule
    for facts, rule in (
        ("day_shift", _other_day),
        ("unit", _this),
        ("shift unit", lambda named, today: _unit(named, today, _given(named.shift))),
        ("shift unit count", _several),
        ("past unit", lambda named, today: days.up_to(_given(named.unit), today, 1)),
        ("past unit count", lambda named, today: days.up_to(_given(named.unit), today, _given(named.count))),
        ("ago unit", lambda named, today: _unit(named, today, -1)),
        ("ago unit count", lambda named, today: _unit(named, today, -_given(named.count))),
        ("weekday", _weekday),
        ("shift weekday", _weekday),
        ("shift month", _shifted),
        ("shift season", _shifted),
        ("shift quarter", _shifted),
    )
}


def dated(named: Named, today: date | None) -> tuple[Named, bool]:
    """The same with `last year` as a year, and whether this needed to know today."""
    if named.year_shift is None or today is None or named.year is not None:
        return named, False
    return replace(named, year_shift=None, year=today.year + named.year_shift), True


def resolved(asked: Named, today: date | None) -> Span | None:
    """The days of what is named; None where its facts are no period, or only with a today.

    Raises ValueError or OverflowError where there are no such days.
    """
    named, relative = dated(asked, today)
    facts = named.facts
    if facts in _ABSOLUTE:
        return _span(_absolute(named), relative=relative)
    if today is None:
        resolved(asked, _SOME_DAY)  # what nobody could mean on any day is told as that
        return None
    if facts | {"year"} in _ABSOLUTE and facts:
        return _span(_latest(named, today), relative=True)
    if facts in _RELATIVE:
        return _span(_part(_RELATIVE[facts](named, today), named), relative=True)
    return None


def _span(found: Days | None, *, relative: bool) -> Span | None:
    return found and Span(*found, relative)


def _absolute(named: Named) -> Days | None:
    return _part(_ABSOLUTE[named.facts](named), named)


def _part(found: Days, named: Named) -> Days:
    if named.part is None:
        return found
    if found[0] == found[1]:
        raise LookupError
    return days.part(found, named.part)


def _latest(named: Named, today: date) -> Days | None:
    """The latest that has begun."""
    impossible: Exception | None = None
    for year in range(today.year + 1, today.year - YEARS_TRIED, -1):
        try:
            found = _absolute(replace(named, year=year))
        except ValueError as error:
            impossible = error
            continue
        if found and found[0] <= today:
            return found
    raise impossible or ValueError
