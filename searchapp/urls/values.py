"""What the text of one parameter may be, and the value it stands for. Knows nothing of whole addresses.

Whatever a parameter cannot be raises ParameterError, with what to give instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from searchapp.errors import N_, Message, PageTooDeep, ParameterError
from searchapp.fields import FACETS, Field, Kind
from searchapp.model.search import DEEPEST_HIT, NONE, PER_PAGE, natural
from searchapp.query.periods import Period, earliest, latest, reading

Choice = TypeVar("Choice", bound=StrEnum)

Reader = Callable[[str], str | None]

LONGEST_VALUE = 200
"""Characters of a name."""
_MOST_DIGITS = 6


def clean(text: str) -> str:
    """Text as a question may hold it: control characters and runs of space are one space each.

    Lone surrogates become U+FFFD.
    """
    shown = text if text.isprintable() else "".join(map(_shown, text))
    return " ".join(shown.split())


def _shown(character: str) -> str:
    return {"Cc": " ", "Cs": "\ufffd"}.get(unicodedata.category(character), character)


def short(text: str) -> str:
    """A text short enough to be told in an error."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def chosen(param: str, text: str | None, default: Choice) -> Choice:
    """One of an enumeration's values."""
    if text is None:
        return default
    choices = {choice.value: choice for choice in type(default)}
    if text not in choices:
        raise _bad(param, text, Message.of(N_("Give one of: %(choices)s."), choices=", ".join(choices)))
    return choices[text]


def day(param: str, text: str | None, today: date) -> date | None:
    """The first day of a period for `after`, the last one for `before`.

    A numeric date that can be two days means both: the earlier one for `after`, the later for `before`.
    """
    if text is None:
        return None
    asked = reading(text, today)
    if not isinstance(asked, Period):
        raise _bad(param, text, asked.why or Message.of(_A_PERIOD))
    found = earliest(asked) if param == "after" else latest(asked)
    if found is None:
        raise _bad(param, text, Message.of(_FIRST_DAY if param == "after" else _LAST_DAY))
    return found


_A_PERIOD = N_("Give a date, like 2002, 2002-04 or 2002-04-05, or in words, like spring 2002.")
_FIRST_DAY = N_("Give a period that has a first day.")
_LAST_DAY = N_("Give a period that has a last day.")


def page_size(text: str | None, default: int) -> int:
    """One of the numbers of hits that a page may have."""
    size = default if text is None else _digits(text)
    if size not in PER_PAGE:
        choices = ", ".join(map(str, PER_PAGE))
        raise _bad("per_page", text or "", Message.of(N_("Give one of: %(choices)s."), choices=choices))
    return size


def page_number(text: str | None, size: int, *, param: str = "page") -> int:
    """A page that begins before the deepest hit; PageTooDeep where smaller pages would reach as far."""
    number, last = 1 if text is None else _digits(text), DEEPEST_HIT // size
    if number is not None and 1 <= number <= last:
        return number
    bad = _bad(param, text or "", Message.of(N_("Give a whole number from 1 to %(highest)s."), highest=last))
    if number is not None and 1 <= number <= DEEPEST_HIT // min(size, *PER_PAGE):
        raise PageTooDeep(bad.message, bad.hint, param=param)
    raise bad


def filter_value(field: Field, param: str, text: str) -> str:
    """A filter's value in the one form in which it is kept: `08:66` is `8:66`."""
    value = text if text == NONE else _READERS[field.name](text)
    if value is None:
        raise _bad(param, text, Message.of(_HINTS.get(field.name) or _HINTS[field.kind]))
    return value


def _slug(text: str) -> str | None:
    return text if len(text) <= LONGEST_VALUE else None


def _digits(text: str) -> int | None:
    """The number that decimal digits of any script are."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def _number(text: str) -> str | None:
    number = _digits(text)
    return None if number is None else str(number)


def _issue(text: str) -> str | None:
    before, colon, after = text.partition(":")
    if not colon:
        return _numbers(text)
    volume, number = _number(before.strip()), _number(after.strip())
    return None if volume is None or number is None else f"{volume}:{number}"


def _year(text: str) -> str | None:
    return text if re.fullmatch("[1-9][0-9]{3}", text) else None


def _month(text: str) -> str | None:
    found = re.fullmatch("([1-9][0-9]{3})-(0?[1-9]|1[0-2])", text)
    return f"{found[1]}-{int(found[2]):02}" if found else None


def _ranged(read: Reader) -> Reader:
    """A reader of one value or of a range of them, `first..last` or the other way round."""

    def one_or_range(text: str) -> str | None:
        first, dots, last = text.partition("..")
        ends = read(first.strip()), read(last.strip() if dots else first.strip())
        if ends[0] is None or ends[1] is None:
            return None
        start, end = sorted((ends[0], ends[1]), key=natural)
        return start if start == end else f"{start}..{end}"

    return one_or_range


_numbers = _ranged(_number)
_READERS: Mapping[str, Reader] = {
    **{field.name: _slug for field in FACETS if field.kind is Kind.NAME},
    "volume": _numbers,
    "issue": _issue,
    "year": _ranged(_year),
    "month": _ranged(_month),
}
_HINTS: Mapping[str, str] = {
    Kind.NAME: N_("Give a name as addresses write it, like igor-ivanov."),
    Kind.NUMBER: N_("Give a number, like 66, or a range, like 60..70."),
    Kind.PERIOD: N_("Give a year, like 2002, or a range, like 2001..2002."),
    "month": N_("Give a month, like 2002-04, or a range, like 2002-04..2002-06."),
}


def _bad(param: str, text: str, hint: Message) -> ParameterError:
    message = Message.of(N_("%(param)s cannot be “%(value)s”."), param=param, value=short(text))
    return ParameterError(message, hint, param=param)
