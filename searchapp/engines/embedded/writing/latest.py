"""Which put was the last one of each id: open addressing over arrays, some sixty bytes an id."""

from __future__ import annotations

from array import array

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.columns.arrays import Keys

Numbers = NDArray[np.uint32]

_FEWEST = 1 << 10
"""Slots; always a power of two."""
_THIN = 2
"""So many times as many slots as ids, at least; twice as many at most."""


class Latest:
    """Numbers ids in the order in which they are put; an id that is put again has its last number."""

    def __init__(self) -> None:
        self._ids = bytearray()
        self._ends = array("Q", [0])
        self._hashes = array("q")
        self._slots = np.zeros(_FEWEST, dtype=np.uint32).data

    def find(self, key: bytes) -> int | None:
        """The last number of an id; None where it was never put."""
        number = self._slots[self._slot(key, hash(key))]
        return number - 1 if number else None

    def put(self, key: bytes) -> int:
        """The number that an id has from now on."""
        hashed = hash(key)
        self._ids += key
        self._ends.append(len(self._ids))
        self._hashes.append(hashed)
        number = len(self._hashes)
        self._slots[self._slot(key, hashed)] = number
        if _THIN * number > len(self._slots):
            self._grow()
        return number - 1

    def _slot(self, key: bytes, hashed: int) -> int:
        """Where the number of an id is, or where it belongs."""
        mask = len(self._slots) - 1
        slot = hashed & mask
        while number := self._slots[slot]:
            if self._hashes[number - 1] == hashed:
                begin, end = self._ends[number - 1 : number + 1]
                if self._ids[begin:end] == key:
                    break
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        numbers = np.frombuffer(self._slots, dtype=np.uint32)
        hashes = np.frombuffer(self._hashes, dtype=np.int64)
        self._slots = _placed(numbers[numbers > 0], hashes, 2 * len(self._slots)).data


def _placed(numbers: Numbers, hashes: Keys, size: int) -> Numbers:
    """uint32[size]: numbers that count from 1, each as near as possible to where its hash belongs."""
    slots = np.zeros(size, dtype=np.uint32)
    wanted = hashes[numbers - np.uint32(1)] & np.int64(size - 1)
    while len(numbers):
        free = slots[wanted] == 0
        # Of several that meet in one slot, the last one written has it.
        slots[wanted[free]] = numbers[free]
        on = slots[wanted] != numbers
        numbers, wanted = numbers[on], (wanted[on] + 1) & np.int64(size - 1)
    return slots
