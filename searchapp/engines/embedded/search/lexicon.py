"""The words of a segment, and which of them a test on words means. Knows nothing of documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import chain

import numpy as np

from searchapp.engines.embedded.columns.arrays import Keys
from searchapp.engines.embedded.columns.heads import Heads
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.query.patterns import Kind, WordTest, edits_allowed
from searchapp.text.near_words import LONGEST, Distances, LexiconArrays

_BEYOND = b"\xf8"
"""Greater than any byte of UTF-8."""


class Lexicon:
    """The words of a segment, in order, with what makes finding some of them quick."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self.words = segment.words

    def meant(self, test: WordTest) -> Sequence[int]:
        """The places of the words that pass a test, ascending."""
        if test.also:
            others = [self.meant(WordTest(Kind.WORD, word)) for word in test.also]
            return sorted({*self.meant(WordTest(test.kind, test.text)), *chain.from_iterable(others)})
        text = test.text.encode("utf-8", "surrogatepass")
        if test.kind is Kind.WORD:
            place = self.words.find(text)
            return () if place is None else (place,)
        if test.kind is Kind.STEM:
            return self._segment.words_of_stem(text)
        if test.kind is Kind.PREFIX:
            first = bisect_left(self.words, text)
            return range(first, bisect_left(self.words, text + _BEYOND, lo=first))
        return self._similar(test)

    def near(self, word: str, most: int) -> tuple[Keys, Distances]:
        """int64[k] and int8[k]: the places of the words within so many edits, ascending, and the edits."""
        return self._letters.near(word, most)

    @cached_property
    def heads(self) -> Heads:
        """For finding many words at once."""
        return Heads(self.words)

    def word(self, place: int) -> str:
        """The word at a place."""
        return self.words[place].decode("utf-8", "surrogatepass")

    def _similar(self, test: WordTest) -> Sequence[int]:
        most = edits_allowed(test.text)
        if len(test.text) > LONGEST:
            long = np.flatnonzero(np.diff(self.words.at.astype(np.int64)) >= len(test.text) - most)
            return [place for place in long.tolist() if test(self.word(place))]
        places, _ = self._letters.near(test.text, most)
        found: list[int] = places.tolist()
        return found

    @cached_property
    def _letters(self) -> LexiconArrays:
        return LexiconArrays.of(np.frombuffer(self.words.bytes, dtype=np.uint8), self.words.at)
