"""The folder beside an index where the journal of a run is, until the index holds what is in it.

A run's journal has a name of its own, so that it can be removed when the lock is somebody else's again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from searchapp.errors import N_, EngineError, Message
from searchapp.journal import Journal, Leftover

_ENDING = ".journal"


class Unfinished:
    """This run's journal, in a folder; without one, or without rules, in a temporary file."""

    def __init__(self, folder: Path | None, rules: str) -> None:
        self._folder = folder if rules else None
        self._rules = rules
        self._path: Path | None = None
        self._file: IO[bytes] | None = None

    def journal(self) -> tuple[Journal, Leftover | None]:
        """The journal, and what an interrupted run left in it. The caller holds the index's lock.

        Raises EngineError where it cannot be written.
        """
        try:
            return self._opened()
        except OSError as error:
            raise EngineError(
                Message.of(N_("The index cannot be written: %(reason)s."), reason=error),
                Message.of(N_("Check the disk and who may write there; the index is as it was.")),
            ) from error

    def _opened(self) -> tuple[Journal, Leftover | None]:
        if self._folder is None:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by `close`
        else:
            self._path = _claimed(self._folder)
            self._file = self._path.open("r+b", buffering=0)
        journal = Journal(self._file.fileno())
        leftover = journal.go_on(self._rules)
        if leftover is None:
            journal = Journal(self._file.fileno())
            journal.begin(self._rules)
        return journal, leftover

    def close(self, *, keep: bool) -> None:
        """Let go of the journal; without `keep` nothing of it is left."""
        if self._file is not None:
            self._file.close()
        if self._path is None or keep:
            return
        self._path.unlink(missing_ok=True)
        with suppress(OSError):  # somebody else's journal may be there by now
            self._path.parent.rmdir()


@contextmanager
def unfinished(folder: Path | None, rules: str) -> Iterator[Unfinished]:
    """A journal that stays where it is if the block does not come to its end."""
    opened = Unfinished(folder, rules)
    try:
        yield opened
    except BaseException:
        opened.close(keep=True)
        raise
    opened.close(keep=False)


def _claimed(folder: Path) -> Path:
    """A journal of a new name: the newest that an interrupted run left, or an empty one."""
    folder.mkdir(parents=True, exist_ok=True)
    left = sorted(folder.glob(f"*{_ENDING}"), key=lambda path: path.stat().st_mtime_ns)
    with tempfile.NamedTemporaryFile(suffix=_ENDING, dir=folder, delete=False) as made:
        path = Path(made.name)
    if left:
        left.pop().replace(path)
    for older in left:
        older.unlink()
    return path
