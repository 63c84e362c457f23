"""Numbers, days, lists and messages as the language of a page writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from searchapp.errors import Message
from searchapp.model.article import DateRange
from searchapp.query.wording import as_said, day_in_words, in_digits, written_out
from searchapp.web.i18n import formats, gettext, locale_name
from searchapp.web.script import set_apart

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_QUOTED = re.compile(r"(?:^|(?<=, ))“([^”]*)”(?=,|$)")
"""In a list of quotations, which every language sets in marks of its own."""
_ISSUE = re.compile(r"(?P<volume>\d+):(?P<number>\d+)")
_FIRST_OF_ALL = "%(issue)s"
_KEPT = 8192
"""Numbers, and days, that are written once for all pages, of all languages together."""


def digits(text: str) -> str:
    """A number that is a name, like that of a year, in the digits of the language."""
    return in_digits(text, formats())


def said(message: Message) -> str:
    """A message in the reader's language; days and issues among its values are written out."""
    values = {name: _shown(value) for name, value in message.params}
    if gettext(message.text).startswith(_FIRST_OF_ALL):
        values["issue"] = values["issue"][:1].upper() + values["issue"][1:]
    text = gettext(message.text, **values)
    # A date may end in an abbreviation (2002 г.), whose full stop also ends the sentence.
    return re.sub(r"(?<=\w)\.\.(?!\.)", ".", text)


def _shown(value: str) -> str:
    if issue := _ISSUE.fullmatch(value):
        return gettext("issue %(number)s of volume %(volume)s", **issue.groupdict())
    if not _ISO_DAY.fullmatch(value):
        return _QUOTED.sub(lambda quoted: gettext("“%(text)s”", text=quoted[1]), value)
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return value


def question(text: str) -> str:
    """A query's text with its days written out."""
    return written_out(text, formats())


def day(value: date) -> str:
    """`4 April 2002`."""
    return _day(value, locale_name())


@lru_cache(_KEPT)
def _day(value: date, locale: str) -> str:
    return day_in_words(value, Locale.parse(locale))


def days(span: DateRange) -> str:
    """`1–3 Apr 2002`."""
    return day(span.first) if span.first == span.last else _days(span, locale_name())


@lru_cache(_KEPT)
def _days(span: DateRange, locale: str) -> str:
    interval: str = format_interval(span.first, span.last, "yMMMMd", locale=locale)
    return as_said(interval, Locale.parse(locale))


def brief_days(spans: Sequence[DateRange]) -> str:
    """Days in order, without their year: `1, 3–5 Apr, 2 May`."""
    return _brief_days(tuple(spans), locale_name())


@lru_cache(_KEPT)
def _brief_days(spans: tuple[DateRange, ...], name: str) -> str:
    locale = Locale.parse(name)
    told = (
        _brief(each, _same_month(each, later), locale)
        for each, later in zip(spans, (*spans[1:], None), strict=False)
    )
    return gettext(", ").join(as_said(each, locale) for each in told)


def _brief(span: DateRange, alone: bool, locale: Locale) -> str:
    """Without their month, where that is told with the days that follow."""
    form = "d" if alone else "MMMd"
    if span.first != span.last:
        interval: str = format_interval(span.first, span.last, form, locale=locale)
        return interval
    pattern: str = locale.datetime_skeletons["MMMd"].pattern
    return format_date(span.first, pattern.split(maxsplit=1)[0] if alone else pattern, locale=locale)


def _same_month(span: DateRange, later: DateRange | None) -> bool:
    months = {(day.year, day.month) for each in (span, later or span) for day in (each.first, each.last)}
    return later is not None and len(months) == 1


def month(value: date, *, year: bool = True) -> str:
    """`April 2002`, or `April`."""
    return _month(value, year, locale_name())


@lru_cache(_KEPT)
def _month(value: date, year: bool, locale: str) -> str:
    written = (
        format_skeleton("yMMMM", value, locale=locale) if year else format_date(value, "LLLL", locale=locale)
    )
    return in_digits(written, Locale.parse(locale))


def number(value: int) -> str:
    """With the language's own thousands separator."""
    return _number(value, locale_name())


@lru_cache(_KEPT)
def _number(value: int, locale: str) -> str:
    written = format_decimal(value, locale=locale, numbering_system="default")
    return in_digits(written, Locale.parse(locale))


def listed(texts: Iterable[str]) -> str:
    """`a, b and c`."""
    locale = locale_name()
    return format_list([set_apart(text, locale) for text in texts], locale=locale)


def joined(*texts: str) -> str:
    """`Monitor vol. 8 no. 66, 4 April 2002`."""
    locale = locale_name()
    return gettext(", ").join(set_apart(text, locale) for text in texts)
