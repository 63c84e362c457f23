"""What each number and unit of a phrase is there for: a day, a year, a count, nothing.

Facts are those of `Named` by name, and at first what only says how to take others.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.query.periods.days import HALVES, LAST_WEEK
from searchapp.query.periods.items import whole_year
from searchapp.query.periods.named import WEEK, YEAR, Named
from searchapp.query.periods.words import UNITS, Kind, Sense

Facts = dict[str, int]

_DAY, _MONTH, _QUARTER, _HALF, _DECADE, _CENTURY = (
    UNITS.index(unit) for unit in ("day", "month", "quarter", "half", "decade", "century")
)
_INDEXED = (_QUARTER, _HALF, _CENTURY)
"""Units that are numbered: the first half, the 20th century."""
_FACTS = frozenset(Named.__dataclass_fields__)
_IN_A_YEAR = frozenset(("month", "season", "quarter"))
_MORE = {
    YEAR: frozenset(("year", "year_shift", "decade")),
    _DAY: frozenset(("day", "weekday", "day_shift")),
    _DECADE: frozenset(("decade",)),
}
"""What says more than the unit that stands beside it."""


class Unfit(Exception):
    """These words do not belong together."""


def completed(facts: Facts, numbers: Sequence[Sense], of_year: bool) -> Facts:
    """The facts of a phrase with its numbers. Raises Unfit."""
    if of_year or (facts.get("unit") == YEAR and "shift" in facts and _IN_A_YEAR & facts.keys()):
        _count_years(facts)
    if "mark" in facts:
        _add_decade(facts, numbers)
    else:
        _add_small(facts, _without_years(facts, numbers))
    if "ordinal" in facts:
        _add_ordinal(facts, facts.pop("ordinal"))
    _drop_unit(facts)
    if "weekday" in facts and ("day" in facts or "day_shift" in facts):
        del facts["weekday"]
    if not facts.keys() <= _FACTS:
        raise Unfit
    return facts


def _count_years(facts: Facts) -> None:
    """`of last year`, where another unit is what counts."""
    if facts.get("unit") == YEAR:
        del facts["unit"]
    if "shift" in facts:
        facts["year_shift"] = facts.pop("shift")


def _add_decade(facts: Facts, numbers: Sequence[Sense]) -> None:
    """`1990s`, `années 90`, `années quatre-vingt-dix`."""
    digits, tens = facts.pop("mark"), facts.pop("tens", None)
    given = [*numbers, *([Sense(Kind.NUMBER, tens, 2)] if tens is not None else [])]
    if len(given) != 1 or "month" in facts or given[0].value % 10 or given[0].width not in (0, 2, 4):
        raise Unfit
    if given[0].width and given[0].width < digits:
        raise Unfit
    facts["decade"] = whole_year(given[0].value, given[0].width)


def _without_years(facts: Facts, numbers: Sequence[Sense]) -> list[Sense]:
    """The numbers that are no years; a year has four digits or an apostrophe."""
    small = []
    for number in numbers:
        if number.width not in (0, 4):
            small.append(number)
        elif "year" in facts or not 1000 <= number.value <= 2999:
            raise Unfit
        else:
            facts["year"] = number.value
    return small


def _add_small(facts: Facts, small: list[Sense]) -> None:
    """Beside a month a day and, from 32 on or after the day, a year of two digits; beside a unit a count."""
    if small and _counts(facts) and "count" not in facts:
        facts["count"] = small.pop().value
    for number in small:
        if facts.get("unit") in _INDEXED and "ordinal" not in facts:
            facts["ordinal"] = number.value
        elif _is_short_year(facts, number):
            facts["year"] = whole_year(number.value, 2)
        elif "day" not in facts:
            facts["day"] = number.value
        else:
            raise Unfit


def _is_short_year(facts: Facts, number: Sense) -> bool:
    """`May 98`, `4 May 02`, `summer 02`, `Q1 02`, `late 98`."""
    if number.width != 2 or "year" in facts:
        return False
    if number.value > 31 or "day" in facts:
        return not facts.keys().isdisjoint(("month", "season", "ordinal", "part"))
    return "season" in facts or "ordinal" in facts


def _counts(facts: Facts) -> bool:
    """Whether units are counted from today."""
    return "unit" in facts and not facts.keys().isdisjoint(("ago", "past", "shift"))


def _add_ordinal(facts: Facts, ordinal: int) -> None:
    """`first of May`, `second quarter`, `first half`, `twentieth century`."""
    unit = facts.get("unit")
    if unit is None and "day" not in facts:
        facts["day"] = ordinal
    elif unit == WEEK and "month" in facts:
        del facts["unit"]
        facts["week"] = ordinal
    elif _counts(facts) or unit not in _INDEXED:
        raise Unfit
    else:
        del facts["unit"]
        _add_numbered(facts, unit, ordinal)


def _add_numbered(facts: Facts, unit: int, number: int) -> None:
    if unit != _HALF:
        facts["quarter" if unit == _QUARTER else "century"] = number
    elif "part" in facts or number not in (1, 2):
        raise Unfit
    else:
        facts["part"] = HALVES + number - 1


def _drop_unit(facts: Facts) -> None:
    """Years counted from today, and the last week of a month, are facts of their own."""
    unit = facts.get("unit")
    if unit == WEEK and "month" in facts and _counts(facts):
        _add_last_week(facts)
    elif unit == YEAR and "ago" in facts:
        del facts["unit"], facts["ago"]
        facts["year_shift"] = -facts.pop("count", 1)
    elif unit == YEAR and "shift" in facts and "count" not in facts:
        _count_years(facts)
    elif unit is not None and _is_said(facts, unit):
        del facts["unit"]


def _add_last_week(facts: Facts) -> None:
    if facts.get("shift", -1) != -1 or "ago" in facts:
        raise Unfit
    for name in ("unit", "shift", "past"):
        facts.pop(name, None)
    facts["week"] = LAST_WEEK


def _is_said(facts: Facts, unit: int) -> bool:
    """Whether something beside a unit says more than it: year 2002, last month of May."""
    if unit == _MONTH:
        return "month" in facts and "count" not in facts
    return not _counts(facts) and not _MORE.get(unit, frozenset()).isdisjoint(facts)
