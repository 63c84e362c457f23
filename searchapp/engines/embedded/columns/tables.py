"""Tables of strings in memory as two arrays, sorted without a Python object for each string."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.columns.arrays import Keys, Mask
from searchapp.engines.embedded.columns.sections import SectionWriter, smallest
from searchapp.engines.embedded.columns.strings import Strings
from searchapp.stretches import stretches

Letters = NDArray[np.uint8]
Heads = NDArray[np.uint64]

_BYTES = 8
"""That are compared at a time, as one number."""
_FIRST_BYTES = np.array([(1 << 8 * n) - 1 for n in range(_BYTES + 1)], dtype=np.uint64)
_AT_ONCE = 1 << 16
"""Strings that are copied together."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Strings one after another."""

    letters: Letters
    """uint8[at[-1]]"""
    at: Keys
    """int64[n + 1]: where each string begins, and where the last one ends."""

    def __len__(self) -> int:
        return len(self.at) - 1

    @classmethod
    def of(cls, strings: Sequence[bytes]) -> Table:
        """Strings that are there."""
        sizes = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
        return cls(np.frombuffer(b"".join(strings), dtype=np.uint8), _beginnings(sizes))

    @classmethod
    def stored(cls, strings: Strings) -> Table:
        """Strings as they lie in a file; their bytes stay there."""
        return cls(np.frombuffer(strings.bytes, dtype=np.uint8), strings.at.astype(np.int64))

    @classmethod
    def joined(cls, tables: Sequence[Table]) -> Table:
        """The strings of several tables, one table after another."""
        none = np.zeros(0, dtype=np.int64)
        sizes = np.concatenate([none, *(np.diff(each.at) for each in tables)])
        letters = np.concatenate([none.astype(np.uint8), *(each.letters for each in tables)])
        return cls(letters, _beginnings(sizes))

    def strings(self, first: int, last: int) -> list[bytes]:
        """Those from `first` until `last`, which is left out."""
        at = self.at[first : last + 1].tolist()
        whole = self.letters[at[0] : at[-1]].tobytes() if at else b""
        return [whole[a - at[0] : b - at[0]] for a, b in pairwise(at)]

    def some(self, places: Keys) -> Table:
        """The strings at some places, in the order of these."""
        begin = self.at[places]
        sizes = self.at[places + 1] - begin
        at = _beginnings(sizes)
        letters = np.empty(int(at[-1]), dtype=np.uint8)
        for first in range(0, len(places), _AT_ONCE):
            last = min(first + _AT_ONCE, len(places))
            letters[at[first] : at[last]] = self.letters[stretches(begin[first:last], sizes[first:last])]
        return Table(letters, at)

    def put(self, writer: SectionWriter, name: str) -> None:
        """Write it as `strings.put_strings` does."""
        writer.put(name, self.letters)
        writer.put(f"{name}.at", smallest(self.at))

    def ordered(self) -> tuple[Keys, Mask]:
        """The places of strings in their order, equal ones in that of the table; which are new there.

        int64[n], and bool[n]: which of them, so ordered, differ from the ones before.
        """
        letters = np.concatenate([self.letters, np.zeros(_BYTES, dtype=np.uint8)])
        heads = _heads(letters, self.at[:-1], self.at[1:])
        order: Keys = np.argsort(heads)
        is_other = _changes(heads[order])
        del heads
        unsure, done = _of_several(is_other), 0
        while len(unsure):
            places, groups = order[unsure], np.cumsum(is_other[unsure])
            begin = np.minimum(self.at[places] + done, self.at[places + 1])
            sizes = self.at[places + 1] - begin
            heads = _heads(letters, begin, self.at[places + 1])
            # A zero byte is as good as an end, but for the sizes.
            sorted_by = (places, np.minimum(sizes, _BYTES), heads, groups)
            within = np.lexsort(sorted_by[done > 0 :])
            order[unsure] = places[within]
            groups, heads, sizes = groups[within], heads[within], sizes[within]
            others = _changes(groups) | _changes(heads) | _changes(np.minimum(sizes, _BYTES))
            is_other[unsure] = others
            done += _BYTES
            unsure = unsure[_goes_on(others, sizes)]
        return order, is_other


def _heads(letters: Letters, begin: Keys, end: Keys) -> Heads:
    """uint64[n]: the next bytes of strings, by which they are ordered as numbers."""
    eights: Heads = np.ndarray(len(letters) - _BYTES + 1, dtype="<u8", buffer=letters, strides=(1,))
    heads: Heads = (eights[begin] & _FIRST_BYTES[np.minimum(end - begin, _BYTES)]).byteswap()
    return heads


def _changes(values: NDArray[np.generic]) -> Mask:
    """bool[n]: which values differ from the ones before them, the first among them."""
    changes = np.ones(len(values), dtype=np.bool_)
    changes[1:] = values[1:] != values[:-1]
    return changes


def _of_several(is_other: Mask) -> Keys:
    """Where strings stand that are not told from a neighbour yet."""
    ends = np.append(is_other[1:], True)
    return np.flatnonzero(~(is_other & ends))


def _goes_on(others: Mask, sizes: Keys) -> Keys:
    """Where strings stand that look like a neighbour, and of which one has more than was looked at."""
    groups = np.cumsum(others) - 1
    count = int(groups[-1]) + 1
    longer = np.bincount(groups[sizes > _BYTES], minlength=count) > 0
    several = np.bincount(groups, minlength=count) > 1
    return np.flatnonzero((longer & several)[groups])


def _beginnings(sizes: Keys) -> Keys:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
