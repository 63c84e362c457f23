"""Documents and articles: what a file gives, and what an editor may trust about it.

Paragraphs count from 1; `start` and `end` are characters within the paragraph, `end` exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePath
from typing import NewType

import msgspec

from searchapp.errors import Message

ArticleId = NewType("ArticleId", str)
"""Letters, digits, `.`, `_` and `-` only: it is a part of an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as a file gave it, not yet understood."""

    id: ArticleId
    path: str
    """The file (for a zip member `archive.zip/member.txt`), as given to the command."""
    text: str
    position: int = 1
    """Which text of its file it is, from 1; in JSON Lines the number of its line."""
    publication: str | None = None
    """What a record says beside its text counts more than the text: the publication's name, as given."""
    volume: int | None = None
    number: int | None = None
    title: str | None = None
    page_title: str | None = None
    """What the page it stood on is called: its title where the text itself prints none."""

    @property
    def name(self) -> str:
        """What messages call it: its file, with its id where the file's name does not tell."""
        return self.path if PurePath(self.path).stem == self.id else f"{self.path} ({self.id})"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class IssueKey:
    """One number of a publication: Monitor, volume 8, issue 66."""

    publication: str
    """The publication's slug."""
    volume: int
    number: int

    def __str__(self) -> str:
        return f"{self.volume}:{self.number}"


class Certainty(StrEnum):
    """How sure an issue's date is: fixed by the text or another issue, worked out, or unknown."""

    CERTAIN = "certain"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDate:
    """The day an issue appeared, and why we think so."""

    value: date | None = None
    certainty: Certainty = Certainty.UNKNOWN
    evidence: tuple[Message, ...] = ()


# Structs from here on: archives have these by the million, and they are made and read much quicker.
class Place(msgspec.Struct, frozen=True, kw_only=True, order=True, gc=False):
    """A stretch of a paragraph."""

    paragraph: int
    start: int
    end: int


class DateRange(msgspec.Struct, frozen=True, kw_only=True, order=True, gc=False):
    """Days from first to last, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        """ISO 8601: `2002-04-01`, or `2002-04-01/2002-04-03`."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


class Mention(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One place where a text names a person; the surface has no role and no possessive ending."""

    place: Place
    surface: str


class NamedPerson(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A person as one article names them."""

    slug: str
    name: str
    """The identity's label, the same in every article."""
    roles: tuple[str, ...] = ()
    """As printed, in order of first appearance: `Russian Foreign Minister`."""
    attributive: bool = False
    """Named only attributively (`the Bush administration`): kept out of facets and `person:`."""
    mentions: tuple[Mention, ...] = ()


class UnresolvedName(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A surname that several persons could own."""

    surface: str
    candidates: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


class CitationKind(StrEnum):
    """How a source is cited: in a parenthesis with days, or in the sentence (`Interfax reported`)."""

    CITED = "cited"
    INLINE = "inline"


class Citation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One source cited for some days. A lost source has dates and no name."""

    source: str | None
    """The source's label; None where it was lost."""
    slug: str | None
    lost: bool = False
    collective: bool = False
    """`Western agencies`: no single source."""
    kind: CitationKind = CitationKind.CITED
    second_hand: bool = False
    """It passed on what another source reported."""
    dates: tuple[DateRange, ...] = ()
    """Empty where the issue's own year is unknown, or where a sentence states no day."""
    place: Place


class CrossReference(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A pointer to another issue, by the date it appeared."""

    publication: str
    """The publication's name."""
    date: date | None
    volume: int | None = None
    issue: int | None = None
    articles: tuple[ArticleId, ...] = ()
    """Every held article of that issue, sorted."""
    likeliest: ArticleId | None = None
    """A guess which of them is meant; None where there is none to guess."""
    place: Place


class Article(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One article, with everything the archive knows about it."""

    id: ArticleId
    publication: str | None
    """The publication's slug."""
    volume: int | None
    issue: int | None
    date: IssueDate = IssueDate()
    title: str
    title_supplied: bool
    """True where none was printed and the archive made one of the lead clause."""
    paragraphs: tuple[str, ...]
    people: tuple[NamedPerson, ...] = ()
    """In order of first mention."""
    citations: tuple[Citation, ...] = ()
    references: tuple[CrossReference, ...] = ()
    unresolved: tuple[UnresolvedName, ...] = ()
    referred_to_by: tuple[ArticleId, ...] = ()

    @property
    def identities(self) -> tuple[NamedPerson, ...]:
        """The people who count: named otherwise than attributively."""
        return tuple(person for person in self.people if not person.attributive)

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Slug and label of each source cited, once each, in order."""
        cited = {c.slug: c.source for c in self.citations if c.slug and c.source}
        return tuple(cited.items())

    @property
    def key(self) -> IssueKey | None:
        """The issue it appeared in, where all of it is known."""
        if self.publication is None or self.volume is None or self.issue is None:
            return None
        return IssueKey(publication=self.publication, volume=self.volume, number=self.issue)
