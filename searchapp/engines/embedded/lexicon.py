"""All words of an index, and which of them a test on words means. Knows nothing of documents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.columns import Ints
from searchapp.query.patterns import Kind, WordTest, edits_allowed
from searchapp.text.analyze import stem


class Lexicon:
    """Words in order, with what makes finding some of them quick."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(sorted(words))

    def meant(self, test: WordTest) -> Sequence[str]:
        """The words that pass a test, in order."""
        if test.kind is Kind.WORD:
            at = bisect_left(self.words, test.text)
            return self.words[at : at + 1] if self.words[at : at + 1] == (test.text,) else ()
        if test.kind is Kind.STEM:
            return self._by_stem.get(test.text, ())
        if test.kind is Kind.PREFIX:
            return self._beginning(test.text)
        return [self.words[at] for at in self._similar(test.text) if test(self.words[at])]

    def _beginning(self, text: str) -> Sequence[str]:
        first = bisect_left(self.words, text)
        return self.words[
            first : bisect_right(self.words, text, lo=first, key=lambda word: word[: len(text)])
        ]

    def _similar(self, text: str) -> Ints:
        """Places of the words that could be within the edits allowed.

        An edit changes the length by one at most, and takes or adds two letters at most.
        """
        most = edits_allowed(text)
        near = np.abs(self._lengths - len(text)) <= most
        differing = np.bitwise_count(self._letters ^ _letters([text])[0])
        return np.flatnonzero(near & (differing <= 2 * most)).astype(np.int32)

    @cached_property
    def _by_stem(self) -> Mapping[str, Sequence[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            found[stem(word)].append(word)
        return dict(found)

    @cached_property
    def _lengths(self) -> Ints:
        return np.array([len(word) for word in self.words], dtype=np.int32)

    @cached_property
    def _letters(self) -> NDArray[np.uint64]:
        return _letters(self.words)


def _letters(words: Sequence[str]) -> NDArray[np.uint64]:
    """uint64[words]: a bit for each letter that a word has (letters share bits). No word is empty."""
    if not words:
        return np.zeros(0, dtype=np.uint64)
    codes = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    starts = np.cumsum([0, *(len(word) for word in words[:-1])])
    bits = np.uint64(1) << (codes & np.uint64(63))
    return np.bitwise_or.reduceat(bits, starts)
