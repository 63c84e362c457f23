"""What the disk refuses while an index is written, as one error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from searchapp.errors import N_, EngineError, Message


@contextmanager
def refusal_told() -> Iterator[None]:
    """Raise EngineError where the block cannot write: a full disk, a folder of somebody else."""
    try:
        yield
    except OSError as error:
        raise EngineError(
            Message.of(N_("The index cannot be written: %(reason)s."), reason=error),
            Message.of(N_("Check the disk and who may write there; the index is as it was.")),
        ) from error
