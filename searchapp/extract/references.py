"""Cross-references: pointers to another issue by its day, `(see the Monitor, February 20)`.

Which issue that was, and in which year, is settled over the whole archive; here it is only read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchapp.extract.named_days import Entry, entries, groups, items
from searchapp.model.article import Place
from searchapp.model.draft import DaySpan, Pointer

PUBLICATIONS = (
    "Eurasia Daily Monitor",
    "North Caucasus Weekly",
    "North Caucasus Analysis",
    "Chechnya Weekly",
    "Fortnight in Review",
    "Terrorism Monitor",
    "Terrorism Focus",
    "Spotlight on Terror",
    "China Brief",
    "Russia’s Week",
    "Russia's Week",
    "Monitor",
    "Prism",
    "EDM",
)
"""The names under which the archive's own publications are pointed to."""

LONGEST_RANGE = 7
"""In days: a longer stretch names no single issues."""

_OWN = "|".join(map(re.escape, PUBLICATIONS))
_SEE = r"(?:(?:and|also|but|cf\.?|see|See)\s+)*"
_NAME = re.compile(rf"{_SEE}(?:[Tt]he\s+|(?:in\s+)?[Yy]esterday['’´]s\s+)?({_OWN})")
_RELATIVE = re.compile(rf"{_SEE}(?:(?:in|the)\s+)*([Yy]esterday|[Tt]oday)['’´]s\s+({_OWN})[.\s]*")
_THIS_ISSUE = re.compile(
    rf"{_SEE}(?:the\s+|our\s+)?(?:previous|preceding|following|next|related|other)\s+(?:story|article|item)"
    r"(?:\s+(?:above|below|in this issue))?[.\s]*"
    r"|[Ss]ee\s+(?:the\s+)?(?:story|article|item)\s+(?:above|below)[.\s]*"
)
_IN_PROSE = re.compile(rf"\b[Ss]ee\s+(?:also\s+)?(?:the\s+|(?:yesterday|today)['’´]s\s+)?(?:{_OWN})\b")
_STOP = re.compile(r"[;()\[\]]|\.(?=\s|$)")
_DAYS_BEFORE = {"yesterday": 1, "today": 0}


def is_pointer(name: str) -> bool:
    """Whether a printed name is one of the archive's own publications, and so no source."""
    return any(form.fullmatch(name) for form in (_NAME, _RELATIVE, _THIS_ISSUE))


def pointers(paragraphs: tuple[str, ...], publication: str | None) -> tuple[Pointer, ...]:
    """Every cross-reference, one for each day it names; `publication` is the article's own, as printed."""
    return tuple(
        pointer
        for number, paragraph in enumerate(paragraphs, start=1)
        for pointer in _paragraph(number, paragraph, publication)
    )


def _paragraph(number: int, paragraph: str, publication: str | None) -> Iterator[Pointer]:
    done = 0
    stretches = {*_bracketed(paragraph), *_in_prose(paragraph)}
    for start, text in sorted(stretches, key=lambda stretch: (stretch[0], -len(stretch[1]))):
        if start < done:
            continue
        for at, item in items(text, start):
            for pointer in _item(number, item, at, publication):
                done = start + len(text)
                yield pointer


def _bracketed(paragraph: str) -> Iterator[tuple[int, str]]:
    if "(" in paragraph or "[" in paragraph:
        yield from ((group.start, group.text) for group in groups(paragraph))


def _in_prose(paragraph: str) -> Iterator[tuple[int, str]]:
    for see in _IN_PROSE.finditer(paragraph):
        stop = _STOP.search(paragraph, see.end(), see.end() + 200)
        yield see.start(), paragraph[see.start() : stop.start() if stop else see.end() + 200]


def _item(number: int, item: str, at: int, publication: str | None) -> Iterator[Pointer]:
    text = item.strip()
    start = at + len(item) - len(item.lstrip())
    place = Place(paragraph=number, start=start, end=start + len(text))
    if relative := _RELATIVE.fullmatch(text):
        before = _DAYS_BEFORE[relative[1].lower()]
        yield Pointer(publication=relative[2], days_before=before, surface=text, place=place)
    elif publication and _THIS_ISSUE.fullmatch(text):
        yield Pointer(publication=publication, days_before=0, surface=text, place=place)
    else:
        for entry in entries(item, at):
            yield from _entry(number, entry, item[entry.start - at : entry.end - at])


def _entry(number: int, entry: Entry, surface: str) -> Iterator[Pointer]:
    place = Place(paragraph=number, start=entry.start, end=entry.end)
    for name in entry.names:
        if own := _NAME.fullmatch(name.text):
            for span in entry.spans:
                for month, day in _days(span):
                    yield Pointer(
                        publication=own[1], month=month, day=day, year=span.year, surface=surface, place=place
                    )


def _days(span: DaySpan) -> Iterator[tuple[int, int]]:
    """Each day of a span; of one that is long or crosses a month's end, its two ends."""
    if span.month == span.last_month and span.day < span.last_day < span.day + LONGEST_RANGE:
        yield from ((span.month, day) for day in range(span.day, span.last_day + 1))
        return
    yield span.month, span.day
    if (span.month, span.day) != (span.last_month, span.last_day):
        yield span.last_month, span.last_day
