"""A writer killed at each of its file operations: no acknowledged article is lost, no index is unreadable.

`kill -9` before each system call that writes, names, cuts, removes or syncs, found by watching the process as
a debugger does. After each kill the index is opened and every byte of it read: it is as before the change or
as after it, never goes back, and the next writer is at work within a second and comes to its end.
"""

from __future__ import annotations

import argparse
import time

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.generations.folder import KEPT
from searchapp.errors import SearchAppError
from tests.proofs.proof import Tally, prove, scratch, without_fsync
from tests.proofs.scenarios import Prepared, scenarios
from tests.proofs.tracer import Operation, trace

LONGEST_WAIT = 1.0
"""Seconds until the next writer is at work."""


def kill_everywhere(tally: Tally, options: argparse.Namespace) -> None:
    """`count` is the most kills in a scenario: where it has more operations, some are left out."""
    for scenario in scenarios(quick=options.quick):
        with scratch() as place:
            with without_fsync():
                prepared = Prepared.of(scenario, place)
            tally.check(prepared.before != prepared.after, f"{scenario.name} changes nothing")
            operations = _operations(prepared)
            step = max(1, -(-len(operations) // options.count))
            reached = "before"
            for number in range(options.seed % step, len(operations), step):
                what = f"{scenario.name}, killed before operation {number}, {operations[number]}"
                reached = _killed(tally, prepared, number, reached, what)
                tally.count(f"kills of {scenario.name}")


def _operations(prepared: Prepared) -> list[str]:
    operations: list[str] = []

    def note(operation: Operation) -> bool:
        operations.append(f"{operation.name} {operation.path.relative_to(prepared.folder)}")
        return True

    prepared.renew()
    trace(prepared.change, prepared.folder, note)
    return operations


def _killed(tally: Tally, prepared: Prepared, number: int, reached: str, what: str) -> str:
    """Kill at one operation; the state the index is in then."""
    left = iter(range(number))
    prepared.renew()
    ended = trace(prepared.change, prepared.folder, lambda _: next(left, None) is not None)
    tally.check(not ended, f"{what}: it came to its end")
    state = reached
    with without_fsync():
        try:
            state = prepared.seen()
            tally.check(state in ("after", reached), f"{what}: {state} after {reached}")
            _go_on(tally, prepared, number, what)
        except SearchAppError as error:
            tally.check(False, f"{what}: {error}")
    return state


def _go_on(tally: Tally, prepared: Prepared, number: int, what: str) -> None:
    """The next writer; every second one is told nothing, and followed by one that does the change."""
    index = prepared.folder / "index"
    if number % 2:
        begun = time.monotonic()
        with EmbeddedEngine(index).writer():
            waited = time.monotonic() - begun
        tally.check(waited < LONGEST_WAIT, f"{what}: the next writer was at work after {waited:.2f} s")
    prepared.change()
    tally.check(prepared.seen() == "after", f"{what}: the next change did not come about")
    left = [path.name for path in (*index.glob("*.new"), *(index / "generations").iterdir())]
    tally.check(len(left) <= KEPT, f"{what}: left were {left}")


if __name__ == "__main__":
    prove(__doc__, kill_everywhere, quick=6, full=1_000_000, unit="kills in each scenario")
