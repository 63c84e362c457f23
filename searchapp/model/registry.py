"""Whom and what the whole archive knows: its people, sources and issues, one record each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from searchapp.model.article import ArticleId, IssueDate, IssueKey


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRole:
    """A role a person was given, with the first and last issue date it was printed."""

    role: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An identity, over all articles."""

    slug: str
    name: str
    """The fullest form the archive prints most often."""
    aliases: tuple[str, ...] = ()
    """Other spellings, without the name itself."""
    roles: tuple[DatedRole, ...] = ()
    articles: int = 0
    """How many articles name them otherwise than attributively."""
    confusable_with: tuple[str, ...] = ()
    """Slugs of the others who share the surname."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who is cited."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    collective: bool = False
    kind: str | None = None
    """`wire`, `newspaper`, `broadcast` or `web`, where known."""
    articles: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One number of a publication, with the articles held of it (none where it is only referred to)."""

    key: IssueKey
    date: IssueDate = IssueDate()
    articles: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A periodical: its slug, its name, and how else it is printed."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Redirect:
    """A slug that was given once, and the one that stands for the same now."""

    field: str
    """`person` or `source`."""
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """An article that was held once: as much of it as it is cited by."""

    id: ArticleId
    publication: str | None = None
    """The publication's slug."""
    volume: int | None = None
    issue: int | None = None
    day: date | None = None
    title: str

    @property
    def key(self) -> IssueKey | None:
        """The issue it appeared in, where all of it is known."""
        if self.publication is None or self.volume is None or self.issue is None:
            return None
        return IssueKey(publication=self.publication, volume=self.volume, number=self.issue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """All records of one generation, each kind sorted by slug or key."""

    publications: tuple[Publication, ...] = ()
    people: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    issues: tuple[Issue, ...] = ()
    """Held issues only."""
    redirects: tuple[Redirect, ...] = ()
    """Sorted. None leads to another one, and none begins at the slug of a record."""
    withdrawn: tuple[Withdrawn, ...] = ()
    """Sorted by id. None of them is held."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words and phrases that mean the same to a reader."""
    made_by: str = ""
    """Fingerprint of what the articles were resolved by; empty where it is not known."""
