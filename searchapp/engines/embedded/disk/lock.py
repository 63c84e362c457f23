"""One writer at a time, by a lock of the operating system: it ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from searchapp.engines.embedded.disk.durable import make_folder
from searchapp.engines.embedded.disk.unwritable import refusal_told
from searchapp.errors import N_, IndexLocked, Message

LOCK = "LOCK"


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of an index's folder, which is made if need be. Raises IndexLocked."""
    with refusal_told():
        make_folder(folder)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _locked(os.pread(descriptor, 200, 0)) from None
        _tell(descriptor, f"pid {os.getpid()} since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
        yield
        _tell(descriptor, "")
    finally:
        os.close(descriptor)


def _tell(descriptor: int, text: str) -> None:
    with refusal_told():
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text.encode(), 0)


def _locked(told: bytes) -> IndexLocked:
    found = re.fullmatch(r"pid (\d+) since (.+)\n", told.decode(errors="replace"))
    if found is None:
        return IndexLocked(
            Message.of(N_("Another process is writing this index.")),
            Message.of(N_("Try again when it has finished.")),
        )
    pid, since = found.groups()
    return IndexLocked(
        Message.of(N_("Process %(pid)s has been writing this index since %(since)s."), pid=pid, since=since),
        Message.of(N_("Try again when it has finished, or end it.")),
    )
