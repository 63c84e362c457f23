"""The words of a lexicon within one or two edits of a word, compared many at a time.

Works on flat arrays, so that they can be mapped from a file: two small numbers for each word say for
most of them that too many letters differ; the others are compared letter by letter, in columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Distances = NDArray[np.int8]

_AT_ONCE = 1 << 16
"""Words that are looked through together: what is known of them stays in the processor's cache."""
_COMPARED = 1 << 13
"""Words that are compared letter by letter together."""
LONGEST = 60
"""Letters of a word that is compared at all."""


@dataclass(frozen=True, eq=False)
class LexiconArrays:
    """The words of a lexicon. None is empty; n is their number."""

    text: Bytes
    """uint8[bytes]: all words in UTF-8, one after another."""
    at: NDArray[Any]
    """An integer array[n + 1]: where each word begins in the text, and where the last one ends."""
    lengths: Bytes
    """uint8[n]: letters of each word, 255 for more."""
    letters: NDArray[np.uint64]
    """uint64[n]: a bit for each letter of a word, one more for each it has twice; letters share bits."""

    @classmethod
    def of(cls, text: Bytes, at: NDArray[Any]) -> LexiconArrays:
        """The arrays that are made from the words alone."""
        lengths = np.empty(len(at) - 1, np.uint8)
        letters = np.empty(len(at) - 1, np.uint64)
        for part in _parts(len(at) - 1, _AT_ONCE):
            first = int(at[part.start])
            stored = text[first : int(at[part.stop])]
            # The last byte of a letter has its lowest bits, in ASCII too.
            ends = np.append((stored[1:] & 0xC0) != 0x80, True)
            sizes = np.add.reduceat(ends, at[part].astype(np.int64) - first, dtype=np.int64)
            lengths[part] = np.minimum(sizes, 255)
            letters[part] = _signatures(stored[ends], sizes)
        return cls(text=text, at=at, lengths=lengths, letters=letters)

    def near(self, word: str, most: int) -> tuple[Places, Distances]:
        """int64[k] and int8[k]: the places of the words within `most` edits, ascending; the edits.

        Edits are insertion, deletion, substitution and the swap of neighbours (optimal string alignment).
        """
        letters = _letters(word)
        if not 0 < len(letters) <= LONGEST:
            return np.zeros(0, np.int64), np.zeros(0, np.int8)
        bits = _signatures((letters & 31).astype(np.uint8), np.array([len(letters)]))[0]
        places = self._similar(len(letters), bits, most)
        found = [
            _distances(letters, *self._columns(places[part]), most) for part in _parts(len(places), _COMPARED)
        ]
        distances = np.concatenate([np.zeros(0, np.int8), *found])
        return places[distances <= most], distances[distances <= most]

    def words(self, places: Places) -> list[str]:
        """The words at some places."""
        ends = self.at[places + 1].tolist()
        stored = zip(self.at[places].tolist(), ends, strict=True)
        return [self.text[first:last].tobytes().decode("utf-8", "surrogatepass") for first, last in stored]

    def _similar(self, length: int, bits: np.uint64, most: int) -> Places:
        """Places of the words that could be near.

        An edit changes the length by one at most, and takes or adds two letters at most.
        """
        shortest, found = max(length - most, 0), [np.zeros(0, np.int64)]
        for part in _parts(len(self.lengths), _AT_ONCE):
            # Shorter ones become the greatest numbers.
            near = self.lengths[part] - np.uint8(shortest) <= length + most - shortest
            near &= np.bitwise_count(self.letters[part] ^ bits) <= 2 * most
            found.append(np.flatnonzero(near) + part.start)
        return np.concatenate(found)

    def _columns(self, places: Places) -> tuple[NDArray[np.uint32], Bytes]:
        """uint32[longest, k], words from top to bottom and then 0; and uint8[k], their lengths."""
        starts = self.at[places].astype(np.int64)
        lengths = self.lengths[places]
        stored = self.text[_ranges(starts, self.at[places + 1].astype(np.int64) - starts)].tobytes()
        letters = _letters(stored.decode("utf-8", "surrogatepass"))
        columns = np.zeros((int(lengths.max(initial=0)), len(places)), np.uint32)
        of_word = np.repeat(np.arange(len(places)), lengths)
        columns[_ranges(np.zeros(len(places), np.int64), lengths.astype(np.int64)), of_word] = letters
        return columns, lengths


def most_frequent(distances: Distances, documents: NDArray[Any], limit: int = 200) -> Places:
    """Which of the words found to rank, where there are very many: of the nearest those of most articles.

    int64[k]: places in both arrays, which are of one length.
    """
    return np.lexsort((-documents.astype(np.int64), distances))[:limit]


def _parts(size: int, each: int) -> Iterator[slice]:
    return (slice(first, min(first + each, size)) for first in range(0, size, each))


def _ranges(starts: Places, sizes: Places) -> Places:
    """int64[sum of sizes]: the numbers from each start on, as many as its size says."""
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


def _signatures(letters: Bytes, sizes: Places) -> NDArray[np.uint64]:
    """uint64[k]: the bits of k words of which all letters follow one another, by their lowest bits."""
    of_word = np.repeat(np.arange(len(sizes), dtype=np.uint32) << np.uint32(5), sizes)
    sorted_letters = np.sort(of_word | (letters & np.uint8(31)))
    shifts = sorted_letters.astype(np.uint64) & np.uint64(31)
    twice = np.append(False, sorted_letters[1:] == sorted_letters[:-1])
    shifts[twice] += np.uint64(32)
    bits: NDArray[np.uint64] = np.bitwise_or.reduceat(np.uint64(1) << shifts, np.cumsum(sizes) - sizes)
    return bits


def _letters(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _distances(word: NDArray[np.uint32], columns: NDArray[np.uint32], lengths: Bytes, most: int) -> Distances:
    """int8[k]: the edits between the word and each column, or more than `most`.

    The usual table, row by row; a cell holds the numbers of all words. Only cells within `most` of the
    diagonal matter, all others are `far`.
    """
    far = np.full(len(lengths), most + 1, np.int8)
    earlier: dict[int, Distances] = {}
    before: dict[int, Distances] = {}
    row = {j: np.full(len(lengths), j, np.int8) for j in range(min(most, len(columns)) + 1)}
    for i in range(1, len(word) + 1):
        earlier, before, row = before, row, {0: np.full(len(lengths), i, np.int8)}
        for j in range(max(1, i - most), min(len(columns), i + most) + 1):
            cell = before.get(j - 1, far) + (columns[j - 1] != word[i - 1])
            np.minimum(cell, before.get(j, far) + 1, out=cell)
            np.minimum(cell, row.get(j - 1, far) + 1, out=cell)
            if j - 2 in earlier:
                swapped = (columns[j - 1] == word[i - 2]) & (columns[j - 2] == word[i - 1])
                np.minimum(cell, earlier[j - 2] + 1, out=cell, where=swapped)
            row[j] = cell
    found = far
    for length, cell in row.items():
        np.copyto(found, cell, where=lengths == length)
    return found
