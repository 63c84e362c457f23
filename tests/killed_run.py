"""Indexes an archive, and kills itself at the n-th call of an operation: see test_resuming.

    python -m tests.killed_run ARCHIVE INDEX [resume | OPERATION N]      of `os`

A run that comes to its end prints a digest of all that the index holds.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from searchapp import wiring
from searchapp.indexing import Running
from searchapp.settings import Settings


def kill_at(operation: str, at: int) -> None:
    """Let an operation be the end of this process when it is called for the n-th time."""
    do: Callable[..., Any] = getattr(os, operation)
    calls = 0

    def counted(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return do(*arguments, **options)

    setattr(os, operation, counted)


def main(archive: Path, index: Path, *asked: str) -> None:
    if len(asked) == 2:
        kill_at(asked[0], int(asked[1]))
    settings = Settings(archive=archive, index=index, processes=1)
    report = wiring.index(
        settings, [archive], prune=False, dry_run=False, running=Running(resume="resume" in asked)
    )
    assert not report.failures
    engine = wiring.open_engine(settings)
    told = hashlib.sha256()
    for draft in engine.drafts():
        told.update(msgspec.json.encode((draft, engine.get(draft.id))))
    told.update(msgspec.json.encode((tuple(engine.people().values()), tuple(engine.sources().values()))))
    print(told.hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
