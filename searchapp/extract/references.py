"""Cross-references: pointers to another issue by its day or number, `(see the Monitor, February 20)`.

Which issue that was, and in which year, is settled over the whole archive; here it is only read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from searchapp.extract.named_days import Entry, entries, groups, items, listed_days
from searchapp.extract.printed_days import DAY_LIST
from searchapp.extract.vocabulary import Vocabulary
from searchapp.model.article import Place
from searchapp.model.draft import DaySpan, Pointer

LONGEST_RANGE = 7
"""In days: a longer stretch names no single issues."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS_BEFORE = {"yesterday": 1, "today": 0, "week": 7}
_SEE = r"(?:(?:and|also|but|cf\.?|see|See|in)\s+)*"
_WHEN = (
    r"(?:[Yy]esterday|[Tt]oday|[Ll]ast\s+week|(?:last\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)['’´]s"
)
_NUMBERS = (
    r"(?:[Vv]ol(?:ume)?\.?\s*(?P<volume>\d{1,3}),?\s*(?:[Nn]o|[Nn]umber|[Ii]ssue|№|#)\.?\s*(?P<number>\d{1,3})"
    r"|(?P<short_volume>\d{1,2}):(?P<short_number>\d{1,3}))(?![\d:])"
)
_THIS_ISSUE = re.compile(
    rf"{_SEE}(?:the\s+|our\s+)?(?:previous|preceding|following|next|related|other)\s+(?:story|article|item)"
    r"(?:\s+(?:above|below|in this issue))?[.\s]*"
    r"|[Ss]ee\s+(?:the\s+)?(?:story|article|item)\s+(?:above|below)[.\s]*"
)
_LEAD = re.compile(rf"(?P<see>\b[Ss]ee\s+)?(?:also\s+)?(?:(?P<the>\b[Tt]he\s+)|(?P<relative>\b{_WHEN}\s+))?$")
_LONGEST_LEAD = 40
"""In characters."""
_THIS_WORDS = ("story", "article", "item")
_STOP = re.compile(r"[;()\[\]]|\.(?=\s|$)")
_LONGEST_STRETCH = 200
"""In characters."""


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """The ways to point to an archive's publications."""

    words: tuple[str, ...]
    """A text that has none of them points to no publication."""
    marks: tuple[str, ...]
    """An item that has none of them is no pointer: the words, with whatever stands for an apostrophe."""
    name: re.Pattern[str]
    relative: re.Pattern[str]
    numbered: re.Pattern[str]
    onward: re.Pattern[str]
    """A publication in prose, with the days or numbers behind it."""


def forms(vocabulary: Vocabulary, publication: str | None) -> Forms:
    """The forms for an article of this publication, which need not be a known one."""
    return _forms(vocabulary.publications, publication)


@lru_cache(maxsize=64)
def _forms(publications: tuple[str, ...], publication: str | None) -> Forms:
    own = publication.removeprefix("The ") if publication else None
    words = (*publications, own) if own and own not in publications else publications
    names = "|".join(re.escape(word).replace("’", "'").replace("'", "['’´]") for word in words) or r"(?!)"
    to = rf"(?P<name>{names})"
    return Forms(
        words=_with_apostrophes(words, "’'"),
        marks=(*_with_apostrophes((word.replace("'", "’") for word in words), "’'´"), *_THIS_WORDS),
        name=re.compile(rf"{_SEE}(?:[Tt]he\s+|{_WHEN}\s+)?{to}"),
        relative=re.compile(rf"{_SEE}(?:the\s+)?(?P<when>{_WHEN})\s+{to}[.\s]*"),
        numbered=re.compile(rf"{_SEE}(?:[Tt]he\s+)?{to}[,\s]+{_NUMBERS}(?:[,\s]+(?P<days>\S.*?))?[.\s]*"),
        onward=re.compile(rf"{to}\b(?P<when>(?:,|(?P<of>\s+of)|)\s+(?:{DAY_LIST}|{_NUMBERS}))?"),
    )


def _with_apostrophes(words: Iterable[str], marks: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.replace("’", mark) for word in words for mark in marks))


@lru_cache(maxsize=8192)
def is_pointer(name: str, own: Forms) -> bool:
    """Whether a printed name is one of the archive's own publications, and so no source."""
    return any(form.fullmatch(name) for form in (own.name, own.relative, _THIS_ISSUE))


