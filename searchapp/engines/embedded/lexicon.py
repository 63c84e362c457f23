"""The words of a segment, and which of them a test on words means. Knows nothing of documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.arrays import Ints
from searchapp.engines.embedded.segment_files import Segment
from searchapp.query.patterns import Kind, WordTest, edits_allowed

_BEYOND = b"\xf8"
"""Greater than any byte of UTF-8."""


class Lexicon:
    """The words of a segment, in order, with what makes finding some of them quick."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self.words = segment.words

    def meant(self, test: WordTest) -> Sequence[int]:
        """The places of the words that pass a test, ascending."""
        text = test.text.encode("utf-8", "surrogatepass")
        if test.kind is Kind.WORD:
            place = self.words.find(text)
            return () if place is None else (place,)
        if test.kind is Kind.STEM:
            return self._segment.words_of_stem(text)
        if test.kind is Kind.PREFIX:
            first = bisect_left(self.words, text)
            return range(first, bisect_left(self.words, text + _BEYOND, lo=first))
        return [place for place in self._similar(test.text).tolist() if test(self.word(place))]

    def word(self, place: int) -> str:
        """The word at a place."""
        return self.words[place].decode("utf-8", "surrogatepass")

    def _similar(self, text: str) -> Ints:
        """Places of the words that could be within the edits allowed.

        An edit changes the length by one at most, and takes or adds two letters at most.
        """
        most = edits_allowed(text)
        near = np.flatnonzero(np.abs(self._lengths - len(text)) <= most)
        differing = np.bitwise_count(self._letters[near] ^ _letters(_codes(text), np.zeros(1, np.int64))[0])
        similar: Ints = near[differing <= 2 * most].astype(np.int32)
        return similar

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """int64[words + 1]: where each word begins, counted in letters."""
        stored = np.frombuffer(self.words.bytes, dtype=np.uint8)
        letters = np.concatenate([[0], np.cumsum((stored & 0xC0) != 0x80)])
        return letters[self.words.at.astype(np.int64)]

    @cached_property
    def _lengths(self) -> Ints:
        return np.diff(self._starts).astype(np.int32)

    @cached_property
    def _letters(self) -> NDArray[np.uint64]:
        return _letters(_codes(bytes(self.words.bytes).decode("utf-8", "surrogatepass")), self._starts[:-1])


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _letters(codes: NDArray[np.uint32], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """uint64[words]: a bit for each letter that a word has (letters share bits). No word is empty."""
    if not len(codes):
        return np.zeros(len(starts), dtype=np.uint64)
    bits = np.uint64(1) << (codes.astype(np.uint64) & np.uint64(63))
    return np.bitwise_or.reduceat(bits, starts)
