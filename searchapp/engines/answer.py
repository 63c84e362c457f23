"""Ranked articles and counts to a page: the part of an answer that is the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import msgspec

from searchapp.engines.marking import Marker
from searchapp.engines.relaxation import Relaxed
from searchapp.engines.tallies import CHILDREN, Count, Counts, Tally, listing
from searchapp.engines.understanding import Understood
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
    Run,
    SearchPage,
    SearchQuery,
    Suggestion,
)
from searchapp.query.nodes import Node
from searchapp.query.parser import parse
from searchapp.query.parts import any_of
from searchapp.query.patterns import WordTest

LISTED_VALUES = 100

Labels = Mapping[str, Mapping[str, str]]
"""Facet field -> value -> how it is called."""

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
    relaxed: Relaxed | None = None
    """Where no article has all words: how many of them those that are shown have."""
    suggestions: Sequence[Suggestion] = ()
    """What else the reader may have meant."""
    meanings: Mapping[WordTest, Collection[str]] = field(default_factory=dict)
    """The words that tests mean, where the engine knows all of them; see `marking.Marker`."""


class Reading(NamedTuple):
    """A query's text as one archive reads it."""

    node: Node
    """The tree to evaluate."""
    read_as: str
    """The same as text."""
    notices: tuple[Notice, ...]


def read(query: SearchQuery, understand: Callable[[Node], Understood]) -> Reading:
    """What the query's text means. Raises QueryTooLong."""
    if len(query.q) > LONGEST_QUERY:
        raise QueryTooLong(
            Message.of(N_("The query has %(length)s characters."), length=len(query.q)),
            Message.of(N_("Use at most %(most)s."), most=LONGEST_QUERY),
            param="q",
        )
    parsed = parse(query.q)
    meant = understand(any_of(parsed.node) if query.match is Match.ANY else parsed.node)
    return Reading(meant.node, meant.read_as, (*parsed.notices, *meant.notices))


def answer(
    query: SearchQuery, reading: Reading, found: Found, *, labels: Labels, generation: str
) -> SearchPage:
    """The page. Raises PageNotFound where the results end before it."""
    marker = Marker(reading.node, found.meanings)
    page = SearchPage(
        query=query,
        generation=generation,
        read_as=reading.read_as,
        notices=(*reading.notices, *found.notices),
        suggestions=tuple(found.suggestions),
        relaxed=found.relaxed is not None,
        total=found.total,
        hits=tuple(marker.hit(article, score) for article, score in found.ranked),
        facets=facets(query, found.counts, labels),
    )
    if query.page > page.pages:
        raise PageNotFound(
            Message.of(N_("There is no page %(page)s of these results."), page=query.page),
            Message.of(N_("The last one is %(last)s."), last=page.pages),
        )
    return page


def marked(reading: Reading, article: Article) -> Sequence[Sequence[Run]]:
    """An article's paragraphs with what a question's words match marked."""
    return Marker(reading.node).paragraphs(article)


def facets(query: SearchQuery, counts: Counts, labels: Labels) -> tuple[Facet, ...]:
    """Every facet, its values labelled and in order."""
    return tuple(facet(field.name, query, counts, labels, most=LISTED_VALUES) for field in FACETS)


def facet(name: str, query: SearchQuery, counts: Counts, labels: Labels, *, most: int | None = None) -> Facet:
    """One facet with its first values, or with all of them; those asked for are always among them."""
    asked, tally = query.filter(name), counts.facets[name]
    listed = tally.listed(len(tally) if most is None else most)
    others = _others(name, asked, tally, {value for value, _ in listed}, labels) if asked else []
    values = _values(name, [*listed, *others], asked, labels)
    if name in CHILDREN:
        values = _with_children(values, CHILDREN[name], query, counts.children(name), labels)
    unheld = sum(not count for _, count in others)
    return Facet(field=name, total_values=len(tally) + unheld, values=tuple(values))


def _others(
    name: str, asked: Filter, tally: Tally, listed: Container[str], labels: Labels
) -> Sequence[Count]:
    """What was asked for and is not listed."""
    wanted = dict.fromkeys((*asked.values, *asked.excluded))
    others = [(value, tally.count(value)) for value in wanted if value not in listed]
    return sorted(others, key=lambda each: listing(each, label(name, each[0], labels)))


def _values(name: str, counted: Iterable[Count], asked: Filter, labels: Labels) -> list[FacetValue]:
    names, chosen, excluded = labels[name], set(asked.values), set(asked.excluded)
    if not asked:
        return [
            FacetValue(value=value, label=names.get(value, value), count=count) for value, count in counted
        ]
    return [
        FacetValue(
            value=value,
            label=names.get(value, value),
            count=count,
            selected=value in chosen,
            excluded=value in excluded,
        )
        for value, count in counted
    ]


def _with_children(
    values: Sequence[FacetValue],
    child: str,
    query: SearchQuery,
    inside: Mapping[str, Sequence[Count]],
    labels: Labels,
) -> list[FacetValue]:
    asked = query.filter(child)
    return [
        msgspec.structs.replace(
            value,
            children=tuple(_values(child, inside[value.value], asked, labels)),
        )
        if value.value in inside
        else value
        for value in values
    ]


def label(name: str, value: str, labels: Labels) -> str:
    """How a facet's value is called."""
    return labels[name].get(value, value)


def labels_of(registry: Registry) -> Labels:
    """The names of what is called otherwise than by its value, for every facet."""
    named = {
        "publication": {record.slug: record.name for record in registry.publications},
        "person": {record.slug: record.name for record in registry.people},
        "source": {record.slug: record.name for record in registry.sources},
    }
    return {facet.name: {**named.get(facet.name, {}), NONE: NO_VALUE[facet.name]} for facet in FACETS}
