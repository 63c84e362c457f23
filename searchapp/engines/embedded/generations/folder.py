"""The folder of an index: one complete state after another, and which of them is served.

    CURRENT              names the generation that is served
    generations/7/       its files; manifest.json, written last, lists them
    LOCK                 held by whoever writes

A generation is made in a folder of its own and is served once `CURRENT` names it; that one file is
replaced in one step, so that a reader, or a power cut, meets the old state or the new one. Where the
generation it names is damaged, the newest before it that is not takes its place, for readers and for
writers. A number is given once. Knows nothing of what the files hold.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from searchapp.engines.embedded.disk.damage import damaged
from searchapp.engines.embedded.disk.durable import make_folder, sync
from searchapp.engines.embedded.generations import current
from searchapp.engines.embedded.generations.current import CURRENT, Named, Signature
from searchapp.engines.embedded.generations.manifest import MANIFEST, Manifest
from searchapp.errors import N_, IndexDamaged, IndexMissing, Message

KEPT = 2
"""Generations that stay: the one that is served, and the one it was made from."""


class State(NamedTuple):
    """All that decides which generation is served."""

    signature: Signature | None
    condemned: Mapping[int, IndexDamaged]


class Generations:
    """The generations in an index's folder."""

    def __init__(self, folder: Path, schema_version: str) -> None:
        self._folder = folder
        self._schema_version = schema_version
        self._base: int | None = None
        self._condemning = Lock()
        self._condemned = State(None, {})

    def state(self) -> State:
        """Changes with every switch, and where a generation is condemned. Raises IndexMissing."""
        signature = current.signature_in(self._folder)
        if signature.is_nothing if signature else not self.complete():
            raise self._missing()
        condemned = self._condemned
        return condemned if condemned.signature == signature else State(signature, {})

    def current(self) -> int:
        """The generation that CURRENT names. Raises IndexMissing and IndexDamaged."""
        return self._named(self.state().signature).number

    def folder(self, number: int) -> Path:
        """Where a generation's files are."""
        return self._folder / "generations" / str(number)

    def manifest(self, number: int) -> Manifest:
        """What a generation should hold. Raises IndexOutdated and IndexDamaged."""
        return Manifest.read(self.folder(number), self._schema_version, checksum=self._checksum(number))

    def condemn(self, number: int, error: IndexDamaged) -> None:
        """Neither serve nor build on it until CURRENT is written anew. Raises IndexMissing."""
        with self._condemning:
            signature, condemned = self.state()
            self._condemned = State(signature, {**condemned, number: error})

    def complete(self) -> list[int]:
        """Generations that have a manifest, newest first."""
        numbers = (number for number in self._numbers() if (self.folder(number) / MANIFEST).exists())
        return sorted(numbers, reverse=True)

    def in_order(self) -> tuple[list[int], IndexDamaged | None]:
        """The generation that CURRENT names and those before it, newest first.

        Where CURRENT names none they are all there are, with what is wrong. Raises IndexMissing.
        """
        held = self.complete()
        try:
            served = self.current()
        except IndexDamaged as error:
            return held, error
        return [served, *(number for number in held if number < served)], None

    def begin(self, base: int | None, *, linked: Iterable[str]) -> int:
        """A new generation's number; its folder holds the files of the base that are to be linked.

        What an interrupted writer left is removed. The caller holds the lock.
        """
        served = self._served()
        number = 1 + max((*self._numbers(), served or 0, base or 0))
        self._remove_all_but((base, served, self._before(base)))
        self._base = base
        try:
            if base is None:
                current.name_nothing(self._folder)
            make_folder(self.folder(number))
            for name in linked:
                _link(self.folder(base or 0) / name, self.folder(number) / name)
        except BaseException:
            self.discard(number)
            raise
        return number

    def publish(self, number: int, manifest: Manifest) -> None:
        """Serve a generation whose files are complete; all of it is on the disk before it is named."""
        folder = self.folder(number)
        for path in (*folder.iterdir(), folder):
            sync(path)
        checksum = manifest.write(folder)
        for path in (folder / MANIFEST, folder):
            sync(path)
        current.name(self._folder, number, checksum)
        self._remove_all_but((number, self._base))

    def serve(self, number: int) -> None:
        """Serve a generation that is kept, once every byte of it has been read. The caller holds the lock.

        Raises IndexOutdated and IndexDamaged.
        """
        self.manifest(number).check(self.folder(number), whole=("*",))
        current.name(self._folder, number, Manifest.checksum(self.folder(number)))

    def discard(self, number: int) -> None:
        """Remove a generation that was begun, unless it came to be served."""
        if self._served() != number:
            self._remove(number)
        current.clear(self._folder)

    def _served(self) -> int | None:
        """The generation that CURRENT names, if it does."""
        try:
            return self.current()
        except (IndexMissing, IndexDamaged):
            return None

    def _named(self, signature: Signature | None) -> Named:
        if signature is None:
            raise damaged(f"{CURRENT} is missing")
        return current.named(signature)

    def _checksum(self, number: int) -> str | None:
        """The checksum that CURRENT tells of a generation's manifest, if it does."""
        try:
            named = self._named(self.state().signature)
        except (IndexMissing, IndexDamaged):
            return None
        return named.checksum if named.number == number else None

    def _remove(self, number: int) -> None:
        # Without its manifest it is no generation any more, whatever else is left of it.
        (self.folder(number) / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(self.folder(number), ignore_errors=True)

    def _remove_all_but(self, kept: Collection[int | None]) -> None:
        for number in self._numbers():
            if number not in kept:
                self._remove(number)

    def _before(self, base: int | None) -> int | None:
        return next((number for number in self.complete() if base is not None and number < base), None)

    def _numbers(self) -> list[int]:
        folder = self._folder / "generations"
        try:
            return [int(path.name) for path in folder.iterdir() if path.name.isdecimal()]
        except (FileNotFoundError, NotADirectoryError):
            return []

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
