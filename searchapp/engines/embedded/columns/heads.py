"""Many strings looked for at once in a sorted table: by their first bytes as numbers, all together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from searchapp.engines.embedded.columns.arrays import Keys
from searchapp.engines.embedded.columns.sections import Array
from searchapp.engines.embedded.columns.strings import Strings

_BYTES = 8


class Heads:
    """The first bytes of a sorted table's strings."""

    def __init__(self, table: Strings) -> None:
        self._table = table
        at = table.at.astype(np.int64)
        letters = np.concatenate([np.frombuffer(table.bytes, dtype=np.uint8), np.zeros(_BYTES, np.uint8)])
        heads = np.zeros(len(table), dtype=np.uint64)
        for place in range(_BYTES):
            within = at[:-1] + place < at[1:]
            heads = (heads << np.uint64(8)) | np.where(within, letters[at[:-1] + place], 0).astype(np.uint64)
        self._heads: Array = heads

    def find(self, strings: Sequence[bytes]) -> Keys:
        """int64[strings]: their places, -1 for those that are not there."""
        heads = np.array([int.from_bytes(each[:_BYTES].ljust(_BYTES, b"\0")) for each in strings], np.uint64)
        first = np.searchsorted(self._heads, heads).tolist()
        last = np.searchsorted(self._heads, heads, side="right").tolist()
        found = [self._among(*each) for each in zip(strings, first, last, strict=True)]
        return np.array(found, dtype=np.int64)

    def _among(self, string: bytes, first: int, last: int) -> int:
        place = bisect_left(self._table, string, first, last) if last - first > 1 else first
        return place if place < last and self._table[place] == string else -1
