"""The cases of tests/cases: documents and questions as TOML, with what is to be found.

A case says `ids` (in this order) or `found` (in any), and may say `total`, `marks` (what is marked in
the snippets of an article), `facets` (all values of a facet with their counts), `people` and `sources` aside,
`read_as`, `told` (the notices), `relaxed`, and `today`, which relative dates are of.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from searchapp.model.registry import Person
from searchapp.model.search import Filter, Match, SearchQuery, Sort
from searchapp.query.parser import absolute
from tests.engines.builders import Put, article

FOLDER = Path(__file__).parent.parent / "cases"


class Document(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    paragraphs: Sequence[str]
    title: str | None = None
    publication: str = "monitor"
    volume: int | None = None
    issue: int | None = None
    date: dt.date | None = None
    people: Sequence[str] = ()
    attributive: Sequence[str] = ()
    sources: Sequence[str] = ()

    def put(self) -> Put:
        return article(
            self.id,
            *self.paragraphs,
            title=self.title,
            publication=self.publication or None,
            volume=self.volume,
            issue=self.issue,
            date=self.date,
            people=self.people,
            attributive=self.attributive,
            sources=self.sources,
        )


class Case(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    q: str = ""
    match: Match = Match.AUTO
    filters: Mapping[str, tuple[str, ...]] = {}
    excluded: Mapping[str, tuple[str, ...]] = {}
    every: Sequence[str] = ()
    after: dt.date | None = None
    before: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 20
    ids: Sequence[str] | None = None
    found: Sequence[str] | None = None
    total: int | None = None
    marks: Mapping[str, Sequence[str]] = {}
    facets: Mapping[str, Mapping[str, int]] = {}
    error: str = ""
    today: dt.date | None = None
    read_as: str | None = None
    told: Sequence[str] | None = None
    relaxed: bool = False

    @property
    def query(self) -> SearchQuery:
        filters = tuple(
            Filter(
                field=field,
                values=self.filters.get(field, ()),
                excluded=self.excluded.get(field, ()),
                every=field in self.every,
            )
            for field in {**self.filters, **self.excluded}
        )
        return SearchQuery(
            q=absolute(self.q, self.today) if self.today else self.q,
            match=self.match,
            filters=filters,
            after=self.after,
            before=self.before,
            sort=self.sort,
            page=self.page,
            per_page=self.per_page,
        )


class _File(msgspec.Struct, forbid_unknown_fields=True):
    documents: list[Document]
    cases: list[Case]
    people: list[dict[str, Any]] = []


@dataclass(frozen=True)
class Cases:
    """One file: an archive, and what is asked of it."""

    name: str
    puts: Sequence[Put]
    people: Sequence[Person]
    cases: Sequence[Case]


def read_cases() -> Iterator[Cases]:
    for path in sorted(FOLDER.glob("*.toml")):
        read = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
        people = [msgspec.convert(record, Person) for record in read.people]
        yield Cases(path.stem, [document.put() for document in read.documents], people, read.cases)
