"""A page of the list of all people or all sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from flask import url_for

from searchapp.model.registry import Person, Source
from searchapp.web import i18n
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.addresses import person_url, source_url
from searchapp.web.present.page import Link

LISTED = 100


class Order(StrEnum):
    """How a list is sorted."""

    NAME = "name"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """Everything the template of a list shows."""

    title: str
    canonical: str
    q: str = ""
    heading: str
    sorts: tuple[Link, ...]
    rows: tuple[Link, ...]
    previous: str | None
    next: str | None


def people_view(people: Iterable[Person], order: Order, page: int) -> ListingView:
    """People by surname or by how many articles name them."""
    records = sorted(people, key=lambda each: (_surname_first(each.name), each.slug))
    rows = [
        (each.articles, Link(text=each.name, href=person_url(each.slug), note=_articles(each.articles)))
        for each in records
    ]
    heading = ngettext("%(number)s person", "%(number)s people", len(rows), number=i18n.number(len(rows)))
    return _view("browse.people", gettext("People"), heading, rows, order, page)


def sources_view(sources: Iterable[Source], order: Order, page: int) -> ListingView:
    """Sources by name or by how many articles cite them."""
    records = sorted(sources, key=lambda each: (each.name.casefold(), each.slug))
    rows = [
        (each.articles, Link(text=each.name, href=source_url(each.slug), note=_articles(each.articles)))
        for each in records
    ]
    heading = ngettext("%(number)s source", "%(number)s sources", len(rows), number=i18n.number(len(rows)))
    return _view("browse.sources", gettext("Sources"), heading, rows, order, page)


def _surname_first(name: str) -> tuple[str, str]:
    given, _, surname = name.rpartition(" ")
    return surname.casefold(), given.casefold()


def _articles(count: int) -> str:
    return ngettext("%(number)s article", "%(number)s articles", count, number=i18n.number(count))


def _view(
    endpoint: str, title: str, heading: str, rows: list[tuple[int, Link]], order: Order, page: int
) -> ListingView:
    """Of equally frequent ones those come first that the alphabet puts first."""
    if order is Order.COUNT:
        rows = sorted(rows, key=lambda row: -row[0])
    first = (page - 1) * LISTED
    names = {Order.NAME: gettext("A to Z"), Order.COUNT: gettext("Most frequent")}
    return ListingView(
        title=title,
        canonical=_url(endpoint, order, page),
        heading=heading,
        sorts=tuple(
            Link(text=name, href=_url(endpoint, sort, 1), current=sort is order)
            for sort, name in names.items()
        ),
        rows=tuple(link for _, link in rows[first : first + LISTED]),
        previous=_url(endpoint, order, page - 1) if page > 1 else None,
        next=_url(endpoint, order, page + 1) if first + LISTED < len(rows) else None,
    )


def _url(endpoint: str, order: Order, page: int) -> str:
    return url_for(
        endpoint,
        sort=order.value if order is not Order.NAME else None,
        page=page if page > 1 else None,
    )
