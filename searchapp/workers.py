"""Files read by several processes at once, what they give in the order of the files.

It comes as records, made where the files are read. A few tasks are given out ahead and no more, so that
memory holds little beside what was asked for; a large file that holds many texts is parted among the
processes. A file that brings its process down fails by name. Whoever stops early leaves no process behind.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from typing import TypeAlias

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats import documents
from searchapp.formats.source import Failure, Reading
from searchapp.reading import Reader
from searchapp.records import FileEnd, Given, given

FEW = 100
"""So many files are read sooner than processes have started."""
CHUNK = 16
"""Files or texts of a task,"""
CHUNK_BYTES = 1 << 20
"""or so many bytes of files."""
LARGE = 8 << 20
"""Bytes from which a file of many texts is parted."""
AHEAD = 3
"""Tasks for each process that are given out before they are needed."""
_OF_MANY = (".jsonl", ".ndjson", ".zip")


@dataclass(frozen=True, slots=True)
class _Files:
    """Files to be read."""

    paths: Sequence[Path]


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts of a file that is read here."""

    path: Path
    texts: Sequence[Reading]
    end: FileEnd | None = None
    """Of the file, which has no more."""


_Task: TypeAlias = _Files | _Texts


def outcomes(files: Iterable[Path], reader: Reader, processes: int) -> Generator[Given, None, None]:
    """What files give, in their order. To be closed where it is not read to its end."""
    files = iter(files)
    first = list(islice(files, FEW))
    if processes < 2 or (len(first) < FEW and not any(map(_is_parted, first))):
        for task in _tasks(chain(first, files)):
            yield from _done(task, reader)
        return
    tasks = _tasks(chain(first, files))
    given_out: deque[_Task] = deque()
    while True:
        try:
            yield from _in_order(given_out, tasks, reader, processes)
        except BrokenProcessPool:
            # It was one of the first tasks that are not done.
            yield from _one_by_one(given_out.popleft(), reader)
        else:
            return


def _tasks(files: Iterable[Path]) -> Iterator[_Task]:
    chunk: list[Path] = []
    size = 0
    for path in files:
        if _is_parted(path):
            yield from [_Files(chunk)] if chunk else []
            chunk, size = [], 0
            yield from _parted(path)
            continue
        chunk.append(path)
        size += _size(path)
        if len(chunk) == CHUNK or size > CHUNK_BYTES:
            yield _Files(chunk)
            chunk, size = [], 0
    if chunk:
        yield _Files(chunk)


def _parted(path: Path) -> Iterator[_Texts]:
    """The texts of a file, as many at once as a task may have."""
    begun = FileEnd.of(path)
    texts = documents(path)
    while chunk := list(islice(texts, CHUNK)):
        yield _Texts(path, chunk)
    yield _Texts(path, (), begun.unless_changed())


def _is_parted(path: Path) -> bool:
    return path.suffix.lower() in _OF_MANY and _size(path) >= LARGE


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _in_order(
    given_out: deque[_Task], tasks: Iterator[_Task], reader: Reader, processes: int
) -> Iterator[Given]:
    """What each task gives; those first that were given out before. Raises BrokenProcessPool."""
    waiting: deque[Future[list[Given]]] = deque()
    with _pool(reader, processes) as pool:
        waiting.extend(pool.submit(_work, task) for task in given_out)
        for task in tasks:
            given_out.append(task)
            waiting.append(pool.submit(_work, task))
            if len(waiting) >= AHEAD * processes:
                yield from _next(waiting, given_out)
        while waiting:
            yield from _next(waiting, given_out)


def _next(waiting: deque[Future[list[Given]]], given_out: deque[_Task]) -> list[Given]:
    done = waiting.popleft().result()
    given_out.popleft()
    return done


def _one_by_one(task: _Task, reader: Reader) -> Iterator[Given]:
    """Each file or text by a process of its own; one that comes to its end is a failure."""
    for part in _parts(task):
        try:
            yield from _in_order(deque(), iter([part]), reader, 1)
        except BrokenProcessPool:
            yield _fatal(part)


def _parts(task: _Task) -> Iterator[_Task]:
    if isinstance(task, _Files):
        return (_Files((path,)) for path in task.paths)
    return (_Texts(task.path, (text,)) for text in task.texts) if task.texts else iter((task,))


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

    work: Callable[[_Task], Iterator[Given]]


def _begin(reader: Reader) -> None:
    _Here.work = lambda task: _done(task, reader)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C reaches all; the parent decides
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed can stop nobody."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(task: _Task) -> list[Given]:
    return list(_Here.work(task))


def _done(task: _Task, reader: Reader) -> Iterator[Given]:
    """What a task gives: files one by one, texts all together."""
    if isinstance(task, _Texts):
        yield given(map(reader.outcome, task.texts), lambda: task.end)
        return
    for path in task.paths:
        begun = FileEnd.of(path)
        yield given(reader.read(path), begun.unless_changed)


def _fatal(task: _Task) -> Given:
    """What a file or a text gives that ended the process that read it."""
    if isinstance(task, _Files):
        [path] = task.paths
        return given([Failure(path=str(path), error=_ended(path))], FileEnd.of(path).unless_changed)
    return given([Failure(path=str(task.path), error=_ended(task.path))], lambda: task.end)


def _ended(path: Path) -> ExtractionError:
    return ExtractionError(
        Message.of(N_("The process that was reading %(path)s crashed."), path=path),
        Message.of(N_("Take the file away, or save it in another format.")),
    )
