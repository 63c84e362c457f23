"""How many connections each of several processes has, in memory that they share, so that none takes too many.

Whoever is quickest takes a new connection, and keeps it: on a busy machine that may be the same process again
and again, while the others have nothing to do.
"""

from __future__ import annotations

import mmap

SLACK = 2
"""Connections that one may have more than another."""
_WIDTH = 4


class Shares:
    """To be made before processes are forked that shall share it; each has a place, from 0."""

    def __init__(self, processes: int) -> None:
        self._numbers = memoryview(mmap.mmap(-1, _WIDTH * processes)).cast("I")

    def tell(self, place: int, connections: int) -> None:
        """Say how many one process has."""
        self._numbers[place] = connections

    def is_ahead(self, place: int) -> bool:
        """Whether another should take the next one."""
        return self._numbers[place] > min(self._numbers) + SLACK
