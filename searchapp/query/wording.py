"""Days as a reader says them: `1–30 April 2002`, `from 2 to 6 April 2002`. Periods read them back.

Days are written by the locale (Babel); what stands around them is a message, translated where it is shown.
"""

from __future__ import annotations

import re
from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton

from searchapp.errors import N_, Message
from searchapp.query.nodes import And, Dates, Field, Node, Not, Or, Phrase, unparse
from searchapp.query.parser import parse

_LEADING_DAY = re.compile(r"d\.?")
_SPACED_DASH = re.compile(r"\s–\s")
_FIRST = re.compile(r"(?<!\d)1(?!\d|er)")
_BETWEEN = "{0} – {1}"
_DIGITS = {"arabext": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")}
"""Of those numbering systems that do not write 0 to 9."""


def dates_in_words(dates: Dates, locale: Locale) -> Message:
    """What a condition on dates asks for."""
    if dates.alternatives:
        days = [day for day in (dates.first, *dates.alternatives) if day]
        return Message.of(
            N_("%(one)s or %(other)s"), one=day_in_words(days[0], locale), other=day_in_words(days[1], locale)
        )
    if dates.first and dates.last:
        return Message.of("%(days)s", days=days_in_words(dates.first, dates.last, locale))
    return span_in_words(dates.first, dates.last, locale)


def span_in_words(first: date | None, last: date | None, locale: Locale) -> Message:
    """Days from one through another: `from 2 to 6 April 2002`, `from 2 April 2002`, `until 6 April 2002`."""
    if first and last:
        if first == last:
            return Message.of("%(days)s", days=day_in_words(first, locale))
        start, end = (as_said(each, locale) for each in _ends(first, last, locale))
        return Message.of(N_("from %(first)s to %(last)s"), first=start, last=end)
    if first:
        return Message.of(N_("from %(first)s"), first=day_in_words(first, locale))
    if last:
        return Message.of(N_("until %(last)s"), last=day_in_words(last, locale))
    return Message.of(N_("any day"))


def days_in_words(first: date, last: date, locale: Locale) -> str:
    """The days themselves: `4 April 2002`, `1–30 April 2002`, `27 April – 4 May 2002`."""
    if first == last:
        return day_in_words(first, locale)
    start, end = _ends(first, last, locale)
    pattern = str(locale.interval_formats.get(None) or _BETWEEN)
    if start.rstrip(".").isdecimal():
        pattern = _SPACED_DASH.sub("–", pattern)
    return as_said(pattern.replace("{0}", start).replace("{1}", end), locale)


def _ends(first: date, last: date, locale: Locale) -> tuple[str, str]:
    """Both days, the first without what it shares with the last."""
    end = day_in_words(last, locale)
    if first.year != last.year:
        return day_in_words(first, locale), end
    leading = _LEADING_DAY.match(locale.date_formats["long"].pattern)
    if first.month == last.month and leading:
        return format_date(first, leading[0], locale=locale), end
    return format_skeleton("MMMMd", first, locale=locale), end


def day_in_words(day: date, locale: Locale) -> str:
    """`4 April 2002`."""
    return as_said(format_date(day, "long", locale=locale), locale)


def as_said(written: str, locale: Locale) -> str:
    """Days that Babel wrote, as the language says them: French counts the first of a month, `1er avril`."""
    return _FIRST.sub("1er", written) if locale.language == "fr" else in_digits(written, locale)


def in_digits(written: str, locale: Locale) -> str:
    """Numbers that Babel wrote, which writes all with 0 to 9."""
    digits = _DIGITS.get(locale.default_numbering_system)
    return written.translate(digits) if digits else written


def written_out(text: str, locale: Locale) -> str:
    """A query's text with its days in words: `iran AND date:“1–30 April 2002”`; it means the same."""
    return unparse(with_days_in_words(parse(text).node, locale))


def with_days_in_words(node: Node, locale: Locale) -> Node:
    """The same question with its days written out; it is read back as the same days.

    What can be two days, or is open, stays as it is.
    """
    match node:
        case And(nodes):
            return And(tuple(with_days_in_words(each, locale) for each in nodes))
        case Or(nodes):
            return Or(tuple(with_days_in_words(each, locale) for each in nodes))
        case Not(inner):
            return Not(with_days_in_words(inner, locale))
        case Dates(alternatives=()) if node.name != "date" or (node.first and node.last):
            first, last = node.first or node.last, node.last or node.first
            return Field(node.name, Phrase(days_in_words(first, last, locale))) if first and last else node
        case _:
            return node
