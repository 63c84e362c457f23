"""The page of all values of one facet: each leads to the search with it, and to the one without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from searchapp.model.search import NONE, Facet, FacetValue, SearchQuery, natural
from searchapp.text.alphabet import place, surname_first
from searchapp.urls import search_url, to_params
from searchapp.urls.links import Links
from searchapp.urls.lists import VALUES, Part, facet_url, to_list_params
from searchapp.web import i18n, written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.chips import chips
from searchapp.web.present.labels import Labels
from searchapp.web.present.listing import FindBox, ListingView, Row, Ways, sections
from searchapp.web.present.long_list import Entry, selection
from searchapp.web.present.page import Link

NAMED = ("person", "source", "publication")
"""Facets whose values are names; those of the others are numbers and periods."""


def facet_view(facet: Facet, query: SearchQuery, part: Part, labels: Labels) -> ListingView:
    """The view of a facet with all its values. Raises PageNotFound past the end."""
    field, links = facet.field, Links(query)
    named = field in NAMED
    chosen = [value for value in facet.values if value.selected or value.excluded]
    others = [_entry(value, field, labels) for value in facet.values if value not in chosen]
    shown = selection(others, part, key=_by_name if named else _by_number, lettered=named)
    ways = Ways(part, lambda other: facet_url(field, query, other))
    return ListingView(
        title=_title(field),
        canonical=ways.address(part),
        q=query.q,
        for_robots=False,
        trail=_trail(query),
        heading=_heading(field, shown.found if part.find or part.letter else facet.total_values),
        chips=tuple(
            chip for chip in chips(query, labels) if chip.without.filter(field) == query.filter(field)
        ),
        chosen=tuple(_chosen(value, query, field, labels) for value in chosen),
        find=_find(field, query, part, ways.address(VALUES.whole.by(part.order))),
        letters=ways.letters(shown),
        sorts=ways.sorts(gettext("A to Z") if named else gettext("In order")),
        sections=sections(shown, _row(query, field, links)),
        paging=ways.paging(shown),
    )


def _by_name(entry: Entry) -> Any:
    return (entry.value == NONE, place(entry.under), entry.value)


def _by_number(entry: Entry) -> Any:
    return (entry.value == NONE, natural(entry.value))


def _entry(value: FacetValue, field: str, labels: Labels) -> Entry:
    name = _name(value, field, labels)
    return Entry(
        value=value.value,
        name=name,
        under=surname_first(name) if field == "person" and value.value != NONE else name,
        aliases=labels.aliases(field, value.value),
        count=value.count,
    )


def _name(value: FacetValue, field: str, labels: Labels) -> str:
    if value.value == NONE:
        return gettext(value.label)
    name = labels.value(field, value.value)
    if field == "volume":
        return gettext("Volume %(number)s", number=name)
    return gettext("No. %(number)s", number=name) if field == "issue" else name


def _row(query: SearchQuery, field: str, links: Links) -> Callable[[Entry], Row]:
    def row(entry: Entry) -> Row:
        against = Link(
            text=gettext("not"),
            href=search_url(query.exclude(field, entry.value)),
            note=gettext("not %(label)s", label=entry.name),
        )
        with_it = Link(text=entry.name, href=links.toggled(field, entry.value))
        return Row(name=with_it, count=written.number(entry.count), against=against)

    return row


def _chosen(value: FacetValue, query: SearchQuery, field: str, labels: Labels) -> Row:
    name = _name(value, field, labels)
    without = query.exclude(field, value.value) if value.excluded else query.toggle(field, value.value)
    text = gettext("not %(label)s", label=name) if value.excluded else name
    remove = gettext("Remove filter: %(label)s %(value)s", label=i18n.inside(_title(field)), value=text)
    count = written.number(value.count)
    return Row(name=Link(text=text, href=search_url(without), note=f"{remove} ({count})"), count=count)


def _trail(query: SearchQuery) -> tuple[Link, ...]:
    text = gettext("Results for “%(q)s”", q=query.q) if query.q else gettext("All results")
    return (Link(text=text, href=search_url(query)),)


def _find(field: str, query: SearchQuery, part: Part, whole: str) -> FindBox:
    carried = [*to_params(query.on_page(1)), *to_list_params(VALUES.whole.by(part.order), VALUES)]
    return FindBox(
        label=gettext("Find in this list"),
        action=f"/facet/{field}",
        name="facet_find",
        value=part.find,
        carried=tuple(carried),
        whole=whole,
    )


def _title(field: str) -> str:
    titles = {
        "person": gettext("People"),
        "source": gettext("Sources cited"),
        "publication": gettext("Publications"),
        "volume": gettext("Volumes"),
        "issue": gettext("Issues"),
        "year": gettext("Years"),
        "month": gettext("Months"),
    }
    return titles[field]


def _heading(field: str, count: int) -> str:
    number = written.number(count)
    if field == "person":
        return ngettext("%(number)s person", "%(number)s people", count, number=number)
    if field == "source":
        return ngettext("%(number)s source", "%(number)s sources", count, number=number)
    return ngettext("%(number)s value", "%(number)s values", count, number=number)
