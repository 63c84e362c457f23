"""Names followed by days, `AFP, Reuters, April 1-3`: the shape that citations and cross-references share.

Every step looks at each character once: bracketed groups, items between semicolons, parts between commas.
Knows nothing of sources and publications.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from searchapp.extract.printed_days import DAY_FIRST, DAYS, LINK, MONTH, printed_spans
from searchapp.model.draft import DaySpan

LONGEST_GROUP = 600
"""In characters. No citation is as long."""
DEEPEST = 4
"""So many brackets inside each other are still read; without a bound they would cost their square."""

_PLAIN_DAYS = re.compile(rf"(?:(?:and|also|both|all|&)\s+)*({DAYS})(?:\s+((?:19|20)\d\d))?[.\s]*")
_LOOSE = re.compile(
    rf"(.*?\S)[.\s]\s*(?:(?:of|on|from|dated)\s+)?(?={MONTH}\s*\d|{DAY_FIRST})({DAYS})(?:\s+((?:19|20)\d\d))?[.\s]*"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"((?:19|20)\d\d)[.\s]*")
_YEAR_AND_MORE = re.compile(rf"((?:19|20)\d\d)\s*({LINK}\s*\S.*)")
_DATED = re.compile(rf"{MONTH}[\s,;]*\d|\d\s+{MONTH}")
_NUMBER = re.compile(
    r"(?:(?:nos?|issue|vol(?:ume)?|\u2116|#)\.?\s*\d+(?:\s*[-\u2013]\s*\d+)?|\d+:\d+)", re.IGNORECASE
)
_AFTER_MONTH = re.compile(rf"({MONTH}\s*)[,;](?=\s*\d{{1,2}}\b)")
_BEFORE_DAYS = re.compile(rf";(?=\s*{DAYS}\s*(?:[,;.]|$))")

_CLOSING = " \t\"'\u2019\u201d\u00bb"
_OPENING = {")": "(", "]": "["}
_BRACKET = re.compile(r"[()\[\]]")
_ITEM_END = re.compile(r";|\.\s+(?=[Ss]ee\b)|,\s*(?=see\b)")
_PART_END = re.compile(r",|\s+and\s+(?=(?:see|the)\s)")


# Structs: every parenthesis gives several, and they are made much quicker.
class Name(msgspec.Struct, frozen=True, gc=False):
    """A printed name and where it stands; without text where only its commas are left."""

    text: str
    start: int
    end: int
    loose: bool = False
    """No comma parts it from its days: `Interfax April 3`. It may be prose."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """Names that share days; a relative name ("yesterday’s Monitor") has none."""

    names: tuple[Name, ...]
    spans: tuple[DaySpan, ...]
    start: int
    end: int


class Group(msgspec.Struct, frozen=True, gc=False):
    """What stands between two brackets: `text` is as long as the paragraph's stretch from `start`.

    Brackets inside it are blanked.
    """

    start: int
    text: str
    square: bool

    @property
    def end(self) -> int:
        """Where the closing bracket stands."""
        return self.start + len(self.text)

    @property
    def dated(self) -> bool:
        """Whether a month and a day stand in it."""
        return _DATED.search(self.text) is not None


@lru_cache(maxsize=256)
def groups(paragraph: str) -> tuple[Group, ...]:
    """Every bracketed stretch, outer ones before those inside them.

    A parenthesis that is never closed ends with the paragraph. Citations and cross-references both ask.
    """
    opened: list[int] = []
    heights = [0]  # how deep brackets are nested inside each open one, and inside the paragraph
    pairs: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(paragraph):
        if bracket[0] in "([":
            opened.append(bracket.start())
            heights.append(0)
        elif opened and paragraph[opened[-1]] == _OPENING[bracket[0]]:
            start, height = opened.pop() + 1, heights.pop()
            heights[-1] = max(heights[-1], height + 1)
            if height < DEEPEST:
                pairs.append((start, bracket.start()))
    if opened and paragraph[opened[-1]] == "(" and heights[-1] < DEEPEST:
        pairs.append((opened[-1] + 1, len(paragraph)))
    return tuple(
        Group(start, _tidied(_without_brackets(paragraph[start:end])), paragraph[start - 1] == "[")
        for start, end in sorted(pairs)
        if end - start < LONGEST_GROUP
    )


def _tidied(text: str) -> str:
    """The text with commas and semicolons where they belong: `April, 5` and `April 5; 6`."""
    if not _DIGIT.search(text):
        return text
    if ";" in text:
        text = _BEFORE_DAYS.sub(",", text)
    return _AFTER_MONTH.sub(r"\1 ", text)


def _without_brackets(text: str) -> str:
    """The text with every bracketed stretch blanked, so that places stay."""
    if _BRACKET.search(text) is None:
        return text
    kept, depth = [], 0
    for character in text:
        depth += character in "(["
        kept.append(" " if depth else character)
        depth -= character in ")]" and depth > 0
    return "".join(kept)


def items(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The stretches between semicolons, and before `. See` or `, see`, each with its place."""
    at = 0
    for end in _ITEM_END.finditer(text):
        yield start + at, text[at : end.start()]
        at = end.end()
    yield start + at, text[at:]


