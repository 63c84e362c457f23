"""A question to the archive and its answer. Equal questions are equal values.

A change of the question is a new question, on its first page: `query.toggle("person", "igor-ivanov")`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import msgspec

from searchapp.errors import Message
from searchapp.model.article import Article

NONE = "none"
"""The facet value of an article that has none: no source cited, date unknown."""

PER_PAGE = (10, 20, 50, 100)
DEEPEST_HIT = 10_000
LONGEST_QUERY = 500
"""In characters."""


class Sort(StrEnum):
    """The order of the hits; ties go to the newest, then by id; undated articles come last."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


class Match(StrEnum):
    """How many of the words an article must have: all, most where none has all, or any."""

    AUTO = "auto"
    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What one field must and must not be. The values are alternatives, unless `every` is set.

    Values are kept sorted (numbers as numbers) and once each, so that equal filters are equal.
    """

    field: str
    values: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    every: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _sorted_once(self.values))
        object.__setattr__(self, "excluded", _sorted_once(self.excluded))

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.values or self.excluded)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """Everything a reader asked. Filters are kept sorted by field, without empty ones."""

    q: str = ""
    match: Match = Match.AUTO
    filters: tuple[Filter, ...] = ()
    after: date | None = None
    """From this day on."""
    before: date | None = None
    """Through this day."""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 20

    def __post_init__(self) -> None:
        asked = (f for f in self.filters if f.values or f.excluded)
        object.__setattr__(self, "filters", tuple(sorted(asked, key=lambda f: f.field)))

    def filter(self, field: str) -> Filter:
        """What is asked of one field (an empty filter where nothing is)."""
        return next((f for f in self.filters if f.field == field), Filter(field=field))

    def with_filter(self, changed: Filter) -> SearchQuery:
        """This question with one field's filter replaced, on page 1."""
        rest = tuple(f for f in self.filters if f.field != changed.field)
        return replace(self, filters=(*rest, changed), page=1)

    def toggle(self, field: str, value: str) -> SearchQuery:
        """With the value chosen, or no longer chosen; a chosen value is not excluded."""
        asked = self.filter(field)
        chosen = value in asked.values
        values = _without(asked.values, value) if chosen else _with(asked.values, value)
        return self.with_filter(replace(asked, values=values, excluded=_without(asked.excluded, value)))

    def exclude(self, field: str, value: str) -> SearchQuery:
        """With the value excluded, or no longer excluded; an excluded value is not chosen."""
        asked = self.filter(field)
        if value in asked.excluded:
            excluded = _without(asked.excluded, value)
        else:
            excluded = _with(asked.excluded, value)
        return self.with_filter(replace(asked, excluded=excluded, values=_without(asked.values, value)))

    def on_page(self, page: int) -> SearchQuery:
        """The same question, another page of its answer."""
        return replace(self, page=page)


def _sorted_once(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values), key=lambda value: (natural(value), value)))


def natural(value: str) -> tuple[tuple[int, str], ...]:
    """A sort key in which 9 comes before 10."""
    parts = re.findall(r"([0-9]+)|([^0-9]+)", value)
    return tuple((int(digits), "") if digits else (-1, text) for digits, text in parts)


def _with(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return (*values, value)


def _without(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return tuple(v for v in values if v != value)


# Of these a page has hundreds: structs are made several times as quickly as dataclasses.
class Run(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of shown text, marked where it is what matched."""

    text: str
    marked: bool = False


class Snippet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A sentence of a paragraph."""

    paragraph: int
    runs: tuple[Run, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An article found."""

    article: Article
    score: float
    snippets: tuple[Snippet, ...] = ()
    title: tuple[Run, ...] = ()
    """The printed title with what matched marked; a supplied title is never marked."""
    more_matches: int = 0
    """Matches in the text that no snippet shows."""


class FacetValue(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One value of a facet and how many articles have it, this facet's own filters aside."""

    value: str
    label: str
    count: int
    selected: bool = False
    excluded: bool = False
    children: tuple[FacetValue, ...] = ()
    """Volumes hold their issues (as `8:66`), years their months."""


class Facet(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A field's values by count, then label; chosen and excluded ones are always among them."""

    field: str
    total_values: int
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something the parser forgave or the reader should know; offsets are into the query's text."""

    message: Message
    start: int | None = None
    end: int | None = None
    param: str = "q"
    """The parameter that it is about."""
    days: tuple[date, ...] = ()
    """The days that this stretch of the text, or the whole parameter, can each mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something else to ask, with the number of articles it would find."""

    text: str
    count: int
    field: str | None = None
    """`person`, `source`, `issue`, or None for a word."""
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One page of an answer."""

    query: SearchQuery
    generation: str
    read_as: str
    """How the text was read, in the query language itself."""
    notices: tuple[Notice, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    relaxed: bool = False
    """True where no article had all words and the best of the others are shown."""
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]

    @property
    def pages(self) -> int:
        """How many pages can be asked for: none past the deepest hit."""
        reachable = min(self.total, DEEPEST_HIT)
        return max(1, -(-reachable // self.query.per_page))

    def facet(self, field: str) -> Facet:
        """The facet of one field."""
        return next(f for f in self.facets if f.field == field)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """All of an answer at once, of one generation."""

    generation: str
    total: int
    articles: Iterator[Article]
    """In the order that is asked for, each read when it is asked for; to be walked once."""
