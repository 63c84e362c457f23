"""Single days in any other form, by dateparser: with a time or a zone, in several units.

The only module that knows dateparser, which is slow (milliseconds) and generous: only short texts come here,
and only such as hold a date already.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from searchapp.query.periods.words import LANGUAGES, Item, Kind

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

LONGEST = 60
"""In characters."""

_ONE_AT_A_TIME = threading.Lock()
_TWO_DAYS = (date(2001, 3, 7), date(1997, 10, 23))
"""What means the same on both depends on neither."""


def day(text: str, items: Sequence[Item], today: date | None) -> tuple[date, bool] | None:
    """The one day that a text with these items names, and whether this depends on today; None for no day."""
    if len(text) > LONGEST or not _hold_a_day(items):
        return None
    one, other = (_read(text, each) for each in _TWO_DAYS)
    if one == other:
        return (one, False) if one else None
    found = _read(text, today) if today else None
    return (found, True) if found else None


def _hold_a_day(items: Sequence[Item]) -> bool:
    """A month and a day with one year of four digits, which can be no other day; or so many units ago."""
    senses = [sense for item in items for sense in item]
    kinds = {sense.kind for sense in senses}
    numbers = [sense for sense in senses if sense.kind is Kind.NUMBER]
    in_numbers = [sense.facts for sense in senses if sense.kind is Kind.NUMERIC]
    if any(number.width > 4 for number in numbers) or any("order" in facts for facts in in_numbers):
        return False
    years = sum(number.width == 4 for number in numbers) + sum("year" in facts for facts in in_numbers)
    if not years:
        return Kind.AGO in kinds and bool(numbers)
    whole = any({"year", "day"} <= facts.keys() for facts in in_numbers)
    return years == 1 and (whole or (Kind.MONTH in kinds and len(numbers) > 1))


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
    for text in _ONE_OF_EACH:
        _read(text, _TWO_DAYS[0])


_ONE_OF_EACH = (
    "4 April 2002, 10:15",
    "4 апреля 2002, 10:15",
    "4 квітня 2002, 10:15",
    "4. April 2002, 10:15",
    "4 avril 2002, 10:15",
    "4 de abril de 2002, 10:15",
    "4 Nisan 2002, 10:15",
    "۴ آوریل ۲۰۰۲",
    "2 days 3 hours ago",
)