def pointers(
    paragraphs: Sequence[str], vocabulary: Vocabulary, publication: str | None
) -> tuple[Pointer, ...]:
    """Every cross-reference, one for each day it names; `publication` is the article's own, as printed."""
    own, body = forms(vocabulary, publication), "\n".join(paragraphs)
    words = tuple(word for word in own.words if word in body)
    there = (*words, *(word for word in _THIS_WORDS if word in body))
    if not there:
        return ()
    return tuple(
        pointer
        for number, paragraph in enumerate(paragraphs, start=1)
        if any(word in paragraph for word in there)
        for pointer in _Paragraph(number, paragraph, own, words, publication).pointers()
    )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One paragraph, and what is known of publications."""

    number: int
    text: str
    own: Forms
    words: tuple[str, ...]
    """Of these forms, those that the article has."""
    publication: str | None

    def pointers(self) -> Iterator[Pointer]:
        """The pointers of every stretch; of stretches that overlap, those of the first and longest."""
        done = 0
        stretches = {*self._bracketed(), *self._in_prose()}
        for start, text in sorted(stretches, key=lambda stretch: (stretch[0], -len(stretch[1]))):
            if start < done:
                continue
            for at, item in items(text, start):
                for pointer in self._item(item, at):
                    done = max(done, start + len(text))
                    yield pointer

    def _bracketed(self) -> Iterator[tuple[int, str]]:
        if "(" in self.text or "[" in self.text:
            yield from ((group.start, group.text) for group in groups(self.text))

    def _in_prose(self) -> Iterator[tuple[int, str]]:
        """Where a publication follows "see", or is named with a day in words that mean no other paper."""
        for at in self._named():
            begun = max(0, at - _LONGEST_LEAD)
            lead, found = _LEAD.search(self.text[begun:at]), self.own.onward.match(self.text, at)
            if lead is None or found is None:
                continue
            start = begun + lead.start()
            if lead["relative"] or (found["when"] and (lead["see"] or (lead["the"] and found["of"]))):
                yield start, self.text[start : found.end()]
            if lead["see"]:
                stop = _STOP.search(self.text, found.end(), found.end() + _LONGEST_STRETCH)
                yield start, self.text[start : stop.start() if stop else found.end() + _LONGEST_STRETCH]

    def _named(self) -> Iterator[int]:
        for word in self.words:
            at = self.text.find(word)
            while at >= 0:
                yield at
                at = self.text.find(word, at + 1)

    def _item(self, item: str, at: int) -> Iterator[Pointer]:
        if not any(mark in item for mark in self.own.marks):
            return
        text = item.strip()
        start = at + len(item) - len(item.lstrip())
        place = Place(paragraph=self.number, start=start, end=start + len(text))
        if relative := self.own.relative.fullmatch(text):
            yield self._relative(relative, place)
        elif self.publication and _THIS_ISSUE.fullmatch(text):
            yield self._pointer(self.publication, place, days_before=0)
        elif numbered := self.own.numbered.fullmatch(text):
            yield from self._numbered(numbered, place)
        elif any(word in item for word in self.own.words):
            for entry in entries(item, at, lenient=True):
                yield from self._entry(entry)

    def _relative(self, found: re.Match[str], place: Place) -> Pointer:
        when = " ".join(found["when"].lower().split())[:-2].removeprefix("last ")
        if when in _WEEKDAYS:
            return self._pointer(found["name"], place, weekday=_WEEKDAYS.index(when) + 1)
        return self._pointer(found["name"], place, days_before=_DAYS_BEFORE[when])

    def _numbered(self, found: re.Match[str], place: Place) -> Iterator[Pointer]:
        volume, number = (found[name] or found[f"short_{name}"] for name in ("volume", "number"))
        days = listed_days(found["days"]) if found["days"] else ()
        if found["days"] and len(days) != 1:
            return
        yield self._pointer(
            found["name"],
            place,
            volume=int(volume),
            number=int(number),
            **({"month": days[0].month, "day": days[0].day, "year": days[0].year} if days else {}),
        )

    def _entry(self, entry: Entry) -> Iterator[Pointer]:
        place = Place(paragraph=self.number, start=entry.start, end=entry.end)
        for name in entry.names:
            if own := self.own.name.fullmatch(name.text):
                for span in entry.spans:
                    for month, day in _days(span):
                        yield self._pointer(own["name"], place, month=month, day=day, year=span.year)

    def _pointer(self, publication: str, place: Place, **said: int | None) -> Pointer:
        surface = self.text[place.start : place.end]
        return Pointer(publication=publication, surface=surface, place=place, **said)


def _days(span: DaySpan) -> Iterator[tuple[int, int]]:
    """Each day of a span; of one that is long or crosses a month's end, its two ends."""
    if span.month == span.last_month and span.day < span.last_day < span.day + LONGEST_RANGE:
        yield from ((span.month, day) for day in range(span.day, span.last_day + 1))
        return
    yield span.month, span.day
    if (span.month, span.day) != (span.last_month, span.last_day):
        yield span.last_month, span.last_day
