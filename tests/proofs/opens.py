"""An index opened again and again while it is changed: no open fails, no answer is of half a change.

A writer commits without a pause. Meanwhile processes open the index afresh, as a command or a new worker of a
site does, ask for what it holds, and search: the answers must be of one commit, and none older than the last.
"""

from __future__ import annotations

import argparse
import time
from ctypes import c_long
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.model.search import SearchQuery
from tests.engines.builders import article, registry
from tests.proofs.proof import Tally, prove, scratch, without_fsync

KEYS = "abcde"
AT_A_TIME = 100
PROCESSES = get_context("fork")


def open_again_and_again(tally: Tally, options: argparse.Namespace) -> None:
    """`count` opens over all processes."""
    with scratch() as folder, without_fsync():
        index = folder / "index"
        _commit(index, 0)
        left = PROCESSES.Value(c_long, options.count)
        told = PROCESSES.SimpleQueue()
        readers = [
            PROCESSES.Process(target=_open, args=(index, left, told), daemon=True)
            for _ in range(options.processes)
        ]
        writer = PROCESSES.Process(target=_write, args=(index, left, told), daemon=True)
        begun = time.monotonic()
        for each in (*readers, writer):
            each.start()
        for _ in (*readers, writer):
            counts, failures = told.get()
            tally.counts.update(counts)
            tally.failures += failures
        tally.count("opens a second", round(tally.counts["opens"] / (time.monotonic() - begun)))


def _commit(index: Path, number: int) -> None:
    puts = [article(key, f"Number {number} of {key}.", title=str(number)) for key in KEYS]
    with EmbeddedEngine(index).writer() as writer:
        for each in puts:
            writer.put(*each)
        writer.set_registry(registry(puts))


def _write(index: Path, left: Any, told: Any) -> None:
    number = 0
    failures: list[str] = []
    while left.value > 0 and not failures:
        number += 1
        try:
            _commit(index, number)
        except Exception as error:  # noqa: BLE001 - any is one too many
            failures.append(f"the writer is told {type(error).__name__}: {error}")
    told.put(({"commits meanwhile": number}, failures))


def _open(index: Path, left: Any, told: Any) -> None:
    opens, last = 0, 0
    failures: list[str] = []
    while _taken(left) and len(failures) < 10:
        for _ in range(AT_A_TIME):
            opens += 1
            try:
                last = _asked(EmbeddedEngine(index), last)
            except Exception as error:  # noqa: BLE001 - as above
                failures.append(f"open {opens}: {type(error).__name__}: {error}")
    told.put(({"opens": opens}, failures))


def _taken(left: Any) -> bool:
    """Whether there is still something to do; a share of it is taken."""
    with left.get_lock():
        left.value -= AT_A_TIME
        return bool(left.value > -AT_A_TIME)


def _asked(engine: EmbeddedEngine, last: int) -> int:
    """The number that all articles have. Raises ValueError where the answers do not fit."""
    digests = engine.digests()
    numbers = {int(hit.article.title) for hit in engine.search(SearchQuery(q="number")).hits}
    if set(digests) != set(KEYS) or len(numbers) != 1 or engine.trouble is not None:
        raise ValueError(f"{sorted(digests)}, {numbers}, {engine.trouble}")
    [number] = numbers
    if number < last:
        raise ValueError(f"{number} after {last}")
    return number


if __name__ == "__main__":
    prove(__doc__, open_again_and_again, quick=200, full=1_000_000, unit="opens")