def entries(item: str, start: int = 0, *, lenient: bool = False) -> tuple[Entry, ...]:
    """The names of an item with their days; nothing where it is not of this shape from end to end.

    Days that do not exist (February 30) are taken only where that is `lenient`.

    >>> [(entry.names[0].text, len(entry.spans)) for entry in entries("NTV, May 5, 7, BBC, May 8")]
    [('NTV', 2), ('BBC', 1)]
    """
    reader = _Reader(lenient=lenient)
    for at, part in _parts(item, start):
        if not reader.read(at, part):
            return ()
    return reader.finished()


def names(item: str, start: int = 0) -> tuple[Name, ...]:
    """The stretches between an item's commas, all taken for names; nothing where one of them is empty."""
    found = tuple(
        Name(bare, at + part.index(bare), at + part.index(bare) + len(bare))
        for at, part in _parts(item, start)
        if (bare := part.strip())
    )
    return found if len(found) == item.count(",") + 1 else ()


def listed_days(text: str) -> tuple[DaySpan, ...]:
    """The days of a list, `May 5, 7 and 9, 2001`; nothing where it is another text."""
    found = entries(f"Listed,{text}", lenient=True)
    return found[0].spans if len(found) == 1 else ()


def _parts(item: str, start: int) -> Iterator[tuple[int, str]]:
    at = 0
    for end in _PART_END.finditer(item):
        yield start + at, item[at : end.start()]
        at = end.end()
    yield start + at, item[at:]


@lru_cache(maxsize=4096)
def _plain_days(text: str) -> tuple[str, str | None] | None:
    """Days and a year, where there is nothing else. There are few, printed again and again."""
    found = _PLAIN_DAYS.fullmatch(text)
    return (found[1], found[2]) if found else None


class _Reader:
    """The state between two parts: names waiting for days, days waiting for more."""

    def __init__(self, *, lenient: bool) -> None:
        self.lenient = lenient
        self.found: list[Entry] = []
        self.names: list[Name] = []
        self.spans: list[DaySpan] = []
        self.end = 0

    def read(self, at: int, part: str) -> bool:
        """Take one part; False where it cannot belong here."""
        # Of “Izvestia,” April 3 the second part begins with the first one's closing quote.
        text = part.lstrip(_CLOSING)
        start = at + len(part) - len(text)
        text = text.rstrip()
        if not _DIGIT.search(text):
            self._name(text, start)
            return True
        if self.spans and (year := _YEAR.fullmatch(text)):
            self._year(int(year[1]))
        elif self.spans and (years := _YEAR_AND_MORE.fullmatch(text)):
            self._year(int(years[1]))
            return self._days(years[2], None, start + len(text))
        elif days := _plain_days(text):
            return self._days(*days, start + len(text))
        elif self.names and not self.spans and _NUMBER.fullmatch(text):
            return True  # Ekspert, no. 12, March 25: a number of the source's own
        elif loose := _LOOSE.fullmatch(text):
            self._name(loose[1], start, loose=True)
            return self._days(loose[2], loose[3], start + len(text))
        else:
            self._name(text, start)
            return True
        self.end = start + len(text)
        return True

    def finished(self) -> tuple[Entry, ...]:
        """What was read; names left without days show that the item is something else."""
        self._flush()
        return () if any(name.text for name in self.names) else tuple(self.found)

    def _name(self, text: str, start: int, *, loose: bool = False) -> None:
        self._flush()
        self.names.append(Name(text, start, start + len(text), loose))

    def _days(self, text: str, year: str | None, end: int) -> bool:
        spans = printed_spans(text, self.spans, lenient=self.lenient)
        if not self.names or not spans:
            return False
        self.spans = spans
        if year:
            self._year(int(year))
        self.end = end
        return True

    def _year(self, year: int) -> None:
        """A printed year is that of all days before it that have none yet."""
        self.spans = [span if span.year else replace(span, year=year) for span in self.spans]

    def _flush(self) -> None:
        if self.spans:
            self.found.append(Entry(tuple(self.names), tuple(self.spans), self.names[0].start, self.end))
            self.names, self.spans = [], []
