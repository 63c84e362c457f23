"""People, sources and issues as objects, and the lists of them: the shapes beside those of `json`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from searchapp.model.registry import Issue, Person, Source
from searchapp.represent.json import Object, Publications, date_object, person_object
from searchapp.urls.records import issue_url

Record = TypeVar("Record", Person, Source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of a list and what its addresses are made by."""

    total: int
    page: int
    per_page: int
    url: Callable[[int, str], str]
    """The address of a page: its number, and the suffix of its format."""

    @property
    def pages(self) -> int:
        """How many there are; an empty list has one."""
        return max(1, -(-self.total // self.per_page))


def source_object(source: Source) -> Object:
    """One source over all articles; those of a lost source are nobody's."""
    return {
        "slug": source.slug,
        "name": source.name,
        "aliases": list(source.aliases),
        "collective": source.collective,
        "kind": source.kind,
        "articles": source.articles,
    }


def issue_object(issue: Issue, publications: Publications) -> Object:
    """One issue of which articles are held; `articles` are their ids, sorted."""
    key = issue.key
    record = publications.get(key.publication)
    return {
        "url": issue_url(key),
        "publication": record.name if record else key.publication,
        "volume": key.volume,
        "issue": key.number,
        "date": date_object(issue.date),
        "articles": sorted(issue.articles),
    }


def record_object(record: Person | Source) -> Object:
    """A person or a source."""
    return person_object(record) if isinstance(record, Person) else source_object(record)


def list_object(records: Sequence[Person] | Sequence[Source], listed: Listed, *, generation: str) -> Object:
    """One page of a list of people or sources."""

    def link(number: int) -> str | None:
        return listed.url(number, ".json") if 1 <= number <= listed.pages else None

    return {
        "ok": True,
        "generation": generation,
        "meta": {
            "total": listed.total,
            "page": listed.page,
            "pages": listed.pages,
            "per_page": listed.per_page,
        },
        "links": {
            "self": link(listed.page),
            "first": link(1),
            "prev": link(listed.page - 1),
            "next": link(listed.page + 1),
            "last": link(listed.pages),
            "html": listed.url(listed.page, ""),
        },
        "data": [record_object(record) for record in records],
    }
