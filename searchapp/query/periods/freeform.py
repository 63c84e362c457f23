"""Single days in any other form, by dateparser: with a time or a zone, in several units.

The only module that knows dateparser, which is slow (milliseconds) and generous: only short texts come here,
and only such as hold a date already.
"""

from __future__ import annotations

import re
import threading
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from searchapp.query.periods.words import LANGUAGES, WORD, Kind, key, plain, vocabulary

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST = 60
"""In characters."""

_ONE_AT_A_TIME = threading.Lock()
_AN_ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_EITHER = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-]\d")
_TWO_DAYS = (date(2001, 3, 7), date(1997, 10, 23))
"""What means the same on both depends on neither."""


def day(text: str, today: date | None) -> tuple[date, bool] | None:
    """The one day that a text names, and whether this depends on today; None where it names none."""
    if len(text) > LONGEST or not _holds_a_date(text):
        return None
    one, other = (_read(text, each) for each in _TWO_DAYS)
    if one == other:
        return (one, False) if one else None
    found = _read(text, today) if today else None
    return (found, True) if found else None


def _holds_a_date(text: str) -> bool:
    """A month and two numbers, a day in ISO's form, or a number of units ago; nothing ambiguous."""
    if _EITHER.search(text):
        return False
    table = vocabulary().meanings
    words = [key(word) for word in WORD.findall(plain(text))]
    kinds = {kind for word in words for kind, _ in table.get((word,), ())}
    numbers = len(re.findall(r"\d+", text))
    return bool(
        _AN_ISO_DAY.search(text) or (Kind.MONTH in kinds and numbers > 1) or (Kind.AGO in kinds and numbers)
    )


@lru_cache(maxsize=1024)
def _read(text: str, today: date) -> date | None:
    # Its parsers share settings and caches that are not made for several threads.
    with _ONE_AT_A_TIME:
        data = _parser(today).get_date_data(text)
    return data.date_obj.date() if data.date_obj and data.period == "day" else None


@lru_cache(maxsize=4)
def _parser(today: date) -> DateDataParser:
    from dateparser.date import DateDataParser

    settings: Any = {
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": datetime.combine(today, time(12)),
        "REQUIRE_PARTS": ["day", "month", "year"],
        "RETURN_TIME_AS_PERIOD": False,
        "DATE_ORDER": "DMY",
        "PARSERS": ["relative-time", "absolute-time"],
    }
    return DateDataParser(languages=list(LANGUAGES), try_previous_locales=False, settings=settings)


def warm() -> None:
    """Load what the first text of each language would otherwise wait for."""
    for text in (
        "4 April 2002, 10:15",
        "4 апреля 2002, 10:15",
        "4 квітня 2002",
        "4. April 2002 um 10:15",
        "4 avril 2002 à 10:15",
        "4 de abril de 2002",
        "4 Nisan 2002",
        "۴ آوریل ۲۰۰۲",
        "2 days 3 hours ago",
    ):
        day(text, None)
