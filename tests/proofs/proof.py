"""What every proof prints and how it ends: date, machine, counts, duration; 1 where anything failed."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from searchapp import __version__
from tests.proofs.tracer import Untraceable

MOST_TOLD = 20
CANNOT = 77
"""Exit code of what cannot be proven on this machine."""
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - folders of our own in it


class Tally:
    """What was counted so far, and what failed."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] += number

    def check(self, holds: object, what: str) -> bool:
        """Note a failure unless it holds; whether it does."""
        if not holds:
            self.failures.append(what)
        return bool(holds)


Proof = Callable[[Tally, argparse.Namespace], None]


def prove(
    promise: str | None,
    proof: Proof,
    *,
    quick: int,
    full: int,
    unit: str,
    parent: argparse.ArgumentParser | None = None,
) -> None:
    """Run a proof as a program: so many of `unit` with --quick, so many without, or as --count says.

    `parent` has the options that only this proof takes.
    """
    asked = argparse.ArgumentParser(description=promise, parents=[parent] if parent else [])
    asked.add_argument("--quick", action="store_true", help=f"{quick} {unit}, as in the tests")
    asked.add_argument("--count", type=int, metavar="N", help=f"how many {unit} (default {full})")
    asked.add_argument("--seed", type=int, default=1, metavar="N", help="of what is drawn (default 1)")
    asked.add_argument("--processes", type=int, default=os.cpu_count() or 1, metavar="N", help="how many ask")
    options = asked.parse_args()
    options.count = options.count or (quick if options.quick else full)
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, searchapp {__version__}, {machine()}", flush=True)
    print(promise)
    tally, begun = Tally(), time.monotonic()
    try:
        proof(tally, options)
    except Untraceable as error:
        print(f"No process can be watched here: {error}", file=sys.stderr)
        sys.exit(CANNOT)
    finally:
        for what, number in tally.counts.items():
            print(f"  {number:>9,} {what}")
        print(f"  {time.monotonic() - begun:>9,.1f} seconds")
    for failure in tally.failures[:MOST_TOLD]:
        print(f"  FAILED: {failure}")
    if not tally.counts or tally.failures:
        sys.exit(f"Not proven: {len(tally.failures)} failures.")
    print("Proven.")


def machine() -> str:
    return (
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {os.cpu_count()} CPUs"
    )


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder to write in, in memory where that can be: what is proven does not depend on the disk."""
    place = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder).resolve()


def without_fsync() -> AbstractContextManager[object]:
    """A process that is not watched need not wait for the disk."""
    return mock.patch.object(os, "fsync", return_value=None)
