"""A model of a disk: what of a folder has been synced, and what may be on it after a power cut.

What was not synced may be there, or not, or in part. A file's bytes are on the disk once the file is synced;
a name (made, replaced, or taken away) once its folder is. Until then each 512 bytes of a file may be the old
ones, the new ones or zeros, the file may be as long as before or as now, and each name may be as before or as
now, whatever became of other names and of the bytes. No file system is known to be worse.
"""

from __future__ import annotations

import enum
import os
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512

Id = int
"""Of a file or folder; unlike inode numbers none comes back."""


class Loss(enum.Enum):
    """How much of what was not synced is lost."""

    ALL = "all that was not synced"
    NONE = "nothing"
    NAMES = "names that were not synced"
    BYTES = "bytes that were not synced"
    SOME = "some names and some sectors"


@dataclass(frozen=True)
class Contents:
    """Names in folders, and bytes of files."""

    names: Mapping[Id, Mapping[str, Id]]
    bytes: Mapping[Id, bytes]


@dataclass(frozen=True)
class Moment:
    """What is on the disk for certain, and what the processes see."""

    root: Id
    synced: Contents
    seen: Contents


@dataclass
class Disk:
    """Follows a folder from operation to operation. At the start all of it is on the disk."""

    folder: Path
    ids: dict[int, Id] = field(default_factory=dict)
    """Inode number -> id, of what has a name now."""
    next_id: Id = 0

    def __post_init__(self) -> None:
        self.seen = Contents({}, {})
        self.synced = self.seen = self._look()

    def moment(self) -> Moment:
        """As it is now. To be called before every operation that changes anything."""
        self.seen = self._look()
        return Moment(self.ids[self.folder.stat().st_ino], self.synced, self.seen)

    def sync(self, path: Path) -> None:
        """A file or folder is on the disk as it was when last looked at."""
        try:
            synced = self.ids[path.stat().st_ino]
        except (FileNotFoundError, KeyError):
            return  # it has no name: nothing of it is left after a power cut
        if synced in self.seen.names:
            inside = self.seen.names[synced]
            # That a name in it is a folder's is on the disk with the name, though nothing in that folder is.
            folders: dict[Id, Mapping[str, Id]] = {
                each: {} for each in inside.values() if each in self.seen.names
            }
            names = {**folders, **self.synced.names, synced: inside}
            self.synced = Contents(names, self.synced.bytes)
        else:
            content = {**self.synced.bytes, synced: self.seen.bytes[synced]}
            self.synced = Contents(self.synced.names, content)

    def _look(self) -> Contents:
        names: dict[Id, dict[str, Id]] = {}
        content: dict[Id, bytes] = {}
        live: dict[int, Id] = {}
        for folder, folders, files in os.walk(self.folder):
            above = names.setdefault(self._id(Path(folder), live), {})
            for name in folders:
                above[name] = self._id(Path(folder, name), live)
            for name in files:
                path = Path(folder, name)
                above[name] = known = self._id(path, live)
                content[known] = self._read(path, known)
        self.ids = live
        return Contents(names, content)

    def _read(self, path: Path, known: Id) -> bytes:
        """What a file holds; the same object as before where it is the same."""
        held, before = path.read_bytes(), self.seen.bytes.get(known)
        return before if before is not None and held == before else held

    def _id(self, path: Path, live: dict[int, Id]) -> Id:
        inode = path.lstat().st_ino
        if inode not in live:
            live[inode] = self.ids.get(inode, self.next_id)
            self.next_id = max(self.next_id, live[inode] + 1)
        return live[inode]


def rebuild(moment: Moment, folder: Path, loss: Loss, draw: random.Random) -> None:
    """What a power cut at this moment may leave, in a new folder."""
    _Remains(moment, loss, draw).make(moment.root, folder)


@dataclass
class _Remains:
    moment: Moment
    loss: Loss
    draw: random.Random
    made: dict[Id, Path] = field(default_factory=dict)
    """Files that have a name already."""

    def make(self, known: Id, folder: Path) -> None:
        folder.mkdir()
        synced = self.moment.synced.names.get(known, {})
        seen = self.moment.seen.names.get(known, {})  # it was emptied before it was removed
        for name in sorted({*synced, *seen}):
            chosen = (synced if self._loses_a_name() else seen).get(name)
            if chosen is None:
                continue
            if self._is_folder(chosen):
                self.make(chosen, folder / name)
            elif chosen in self.made:
                (folder / name).hardlink_to(self.made[chosen])
            else:
                (folder / name).write_bytes(self._bytes(chosen))
                self.made[chosen] = folder / name

    def _is_folder(self, known: Id) -> bool:
        return known in self.moment.seen.names or known in self.moment.synced.names

    def _loses_a_name(self) -> bool:
        if self.loss is Loss.SOME:
            return self.draw.random() < 0.5
        return self.loss in (Loss.ALL, Loss.NAMES)

    def _bytes(self, known: Id) -> bytes:
        synced = self.moment.synced.bytes.get(known, b"")
        seen = self.moment.seen.bytes.get(known, synced)
        if synced == seen or self.loss in (Loss.NONE, Loss.NAMES):
            return seen
        if self.loss in (Loss.ALL, Loss.BYTES):
            return synced
        return self._torn(synced, seen)

    def _torn(self, synced: bytes, seen: bytes) -> bytes:
        size = self.draw.choice((len(synced), len(seen), self.draw.randint(0, len(seen))))
        sectors = []
        for first in range(0, size, SECTOR):
            kept = self.draw.choice((synced, seen, seen, b""))[first : first + SECTOR]
            sectors.append(kept.ljust(min(SECTOR, size - first), b"\0"))
        return b"".join(sectors)
