"""A text to items: words with what they can mean, numbers, dates in numbers, dashes. Total."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from searchapp.query.periods.words import Kind, Vocabulary, key, plain, vocabulary

MOST_ITEMS = 16
"""That a period in words may have, words without a meaning aside. It bounds the grammar's work."""


class Order(IntEnum):
    """How the day and the month of a date in numbers stand."""

    DAY_FIRST = 1
    MONTH_FIRST = 2
    EITHER = 3
    """The numbers would do for both; they are taken as day first."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that an item can be."""

    kind: Kind
    value: int = 0
    width: int = 0
    """Digits of a number; 0 for a year written with an apostrophe, which is whole already."""
    facts: Mapping[str, int] = field(default_factory=dict)
    """Of a date in numbers: its year, month, day and their order."""


Item = tuple[Sense, ...]
"""What a word or sign can be; at least one thing."""

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
_HYPHENED = re.compile(r"(?<!\d)(\d{1,2})-([^\W\d_]{3,})\.?-(?=\d)|([^\W\d_])-(?=\d)")
_ROMAN = re.compile(r"([ivx]+)(?:e|eme|th|st)?")
_CYRILLIC = str.maketrans("хі", "xi")
_ROMANS = {
    numeral: number
    for number, numeral in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split(), start=1
    )
}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    facts: Mapping[str, int]
    apart: bool
    """Whether something quiet stands before it."""


def items(text: str) -> list[Item] | None:
    """The items of a text without its noise; None where it holds something that no period has."""
    words = vocabulary()
    found = list(_tokens(text))
    read: list[Item] = []
    at = 0
    while at < len(found):
        item, used = _item(found, at, words)
        if not item:
            return None
        if not _is_hyphen(found, at, item, read, words):
            read += [each for each in item if each != _QUIET]
        at += used
    return read if len(read) <= MOST_ITEMS else None


_QUIET: Item = (Sense(Kind.NOISE),)
_SIGNS: Mapping[str, Kind] = {"dots": Kind.DOTS, "dash": Kind.DASH, "slash": Kind.SLASH}


def _tokens(text: str) -> Iterator[_Token]:
    text = unicodedata.normalize("NFKC", plain(text))
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


def _item(found: Sequence[_Token], at: int, words: Vocabulary) -> tuple[list[Item], int]:
    """What begins at a token, and how many tokens it takes; nothing where it means nothing."""
    token = found[at]
    match token.kind:
        case "numeric":
            return [_numeric(token.facts)], 1
        case "number":
            return [(Sense(Kind.NUMBER, int(token.text), len(token.text)),)], 1
        case "year":
            return [(Sense(Kind.NUMBER, whole_year(int(token.text), 2)),)], 1
        case "word":
            return _word(found, at, words)
        case _ if token.kind in _SIGNS:
            return [(Sense(_SIGNS[token.kind]),)], 1
        case _:
            return [], 1


def _numeric(facts: Mapping[str, int]) -> Item:
    """`2001-02` is February, and beside a winter the two years that it lies in."""
    one = Sense(Kind.NUMERIC, facts=facts)
    if "day" not in facts and facts.get("month") == (facts.get("year", 0) + 1) % 100:
        return (one, Sense(Kind.NUMBER, facts["year"] + 1, 4))
    return (one,)


def _word(found: Sequence[_Token], at: int, words: Vocabulary) -> tuple[list[Item], int]:
    first = key(found[at].text)
    for count in range(words.longest.get(first, 0), 0, -1):
        joined = _joined(found, at, count)
        senses = words.meanings.get(joined[0]) if joined else None
        if joined and senses:
            item = tuple(Sense(kind, value) for kind, value in senses)
            return [item + _roman(first)] if count == 1 else [item], joined[1]
    roman = _roman(first)
    return ([roman] if roman else _with_ending(first, words)), 1


def _joined(found: Sequence[_Token], at: int, count: int) -> tuple[tuple[str, ...], int] | None:
    """So many words from a place on, and their tokens; hyphens may stand between them."""
    joined = [key(found[at].text)]
    end = at + 1
    while len(joined) < count:
        if end + 1 < len(found) and found[end].kind == "dash" and not found[end].apart:
            end += 1
        if end >= len(found) or found[end].kind != "word":
            return None
        joined.append(key(found[end].text))
        end += 1
    return tuple(joined), end - at


def _roman(word: str) -> Item:
    """`XX`, also in Cyrillic letters."""
    found = _ROMAN.fullmatch(word.translate(_CYRILLIC))
    return (Sense(Kind.ORDINAL, _ROMANS[found[1]]),) if found and found[1] in _ROMANS else ()


def _with_ending(word: str, words: Vocabulary) -> list[Item]:
    """`nisandan` is Nisan and what hangs on it."""
    for cut in range(len(word) - 1, 1, -1):
        if word[cut:] in words.endings and (word[:cut],) in words.meanings:
            parts = (words.meanings[(part,)] for part in (word[:cut], word[cut:]))
            return [tuple(Sense(kind, value) for kind, value in senses) for senses in parts]
    return []


def _is_hyphen(
    found: Sequence[_Token], at: int, item: Sequence[Item], read: Sequence[Item], words: Vocabulary
) -> bool:
    """Whether a dash only joins two words, or a number and its ending: mid-April, 1990-е, 90er-Jahre."""
    if item != [_DASH] or found[at].apart or at + 1 >= len(found) or found[at + 1].apart:
        return False
    if read and any(sense.kind is Kind.PART for sense in read[-1]):
        return True
    if found[at + 1].kind != "word":
        return False
    following = key(found[at + 1].text)
    after_number = found[at - 1].kind in ("number", "year")
    senses = words.meanings.get((following,), ())
    return (after_number and following in words.glued) or any(kind is Kind.UNIT for kind, _ in senses)


_DASH: Item = (Sense(Kind.DASH),)
