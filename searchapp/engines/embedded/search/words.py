"""The words of a generation's articles: in how many they stand, and which are spelled much alike."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from searchapp.engines.embedded.columns.arrays import Keys
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.search.costs import affordable
from searchapp.engines.naming import Naming
from searchapp.engines.understanding import Understood, understood
from searchapp.query.nodes import Node
from searchapp.query.patterns import Kind, WordTest
from searchapp.text.analyze import stem
from searchapp.text.near_words import most_frequent
from searchapp.text.spelling import Correction

if TYPE_CHECKING:
    from searchapp.engines.embedded.search.snapshot import Snapshot

_KEPT = 16_384
_KEPT_QUERIES = 1024


class Words:
    """What `engines.vocabulary.Vocabulary` asks for, of a snapshot; safe from any thread."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.documents = lru_cache(_KEPT)(self._documents)
        self.understood = lru_cache(_KEPT_QUERIES)(self._understood)

    @property
    def naming(self) -> Naming:
        """What names mean."""
        return self._snapshot.naming

    def forms(self, word: str, /) -> Sequence[str]:
        """The words of the same stem."""
        return self._snapshot.meaning(WordTest(Kind.STEM, stem(word))).words

    def near(self, word: str, most: int, /) -> Sequence[Correction]:
        """The words within so many edits; of very many the nearest that stand in most articles."""
        edits: dict[str, int] = {}
        for segment, lexicon in zip(self._snapshot.segments, self._snapshot.lexicons, strict=True):
            places, distances = lexicon.near(word, most)
            counts = _counts(segment, places)
            likely = most_frequent(distances, counts)
            for place, distance in zip(places[likely].tolist(), distances[likely].tolist(), strict=True):
                edits[lexicon.word(place)] = distance
        found = (Correction(each, distance, self.documents(each)) for each, distance in edits.items())
        return [each for each in found if each.documents]

    def beginning(self, letters: str, most: int, /) -> Sequence[tuple[str, int]]:
        """The most frequent words that begin so."""
        counted: Counter[str] = Counter()
        for segment, lexicon in zip(self._snapshot.segments, self._snapshot.lexicons, strict=True):
            places = np.asarray(lexicon.meant(WordTest(Kind.PREFIX, letters)), dtype=np.int64)
            counts = _counts(segment, places)
            held = np.flatnonzero(counts)
            for place, count in zip(places[held].tolist(), counts[held].tolist(), strict=True):
                counted[lexicon.word(place)] += count
        found: list[tuple[int, str]] = []
        # Deleted documents are counted so far: who comes later in the list cannot be more frequent.
        for word, count in counted.most_common():
            if len(found) >= most and -found[most - 1][0] > count:
                break
            insort(found, (-self.documents(word), word))
        return [(word, -count) for count, word in found[:most] if count]

    def _understood(self, node: Node) -> Understood:
        """What a parsed tree means, as far as it can be paid for."""
        meant = understood(node, self.naming, self.documents)
        paid, left_out = affordable(meant.node, self._snapshot)
        return meant._replace(node=paid, notices=(*meant.notices, *left_out))

    def _documents(self, word: str) -> int:
        """In how many live documents' bodies a word stands."""
        return sum(self._in_segments(word))

    def _in_segments(self, word: str) -> Iterator[int]:
        snapshot = self._snapshot
        text, live = word.encode("utf-8", "surrogatepass"), snapshot.summary.live
        for segment, first in zip(snapshot.segments, snapshot.firsts, strict=False):
            place = segment.words.find(text)
            postings = segment.postings("body")
            for held in () if place is None else postings.places((place,)).tolist():
                if live is None:
                    yield int(postings.counts[held])
                else:
                    yield int(np.count_nonzero(live[postings.docs(held) + first]))


def _counts(segment: Segment, places: Keys) -> Keys:
    """int64[places]: in how many bodies words of a segment stand, deleted ones counted."""
    postings = segment.postings("body")
    counts = np.zeros(len(places), dtype=np.int64)
    if len(postings.terms):
        at = np.searchsorted(postings.terms, places.astype(postings.terms.dtype))
        at[at == len(postings.terms)] = 0
        has = postings.terms[at] == places
        counts[has] = postings.counts[at[has]]
    return counts
