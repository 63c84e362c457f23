"""What the first pass reads off one text alone, before the rest of the archive is known.

A draft is stored with its article, so that the second pass can run again without reading a file.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from searchapp.model.article import ArticleId, CitationKind, Place


# Structs: archives have these by the million, and they are made, compared and read much quicker.
class DaySpan(msgspec.Struct, frozen=True, kw_only=True, order=True, array_like=True, gc=False):
    """Days as a citation prints them: month and day of both ends, seldom a year."""

    month: int
    day: int
    last_month: int
    last_day: int
    year: int | None = None


class CitedDays(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One source of a citation with its days; `source` is None where it was lost."""

    source: str | None
    spans: tuple[DaySpan, ...]
    """Empty where a sentence cites a source without a day."""
    kind: CitationKind = CitationKind.CITED
    second_hand: bool = False
    place: Place


class Pointer(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """A cross-reference as printed: one issue of a publication, named by one day or by its number.

    `days_before` stands for a day said relatively: 1 for "see yesterday's Monitor".
    """

    publication: str
    month: int | None = None
    day: int | None = None
    days_before: int | None = None
    weekday: int | None = None
    """ISO, Monday is 1: "Friday's Monitor"."""
    volume: int | None = None
    number: int | None = None
    """Of the issue pointed to: "Monitor, vol. 8, no. 66"."""
    year: int | None = None
    surface: str
    place: Place


class Manner(StrEnum):
    """How a text names a person."""

    FULL = "full"
    """Given name and surname, or a single name known to stand alone."""
    SURNAME = "surname"
    ATTRIBUTIVE = "attributive"
    """`the Bush administration`"""


class NameMention(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One place where the first pass read a person's name."""

    given: str | None
    surname: str
    role: str | None = None
    manner: Manner
    surface: str
    place: Place


class Cut(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """Text that is not the article's, and why it was left out."""

    reason: str
    text: str


class Draft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One article, as far as its own text tells."""

    id: ArticleId
    path: str
    position: int = 1
    """Which text of its file it is, from 1; in JSON Lines the number of its line."""
    digest: str
    """SHA-256 of what the document says, hexadecimal."""
    rules: str = ""
    """Fingerprint of the extraction: a text of equal digest and rules needs no second reading."""
    publication: str | None
    """As printed in the header, or given beside the text."""
    volume: int | None
    number: int | None
    title: str | None
    """As printed, or given beside the text; None where none was."""
    paragraphs: tuple[str, ...]
    cuts: tuple[Cut, ...] = ()
    original: str = ""
    """The document's text as its file gave it."""
    citations: tuple[CitedDays, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    names: tuple[NameMention, ...] = ()
