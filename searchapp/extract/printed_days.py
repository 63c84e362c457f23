"""Days as printed: `April 1-3`, `5 and 6 April`, `April 27-May 4`; their patterns, and what they say.

Knows nothing of what stands around them. A printed year is added by whoever reads on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from searchapp.model.draft import DaySpan

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
        "|september sept sep|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
Token = tuple[str, str, str]
"""A month, a number or a dash: one of them is not empty."""
_LONGEST_MONTH = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_ONE = rf"(?:{MONTH}\s*)?{_DAY}"
LINK = r"(?:[-\u2010-\u2015\u2212]+|&|through\b|thru\b|to\b|and\b)"
_BETWEEN = rf"\s*{LINK}\s*(?:also\s+)?"
DAY_FIRST = rf"{_DAY}(?:{_BETWEEN}{_DAY})*\s+{MONTH}"
DAYS = rf"(?:{DAY_FIRST}(?:{_BETWEEN}{DAY_FIRST})*(?!\s*\d{{1,2}}(?!\d))|{_ONE}(?:{_BETWEEN}{_ONE})*)"
"""A pattern of days as printed, the month before or after them; of a bare number too."""
DAY_LIST = rf"(?=\d*\s*{MONTH}){DAYS}(?:,\s+(?:(?:and|also)\s+)*{DAYS}(?![\d:]))*(?:,?\s+(?:19|20)\d\d\b)?"
"""A pattern of one or more days, at least the first with its month."""
_TOKEN = re.compile(rf"({MONTH})|(\d+)|(through|thru|to\b|[-\u2010-\u2015\u2212])")


def printed_spans(text: str, before: Sequence[DaySpan], *, lenient: bool) -> list[DaySpan]:
    """The days before and those printed, a month holding on; nothing where a day does not exist."""
    if not before:
        return list(_spans(text, lenient=lenient))
    return _read(text, list(before), lenient=lenient)


@lru_cache(maxsize=4096)
def _spans(text: str, *, lenient: bool) -> tuple[DaySpan, ...]:
    # The same days are printed again and again.
    return tuple(_read(text, [], lenient=lenient))


def _read(text: str, found: list[DaySpan], *, lenient: bool) -> list[DaySpan]:
    month = found[-1].last_month if found else None
    through = False
    for name, number, dash in _month_first(_TOKEN.findall(text)):
        if name:
            month = _MONTHS[name.rstrip(".").lower()]
        elif dash:
            through = True
        else:
            day = int(number)
            if month is None or not 1 <= day <= (31 if lenient else _LONGEST_MONTH[month]):
                return []
            if through and found:
                found.append(_through(found.pop(), month, day))
            else:
                found.append(DaySpan(month=month, day=day, last_month=month, last_day=day))
            through = False
    return found


def _month_first(tokens: list[Token]) -> list[Token]:
    """The tokens with every month before its days: of `5 and 6 April` those of `April 5 and 6`."""
    if tokens[0][0] or not tokens[-1][0]:
        return tokens
    found: list[Token] = []
    waiting: list[Token] = []
    for token in tokens:
        if token[0]:
            dashes = 1 if waiting and waiting[0][2] else 0
            found += [*waiting[:dashes], token, *waiting[dashes:]]
            waiting = []
        else:
            waiting.append(token)
    return [*found, *waiting]


def _through(first: DaySpan, month: int, day: int) -> DaySpan:
    """The year is that of the last day, which is still to come."""
    return DaySpan(month=first.month, day=first.day, last_month=month, last_day=day)
