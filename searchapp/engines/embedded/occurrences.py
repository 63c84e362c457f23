"""How often a leaf of a query occurs in each document: words, phrases, nearness, over whole arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchapp.engines.embedded.columns import KEY_BITS, Floats, Keys, Mask, Postings
from searchapp.engines.embedded.snapshot import Snapshot
from searchapp.query.nodes import Leaf
from searchapp.query.patterns import Pattern, WordTest, pattern
from searchapp.text.analyze import Token


class Occurrences:
    """The occurrences of one query's leaves in one snapshot, each counted once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._counted: dict[tuple[Leaf, str], Floats] = {}
        self.cut: list[str] = []
        """Beginnings and spellings that mean more words than are searched."""

    def frequencies(self, leaf: Leaf, field: str) -> Floats:
        """float64[n]: how often a leaf occurs in a text field of each document."""
        counted = self._counted.get((leaf, field))
        if counted is None:
            counted = self._counted[leaf, field] = self._count(pattern(leaf), field)
        return counted

    def holding(self, leaf: Leaf, fields: Sequence[str]) -> Mask:
        """bool[n]: the documents that have a leaf in any of the fields."""
        mask = np.zeros(self.snapshot.size, dtype=np.bool_)
        for field in fields:
            mask |= self.frequencies(leaf, field) > 0
        return mask

    def _count(self, asked: Pattern, field: str) -> Floats:
        if not asked.tests:
            return np.zeros(self.snapshot.size)
        if asked.distance is not None:
            return self._windows(asked, field)
        if len(asked.tests) == 1:
            return self._words(asked.tests[0], field)
        return self._begins(asked.tests, field)

    def _words(self, test: WordTest, field: str) -> Floats:
        found = self._postings(test, field)
        if not found:
            return np.zeros(self.snapshot.size)
        docs = np.concatenate([each.docs for each in found])
        frequencies = np.concatenate([each.frequencies for each in found])
        return np.bincount(docs, frequencies, minlength=self.snapshot.size).astype(np.float64)

    def _begins(self, tests: Sequence[WordTest], field: str) -> Floats:
        """At how many words a run of adjacent words begins: shifted places that meet."""
        places = [self._keys(test, field) - shift for shift, test in enumerate(tests)]
        places.sort(key=len)
        begins = places[0]
        for each in places[1:]:
            begins = begins[_among(begins, each)]
        return self._per_document(begins >> KEY_BITS)

    def _windows(self, asked: Pattern, field: str) -> Floats:
        """By the pattern's own rule, in the documents that have all its words."""
        tests = tuple(dict.fromkeys(asked.tests))
        candidates = np.ones(self.snapshot.size, dtype=np.bool_)
        for test in tests:
            candidates &= self._words(test, field) > 0
        if not candidates.any():
            return np.zeros(self.snapshot.size)
        # Any word that passes a test stands for it.
        words = [self.snapshot.expansion(test).words[0] for test in tests]
        places = [self._keys(test, field) for test in tests]
        places = [each[candidates[each >> KEY_BITS]] for each in places]
        which = np.repeat(np.arange(len(tests)), [len(each) for each in places])
        keys = np.concatenate(places)
        order = np.argsort(keys, kind="stable")
        return self._window_counts(asked, keys[order], [words[i] for i in which[order]])

    def _window_counts(self, asked: Pattern, keys: Keys, words: Sequence[str]) -> Floats:
        counted = np.zeros(self.snapshot.size)
        docs, firsts = np.unique(keys >> KEY_BITS, return_index=True)
        positions = (keys & ((1 << KEY_BITS) - 1)).tolist()
        for doc, first, last in zip(docs, firsts, [*firsts[1:], len(keys)], strict=True):
            tokens = [Token(words[i], 0, 0, positions[i]) for i in range(first, last)]
            counted[doc] = asked.frequency(tokens)
        return counted

    def _postings(self, test: WordTest, field: str) -> list[Postings]:
        meant = self.snapshot.expansion(test)
        if meant.left and test.text not in self.cut:
            self.cut.append(test.text)
        return [self.snapshot.postings(field, word) for word in meant.words]

    def _keys(self, test: WordTest, field: str) -> Keys:
        """int64[occurrences], ascending: where the words that pass a test are."""
        found = self._postings(test, field)
        if len(found) == 1:
            return found[0].keys
        return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *(each.keys for each in found)]))

    def _per_document(self, docs: Keys) -> Floats:
        return np.bincount(docs, minlength=self.snapshot.size).astype(np.float64)


def _among(keys: Keys, others: Keys) -> Mask:
    """bool[keys]: which of the keys are among others; both ascend."""
    places = np.searchsorted(others, keys)
    places[places == len(others)] = 0
    return others[places] == keys if len(others) else np.zeros(len(keys), dtype=np.bool_)
