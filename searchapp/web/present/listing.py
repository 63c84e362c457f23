"""A page of a long list: everybody the archive names, or cites, as links."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from searchapp.engines.base import Engine
from searchapp.model.registry import Person, Source
from searchapp.text.alphabet import surname_first
from searchapp.urls.lists import NAMES, Order, Part, list_url
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.addresses import person_url, source_url
from searchapp.web.present.chips import Chip
from searchapp.web.present.long_list import Entry, Selection, selection
from searchapp.web.present.page import Link
from searchapp.web.present.paging import Paging

FEW = 10
"""So many need no letters to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing of a list."""

    name: Link
    count: str
    against: Link | None = None
    """The way to everything without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What stands under one letter; under none where the list is not in the alphabet's order."""

    letter: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindBox:
    """The form that looks for names in the list."""

    label: str
    action: str
    name: str
    value: str
    carried: tuple[tuple[str, str], ...] = ()
    """What the form sends along."""
    whole: str
    """The list without what is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """Everything the template of a list shows."""

    title: str
    canonical: str
    q: str = ""
    for_robots: bool = True
    trail: tuple[Link, ...] = ()
    heading: str
    chips: tuple[Chip, ...] = ()
    """What else was asked, where the list belongs to a search."""
    chosen: tuple[Row, ...] = ()
    """What of the list is chosen or excluded, whatever its count."""
    find: FindBox
    letters: tuple[Link, ...]
    sorts: tuple[Link, ...]
    sections: tuple[Rows, ...]
    paging: Paging


def person_entries(engine: Engine) -> tuple[Entry, ...]:
    """All people of an index; those named only in passing are in no article that counts."""
    return tuple(map(_person, engine.people().values()))


def source_entries(engine: Engine) -> tuple[Entry, ...]:
    """All sources of an index."""
    return tuple(map(_source, engine.sources().values()))


def _person(person: Person) -> Entry:
    return Entry(
        value=person.slug,
        name=person.name,
        under=surname_first(person.name),
        aliases=person.aliases,
        count=person.articles,
    )


def _source(source: Source) -> Entry:
    return Entry(
        value=source.slug,
        name=source.name,
        under=source.name,
        aliases=source.aliases,
        count=source.articles,
    )


def people_view(entries: Iterable[Entry], part: Part) -> ListingView:
    """People by surname or by how many articles name them."""
    shown = selection(entries, part)
    number = written.number(shown.found)
    heading = ngettext("%(number)s person", "%(number)s people", shown.found, number=number)
    named = _Named("/people", gettext("People"), gettext("Find a person"), heading)
    return _view(named, shown, part, _linked(person_url))


def sources_view(entries: Iterable[Entry], part: Part) -> ListingView:
    """Sources by name or by how many articles cite them."""
    shown = selection(entries, part)
    number = written.number(shown.found)
    heading = ngettext("%(number)s source", "%(number)s sources", shown.found, number=number)
    named = _Named("/sources", gettext("Sources"), gettext("Find a source"), heading)
    return _view(named, shown, part, _linked(source_url))


class _Named(NamedTuple):
    """What differs between lists."""

    path: str
    title: str
    find: str
    heading: str


def _linked(address: Callable[[str], str]) -> Callable[[Entry], Row]:
    return lambda entry: Row(
        name=Link(text=entry.name, href=address(entry.value)),
        count=ngettext(
            "%(number)s article", "%(number)s articles", entry.count, number=written.number(entry.count)
        ),
    )


def _view(named: _Named, shown: Selection, part: Part, row: Callable[[Entry], Row]) -> ListingView:
    ways = Ways(part, lambda other: list_url(named.path, other))
    carried = (("sort", part.order.value),) if part.order is not NAMES.order else ()
    return ListingView(
        title=named.title,
        canonical=ways.address(part),
        heading=named.heading,
        find=FindBox(
            label=named.find,
            action=named.path,
            name="find",
            value=part.find,
            carried=carried,
            whole=ways.address(NAMES.whole.by(part.order)),
        ),
        letters=ways.letters(shown),
        sorts=ways.sorts(gettext("A to Z")),
        sections=sections(shown, row),
        paging=ways.paging(shown),
    )


@dataclass(frozen=True, slots=True)
class Ways:
    """From one part of a list to the others."""

    part: Part
    address: Callable[[Part], str]

    def letters(self, shown: Selection) -> tuple[Link, ...]:
        """To what stands under each letter, and to all of it."""
        if not self.part.letter and (shown.total <= FEW or len(shown.letters) == 1):
            return ()
        everything = Link(
            text=gettext("All"), href=self.address(self.part.under("")), current=not self.part.letter
        )
        return (everything, *map(self._letter, shown.letters))

    def _letter(self, letter: str) -> Link:
        return Link(
            text=letter, href=self.address(self.part.under(letter)), current=letter == self.part.letter
        )

    def sorts(self, by_name: str) -> tuple[Link, ...]:
        """To the same in the other order."""
        names = {Order.NAME: by_name, Order.COUNT: gettext("Most frequent")}
        return tuple(
            Link(text=name, href=self.address(self.part.by(order)), current=order is self.part.order)
            for order, name in names.items()
        )

    def paging(self, shown: Selection) -> Paging:
        """To the other pages."""
        return Paging.between(
            self.part.page, shown.pages, lambda number: self.address(self.part.on_page(number))
        )


def sections(shown: Selection, row: Callable[[Entry], Row]) -> tuple[Rows, ...]:
    """The letters of a page, each with its rows."""
    return tuple(Rows(letter=letter, rows=tuple(map(row, entries))) for letter, entries in shown.sections)
