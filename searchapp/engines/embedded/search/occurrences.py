"""How often a leaf of a query occurs in a text field of each document: words, phrases, nearness."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints, Keys, Mask
from searchapp.engines.embedded.columns.postings import Postings
from searchapp.engines.embedded.search.nearness import windows
from searchapp.engines.embedded.search.sets import among, intersection
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.query.patterns import Pattern, WordTest
from searchapp.stretches import stretches

KEY_BITS = 32
"""A key is `document << KEY_BITS | position`: keys of one word sort by document, then position."""


class Hits(NamedTuple):
    """Documents with how often something occurs in each."""

    docs: Ints
    """int32[k], ascending."""
    freqs: Ints | Keys
    """int[k], at least 1."""


_NONE: Ints = np.zeros(0, dtype=np.int32)
_NO_KEYS: Keys = np.zeros(0, dtype=np.int64)
NOTHING = Hits(_NONE, _NO_KEYS)


def occurrences(asked: Pattern, field: str, snapshot: Snapshot) -> Hits:
    """The live documents in which a pattern occurs in a text field, and how often (int[k])."""
    found = [_in_segment(asked, field, snapshot, at) for at in range(len(snapshot.segments))]
    found = [
        Hits(hits.docs + np.int32(first), hits.freqs) if first else hits
        for hits, first in zip(found, snapshot.firsts, strict=False)
        if len(hits.docs)
    ]
    if not found:
        return NOTHING
    hits = found[0]
    if len(found) > 1:
        hits = Hits(np.concatenate([h.docs for h in found]), np.concatenate([h.freqs for h in found]))
    live = snapshot.summary.live
    if live is None:
        return hits
    kept = live[hits.docs]
    return Hits(hits.docs[kept], hits.freqs[kept])


def _in_segment(asked: Pattern, field: str, snapshot: Snapshot, at: int) -> Hits:
    """By the segment's own numbers of documents, deleted ones counted."""
    tests = [_Words(test, field, snapshot, at) for test in asked.tests]
    if not tests or not all(len(test.places) for test in tests):
        return NOTHING
    if len(tests) == 1 and asked.distance is None:
        return tests[0].hits()
    docs = _common([test.docs() for test in tests])
    if not len(docs):
        return NOTHING
    if asked.distance is None:
        begins = _begins([test.keys(docs) for test in tests])
        found, counts = np.unique(begins >> KEY_BITS, return_counts=True)
        return Hits(found.astype(np.int32), counts)
    distinct = dict(zip(asked.tests, tests, strict=True))
    needed = [asked.tests.count(test) for test in distinct]
    keys = [words.keys(docs) for words in distinct.values()]
    reach = asked.distance + len(asked.tests) - 1
    return Hits(*windows(keys, needed, reach, KEY_BITS))


def beginnings(patterns: Sequence[Pattern], field: str, snapshot: Snapshot, at: int) -> Sequence[Keys]:
    """Where runs of each pattern begin in the documents of a segment that have the words of all patterns.

    int64[k] each, ascending, by the segment's own numbers of documents; patterns without a distance.
    """
    tests = [[_Words(test, field, snapshot, at) for test in asked.tests] for asked in patterns]
    each = [test for found in tests for test in found]
    docs = _common([test.docs() for test in each]) if all(len(test.places) for test in each) else _NONE
    return [_begins([test.keys(docs) for test in found]) if len(docs) else _NO_KEYS for found in tests]


class _Words:
    """The postings of the words that pass one test, in one field of one segment."""

    def __init__(self, test: WordTest, field: str, snapshot: Snapshot, at: int) -> None:
        self._postings: Postings = snapshot.segments[at].postings(field)
        self._count = len(snapshot.segments[at])
        self.places = self._postings.places(snapshot.meaning(test).places[at])

    def docs(self) -> Ints:
        """int32[k], ascending."""
        return self.hits().docs

    def hits(self) -> Hits:
        """How often any of the words is in each document that has one."""
        if len(self.places) == 1:
            place = int(self.places[0])
            return Hits(self._postings.docs(place), self._postings.freqs(place))
        docs, freqs = self._postings.docs_of(self.places)
        if len(docs) * 8 < self._count:
            few, at = np.unique(docs, return_inverse=True)
            return Hits(few, np.bincount(at, freqs).astype(np.int64))
        totals = np.bincount(docs, freqs, minlength=self._count)
        many = np.flatnonzero(totals != 0)
        return Hits(many.astype(np.int32), totals[many].astype(np.int64))

    def keys(self, docs: Ints) -> Keys:
        """int64[occurrences], ascending: where the words are in some documents."""
        found = [self._keys_of(place, docs) for place in self.places.tolist()]
        return found[0] if len(found) == 1 else np.sort(np.concatenate(found))

    def _keys_of(self, place: int, docs: Ints) -> Keys:
        held, freqs = self._postings.docs(place), self._postings.freqs(place)
        wanted = np.flatnonzero(_wanted(held, docs, self._count))
        sizes = freqs[wanted].astype(np.int64)
        first = np.cumsum(freqs, dtype=np.int64) - freqs
        positions = self._postings.positions_at(place, stretches(first[wanted], sizes))
        documents: Keys = held[wanted].astype(np.int64) << KEY_BITS
        keys: Keys = np.repeat(documents, sizes) + positions.astype(np.int64)
        return keys


def _wanted(held: Ints, docs: Ints, count: int) -> Mask:
    """bool[held]: which documents of a word are among some."""
    if len(docs) * 8 < len(held):
        wanted = np.zeros(len(held), dtype=np.bool_)
        at = np.searchsorted(held, docs)
        at = at[at < len(held)]
        wanted[at[np.isin(held[at], docs, assume_unique=True)]] = True
        return wanted
    mask = np.zeros(count, dtype=np.bool_)
    mask[docs] = True
    return mask[held]


def _common(lists: Sequence[Ints]) -> Ints:
    """The documents that are in all lists."""
    ordered = sorted(lists, key=len)
    docs = ordered[0]
    for each in ordered[1:]:
        docs = intersection(docs, each)
    return docs


def _begins(keys: Sequence[Keys]) -> Keys:
    """int64[k], ascending: where runs of adjacent words begin, being where shifted places meet."""
    shifted = sorted((each - shift for shift, each in enumerate(keys)), key=len)
    begins: Keys = shifted[0]
    for each in shifted[1:]:
        begins = begins[among(begins, each)]
    return begins
