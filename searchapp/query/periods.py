"""Periods as readers write them, to first and last days. The only module that knows dateparser.

ISO forms are read here; a single date in words, in any language of the interface, by dateparser.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

LANGUAGES = ("en", "ru", "uk", "de", "fr", "es", "tr", "fa")
LONGEST = 60
"""Characters; a longer text is no period."""

_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")
_LIKE_ISO = re.compile(r"\d{4}(?:-\d*)*")
_NUMERIC = re.compile(r"(\d\d?)[/](\d\d?)[/](\d{4})")
_RANGE = re.compile(r"\s*\.\.\s*")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from first to last, both included; None is open.

    `alternatives` are other days that an ambiguous numeric date could mean.
    """

    first: date | None
    last: date | None
    relative: bool = False
    """Whether another day's reader would mean other days."""
    alternatives: tuple[date, ...] = ()


def period(text: str, today: date | None) -> Period | None:
    """The period a text means to a reader of that day; None where it means none.

    Without `today` only absolute texts are periods.
    """
    text = text.strip()
    if len(text) > LONGEST or not any(character.isalnum() for character in text):
        return None
    if _LIKE_ISO.fullmatch(text):
        return iso(text)
    return _range(text) or _numeric(text) or _in_words(text, today)


def _range(text: str) -> Period | None:
    ends = _RANGE.split(text)
    if len(ends) == 1:
        return iso(text)
    if len(ends) != 2:
        return None
    first, last = (iso(end) for end in ends)
    if (ends[0] and first is None) or (ends[1] and last is None):
        return None
    return Period(first.first if first else None, last.last if last else None)


def iso(text: str) -> Period | None:
    """`2002`, `2002-04` or `2002-04-05`, in any script's digits."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _days(year or 0, month, day)
    except ValueError:
        return None


def _days(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return Period(date(year, month, day), date(year, month, day))


def _numeric(text: str) -> Period | None:
    """`04/05/2002` is 4 May or April 5: the day first, and the other as an alternative."""
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    one, other, year = (int(part) for part in match.groups())
    days = [day for day in (_day(year, other, one), _day(year, one, other)) if day]
    if not days:
        return None
    return Period(days[0], days[0], alternatives=tuple(d for d in days[1:] if d != days[0]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_words(text: str, today: date | None) -> Period | None:
    """A text is relative where two readers of different days would mean different periods by it."""
    meant = [_read(text, day) for day in (date(2001, 3, 7), date(1997, 10, 23))]
    if meant[0] == meant[1]:
        return meant[0]
    if today is None:
        return None
    found = _read(text, today)
    return Period(found.first, found.last, relative=True) if found else None


@lru_cache(maxsize=4096)
def _read(text: str, today: date) -> Period | None:
    # dateparser reads bare numbers and short words as dates; a date in words has letters and a digit,
    # or is at least a word of four letters ("yesterday", "avril").
    if re.fullmatch(r"[\d\W]+", text) and not re.search(r"\d[.\-/]\d", text):
        return None
    found = _parser()(text, today)
    if found is None or found[0] not in ("day", "month", "year"):
        return None
    unit, moment = found
    return _days(moment.year, moment.month if unit != "year" else None, moment.day if unit == "day" else None)


@lru_cache(maxsize=1)
def _parser() -> Callable[[str, date], tuple[str | None, datetime] | None]:
    from dateparser.date import DateDataParser

    def read(text: str, today: date) -> tuple[str | None, datetime] | None:
        noon = datetime.combine(today, datetime.min.time()) + timedelta(hours=12)
        settings: Any = {
            "PREFER_DATES_FROM": "past",
            "RELATIVE_BASE": noon,
            "RETURN_TIME_AS_PERIOD": False,
            "DATE_ORDER": "DMY",
            "PARSERS": ["relative-time", "absolute-time"],
        }
        data = DateDataParser(languages=list(LANGUAGES), settings=settings).get_date_data(text)
        return (data.period, data.date_obj) if data.date_obj else None

    return read
