"""Runs that are written here, or by processes of their own where there is much to write.

A process begins empty, and ends with the one that began it.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.writing.batch import Row
from searchapp.engines.embedded.writing.runs import Run, Runs
from searchapp.errors import N_, EngineError, Message

FEW = 8
"""So many times rows are added before processes are begun: little is sooner written than they start."""

_AHEAD = 2
"""Calls that wait for a process before one more is made."""


class Stream(Protocol):
    """Writes rows in runs, in their order."""

    def add(self, rows: Sequence[Row], /) -> None:
        """Further rows."""

    def finish(self) -> list[Run]:
        """All runs."""

    def close(self) -> None:
        """Let go of what is not finished."""


class Here:
    """In this process."""

    def __init__(self, folder: Path, dictionary: bytes, budget: int) -> None:
        self._runs = Runs(folder, dictionary, budget)
        self.finish = self._runs.finish

    def add(self, rows: Sequence[Row], /) -> None:
        """Further rows."""
        self._runs.add(rows)

    def close(self) -> None:
        """Nothing is held."""


class Elsewhere:
    """In a process of its own."""

    def __init__(self, folder: Path, dictionary: bytes, budget: int) -> None:
        method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
        self._process = ProcessPoolExecutor(
            1, mp_context=get_context(method), initializer=_begin, initargs=(folder, dictionary, budget)
        )
        self._waiting: deque[Future[None]] = deque()

    def add(self, rows: Sequence[Row], /) -> None:
        """Further rows; waits where too many are on their way."""
        with _end_told():
            self._waiting.append(self._process.submit(_add, rows))
            while len(self._waiting) > _AHEAD:
                self._waiting.popleft().result()

    def finish(self) -> list[Run]:
        """All runs."""
        with _end_told():
            for each in self._waiting:
                each.result()
            return self._process.submit(_finish).result()

    def close(self) -> None:
        """End the process when it has done what it is at."""
        self._process.shutdown(cancel_futures=True)


@contextmanager
def _end_told() -> Iterator[None]:
    """Raise EngineError where the process is no more."""
    try:
        yield
    except BrokenProcessPool as error:
        raise EngineError(
            Message.of(N_("A process that was writing the index has been ended from outside.")),
            Message.of(N_("Check whether memory has run out; the index is as it was.")),
        ) from error


class Streams:
    """Hands rows to one stream here, and to processes in turn once there is much to write."""

    def __init__(self, folder: Path, dictionary: Callable[[], bytes], *, budget: int, processes: int) -> None:
        self._folder, self._budget, self._processes = folder, budget // max(1, processes), processes
        self._dictionary = dictionary
        self._streams: list[Stream] = []
        self._given: list[list[NDArray[np.int64]]] = []
        """For each stream, the numbers of the rows that it was given."""
        self._count = 0

    def add(self, rows: Sequence[Row]) -> None:
        """Further rows."""
        index = self._next()
        self._streams[index].add(rows)
        self._given[index].append(np.arange(self._count, self._count + len(rows)))
        self._count += len(rows)

    def finish(self) -> Iterator[tuple[Run, NDArray[np.int64]]]:
        """All runs, each with the numbers of its rows, counted through all that were added."""
        for stream, given in zip(self._streams, self._given, strict=True):
            numbers = np.concatenate(given)
            for run in stream.finish():
                yield run, numbers[: run.documents]
                numbers = numbers[run.documents :]

    def close(self) -> None:
        """Let go of what is not finished."""
        for stream in self._streams:
            stream.close()

    def _next(self) -> int:
        """Which stream takes the next rows."""
        if not self._streams:
            self._shared = self._dictionary()
            self._begin(Here)
        elif self._processes > 1 and len(self._streams) == 1 and len(self._given[0]) >= FEW:
            for _ in range(self._processes):
                self._begin(Elsewhere)
        if len(self._streams) == 1:
            return 0
        return min(range(1, len(self._streams)), key=lambda index: len(self._given[index]))

    def _begin(self, stream: type[Here | Elsewhere]) -> None:
        self._streams.append(stream(self._folder, self._shared, self._budget))
        self._given.append([])


class _Begun:
    """What a process writes."""

    runs: Runs


def _begin(folder: Path, dictionary: bytes, budget: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C reaches all; the parent decides
    Thread(target=_end_with_parent, daemon=True).start()
    _Begun.runs = Runs(folder, dictionary, budget)


def _add(rows: Sequence[Row]) -> None:
    _Begun.runs.add(rows)


def _finish() -> list[Run]:
    return _Begun.runs.finish()


def _end_with_parent() -> None:
    """A parent that was killed can stop nobody."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
