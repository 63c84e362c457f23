"""Several processes that do the same work, until they are told to stop; one that ends is replaced.

Knows nothing of the work.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from functools import partial

GRACE = 10.0
"""Seconds that the processes have to come to an end, before they are ended."""
TICK = 1.0
"""Seconds before one that ended at once is replaced, so that a fault costs little."""

_STOPS = frozenset((signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
_HEARD = frozenset((*_STOPS, signal.SIGCHLD))

_log = logging.getLogger(__name__)

Work = Callable[[int], None]
"""Of a process at a place, from 0, that no other has at the same time."""


def supervise(number: int, work: Work) -> None:
    """Do work in so many processes until SIGINT, SIGTERM or SIGHUP comes; the work must end at SIGTERM.

    This process must have one thread only.
    """
    # Blocked and waited for, signals cannot come between two lines.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
    crew = _Crew(number, work, before)
    try:
        crew.fill()
        while (heard := signal.sigtimedwait(_HEARD, TICK)) is None or heard.si_signo not in _STOPS:
            crew.reap()
            crew.fill()
    finally:
        crew.stop()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Crew:
    """The processes that are there, by id, each with when it began and its place."""

    def __init__(self, number: int, work: Work, mask: set[signal.Signals | int]) -> None:
        self._number, self._work, self._mask = number, work, mask
        self._began: dict[int, float] = {}
        self._places: dict[int, int] = {}
        self._next_start = 0.0

    def fill(self) -> None:
        """Start those that are missing, now or soon."""
        while len(self._began) < self._number and time.monotonic() >= self._next_start:
            place = min({*range(self._number)} - {*self._places.values()})
            pid = _started(partial(self._work, place), self._mask)
            self._began[pid], self._places[pid] = time.monotonic(), place

    def reap(self) -> None:
        """Take note of those that ended."""
        for pid, status in _ended(self._began):
            began = self._began.pop(pid)
            del self._places[pid]
            self._next_start = began + TICK
            _log.error(
                "A worker (process %s) ended by itself: %s. Another takes its place.", pid, _how(status)
            )

    def stop(self) -> None:
        """Tell all to stop; end those that do not, at once where a signal comes again."""
        _tell(self._began, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        while self._forget_ended() and (left := deadline - time.monotonic()) > 0:
            heard = signal.sigtimedwait(_HEARD, left)
            if heard is not None and heard.si_signo in _STOPS:
                break
        _tell(self._began, signal.SIGKILL)
        for pid in self._began:
            os.waitpid(pid, 0)

    def _forget_ended(self) -> bool:
        """Whether any is left."""
        for pid, _ in _ended(self._began):
            del self._began[pid]
        return bool(self._began)


def _ended(pids: dict[int, float]) -> list[tuple[int, int]]:
    """Process and exit status of each that has ended and was not yet asked for."""
    asked = [os.waitpid(pid, os.WNOHANG) for pid in pids]
    return [(pid, status) for pid, status in asked if pid]


def _tell(pids: dict[int, float], what: signal.Signals) -> None:
    for pid in pids:
        os.kill(pid, what)  # one that has ended can be told until it is asked for


def _how(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name


def _started(work: Callable[[], None], mask: set[signal.Signals | int]) -> int:
    """The process that does the work from now on."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        # A terminal sends these to all processes; the supervisor tells its own when to stop.
        for ignored in (signal.SIGINT, signal.SIGHUP):
            signal.signal(ignored, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        work()
        code = 0
    except Exception:  # noqa: BLE001 - it is told, and the process ends here
        _log.exception("A worker failed")
    finally:
        os._exit(code)
