"""The generation that is served, opened: noticed when it changes, and shared by all threads."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from searchapp.engines.embedded.disk.damage import replaced_by
from searchapp.engines.embedded.generations import choice
from searchapp.engines.embedded.generations.choice import Chosen
from searchapp.engines.embedded.generations.folder import Generations
from searchapp.engines.embedded.search.snapshot import REGISTRY, Snapshot
from searchapp.errors import EngineError, IndexDamaged, IndexMissing, IndexOutdated

LOOKS_EVERY = 1.0
"""Seconds between two looks at which generation is served."""

TRIES_EVERY = 60.0
"""Seconds until a generation that did not open is tried again: somebody may have put its files back."""

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)


class Served:
    """Gives the snapshot of the generation that is served.

    Where that is damaged, the one before it is served, and `trouble` says so.
    """

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._opening = Lock()
        self._opened: Chosen[Snapshot] | None = None
        self._trouble: EngineError | None = None
        self._next_look = 0.0
        self._next_try = 0.0

    def snapshot(self) -> Snapshot:
        """The present state. Raises IndexMissing, IndexOutdated and IndexDamaged."""
        opened = self._opened
        if opened is not None and time.monotonic() < self._next_look:
            return opened.opened
        with self._opening:
            return self._looked()

    def trouble(self) -> EngineError | None:
        """Why the index cannot answer, or does not from the generation that it should answer from."""
        try:
            self.snapshot()
        except EngineError as error:
            return error
        return self._trouble

    def look(self) -> None:
        """Look anew at the next question."""
        with self._opening:  # a look that is under way may be at the state before
            self._next_look = 0.0

    def answer(self, question: Callable[[Snapshot], Answer]) -> Answer:
        """What the question gives of the present state, or of the one before it where it met damage."""
        while True:
            snapshot = self.snapshot()
            try:
                return question(snapshot)
            except IndexDamaged as error:
                if not self.condemn(snapshot, error):
                    raise

    def condemn(self, snapshot: Snapshot, error: IndexDamaged) -> bool:
        """Serve another snapshot than this one, which turned out to be damaged; whether there is another.

        Where there is none it answers what it can.
        """
        with self._opening:
            before = self._opened
            if before is None or before.opened is not snapshot:
                return True  # somebody else saw it first, or there was a commit
            if self._generations.state() == before.state:
                if before.number in before.state.condemned:
                    return False
                self._generations.condemn(before.number, error)
            return self._looked() is not snapshot

    def _looked(self) -> Snapshot:
        opened, now = self._opened, time.monotonic()
        if opened is None or self._is_another_due(opened, now):
            opened = self._opened = self._open(opened)
            self._next_try = now + TRIES_EVERY
        self._next_look = now + LOOKS_EVERY
        return opened.opened

    def _is_another_due(self, opened: Chosen[Snapshot], now: float) -> bool:
        try:
            state = self._generations.state()
        except IndexMissing:
            raise
        except EngineError as error:  # nothing can be read now; what is in memory goes on being served
            self._tell(error)
            return False
        return opened.state != state or self._is_worth_a_try(opened, now)

    def _is_worth_a_try(self, opened: Chosen[Snapshot], now: float) -> bool:
        return self._trouble is not None and not opened.state.condemned and now >= self._next_try

    def _open(self, before: Chosen[Snapshot] | None) -> Chosen[Snapshot]:
        """What is to be served; where nothing opens, what is in memory is, until the next look."""
        try:
            chosen = choice.served(self._generations, self._open_generation)
        except (IndexMissing, IndexOutdated):
            raise
        except EngineError as error:
            if before is None:
                raise
            self._tell(replaced_by(error, before.number) if isinstance(error, IndexDamaged) else error)
            return before
        self._tell(chosen.trouble)
        return chosen

    def _open_generation(self, number: int) -> Snapshot:
        folder = self._generations.folder(number)
        manifest = self._generations.manifest(number)
        manifest.check(folder, whole=(REGISTRY,))
        return Snapshot(str(number), folder, manifest.segments)

    def _tell(self, trouble: EngineError | None) -> None:
        if trouble is not None and str(trouble) != str(self._trouble):
            _log.error("%s", trouble)
        self._trouble = trouble
