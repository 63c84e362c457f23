"""Every byte of an index compared with what was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from searchapp.engines.embedded.disk.damage import damage_told, what_is_wrong
from searchapp.engines.embedded.generations.folder import KEPT, Generations
from searchapp.engines.embedded.generations.manifest import FileRecord
from searchapp.errors import N_, EngineError, IndexDamaged, IndexOutdated, Message

MOST_TOLD = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """An index of which every byte is as it was written."""

    generations: tuple[str, ...]
    """The one that is served first, then the one before it."""
    files: int
    """Those that two generations share are counted once, and their manifests are not counted."""
    bytes: int


def verify(generations: Generations) -> Verification:
    """Read the generations that are kept. Raises IndexMissing, IndexOutdated and IndexDamaged."""
    while True:
        state = generations.state()
        try:
            return _verified(generations)
        except EngineError:  # a commit may have removed what was being read
            if generations.state() == state:
                raise


def _verified(generations: Generations) -> Verification:
    numbers, unnamed = generations.in_order()
    reading = _Reading(generations)
    for number in numbers[:KEPT]:
        try:
            reading.add(number)
        except IndexOutdated:
            if number == numbers[0]:
                raise
    wrong = [what_is_wrong(unnamed)] if unnamed else []
    wrong += [f"{what} (generation {number})" for number, told in reading.wrong.items() for what in told]
    if wrong:
        raise _damaged(wrong, [number for number, told in reading.wrong.items() if not told])
    return Verification(
        generations=tuple(map(str, reading.wrong)),
        files=len(reading.read),
        bytes=sum(record.size for record in reading.read.values()),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """The files that were read, by device and inode, and what was wrong with each generation."""

    generations: Generations
    read: dict[tuple[int, int], FileRecord] = field(default_factory=dict)
    wrong: dict[int, list[str]] = field(default_factory=dict)

    def add(self, number: int) -> None:
        """Read a generation. Raises IndexOutdated."""
        try:
            self.wrong[number] = list(self._damages(number))
        except IndexDamaged as error:
            self.wrong[number] = [what_is_wrong(error)]

    def _damages(self, number: int) -> Iterator[str]:
        folder = self.generations.folder(number)
        for name, record in self.generations.manifest(number).files.items():
            try:
                self._check(folder / name, record)
            except IndexDamaged as error:
                yield what_is_wrong(error)

    def _check(self, path: Path, record: FileRecord) -> None:
        with damage_told(f"{path.name} cannot be read"):
            found = path.stat()
        inode = found.st_dev, found.st_ino
        if self.read.get(inode) != record:
            record.check(path)
            self.read[inode] = record


def _damaged(wrong: list[str], whole: list[int]) -> IndexDamaged:
    """The error, with what to do: where a generation is whole, the index can go on from it."""
    told = [*wrong[:MOST_TOLD], *([f"and {len(wrong) - MOST_TOLD} more"] if len(wrong) > MOST_TOLD else [])]
    hint = Message.of(N_("Delete its folder and run searchapp index again over all files."))
    if whole:
        text = N_("Generation %(number)s is whole: run searchapp index again over all files.")
        hint = Message.of(text, number=whole[0])
    return IndexDamaged(Message.of(N_("The index is damaged: %(what)s."), what="; ".join(told)), hint)
