"""Facets as groups of boxes to tick, each value with a box for it and one against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from searchapp.model.search import NONE, FacetValue, SearchPage, SearchQuery
from searchapp.urls.lists import facet_url
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.page import Link
from searchapp.web.present.unfolding import CHILD, CHILDLESS, Unfolding, in_order, shown


class Row(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One value."""

    name: str
    value: str
    label: str
    against: str
    count: str
    chosen: bool
    excluded: bool
    children: tuple[Row, ...] = ()
    open: bool = False
    inside: str = ""
    """What the children are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One facet: its first values, and the way to all of them."""

    field: str
    legend: str
    rows: tuple[Row, ...]
    open: bool
    hint: str = ""
    all: Link | None = None
    """The page of all values, where there are more."""
    path: str
    """Where that is, whatever was asked."""
    every: bool | None = None
    """Whether all chosen values must be met; None where that cannot be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Everything there is to choose."""

    after: str
    before: str
    years: Group | None
    groups: tuple[Group, ...]
    carried: tuple[tuple[str, str], ...]
    """What the form must send along because no box stands for it."""


def panel(page: SearchPage) -> Panel:
    """The filters in the order of the page; a facet without a choice is left out."""
    query = page.query
    years = _group(page, "year", gettext("Year"))
    made = (
        _group(page, "volume", gettext("Volume and issue")),
        _group(page, "person", gettext("People")),
        _group(page, "source", gettext("Sources cited")),
        _group(page, "publication", gettext("Publication")),
    )
    return Panel(
        after=query.after.isoformat() if query.after else "",
        before=query.before.isoformat() if query.before else "",
        years=years,
        groups=tuple(group for group in made if group is not None),
        carried=_carried(query, [group for group in (years, *made) if group is not None]),
    )


def _carried(query: SearchQuery, groups: Iterable[Group]) -> tuple[tuple[str, str], ...]:
    boxes = {(row.name, row.value) for group in groups for row in _all_rows(group.rows)}
    pairs = [
        (name, value)
        for asked in query.filters
        for name, values in ((asked.field, asked.values), (f"-{asked.field}", asked.excluded))
        for value in values
        if (asked.field, value) not in boxes
    ]
    plain = SearchQuery()
    settings = (("match", query.match, plain.match), ("sort", query.sort, plain.sort))
    pairs += [(name, str(value)) for name, value, default in settings if value != default]
    if query.per_page != plain.per_page:
        pairs.append(("per_page", str(query.per_page)))
    return tuple(pairs)


def _all_rows(rows: Iterable[Row]) -> Iterable[Row]:
    for row in rows:
        yield row
        yield from row.children


def _group(page: SearchPage, field: str, legend: str) -> Group | None:
    facet = page.facet(field)
    asked = page.query.filter(field)
    if not facet.values:
        return None
    unfolding = Unfolding.of(facet, page.query)
    values = in_order(facet)
    outstanding = unfolding.outstanding(values)
    listed = shown(values, outstanding)
    return Group(
        field=field,
        legend=legend,
        rows=tuple(_row(field, value, unfolding) for value in listed),
        open=bool(outstanding) or field in ("volume", "person"),
        all=_all(field, facet.total_values, page.query) if facet.total_values > len(listed) else None,
        path=f"/facet/{field}",
        hint=gettext("Choose one to see what is inside.") if unfolding.hides_all(facet.values) else "",
        every=asked.every if field == "person" and len(asked.values) > 1 else None,
    )


def _all(field: str, total: int, query: SearchQuery) -> Link:
    number = written.number(total)
    if field == "person":
        text = ngettext("All %(number)s people", "All %(number)s people", total, number=number)
    elif field == "source":
        text = ngettext("All %(number)s sources", "All %(number)s sources", total, number=number)
    else:
        text = ngettext("All %(number)s values", "All %(number)s values", total, number=number)
    return Link(text=text, href=facet_url(field, query))


def _row(field: str, value: FacetValue, unfolding: Unfolding) -> Row:
    label = _label(field, value)
    return Row(
        name=field,
        value=value.value,
        label=label,
        against=gettext("not %(label)s", label=label),
        count=written.number(value.count),
        chosen=value.selected,
        excluded=value.excluded,
        children=tuple(_row(CHILD[field], child, CHILDLESS) for child in unfolding.shown(value)),
        open=unfolding.is_open(value),
        inside=_inside(field, value),
    )


def _inside(field: str, value: FacetValue) -> str:
    if field == "volume":
        return gettext("Issues of volume %(number)s", number=value.value)
    return gettext("Months of %(year)s", year=value.value) if field == "year" else ""


def _label(field: str, value: FacetValue) -> str:
    if value.value == NONE:
        return gettext(value.label)
    if ".." in value.value:
        return written.digits(value.value.replace("..", "–"))
    if field == "volume":
        return gettext("Volume %(number)s", number=value.value)
    if field == "issue":
        return gettext("No. %(number)s", number=value.value.rpartition(":")[2])
    if field == "month":
        return written.month(date.fromisoformat(f"{value.value}-01"), year=False)
    return written.digits(value.label) if field == "year" else value.label
