"""Names followed by days, `AFP, Reuters, April 1-3`: the shape that citations and cross-references share.

Every step looks at each character once: bracketed groups, items between semicolons, parts between commas.
Knows nothing of sources and publications.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from searchapp.model.draft import DaySpan

LONGEST_GROUP = 600
"""In characters. No citation is as long; without a bound, nested brackets would cost their square."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
        "|september sept sep|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_LONGEST_MONTH = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_ONE = rf"(?:{_MONTH}\s*)?{_DAY}"
_BETWEEN = r"\s*(?:[-\u2010-\u2015\u2212]+|&|through\b|thru\b|to\b|and\b)\s*(?:also\s+)?"
_DAYS = re.compile(
    rf"(?:(?:and|also|both|all|&)\s+)*({_ONE}(?:{_BETWEEN}{_ONE})*)(?:\s+((?:19|20)\d\d))?[.\s]*"
)
_YEAR = re.compile(r"(?:19|20)\d\d[.\s]*")
_TOKEN = re.compile(rf"({_MONTH})|(\d+)|(through|thru|to\b|[-\u2010-\u2015\u2212])")
_DATED = re.compile(rf"{_MONTH}\s*\d")
_NUMBER = re.compile(r"(?:nos?|issue|\u2116|#)\.?\s*\d+(?:\s*[-\u2013]\s*\d+)?", re.IGNORECASE)

_CLOSING = " \t\"'\u2019\u201d\u00bb"
_BRACKET = re.compile(r"[()\[\]]")
_ITEM_END = re.compile(r";|\.\s+(?=[Ss]ee\b)|,\s*(?=see\b)")
_PART_END = re.compile(r",|\s+and\s+(?=(?:see|the)\s)")


@dataclass(frozen=True, slots=True)
class Name:
    """A printed name and where it stands; without text where only its commas are left."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Names that share days; a relative name ("yesterday’s Monitor") has none."""

    names: tuple[Name, ...]
    spans: tuple[DaySpan, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
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


def groups(paragraph: str) -> Iterator[Group]:
    """Every bracketed stretch, outer ones before those inside them."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for bracket in _BRACKET.finditer(paragraph):
        if bracket[0] in "([":
            opened.append(bracket.start())
        elif opened and paragraph[opened[-1]] == {")": "(", "]": "["}[bracket[0]]:
            start = opened.pop()
            if bracket.start() - start <= LONGEST_GROUP:
                pairs.append((start + 1, bracket.start()))
    for start, end in sorted(pairs):
        yield Group(start, _without_brackets(paragraph[start:end]), paragraph[start - 1] == "[")


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


def entries(item: str, start: int = 0) -> tuple[Entry, ...]:
    """The names of an item with their days; nothing where it is not of this shape from end to end.

    >>> [(entry.names[0].text, len(entry.spans)) for entry in entries("NTV, May 5, 7, BBC, May 8")]
    [('NTV', 2), ('BBC', 1)]
    """
    reader = _Reader()
    for at, part in _parts(item, start):
        if not reader.read(at, part):
            return ()
    return reader.finished()


def _parts(item: str, start: int) -> Iterator[tuple[int, str]]:
    at = 0
    for end in _PART_END.finditer(item):
        yield start + at, item[at : end.start()]
        at = end.end()
    yield start + at, item[at:]


class _Reader:
    """The state between two parts: names waiting for days, days waiting for more."""

    def __init__(self) -> None:
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
        if self.spans and _YEAR.fullmatch(text):
            self.spans = [_in_year(span, int(text[:4])) for span in self.spans]
        elif days := _DAYS.fullmatch(text):
            month = self.spans[-1].last_month if self.spans else None
            spans = _spans(days[1], month, int(days[2]) if days[2] else None)
            if not self.names or not spans:
                return False
            self.spans += spans
        elif self.names and not self.spans and _NUMBER.fullmatch(text):
            return True  # Ekspert, no. 12, March 25: a number of the source's own
        else:
            self._flush()
            self.names.append(Name(text, start, start + len(text)))
            return True
        self.end = start + len(text)
        return True

    def finished(self) -> tuple[Entry, ...]:
        """What was read; names left without days show that the item is something else."""
        self._flush()
        return () if any(name.text for name in self.names) else tuple(self.found)

    def _flush(self) -> None:
        if self.spans:
            self.found.append(Entry(tuple(self.names), tuple(self.spans), self.names[0].start, self.end))
            self.names, self.spans = [], []


def _in_year(span: DaySpan, year: int) -> DaySpan:
    return DaySpan(
        month=span.month, day=span.day, last_month=span.last_month, last_day=span.last_day, year=year
    )


def _spans(text: str, month: int | None, year: int | None) -> tuple[DaySpan, ...]:
    """Days as printed, a month holding on until the next; nothing where a day does not exist."""
    found: list[DaySpan] = []
    through = False
    for name, number, dash in _TOKEN.findall(text):
        if name:
            month = _MONTHS[name.rstrip(".").lower()]
        elif dash:
            through = True
        else:
            day = int(number)
            if month is None or not 1 <= day <= _LONGEST_MONTH[month]:
                return ()
            if through and found:
                found.append(_through(found.pop(), month, day))
            else:
                found.append(DaySpan(month=month, day=day, last_month=month, last_day=day, year=year))
            through = False
    return tuple(found)


def _through(first: DaySpan, month: int, day: int) -> DaySpan:
    return DaySpan(month=first.month, day=first.day, last_month=month, last_day=day, year=first.year)
