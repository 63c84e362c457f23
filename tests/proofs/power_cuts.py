"""Power cuts: what was not synced is lost, wholly or in part; the index is as before the change or after it.

A change is watched system call by system call. Before each that changes anything, and after the last, a model
of a disk (`disk`) draws what a power cut would leave: a folder, in which the index is opened and every byte
read. Once the change has been acknowledged it must be there. The next writer comes to its end in either case.
With --without-sync the change waits for no disk, and the proof must fail.
"""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext

from searchapp.errors import SearchAppError
from tests.proofs.disk import Disk, Loss, Moment, rebuild
from tests.proofs.proof import Tally, prove, scratch, without_fsync
from tests.proofs.scenarios import Prepared, scenarios
from tests.proofs.tracer import Operation, trace


def cut_everywhere(tally: Tally, options: argparse.Namespace) -> None:
    """`count` points over all scenarios."""
    chosen = scenarios(quick=options.quick)
    for scenario in chosen:
        with scratch() as place:
            with without_fsync():
                prepared = Prepared.of(scenario, place)
            moments = _moments(prepared, without_fsync() if options.without_sync else nullcontext())
            with without_fsync():
                for point, loss in _points(len(moments), -(-options.count // len(chosen)), options.seed):
                    _cut(tally, prepared, *moments[point], loss, is_last=point == len(moments) - 1)


def _points(moments: int, count: int, seed: int) -> Iterable[tuple[int, Loss]]:
    """Each loss after the last operation, then moments and losses by lot: none twice before all were."""
    draw = random.Random(seed)
    last = [(moments - 1, loss) for loss in Loss]
    others = [(moment, loss) for moment in range(moments - 1) for loss in Loss]
    draw.shuffle(others)
    again = ((draw.randrange(moments), Loss.SOME) for _ in itertools.count())
    return itertools.islice(itertools.chain(last, others, again), count)


def _moments(prepared: Prepared, syncing: AbstractContextManager[object]) -> list[tuple[str, Moment]]:
    """Every moment of a change, with the operation that comes next."""
    prepared.renew()
    disk = Disk(prepared.folder)
    moments: list[tuple[str, Moment]] = []

    def before(operation: Operation) -> bool:
        moments.append((f"before {operation.name} {operation.path.relative_to(disk.folder)}", disk.moment()))
        return True

    def after(operation: Operation) -> None:
        if operation.is_sync:
            disk.sync(operation.path)

    with syncing:
        trace(prepared.change, prepared.folder, before, after)
    moments.append(("after all", disk.moment()))
    return moments


def _cut(tally: Tally, prepared: Prepared, when: str, moment: Moment, loss: Loss, *, is_last: bool) -> None:
    what = f"{prepared.scenario.name}, cut {when}, {loss.value} lost"
    shutil.rmtree(prepared.folder)
    rebuild(moment, prepared.folder, loss, random.Random(what))
    tally.count(f"cuts of {prepared.scenario.name}")
    try:
        state = prepared.seen()
        tally.count(f"of them as {state}")
        tally.check(state == "after" or (state == "before" and not is_last), f"{what}: {state}")
        prepared.change()
        tally.check(prepared.seen() == "after", f"{what}: the next change did not come about")
    except SearchAppError as error:
        tally.check(False, f"{what}: {error}")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(add_help=False)
    asked.add_argument("--without-sync", action="store_true", help="spoil the change")
    prove(__doc__, cut_everywhere, quick=50, full=5_000, unit="points", parent=asked)
