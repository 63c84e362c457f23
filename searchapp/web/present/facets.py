"""Facets as groups of boxes to tick, each value with a box for it and one against it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from searchapp.model.search import NONE, Facet, FacetValue, SearchPage, SearchQuery, natural
from searchapp.web import i18n
from searchapp.web.i18n import gettext
from searchapp.web.present.page import Link

SHOWN = 10
"""Values before the reader asks for all."""
LISTED = 20
"""Values that the page offers at all, chosen ones aside; a page has to stay small."""
MOST_CHILDREN = 30
"""Issues or months shown in all; past that only those of chosen volumes or years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
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
    """One facet: its first values, and the rest behind a switch."""

    field: str
    legend: str
    first: tuple[Row, ...]
    rest: tuple[Row, ...] = ()
    show_all: str = ""
    rest_open: bool = False
    open: bool
    hint: str = ""
    all: Link | None = None
    """The page of all values."""
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


def _carried(query: SearchQuery, shown: Iterable[Group]) -> tuple[tuple[str, str], ...]:
    boxes = {(row.name, row.value) for group in shown for row in _all_rows((*group.first, *group.rest))}
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
    rows = _rows(facet)
    first, rest = _split(rows)
    chosen = any(row.chosen or row.excluded or row.open for row in rows)
    hidden_children = any(value.children for value in facet.values) and not any(r.children for r in rows)
    return Group(
        field=field,
        legend=legend,
        first=first,
        rest=rest,
        show_all=_show_all(len(first) + len(rest), facet.total_values),
        open=chosen or field in ("volume", "person"),
        all=_all(field) if facet.total_values > len(first) + len(rest) else None,
        hint=gettext("Choose one to see what is inside.") if hidden_children else "",
        every=asked.every if field == "person" and len(asked.values) > 1 else None,
    )


def _split(rows: Sequence[Row]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Chosen values are always among the first."""
    chosen = [row for row in rows if row.chosen or row.excluded or row.open]
    others = [row for row in rows if row not in chosen]
    free = max(0, SHOWN - len(chosen))
    first, rest = (*chosen, *others[:free]), others[free:LISTED]
    return tuple(row for row in rows if row in first), tuple(rest)


def _all(field: str) -> Link | None:
    if field == "person":
        return Link(text=gettext("All people"), href=url_for("browse.people"))
    if field == "source":
        return Link(text=gettext("All sources"), href=url_for("browse.sources"))
    return None


def _show_all(listed: int, total: int) -> str:
    if listed < total:
        shown = {"shown": i18n.number(listed), "total": i18n.number(total)}
        return gettext("Show %(shown)s of %(total)s", **shown)
    return gettext("Show all %(number)s", number=i18n.number(total))


def _rows(facet: Facet) -> tuple[Row, ...]:
    few = sum(len(value.children) for value in facet.values) <= MOST_CHILDREN
    values = facet.values
    if facet.field in _CHILD:  # volumes and years keep their order, whatever was found in them
        values = tuple(sorted(values, key=lambda each: (each.value == NONE, natural(each.value))))
    return tuple(_row(facet.field, value, few=few, alone=len(values) == 1) for value in values)


_CHILD = {"volume": "issue", "year": "month"}


def _row(field: str, value: FacetValue, *, few: bool, alone: bool = False) -> Row:
    picked = [child for child in value.children if child.selected or child.excluded]
    shown = value.children if few else picked
    if value.selected or picked:
        shown = tuple(dict.fromkeys((*value.children[:MOST_CHILDREN], *picked)))
    label = _label(field, value)
    return Row(
        name=field,
        value=value.value,
        label=label,
        against=gettext("not %(label)s", label=label),
        count=i18n.number(value.count),
        chosen=value.selected,
        excluded=value.excluded,
        children=tuple(_row(_CHILD[field], child, few=True) for child in shown),
        open=bool(picked) or (alone and field == "volume"),
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
        return value.value.replace("..", "–")
    if field == "volume":
        return gettext("Volume %(number)s", number=value.value)
    if field == "issue":
        return gettext("No. %(number)s", number=value.value.rpartition(":")[2])
    if field == "month":
        return i18n.month(date.fromisoformat(f"{value.value}-01"), year=False)
    return value.label
