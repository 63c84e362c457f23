"""Periods as readers write them, in any language of the interface, to first and last days.

A small grammar of our own reads them from tables of words (`data/`); a day in another form is left to
dateparser (`freeform`). Without a today only texts that mean the same on every day are periods.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from searchapp.errors import N_, Message
from searchapp.query.periods import freeform
from searchapp.query.periods.grammar import read
from searchapp.query.periods.items import items
from searchapp.query.periods.outcome import Found, Why
from searchapp.query.periods.words import LANGUAGES, WORD, Kind, key, plain, vocabulary

__all__ = ["LANGUAGES", "Period", "Unread", "earliest", "latest", "reading", "warm"]

LONGEST = 100
"""Characters; a longer text is no period."""
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
    if _is_of_another_calendar(text):
        return _unread(_OTHER_CALENDAR, text)
    parts = items(text)
    outcome = read(parts, today) if parts else None
    if isinstance(outcome, Found):
        others = (outcome.other,) if outcome.other else ()
        return Period(outcome.span.first, outcome.span.last, outcome.span.relative, others)
    if outcome is not None:
        return _unread(_WHY[outcome], text)
    found = freeform.day(text, today)
    return Period(found[0], found[0], found[1]) if found else Unread()


def earliest(period: Period) -> date | None:
    """The first day, or the earlier one of a date that can be two; None where the period has no beginning."""
    return period.first and min((period.first, *period.alternatives))


def latest(period: Period) -> date | None:
    """The last day, or the later one of a date that can be two; None where the period has no end."""
    return period.last and max((period.last, *period.alternatives))


def _unread(why: str, text: str) -> Unread:
    return Unread(Message.of(why, text=text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"))


def _is_of_another_calendar(text: str) -> bool:
    """Whether it names a month of another calendar, or in Persian writing a year of the Iranian one."""
    table = vocabulary().meanings
    for word in WORD.findall(plain(text)):
        if any(kind is Kind.OTHER_CALENDAR for kind, _ in table.get((key(word),), ())):
            return True
    return any(1300 <= int(year) <= 1450 for year in _YEARS.findall(text)) and _is_persian(text)


_YEARS = re.compile(r"(?<!\d)\d{4}(?!\d)")


def _is_persian(text: str) -> bool:
    names: Iterable[str] = (unicodedata.name(character, "") for character in text)
    return any(name.startswith(("ARABIC", "EXTENDED ARABIC")) for name in names)


def warm() -> None:
    """Load the tables and what dateparser needs, so that no reader waits for it (half a second)."""
    vocabulary()
    freeform.warm()
