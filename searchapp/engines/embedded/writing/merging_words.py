"""The words of several segments as one sorted table.

Runs of one analyzer tell its numbers of their words: of words with one number, only the first is looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints, Keys
from searchapp.engines.embedded.columns.sections import Array
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.columns.tables import Table


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

    def before(self, place: int) -> int:
        """How many of the segment's words stand before a place."""
        return bisect_left(range(len(self.numbers)), place, key=lambda at: self.by_number[self.numbers[at]])


@dataclass(frozen=True, slots=True, eq=False)
class MergedWords:
    """The words of all segments, and each segment's words as places among them."""

    words: Table
    places: list[Places]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> MergedWords:
        """In the order of the segments."""
        by_analyzer: defaultdict[bytes, list[int]] = defaultdict(list)
        for index, segment in enumerate(segments):
            by_analyzer[segment.analyzer or index.to_bytes(8, "little")].append(index)
        met: list[Table] = []
        numbers = {
            key: _numbered([segments[index] for index in indexes], met)
            for key, indexes in by_analyzer.items()
        }
        table = Table.joined(met)
        order, is_other = table.ordered()
        places = np.empty(len(order), dtype=np.int32)
        places[order] = np.cumsum(is_other, dtype=np.int32) - np.int32(1)
        words = table.some(order[is_other])
        of_segment = [
            (index, Places(segments[index].numbers, _through(places, numbers[key])))
            for key, indexes in by_analyzer.items()
            for index in indexes
        ]
        return cls(words, [each for _, each in sorted(of_segment, key=lambda pair: pair[0])])


def _numbered(segments: Sequence[Segment], met: list[Table]) -> Ints:
    """By the numbers of one analyzer, the place of each word among those that are met; -1 for none."""
    by_number = np.zeros(0, dtype=np.int32)
    count = sum(map(len, met))
    for segment in segments:
        own = segment.numbers
        most = int(own.max(initial=0)) + 1
        if most > len(by_number):
            by_number = np.concatenate([by_number, np.full(most - len(by_number), -1, dtype=np.int32)])
        fresh: Keys = np.flatnonzero(by_number[own] < 0)
        met.append(Table.stored(segment.words).some(fresh))
        by_number[own[fresh]] = np.arange(count, count + len(fresh))
        count += len(fresh)
    return by_number


def _through(places: Ints, by_number: Ints) -> Ints:
    """Places among all words; what no segment has stays what it is, and is asked by nobody."""
    return places[by_number] if len(places) else by_number
