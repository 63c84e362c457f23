"""Which articles the segments of a base hold, while a change deletes some of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchapp.engines.embedded.columns.arrays import Keys
from searchapp.engines.embedded.writing.merging import Part

_HASHED = np.dtype(np.uint64)


class Held:
    """Ids to places. Deleting one clears its place in the part's `live`, which is the caller's own."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        # By hash: a million ids as strings take more memory than all else that a change needs.
        hashes = [np.array([_hashed(key) for key in part.segment.ids], dtype=_HASHED) for part in parts]
        joined = np.concatenate([np.zeros(0, dtype=_HASHED), *hashes])
        self._order: Keys = np.argsort(joined, kind="stable")
        self._hashes = joined[self._order]
        self._firsts = np.cumsum([0, *(len(part.segment) for part in parts)])

    def delete(self, key: bytes) -> bool:
        """Whether it was held."""
        found = self._find(key)
        if found is None:
            return False
        part, place = found
        part.live[place] = False
        return True

    def stamp(self, key: bytes) -> int | None:
        """Of the article's records; None where it is not held."""
        found = self._find(key)
        if found is None:
            return None
        part, place = found
        return int(part.segment.documents["stamps"][place])

    def _find(self, key: bytes) -> tuple[Part, int] | None:
        if not len(self._hashes):
            return None
        hashed = np.uint64(_hashed(key))
        first = int(np.searchsorted(self._hashes, hashed))
        while first < len(self._hashes) and self._hashes[first] == hashed:
            number = int(self._order[first])
            index = int(np.searchsorted(self._firsts, number, side="right")) - 1
            part, place = self._parts[index], number - int(self._firsts[index])
            if part.live[place] and part.segment.ids[place] == key:
                return part, place
            first += 1
        return None


def _hashed(key: bytes) -> int:
    return hash(key) & 0xFFFF_FFFF_FFFF_FFFF
