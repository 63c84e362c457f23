"""Items to what they name, in any order of words: `spring 1999`, `в 2002 году, в апреле`, `il y a un an`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from searchapp.query.periods.facts import Facts, Unfit, completed
from searchapp.query.periods.named import YEAR, Named
from searchapp.query.periods.words import Item, Kind, Sense

MOST_SENSES = 64
"""Ways to take a phrase's words that are tried."""


def phrases(items: Sequence[Item]) -> Iterator[Named]:
    """Each thing that the items can name together, the likeliest first; nothing where they do not fit."""
    items = _one_winter(items)
    if prod(len(item) for item in items) <= MOST_SENSES:
        for senses in product(*items):
            named = _named(senses)
            if named is not None:
                yield named


def _one_winter(items: Sequence[Item]) -> Sequence[Item]:
    """`winter 1999/2000` with its one year."""
    if not any(item[0].kind is Kind.SEASON for item in items):
        return items
    for at, sign in enumerate(items[1:-1], start=1):
        before, after = items[at - 1][0], items[at + 1][0]
        if sign[0].kind in (Kind.DASH, Kind.SLASH) and before.kind is after.kind is Kind.NUMBER:
            year = before.value + 1
            if before.width == 4 and after.value in (year, year % 100) and after.width in (2, 4):
                return [*items[: at - 1], (Sense(Kind.NUMBER, year, 4),), *items[at + 2 :]]
    return items


def _named(senses: Sequence[Sense]) -> Named | None:
    try:
        facts = completed(*_collected(senses))
    except Unfit:
        return None
    return Named(**facts) if facts else None


def _collected(senses: Sequence[Sense]) -> tuple[Facts, list[Sense], bool]:
    """Facts, numbers, and whether another unit is one of a year: `first half of the year`."""
    facts: Facts = {}
    numbers = [sense for sense in senses if sense.kind is Kind.NUMBER]
    of_year = False
    for sense in senses:
        if sense.kind in (Kind.NUMBER, Kind.NOISE):
            continue
        if sense.kind is Kind.UNIT and YEAR in (sense.value, facts.get("unit")) and "unit" in facts:
            facts["unit"] = facts["unit"] if sense.value == YEAR else sense.value
            of_year = True
            continue
        added = sense.facts or {sense.kind.value: sense.value}
        if not facts.keys().isdisjoint(added):
            raise Unfit
        facts.update(added)
    return facts, numbers, of_year
