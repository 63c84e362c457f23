"""Twenty writers at once, some of them killed, and readers: no reader sees an error or half a change.

Each writer commits again and again, taking turns with the others by IndexLocked; now and then one is killed
and begun anew. Readers ask engines that they keep, and engines that they open afresh. Each change writes one
number into several articles: a reader sees it in all of them or in none, and never one from before. What a
writer was told is committed is there at the end.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from ctypes import c_long
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.generations import served
from searchapp.errors import IndexLocked
from searchapp.model.article import ArticleId
from searchapp.model.search import SearchQuery
from tests.engines.builders import article
from tests.proofs.proof import Tally, prove, scratch, without_fsync

WRITERS = 20
PARTS = ("a", "b", "c")
READERS = (
    {"fresh": True, "looks_every": 0.0},
    {"fresh": False, "looks_every": 0.0},
    {"fresh": False, "looks_every": served.LOOKS_EVERY},
)
KILLS_EVERY = 0.25
"""Seconds."""

PROCESSES = get_context("fork")


def compete(tally: Tally, options: argparse.Namespace) -> None:
    """`count` commits of each writer."""
    with scratch() as folder, without_fsync():
        index = folder / "index"
        for writer in range(WRITERS):
            _commit(index, writer, 0)
        done = PROCESSES.RawArray(c_long, WRITERS)  # a lock would be lost with who is killed
        ended = PROCESSES.Event()
        told = PROCESSES.SimpleQueue()
        readers = [
            PROCESSES.Process(target=_read, args=(index, ended, told), kwargs=kind, daemon=True)
            for kind in READERS
        ]
        for each in readers:
            each.start()
        tally.count("writers killed", _written(index, options.count, done, random.Random(options.seed)))
        ended.set()
        for _ in readers:
            asked, failures = told.get()
            tally.count("answers to readers", asked)
            tally.failures += failures
        _compare(tally, index, done)
    tally.count("writers", WRITERS)
    tally.count("commits that were acknowledged", sum(done))


def _written(index: Path, commits: int, done: Any, draw: random.Random) -> int:
    """Let all writers come to their end, and kill one now and then; how many were killed."""
    killed = 0
    writers = {writer: _begun(index, writer, commits, done) for writer in range(WRITERS)}
    while writers:
        time.sleep(KILLS_EVERY)
        for writer, process in list(writers.items()):
            if not process.is_alive():
                if process.exitcode:
                    raise RuntimeError(f"writer {writer} ended with {process.exitcode}")
                del writers[writer]
        if writers:
            writer = draw.choice(sorted(writers))
            os.kill(writers[writer].pid or 0, signal.SIGKILL)
            writers[writer].join()
            writers[writer] = _begun(index, writer, commits, done)
            killed += 1
    return killed


def _begun(index: Path, writer: int, commits: int, done: Any) -> BaseProcess:
    process = PROCESSES.Process(target=_write, args=(index, writer, commits, done), daemon=True)
    process.start()
    return process


def _write(index: Path, writer: int, commits: int, done: Any) -> None:
    """Commit what is left; `done` has the last number that was acknowledged."""
    while done[writer] < commits:
        with suppress(IndexLocked):
            _commit(index, writer, done[writer] + 1)
            done[writer] += 1
        time.sleep(random.uniform(0, 0.01))


def _commit(index: Path, writer: int, number: int) -> None:
    with EmbeddedEngine(index).writer() as change:
        for part in PARTS:
            change.put(*article(f"{writer:02}{part}", f"Number {number}.", title=str(number)))


def _read(index: Path, ended: Any, told: Any, *, fresh: bool, looks_every: float) -> None:
    """Ask until the end, an engine that is opened for each question or one that is kept."""
    served.LOOKS_EVERY = looks_every
    engine, asked = EmbeddedEngine(index), 0
    failures: list[str] = []
    before = [0] * WRITERS
    while not ended.is_set() and len(failures) < 10:
        asked += 1
        try:
            engine = EmbeddedEngine(index) if fresh else engine
            numbers = _numbers(engine)
        except Exception as error:  # noqa: BLE001 - any is one too many
            failures.append(f"a reader is told {type(error).__name__}: {error}")
            continue
        failures += [
            f"half a change of writer {each}: {seen}" for each, seen in enumerate(numbers) if len(seen) > 1
        ]
        now = [max(seen) for seen in numbers]
        failures += [
            f"back from {last} to {seen}" for last, seen in zip(before, now, strict=True) if seen < last
        ]
        before = now
        if engine.trouble is not None:
            failures.append(f"a reader is told: {engine.trouble}")
    told.put((asked, failures))


def _numbers(engine: EmbeddedEngine) -> Sequence[set[int]]:
    """What each writer wrote into its articles."""
    numbers: list[set[int]] = [set() for _ in range(WRITERS)]
    for hit in engine.search(SearchQuery(per_page=100)).hits:
        numbers[int(hit.article.id[:2])].add(int(hit.article.title))
    return numbers


def _compare(tally: Tally, index: Path, done: Any) -> None:
    engine = EmbeddedEngine(index)
    engine.verify()
    for writer in range(WRITERS):
        for part in PARTS:
            held = int(engine.get(ArticleId(f"{writer:02}{part}")).title)
            tally.check(held == done[writer], f"writer {writer} was told {done[writer]}, {held} is there")


if __name__ == "__main__":
    prove(__doc__, compete, quick=2, full=100, unit="commits of each writer")
