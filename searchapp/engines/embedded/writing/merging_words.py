"""The words of several segments as one sorted list.

Runs of one analyzer tell its numbers of their words: of words with one number, only the first is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from searchapp.engines.embedded.columns.arrays import Keys
from searchapp.engines.embedded.columns.segment_files import Segment


@dataclass(frozen=True, slots=True)
class MergedWords:
    """The words of all segments, and each segment's words as places among them."""

    words: list[bytes]
    places: list[Keys]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> MergedWords:
        """In the order of the segments."""
        met: dict[bytes, int] = {}
        by_analyzer: defaultdict[bytes, list[int]] = defaultdict(list)
        for index, segment in enumerate(segments):
            by_analyzer[segment.analyzer or index.to_bytes(8, "little")].append(index)
        numbers: dict[int, Keys] = {}
        for indexes in by_analyzer.values():
            of_one = _numbered([segments[index] for index in indexes], met)
            numbers.update(zip(indexes, of_one, strict=True))
        words = sorted(met)
        ranks = np.empty(len(words), dtype=np.int64)
        ranks[np.fromiter(map(met.__getitem__, words), dtype=np.int64, count=len(words))] = np.arange(
            len(words)
        )
        return cls(words, [ranks[numbers[index]] for index in range(len(segments))])


def _numbered(segments: Sequence[Segment], met: dict[bytes, int]) -> list[Keys]:
    """For each segment of one analyzer, the numbers of its words in the order in which words are met."""
    by_analyzer = np.zeros(0, dtype=np.int64)
    found = []
    for segment in segments:
        own = segment.numbers.astype(np.int64)
        most = int(own.max(initial=-1)) + 1
        if most > len(by_analyzer):
            by_analyzer = np.concatenate([by_analyzer, np.full(most - len(by_analyzer), -1)])
        fresh = np.flatnonzero(by_analyzer[own] < 0)
        words = segment.words if len(fresh) == len(own) else (segment.words[at] for at in fresh.tolist())
        by_analyzer[own[fresh]] = np.fromiter(
            (met.setdefault(word, len(met)) for word in words), dtype=np.int64, count=len(fresh)
        )
        found.append(by_analyzer[own])
    return found
