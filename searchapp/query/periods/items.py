"""A text to items: words with what they can mean, numbers, dates in numbers, dashes. Total."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from searchapp.query.periods.words import Item, Kind, Sense, Vocabulary, key, plain, vocabulary


class Order(IntEnum):
    """How the day and the month of a date in numbers stand."""

    DAY_FIRST = 1
    MONTH_FIRST = 2
    EITHER = 3
    """The numbers would do for both; they are taken as day first."""


_TOKEN = re.compile(
    r"""(?P<ymd>(?<!\d)(\d{4})([-/.])(\d{1,2})\3(\d{1,2})(?!\d))
    |(?P<dmy>(?<!\d)(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\8\s?(\d{4}|\d{2})(?!\d))
    |(?P<ym>(?<!\d)(\d{4})([-/.])(0?[1-9]|1[0-2])(?!\d))
    |(?P<my>(?<!\d)(0?[1-9]|1[0-2])([-/.])(\d{4})(?!\d))
    |(?P<dm>(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.(?!\d))
    |'(?P<year>\d\d)(?!\d)
    |(?P<number>\d+)
    |(?P<word>[^\W\d_]+)
    |(?P<dots>\.{2,})
    |(?P<dash>[-\u2010-\u2015\u2212~])
    |(?P<slash>/)
    |(?P<quiet>[\s.,;'"()\u060c\u061b\u00ab\u00bb\u201c\u201d])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_DIGIT = re.compile(r"[^\D0-9]")
"""A decimal digit of another script."""
_HYPHENED = re.compile(r"(?<!\d)(\d{1,2})-([^\W\d_]{3,})\.?-(?=\d)|([^\W\d_])-(?=\d)")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    facts: Mapping[str, int]
    apart: bool
    """Whether something quiet stands before it."""


def items(text: str) -> list[Item]:
    """The items of a text, without its noise."""
    found = list(_tokens(text))
    read: list[Item] = []
    at = 0
    while at < len(found):
        added, used = _at(found, at)
        if not (added == [_DASH] and _is_hyphen(found, at, read)):
            read += [item for item in added if item != _QUIET]
        at += used
    return read


_QUIET: Item = (Sense(Kind.NOISE),)
_DASH: Item = (Sense(Kind.DASH),)
_UNKNOWN: Item = (Sense(Kind.UNKNOWN),)
_SIGNS: Mapping[str, Item] = {
    "dots": (Sense(Kind.DOTS),),
    "dash": _DASH,
    "slash": (Sense(Kind.SLASH),),
}


def _tokens(text: str) -> Iterator[_Token]:
    text = _DIGIT.sub(
        lambda found: str(unicodedata.decimal(found[0])), unicodedata.normalize("NFKC", plain(text))
    )
    text = _HYPHENED.sub(lambda found: f"{found[1]} {found[2]} " if found[1] else f"{found[3]} ", text)
    apart = True
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        facts = {}
        if kind in _NUMERIC:
            numbers = [part for part in match.groups() if part][1:]
            facts = _NUMERIC[kind](*numbers)
            kind = "numeric" if facts else "other"
        if kind != "quiet":
            yield _Token(kind, match["year"] or match[0], facts, apart)
        apart = kind == "quiet"


def _ymd(year: str, _: str, month: str, day: str) -> dict[str, int]:
    return {"year": int(year), "month": int(month), "day": int(day)}


def _dmy(one: str, sign: str, other: str, year: str) -> dict[str, int]:
    """Points part day, month and year in this order; other signs, in English, the month from the day too."""
    if sign == "-" and len(year) == 2:
        return {}
    facts = {"year": whole_year(int(year), len(year)), "month": int(other), "day": int(one)}
    if sign == "." or one == other:
        return facts
    if int(other) > 12:
        return facts | {"month": int(one), "day": int(other), "order": Order.MONTH_FIRST}
    return facts | {"order": Order.DAY_FIRST if int(one) > 12 else Order.EITHER}


_NUMERIC: Mapping[str, Callable[..., dict[str, int]]] = {
    "ymd": _ymd,
    "dmy": _dmy,
    "ym": lambda year, _, month: {"year": int(year), "month": int(month)},
    "my": lambda month, _, year: {"year": int(year), "month": int(month)},
    "dm": lambda day, month: {"month": int(month), "day": int(day)},
}


def whole_year(year: int, width: int) -> int:
    """Of two digits, 30 to 99 are of the 20th century and 00 to 29 of the 21st."""
    if width != 2:
        return year
    return year + (1900 if year >= 30 else 2000)


def _at(found: Sequence[_Token], at: int) -> tuple[list[Item], int]:
    """What begins at a token, and how many tokens it takes."""
    token = found[at]
    match token.kind:
        case "word":
            return _word(found, at)
        case "number":
            return [(Sense(Kind.NUMBER, int(token.text), len(token.text)),)], 1
        case "year":
            return [(Sense(Kind.NUMBER, whole_year(int(token.text), 2)),)], 1
        case "numeric":
            return [_numeric(token.facts)], 1
        case _:
            return [_SIGNS.get(token.kind, _UNKNOWN)], 1


def _numeric(facts: Mapping[str, int]) -> Item:
    """`2001-02` is February, and beside a winter the two years that it lies in."""
    one = Sense(Kind.NUMERIC, facts=facts)
    if "day" not in facts and facts.get("month") == (facts.get("year", 0) + 1) % 100:
        return (one, Sense(Kind.NUMBER, facts["year"] + 1, 4))
    return (one,)


def _word(found: Sequence[_Token], at: int) -> tuple[list[Item], int]:
    """The longest entry that begins here."""
    words = vocabulary()
    first = key(found[at].text)
    for count in range(words.longest.get(first, 0), 0, -1):
        joined, used = _joined(found, at, count)
        if item := words.items.get(joined):
            return [item], used
    return _with_ending(first, words), 1


def _joined(found: Sequence[_Token], at: int, count: int) -> tuple[tuple[str, ...], int]:
    """So many words from a place on, or fewer, and their tokens; hyphens may stand between them."""
    joined = [key(found[at].text)]
    end = at + 1
    while len(joined) < count and end < len(found):
        if found[end].kind == "dash" and not found[end].apart and end + 1 < len(found):
            end += 1
        if found[end].kind != "word":
            break
        joined.append(key(found[end].text))
        end += 1
    return tuple(joined), end - at


def _with_ending(word: str, words: Vocabulary) -> list[Item]:
    """`nisandan` is Nisan and what hangs on it."""
    for cut in range(len(word) - 1, 1, -1):
        if word[cut:] in words.endings and (word[:cut],) in words.items:
            return [words.items[word[:cut],], words.items[word[cut:],]]
    return [_UNKNOWN]


def _is_hyphen(found: Sequence[_Token], at: int, read: Sequence[Item]) -> bool:
    """Whether a dash only joins two words, or a number and its ending: mid-April, 1990-е, 90er-Jahre."""
    if found[at].apart or at + 1 >= len(found) or found[at + 1].apart:
        return False
    if read and any(sense.kind is Kind.PART for sense in read[-1]):
        return True
    if found[at + 1].kind != "word":
        return False
    words, following = vocabulary(), key(found[at + 1].text)
    if following in words.glued:
        return True
    unit = any(sense.kind is Kind.UNIT for sense in words.items.get((following,), ()))
    return unit and found[at - 1].kind == "word"
