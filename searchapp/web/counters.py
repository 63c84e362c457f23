"""Numbers that several processes add to, and any of them can read.

They lie in shared memory, a row for each process, which owns it by a lock on a byte of the file. The kernel
lets go of it when the process ends, however that ends; the next one goes on from what stands
there. So nothing is lost or taken back, and nobody waits.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import weakref
from threading import Lock

import numpy as np

_ROWS = 512
"""More than there are processes at a time."""


class Counters:
    """So many numbers, all 0 at first. To be made before processes are forked that shall share them."""

    def __init__(self, width: int) -> None:
        self._file = os.memfd_create("searchapp-counters")
        weakref.finalize(self, os.close, self._file)
        os.ftruncate(self._file, _ROWS * width * 8)
        shared = mmap.mmap(self._file, _ROWS * width * 8)
        self._numbers = np.frombuffer(shared, dtype=np.float64).reshape(_ROWS, width)
        self._lock = Lock()
        self._owner, self._row = 0, 0

    def add(self, place: int, amount: float = 1.0) -> None:
        """Add to one number."""
        with self._lock:
            self._numbers[self._own(), place] += amount

    def totals(self) -> list[float]:
        """Of all processes together, those that have ended counted."""
        summed: list[float] = self._numbers.sum(axis=0).tolist()
        return summed

    def _own(self) -> int:
        """The row of this process, which may have been forked since the last time."""
        if self._owner != os.getpid():
            self._row, self._owner = self._claimed(), os.getpid()
        return self._row

    def _claimed(self) -> int:
        for row in range(_ROWS):
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, row)
            except OSError:
                continue
            return row
        return _ROWS - 1
