"""Files read by several processes at once, their outcomes in the order of the files.

A few chunks of files are read ahead and no more, so that memory holds little beside what was asked for.
A file that brings its process down fails by name. Whoever stops early leaves no process behind.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from typing import TypeAlias

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats.source import Failure
from searchapp.reading import Outcome, Reader

FEW = 100
"""So many files are read sooner than processes have started."""
CHUNK = 16
AHEAD = 3
"""Chunks for each process that are asked for before they are needed."""

Read: TypeAlias = tuple[Outcome, ...]
"""What one file gives."""


def outcomes(files: Sequence[Path], reader: Reader, processes: int) -> Generator[Read, None, None]:
    """What each file gives, in order. To be closed where it is not read to its end."""
    if processes < 2 or len(files) < FEW:
        yield from map(reader.read, files)
        return
    chunks = [files[first : first + CHUNK] for first in range(0, len(files), CHUNK)]
    done = 0
    while done < len(chunks):
        try:
            for read in _in_order(chunks[done:], reader, processes):
                yield from read
                done += 1
        except BrokenProcessPool:
            # The file that did it is near the first that is missing.
            yield from _one_by_one(chunks[done], reader)
            done += 1


def _in_order(chunks: Sequence[Sequence[Path]], reader: Reader, processes: int) -> Iterator[list[Read]]:
    """What each chunk gives. Raises BrokenProcessPool where a process came to its end."""
    waiting: deque[Future[list[Read]]] = deque()
    with _pool(reader, processes) as pool:
        for chunk in chunks:
            waiting.append(pool.submit(_read, chunk))
            if len(waiting) >= AHEAD * processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _one_by_one(files: Sequence[Path], reader: Reader) -> Iterator[Read]:
    """Each file by a process of its own; one that comes to its end is the file's failure."""
    for path in files:
        try:
            [[read]] = _in_order([[path]], reader, 1)
        except BrokenProcessPool:
            read = (Failure(path=str(path), error=_fatal(path)),)
        yield read


@contextmanager
def _pool(reader: Reader, processes: int) -> Iterator[ProcessPoolExecutor]:
    others = set(active_children())
    pool = ProcessPoolExecutor(processes, mp_context=_context(), initializer=_begin, initargs=(reader,))
    try:
        yield pool
    except BaseException:
        # Nobody waits for what is being read: Ctrl-C ends at once.
        for process in set(active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """Processes that begin empty: threads and locks of this one are not copied."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


class _Here:
    """What a process of the pool was begun with."""

    read: Callable[[Path], Read]


def _begin(reader: Reader) -> None:
    _Here.read = reader.read
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C reaches all; the parent decides
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed can stop nobody."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(files: Sequence[Path]) -> list[Read]:
    return [_Here.read(path) for path in files]


def _fatal(path: Path) -> ExtractionError:
    return ExtractionError(
        Message.of(N_("Reading %(path)s brought down the process that read it."), path=path),
        Message.of(N_("Take the file away, or save it in another format.")),
    )
