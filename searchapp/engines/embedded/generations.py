"""The folder of an index: one complete state after another, and which of them is served.

    CURRENT              names the generation that is served
    generations/7/       its files; manifest.json, written last, lists them
    LOCK                 held by whoever writes

A generation is made in a folder of its own and is served once `CURRENT` names it; that one file is
replaced in one step, so that a reader, or a power cut, meets the old state or the new one. Knows
nothing of what the files hold.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from searchapp.engines.embedded.damage import damage_told
from searchapp.engines.embedded.manifest import Manifest
from searchapp.errors import N_, IndexDamaged, IndexMissing, Message

CURRENT = "CURRENT"
KEPT = 2
"""Generations that stay: the one that is served, and the one before it."""

Signature = tuple[int, int, int]
"""Tells one CURRENT from another without reading it; a number alone could come back."""


class Generations:
    """The generations in an index's folder."""

    def __init__(self, folder: Path, schema_version: str) -> None:
        self._folder = folder
        self._schema_version = schema_version

    def signature(self) -> Signature:
        """Changes with every switch. Raises IndexMissing."""
        try:
            found = (self._folder / CURRENT).stat()
        except (FileNotFoundError, NotADirectoryError):
            raise self._missing() from None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def current(self) -> int:
        """The generation that is served. Raises IndexMissing and IndexDamaged."""
        self.signature()
        with damage_told(f"{CURRENT} names no generation"):
            return int((self._folder / CURRENT).read_text(encoding="ascii"))

    def folder(self, number: int) -> Path:
        """Where a generation's files are."""
        return self._folder / "generations" / str(number)

    def manifest(self, number: int) -> Manifest:
        """What a generation should hold. Raises IndexOutdated and IndexDamaged."""
        return Manifest.read(self.folder(number), self._schema_version)

    def begin(self, base: int | None, *, linked: Iterable[str]) -> int:
        """A new generation's number; its folder holds the files of the base that are to be linked.

        What an interrupted writer left is removed. The caller holds the lock.
        """
        self._remove_all_but(base)
        number = (base or 0) + 1
        self.folder(number).mkdir(parents=True)
        for name in linked:
            _link(self.folder(base or 0) / name, self.folder(number) / name)
        return number

    def publish(self, number: int, manifest: Manifest) -> None:
        """Serve a generation whose files are complete; all of it is on the disk before it is named."""
        folder = self.folder(number)
        manifest.write(folder)
        for path in (*folder.iterdir(), folder, folder.parent):
            _sync(path)
        fresh = self._folder / f"{CURRENT}.new"
        fresh.write_text(f"{number}\n", encoding="ascii")
        _sync(fresh)
        fresh.replace(self._folder / CURRENT)
        _sync(self._folder)
        self._remove_all_but(number)

    def discard(self, number: int) -> None:
        """Remove a generation that was begun, unless it came to be served."""
        try:
            if self.current() == number:
                return
        except (IndexMissing, IndexDamaged):
            pass
        self._remove(number)

    def _remove(self, number: int) -> None:
        shutil.rmtree(self.folder(number), ignore_errors=True)

    def _remove_all_but(self, served: int | None) -> None:
        numbers = sorted(self._numbers(), reverse=True)
        kept = [number for number in numbers if served is not None and number <= served][:KEPT]
        for number in numbers:
            if number not in kept:
                self._remove(number)

    def _numbers(self) -> Iterator[int]:
        folder = self._folder / "generations"
        if folder.is_dir():
            yield from (int(path.name) for path in folder.iterdir() if path.name.isdecimal())

    def _missing(self) -> IndexMissing:
        return IndexMissing(
            Message.of(N_("There is no index in %(folder)s."), folder=f"{self._folder}/"),
            Message.of(N_("Run searchapp index PATH first.")),
        )


def _link(source: Path, target: Path) -> None:
    """The same file under a second name, or a copy where the file system has no such thing."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
