"""A full disk: a change that does not fit is told and changes nothing, and once there is room it is made.

The index lies on a small disk of its own (a tmpfs in a mount namespace, which takes no rights where user
namespaces are allowed). Again and again it is changed from one state to another while the disk has room for
ever more pages, from none to as many as the change needs. Another process opens the index and asks it all the
while: it must answer, from the one state or the other. Then the disk is emptied, and the same change is made.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.generations.folder import KEPT
from searchapp.errors import EngineError, SearchAppError
from searchapp.model.search import SearchQuery
from tests.engines.builders import Put, article, registry
from tests.proofs.proof import CANNOT, Tally, prove, scratch

INSIDE = "PROOF_INSIDE"
NAMESPACE = ("--user", "--map-root-user", "--mount")
PAGE = 4096
DISK = 256 << 20
WORDS = 700
"""In an article."""


@dataclass(frozen=True)
class Ends:
    """The two states between which the index goes to and fro."""

    states: Sequence[Sequence[Put]]

    @classmethod
    def drawn(cls, articles: int, seed: int) -> Ends:
        """Articles of drawn words, so that forty of them take a megabyte or so."""
        draw = random.Random(seed)
        vocabulary = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(20_000)]

        def state(mark: str) -> list[Put]:
            return [
                article(f"a{number}", f"{mark} " + " ".join(draw.choices(vocabulary, k=WORDS)))
                for number in range(articles)
            ]

        return cls((state("Before"), state("Afterwards")))

    def change(self, index: Path, end: int) -> None:
        """Make the index this state."""
        with EmbeddedEngine(index).writer() as writer:
            for each in self.states[end]:
                writer.put(*each)
            writer.set_registry(registry(self.states[end]))


def seen(index: Path) -> str:
    """Which state a fresh engine answers from. Raises SearchAppError."""
    engine = EmbeddedEngine(index)
    pages = [engine.search(SearchQuery(q=word)) for word in ("", "before", "afterwards")]
    held, *totals = (page.total for page in pages)
    return {(held, 0): "0", (0, held): "1"}.get((totals[0], totals[1]), f"neither: {held}, {totals}")


def fill_at_every_offset(tally: Tally, options: argparse.Namespace) -> None:
    """`count` offsets, evenly over what the change needs."""
    ends = Ends.drawn(max(4, options.count // 5), options.seed)
    with scratch() as place, _small_disk(place):
        index = place / "index"
        ends.change(index, 0)
        ends.change(index, 1)
        with _asked_all_the_while(tally, index):
            needed = _needed(ends, index)
            tally.count("pages that the change needs", needed)
            for number in range(options.count):
                _fill(tally, ends, index, number * needed // options.count)


def _fill(tally: Tally, ends: Ends, index: Path, pages: int) -> None:
    """Change the index with room for so many pages, then with room enough."""
    what = f"with room for {pages} pages"
    start = int(seen(index))
    goal = 1 - start
    try:
        with _room_for(index.parent, pages):
            told = _told(ends, index, goal)
        tally.count("offsets where the change did not fit" if told else "offsets where it did")
        tally.check(told is None or type(told) is EngineError, f"{what}: {type(told).__name__}: {told}")
        expected = start if told else goal
        tally.check(seen(index) == str(expected), f"{what}: {seen(index)} instead of {expected}")
        left = [path.name for path in (*index.glob("*.new"), *(index / "generations").iterdir())]
        tally.check(len(left) <= KEPT, f"{what}: left were {left}")
        ends.change(index, goal)
        tally.check(seen(index) == str(goal), f"{what}: {seen(index)} after there was room again")
        EmbeddedEngine(index).verify()
    except (SearchAppError, OSError) as error:
        tally.check(False, f"{what}: {type(error).__name__}: {error}")


def _told(ends: Ends, index: Path, end: int) -> Exception | None:
    """What a change is refused with."""
    try:
        ends.change(index, end)
    except Exception as error:  # noqa: BLE001 - what is none of ours is a failure of the proof
        return error
    return None


def _needed(ends: Ends, index: Path) -> int:
    """With how many pages the change comes about, about."""
    too_few, enough = 0, 64
    while not _fits(ends, index, enough):
        too_few, enough = enough, 2 * enough
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        too_few, enough = (too_few, middle) if _fits(ends, index, middle) else (middle, enough)
    return enough


def _fits(ends: Ends, index: Path, pages: int) -> bool:
    with _room_for(index.parent, pages):
        return _told(ends, index, 1 - int(seen(index))) is None


@contextmanager
def _room_for(disk: Path, pages: int) -> Iterator[None]:
    """Fill the disk but for so many pages."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        free = os.statvfs(disk).f_bavail
        os.posix_fallocate(file.fileno(), 0, max(1, free - pages) * PAGE)
    try:
        yield
    finally:
        ballast.unlink()


@contextmanager
def _small_disk(place: Path) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", place], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)  # what is mapped goes with the process


@contextmanager
def _asked_all_the_while(tally: Tally, index: Path) -> Iterator[None]:
    """A process that opens the index and asks it until the context is left."""
    here, there = get_context("fork").Pipe()
    process = get_context("fork").Process(target=_ask, args=(index, there), daemon=True)
    process.start()
    try:
        yield
    finally:
        here.send(None)
        asked, failures = here.recv()
        process.join()
        tally.count("opens and answers meanwhile", asked)
        tally.failures += failures


def _ask(index: Path, there: Connection) -> None:
    asked, failures = 0, []
    while not there.poll():
        asked += 1
        try:
            state = seen(index)
        except Exception as error:  # noqa: BLE001 - as above
            state = f"{type(error).__name__}: {error}"
        if state not in ("0", "1"):
            failures.append(f"a reader: {state}")
    there.send((asked, failures[:10]))


def inside() -> None:
    """Run this program once more where it may mount a disk. Ends with 77 where that cannot be."""
    mount = ("mount", "-t", "tmpfs", "tmpfs", "/mnt")
    tried = subprocess.run(["unshare", *NAMESPACE, *mount], check=False, capture_output=True, text=True)
    if tried.returncode:
        print(f"No namespace of our own to mount a small disk in: {tried.stderr.strip()}", file=sys.stderr)
        sys.exit(CANNOT)
    ran = subprocess.run(
        ["unshare", *NAMESPACE, sys.executable, "-m", "tests.proofs.full_disk", *sys.argv[1:]],
        env={**os.environ, INSIDE: "1"},
        check=False,
    )
    sys.exit(ran.returncode)


if __name__ == "__main__":
    if INSIDE not in os.environ:
        inside()
    prove(__doc__, fill_at_every_offset, quick=8, full=200, unit="offsets")
