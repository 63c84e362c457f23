"""The generation that is served, opened: noticed when it changes, and shared by all threads."""

from __future__ import annotations

import logging
import time
from threading import Lock

from searchapp.engines.embedded.change import WHOLE, read_registry
from searchapp.engines.embedded.generations import Generations, Signature
from searchapp.engines.embedded.snapshot import Snapshot
from searchapp.engines.embedded.store import Store
from searchapp.errors import IndexDamaged

LOOKS_EVERY = 1.0
"""Seconds between two looks at which generation is served."""

_log = logging.getLogger(__name__)


class Served:
    """Gives the snapshot of the generation that is served."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._opening = Lock()
        self._opened: tuple[Signature, Snapshot] | None = None
        self._next_look = 0.0

    def snapshot(self) -> Snapshot:
        """The present state. Raises IndexMissing, IndexOutdated and IndexDamaged."""
        opened = self._opened
        if opened is not None and time.monotonic() < self._next_look:
            return opened[1]
        with self._opening:
            return self._looked()

    def look(self) -> None:
        """Look anew at the next question."""
        with self._opening:  # a look that is under way may be at the state before
            self._next_look = 0.0

    def _looked(self) -> Snapshot:
        signature = self._generations.signature()
        if self._opened is None or self._opened[0] != signature:
            self._opened = (signature, self._open(signature))
        self._next_look = time.monotonic() + LOOKS_EVERY
        return self._opened[1]

    def _open(self, signature: Signature) -> Snapshot:
        """Opened anew where another generation came to be served, and this one removed, meanwhile."""
        try:
            return self._open_current()
        except IndexDamaged as error:
            switched = self._generations.signature()
            if switched != signature:
                return self._open(switched)
            if self._opened is None:
                raise
            _log.error("%s The previous generation is still served.", error)
            return self._opened[1]

    def _open_current(self) -> Snapshot:
        number = self._generations.current()
        folder = self._generations.folder(number)
        self._generations.manifest(number).check(folder, whole=WHOLE)
        return Snapshot(str(number), Store(folder), read_registry(folder))
