"""The words of several segments as one sorted table.

Runs of one analyzer tell its numbers of their words: of words with one number, only the first is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints
from searchapp.engines.embedded.columns.sections import Array
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.columns.tables import Table

_SORTED = 1 << 20
"""Words that are gathered at least before they are sorted."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The words of a segment as places among those of all."""

    numbers: Array
    """uint[words of the segment]: by its analyzer, or their own places."""
    by_number: Ints
    """int32: the place of each of the analyzer's words."""

    def of(self, words: Array) -> Ints:
        """int32[words]: of some of the segment's words, by their places in it."""
        return self.by_number[self.numbers[words]]


@dataclass(frozen=True, slots=True, eq=False)
class MergedWords:
    """The words of all segments, and each segment's words as places among them."""

    words: Table
    places: list[Places]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> MergedWords:
        """In the order of the segments."""
        by_analyzer: defaultdict[bytes, list[Segment]] = defaultdict(list)
        for index, segment in enumerate(segments):
            by_analyzer[segment.analyzer or index.to_bytes(8, "little")].append(segment)
        met = _Met()
        for of_one in by_analyzer.values():
            met.add(of_one)
        met.sort()
        by_number = {
            segment: numbers
            for of_one, numbers in zip(by_analyzer.values(), met.by_number, strict=True)
            for segment in of_one
        }
        return cls(met.words, [Places(segment.numbers, by_number[segment]) for segment in segments])


class _Met:
    """The words that were met, analyzer after analyzer: sorted from time to time, each once."""

    def __init__(self) -> None:
        self.words = Table.of(())
        """Those that are sorted."""
        self.by_number: list[Ints] = []
        """For each analyzer: of its numbers, the places among the sorted and then the other words."""
        self._others: list[Table] = []
        self._count = 0

    def add(self, segments: Sequence[Segment]) -> None:
        """The words of segments of one analyzer."""
        by_number = np.zeros(0, dtype=np.int32)
        for segment in segments:
            own = segment.numbers
            most = int(own.max(initial=0)) + 1
            by_number = np.append(by_number, np.full(max(0, most - len(by_number)), -1, dtype=np.int32))
            fresh = np.flatnonzero(by_number[own] < 0)
            self._others.append(Table.stored(segment.words).some(fresh))
            by_number[own[fresh]] = np.arange(self._count, self._count + len(fresh))
            self._count += len(fresh)
            segment.let_go()
        self.by_number.append(by_number)
        if self._count > max(_SORTED, 2 * len(self.words)):
            self.sort()

    def sort(self) -> None:
        """Sort all words that were met."""
        table = Table.joined([self.words, *self._others])
        order, is_new = table.ordered()
        places = np.empty(len(order) + 1, dtype=np.int32)
        places[-1] = -1
        places[order] = np.cumsum(is_new, dtype=np.int32) - np.int32(1)
        self.by_number = [places[numbers] for numbers in self.by_number]
        self.words, self._others = table.some(order[is_new]), []
        self._count = len(self.words)
