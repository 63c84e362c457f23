"""The facet values of documents as arrays: which documents hold a value, and how many hold each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np

from searchapp.engines.answer import NO_VALUE
from searchapp.engines.embedded.columns.arrays import Ints, Keys, Mask
from searchapp.engines.embedded.columns.summary import SEVERAL, SINGLE, Summary, listed
from searchapp.engines.embedded.search.sets import among, where_true
from searchapp.engines.tallies import number_of, parent_of
from searchapp.engines.values import admits, is_meant
from searchapp.fields import Kind, field_named
from searchapp.model.search import NONE, Filter
from searchapp.stretches import stretches

_KEPT_FILTERS = 64
_FEW = 8
"""Values that are looked for one by one."""
_FEWER = 4
"""Documents so many times fewer than values beyond rows are looked up among those, not those among them."""


class Dictionary:
    """The values of a facet, in the order of their labels."""

    def __init__(self, values: Iterable[str]) -> None:
        self.values = tuple(values)

    def __len__(self) -> int:
        return len(self.values)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """By value."""
        return {value: place for place, value in enumerate(self.values)}


class FacetColumns:
    """All facets of a generation. Values are told by their place in the facet's dictionary."""

    def __init__(self, summary: Summary) -> None:
        self._summary = summary
        self._size = len(summary)
        self.dictionary = lru_cache(maxsize=None)(self._dictionary)
        self.parents = lru_cache(maxsize=None)(self._parents)
        self.within = lru_cache(_KEPT_FILTERS)(self._within)

    def holding(self, facet: str, asked: Sequence[str]) -> Mask:
        """bool[n]: the documents that hold a value which is meant by one of those asked for."""
        meant = self._meant(facet, asked)
        if facet not in SINGLE:
            return self._holding_any([self._first[facet] + place for place in meant])
        wanted = np.zeros(len(self.dictionary(facet)), dtype=np.bool_)
        wanted[meant] = True
        return wanted[self._summary.of_codes(facet)][self._summary.codes]

    def _holding_any(self, numbers: Sequence[int]) -> Mask:
        """bool[n]: the documents that hold one of some values of the facets of several."""
        rows, (docs, beyond) = self._summary.rows, self._summary.beyond
        wanted = np.zeros(len(self._summary.totals) + 1, dtype=np.bool_)
        wanted[numbers] = True
        held = rows.ravel()
        if 0 < len(numbers) <= _FEW:
            places = np.concatenate([where_true(held == number) for number in numbers])
        else:
            places = where_true(wanted[held])
        mask = np.zeros(self._size, dtype=np.bool_)
        mask[places // rows.shape[1]] = True
        mask[docs[wanted[beyond]]] = True
        return mask

    def held_among(self, facet: str, value: str, docs: Ints) -> Mask:
        """bool[docs]: which of some documents, ascending, hold a value of a facet of several."""
        number = self._first[facet] + self.dictionary(facet).places[value]
        mask: Mask = np.any(self._summary.rows[docs] == number, axis=1)
        others, beyond = self._summary.beyond
        more = others[beyond == number]
        return mask | among(docs, more) if len(more) else mask

    def code_counts(self, docs: Ints) -> Keys:
        """int64[codes]: how many of some documents have each code of the facets of one value."""
        return np.bincount(self._summary.codes.take(docs), minlength=len(self._summary.of_codes(SINGLE[0])))

    def of_codes(self, facet: str, counts: Keys) -> Keys:
        """int64[values]: how many documents hold each value, by the counts of codes."""
        totals = np.bincount(self._summary.of_codes(facet), counts, minlength=len(self.dictionary(facet)))
        return totals.astype(np.int64)

    def several_counts(self, docs: Ints) -> Keys:
        """int64[values of all facets of several]: how many of some live documents hold each."""
        if 2 * len(docs) <= self._summary.size:
            return self._gathered(docs)
        live = self._summary.live
        others = np.ones(self._size, dtype=np.bool_) if live is None else live.copy()
        others[docs] = False
        counts: Keys = self._summary.totals - self._gathered(np.flatnonzero(others).astype(np.int32))
        return counts

    def of_several(self, facet: str, counts: Keys) -> Keys:
        """int64[values]: how many documents hold each value of a facet of several, by the counts of all."""
        first = self._first[facet]
        return counts[first : first + len(self.dictionary(facet))]

    @cached_property
    def numbers(self) -> Dictionary:
        """The numbers of issues, whatever their volumes."""
        distinct = {number_of(value) for value in self.dictionary("issue").values}
        return Dictionary(sorted(distinct, key=lambda value: listed(_number_label(value), value)))

    def by_number(self, counts: Keys) -> Keys:
        """int64[numbers]: how many documents an issue of each number holds, by the counts of issues."""
        return np.bincount(self._number_of, counts, minlength=len(self.numbers)).astype(np.int64)

    def _gathered(self, docs: Ints) -> Keys:
        held = len(self._summary.totals)
        # `take` copies rows at once, where an index in brackets goes number by number.
        counts = np.bincount(self._summary.rows.take(docs, axis=0).ravel(), minlength=held + 1)[:held]
        of, beyond = self._summary.beyond
        if len(of) > _FEWER * len(docs):
            begin, end = of.searchsorted(docs), of.searchsorted(docs, side="right")
            counts += np.bincount(beyond[stretches(begin, end - begin)], minlength=held)
        elif len(of):
            counts += np.bincount(beyond[among(of, docs)], minlength=held)
        return counts

    @cached_property
    def _first(self) -> Mapping[str, int]:
        """Where the values of each facet of several begin among those of all."""
        sizes = [len(self.dictionary(facet)) for facet in SEVERAL]
        return dict(zip(SEVERAL, [0, *np.cumsum(sizes).tolist()], strict=False))

    def _parents(self, child: str) -> Sequence[str]:
        """The volume of each issue, the year of each month."""
        return tuple(parent_of(child, value) for value in self.dictionary(child).values)

    def _within(self, child: str, parent: Filter) -> Mask:
        """bool[values]: the issues of volumes, or the months of years, that a filter admits."""
        inside = [admits(parent, (held,)) for held in self.parents(child)]
        return np.array(inside, dtype=np.bool_)

    def _dictionary(self, facet: str) -> Dictionary:
        return Dictionary(value.decode() for value in self._summary.values(facet))

    def _meant(self, facet: str, asked: Sequence[str]) -> list[int]:
        field, held = field_named(facet), self.dictionary(facet)
        if field is not None and field.kind is Kind.NAME:
            return [held.places[value] for value in asked if value in held.places]
        return [
            at for at, value in enumerate(held.values) if any(is_meant(facet, each, value) for each in asked)
        ]

    @cached_property
    def _number_of(self) -> Keys:
        """int64[issues]: the place of each one's number."""
        numbers = [self.numbers.places[number_of(value)] for value in self.dictionary("issue").values]
        return np.array(numbers, dtype=np.int64)


def _number_label(value: str) -> str:
    return NO_VALUE["issue"] if value == NONE else value
