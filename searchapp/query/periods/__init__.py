"""Periods as readers write them, in any language of the interface, to first and last days.

A small grammar of our own reads them from tables of words (`data/`); a day in another form is left to
dateparser (`freeform`). Without a today only texts that mean the same on every day are periods.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from searchapp.errors import N_, Message
from searchapp.query.periods import freeform
from searchapp.query.periods.grammar import read
from searchapp.query.periods.items import items
from searchapp.query.periods.outcome import Found, Why
from searchapp.query.periods.words import LANGUAGES, Item, Kind, vocabulary

__all__ = ["LANGUAGES", "Period", "Unread", "earliest", "latest", "reading", "warm"]

LONGEST = 100
"""Characters; a longer text is no period."""
MOST_ITEMS = 12
"""Words, numbers and signs of a period, those that mean nothing aside: it bounds the work of the grammar."""
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both included; None is open, on one side at most.

    `alternatives` are other days that an ambiguous date in numbers could mean.
    """

    first: date | None
    last: date | None
    relative: bool = False
    """Whether another day's reader would mean other days."""
    alternatives: tuple[date, ...] = ()

    @property
    def either(self) -> tuple[date, ...]:
        """The days that an ambiguous date can be; none where there is no doubt."""
        return (self.first, *self.alternatives) if self.first and self.alternatives else ()

    @property
    def iso(self) -> str:
        """The period as everybody reads it alike: `2002-04-04`, `2002-04-01..2002-04-30`, `..2001-12-31`."""
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}..{self.last or ''}"


@dataclass(frozen=True, slots=True)
class Unread:
    """A text that is no period. Where it was understood all the same, `why` says what is wrong with it."""

    why: Message | None = None


_WHY = {
    Why.IMPOSSIBLE: N_("There is no such day as “%(text)s”."),
    Why.REVERSED: N_("“%(text)s” ends before it begins."),
    Why.EITHER: N_("“%(text)s” can be read in two ways; write days like 2002-04-05."),
}
_OTHER_CALENDAR = N_("“%(text)s” is in another calendar; only Gregorian dates are read.")


@lru_cache(maxsize=4096)
def reading(text: str, today: date | None) -> Period | Unread:
    """The period that a text means to a reader of that day, or why it means none. Total."""
    text = text.strip()
    if len(text) > LONGEST or not any(character.isalnum() for character in text):
        return Unread()
    parts = items(text)
    if _is_of_another_calendar(text, parts):
        return _unread(_OTHER_CALENDAR, text)
    if len(parts) > MOST_ITEMS:
        return Unread()
    outcome = read(parts, today)
    if isinstance(outcome, Found):
        others = (outcome.other,) if outcome.other else ()
        return Period(outcome.span.first, outcome.span.last, outcome.span.relative, others)
    if outcome is not None:
        return _unread(_WHY[outcome], text)
    found = freeform.day(text, parts, today)
    return Period(found[0], found[0], found[1]) if found else Unread()


def earliest(period: Period) -> date | None:
    """The first day, or the earlier one of a date that can be two; None where the period has no beginning."""
    return period.first and min((period.first, *period.alternatives))


def latest(period: Period) -> date | None:
    """The last day, or the later one of a date that can be two; None where the period has no end."""
    return period.last and max((period.last, *period.alternatives))


def _unread(why: str, text: str) -> Unread:
    return Unread(Message.of(why, text=text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"))


def _is_of_another_calendar(text: str, parts: Sequence[Item]) -> bool:
    """Whether it names a month of another calendar, or in Persian writing a year of the Iranian one."""
    senses = [sense for item in parts for sense in item]
    kinds = {sense.kind for sense in senses}
    if Kind.OTHER_CALENDAR in kinds:
        return True
    if Kind.MONTH in kinds:
        return False
    years = (sense.facts.get("year", sense.value) for sense in senses if sense.kind in _NUMBERS)
    return any(1300 <= year <= 1450 for year in years) and _PERSIAN.search(text) is not None


_NUMBERS = (Kind.NUMBER, Kind.NUMERIC)
_PERSIAN = re.compile("[\u0600-\u06ff]")


def warm() -> None:
    """Load the tables and what dateparser needs, so that no reader waits for it (half a second)."""
    vocabulary()
    freeform.warm()
