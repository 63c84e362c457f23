"""Ranked articles and counts to a page: the part of an answer that is the same for every engine."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from searchapp.engines.marking import Marker
from searchapp.engines.values import is_meant
from searchapp.errors import N_, Message, PageNotFound, QueryTooLong
from searchapp.fields import FACETS
from searchapp.model.article import Article
from searchapp.model.registry import Registry
from searchapp.model.search import (
    LONGEST_QUERY,
    NONE,
    Facet,
    FacetValue,
    Filter,
    Match,
    Notice,
    SearchPage,
    SearchQuery,
    natural,
)
from searchapp.query.nodes import Node, unparse
from searchapp.query.parser import Parsed, any_of, parse
from searchapp.query.patterns import WordTest

LISTED_VALUES = 100

Counts = Mapping[str, Mapping[str, int]]
"""Field -> held value -> number of articles, the filters of the field's own family aside."""

NO_VALUE: Mapping[str, str] = {
    "publication": N_("No publication"),
    "volume": N_("No volume"),
    "issue": N_("No issue"),
    "person": N_("No person"),
    "source": N_("No source cited"),
    "year": N_("Date unknown"),
    "month": N_("Date unknown"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an engine found: how many in all, the articles of the page with their scores, the counts."""

    total: int
    ranked: Sequence[tuple[Article, float]]
    counts: Counts
    notices: Sequence[Notice] = ()
    """What the engine has to say about its answer."""
    meanings: Mapping[WordTest, Collection[str]] = field(default_factory=dict)
    """The words that tests mean, where the engine knows all of them; see `marking.Marker`."""


def read(query: SearchQuery) -> tuple[Parsed, Node]:
    """The query's text as it was read, and the tree to evaluate. Raises QueryTooLong."""
    if len(query.q) > LONGEST_QUERY:
        raise QueryTooLong(
            Message.of(N_("The query has %(length)s characters."), length=len(query.q)),
            Message.of(N_("Use at most %(most)s."), most=LONGEST_QUERY),
            param="q",
        )
    parsed = parse(query.q)
    return parsed, any_of(parsed.node) if query.match is Match.ANY else parsed.node


def answer(query: SearchQuery, found: Found, *, registry: Registry, generation: str) -> SearchPage:
    """The page. Raises PageNotFound where the results end before it."""
    parsed, node = read(query)
    marker = Marker(node, found.meanings)
    page = SearchPage(
        query=query,
        generation=generation,
        read_as=unparse(node),
        notices=(*parsed.notices, *found.notices),
        total=found.total,
        hits=tuple(marker.hit(article, score) for article, score in found.ranked),
        facets=facets(query, found.counts, registry),
    )
    if query.page > page.pages:
        raise PageNotFound(
            Message.of(N_("There is no page %(page)s of these results."), page=query.page),
            Message.of(N_("The last one is %(last)s."), last=page.pages),
        )
    return page


def facets(query: SearchQuery, counts: Counts, registry: Registry) -> tuple[Facet, ...]:
    """Every facet, its values labelled and in order."""
    labels = _labels(registry)
    return tuple(_facet(field.name, query, counts, labels) for field in FACETS)


def _facet(name: str, query: SearchQuery, counts: Counts, labels: Mapping[str, Mapping[str, str]]) -> Facet:
    asked = query.filter(name)
    held = dict(counts[name])
    if name in _PARENTS:
        held = _within_parent(name, query, held)
    if name == "issue":
        held = _by_number(held)
    listed = {value: held.get(value, 0) for value in (*held, *asked.values, *asked.excluded)}
    values = [_value(name, value, count, asked, labels) for value, count in listed.items()]
    values.sort(key=_by_count)
    first = values[:LISTED_VALUES]
    first += [value for value in values[LISTED_VALUES:] if value.selected or value.excluded]
    if name in _CHILDREN:
        first = [_with_children(value, _CHILDREN[name], query, counts, labels) for value in first]
    return Facet(field=name, total_values=len(values), values=tuple(first))


_PARENTS: Mapping[str, str] = {"issue": "volume", "month": "year"}
_CHILDREN: Mapping[str, str] = {parent: child for child, parent in _PARENTS.items()}


def parent_of(name: str, held: str) -> str:
    """The volume of an issue, the year of a month."""
    return held.partition(":" if name == "issue" else "-")[0] if held != NONE else NONE


def _within_parent(name: str, query: SearchQuery, held: Mapping[str, int]) -> dict[str, int]:
    """Issues of the chosen volumes, months of the chosen years."""
    parent = query.filter(_PARENTS[name])
    return {value: n for value, n in held.items() if admits(parent, (parent_of(name, value),))}


def admits(asked: Filter, held: Sequence[str]) -> bool:
    """Whether an article with these held values passes one field's filter."""
    if any(is_meant(asked.field, value, has) for value in asked.excluded for has in held):
        return False
    meant = (any(is_meant(asked.field, value, has) for has in held) for value in asked.values)
    return not asked.values or (all(meant) if asked.every else any(meant))


def _by_number(held: Mapping[str, int]) -> dict[str, int]:
    """Issues of several volumes that share a number, as one value."""
    numbers: dict[str, int] = {}
    for value, count in held.items():
        number = value.rpartition(":")[2]
        numbers[number] = numbers.get(number, 0) + count
    return numbers


def _value(
    name: str, value: str, count: int, asked: Filter, labels: Mapping[str, Mapping[str, str]]
) -> FacetValue:
    label = NO_VALUE[name] if value == NONE else labels.get(name, {}).get(value, value)
    return FacetValue(
        value=value,
        label=label,
        count=count,
        selected=value in asked.values,
        excluded=value in asked.excluded,
    )


def _with_children(
    value: FacetValue, child: str, query: SearchQuery, counts: Counts, labels: Mapping[str, Mapping[str, str]]
) -> FacetValue:
    asked = query.filter(child)
    inside = [held for held in counts[child] if held != NONE and parent_of(child, held) == value.value]
    children = [_value(child, held, counts[child][held], asked, labels) for held in inside]
    children.sort(key=lambda each: natural(each.value))
    return msgspec.structs.replace(value, children=tuple(children))


def _by_count(value: FacetValue) -> tuple[object, ...]:
    return (-value.count, natural(value.label.casefold()), value.value)


def _labels(registry: Registry) -> Mapping[str, Mapping[str, str]]:
    return {
        "publication": {record.slug: record.name for record in registry.publications},
        "person": {record.slug: record.name for record in registry.people},
        "source": {record.slug: record.name for record in registry.sources},
    }
