"""The documents found to the counts of every facet, each facet's own filters aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints, Keys
from searchapp.engines.embedded.columns.summary import SINGLE
from searchapp.engines.embedded.search.facet_columns import Dictionary
from searchapp.engines.embedded.search.matching import admitted, dated, narrowed
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.engines.tallies import CHILDREN, PARENTS, Count, Counts, Tally, told_apart
from searchapp.fields import FACETS
from searchapp.model.search import NONE, SearchQuery

_FAMILIES: Mapping[str, str] = {field.name: field.family for field in FACETS}


class Sieve:
    """The filters of one query over what its text matches."""

    def __init__(self, snapshot: Snapshot, query: SearchQuery, matched: Ints) -> None:
        """`matched` is int32[k], ascending: the live documents that the text matches."""
        self._snapshot, self._query = snapshot, query
        if query.after is not None or query.before is not None:
            matched = narrowed(matched, dated(snapshot, query.after, query.before))
        self._matched = matched
        self._admitted = [(_FAMILIES[each.field], admitted(snapshot, each)) for each in query.filters]
        self._passing: dict[str | None, Ints] = {}

    def passing(self, *, but: str | None = None) -> Ints:
        """int32[k], ascending: what passes all filters, those of the family `but` aside."""
        if all(family != but for family, _ in self._admitted):
            but = None
        if but not in self._passing:
            filters = [admits for family, admits in self._admitted if family != but]
            self._passing[but] = reduce(narrowed, filters, self._matched)
        return self._passing[but]

    def counts(self) -> Counts:
        """Every facet's values with their documents."""
        facets = self._snapshot.facets
        single: dict[int, Keys] = {}
        several: dict[int, Keys] = {}
        counted: dict[str, Keys] = {}
        for facet, family in _FAMILIES.items():
            docs = self.passing(but=family)
            if facet in SINGLE:
                if id(docs) not in single:
                    single[id(docs)] = facets.code_counts(docs)
                counted[facet] = facets.of_codes(facet, single[id(docs)])
            else:
                if id(docs) not in several:
                    several[id(docs)] = facets.several_counts(docs)
                counted[facet] = facets.of_several(facet, several[id(docs)])
        return Counts(
            {facet: self._tally(facet, counts) for facet, counts in counted.items()},
            lambda facet: self._children(facet, counted[CHILDREN[facet]]),
        )

    def _tally(self, facet: str, counts: Keys) -> Tally:
        facets = self._snapshot.facets
        if facet in PARENTS:
            asked = self._query.filter(PARENTS[facet])
            if asked.values or asked.excluded:
                counts = np.where(facets.within(facet, asked), counts, 0)
        if facet == "issue":
            return ArrayTally(facets.numbers, facets.by_number(counts))
        return ArrayTally(facets.dictionary(facet), counts)

    def _children(self, facet: str, counts: Keys) -> Mapping[str, Sequence[Count]]:
        child = CHILDREN[facet]
        facets = self._snapshot.facets
        values, held = facets.dictionary(child).values, np.flatnonzero(counts)
        none = facets.dictionary(child).places.get(NONE, -1)
        wanted = told_apart(facet, self._query, len(held) - int(none in held))
        inside: dict[str, list[Count]] = {
            parent: [] for parent in facets.dictionary(facet).values if wanted(parent)
        }
        parents = facets.parents(child)
        for place, count in zip(held.tolist(), counts[held].tolist(), strict=True) if inside else ():
            siblings = inside.get(parents[place])
            if siblings is not None and place != none:
                siblings.append((values[place], count))
        return inside


@dataclass(frozen=True, slots=True, eq=False)
class ArrayTally:
    """A tally from the counts of a dictionary's values."""

    dictionary: Dictionary
    counts: Keys
    """int64[values]"""

    def __len__(self) -> int:
        return int(np.count_nonzero(self.counts))

    def count(self, value: str, /) -> int:
        """Of one value."""
        place = self.dictionary.places.get(value)
        return 0 if place is None else int(self.counts[place])

    def listed(self, most: int, /) -> Sequence[Count]:
        """The first ones."""
        held = np.flatnonzero(self.counts)
        counts = self.counts[held]
        if len(held) > most:
            least = np.partition(counts, len(held) - most)[len(held) - most]
            held, counts = held[counts >= least], counts[counts >= least]
        order = np.argsort(-counts, kind="stable")[:most]
        values = self.dictionary.values
        listed = zip(held[order].tolist(), counts[order].tolist(), strict=True)
        return [(values[place], count) for place, count in listed]
