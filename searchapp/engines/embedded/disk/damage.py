"""What a damaged index raises, as one error. Knows nothing of how an index is laid out."""

from __future__ import annotations

import errno
import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from searchapp.errors import N_, EngineError, IndexDamaged, Message

SIGNS: tuple[type[Exception], ...] = (
    OSError, EOFError, ValueError, LookupError, AttributeError, TypeError, AssertionError, NameError,
    struct.error, zlib.error, pickle.UnpicklingError, msgspec.MsgspecError,
)  # fmt: skip
"""What reading bytes that are not what they should be can raise."""

ANY = Exception
"""Whoosh raises bare Exceptions too: wherever it alone is at work, any is a sign of damage."""

_REFUSALS = {errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM}
"""What the system says where the process may not or cannot read now, whatever the bytes are."""


def damaged(what: object) -> IndexDamaged:
    """The error to raise, with what was found to be wrong."""
    return IndexDamaged(
        Message.of(N_("The index is damaged: %(what)s."), what=what),
        Message.of(N_("Delete its folder and run searchapp index again over all files.")),
    )


def what_is_wrong(error: IndexDamaged) -> str:
    """What `damaged` was told."""
    return dict(error.message.params)["what"]


def replaced_by(error: IndexDamaged, number: int) -> IndexDamaged:
    """The same damage, told where another generation is served in place of the damaged one."""
    return IndexDamaged(
        Message.of(
            N_("%(damage)s Generation %(number)s is served instead."), damage=error.message, number=number
        ),
        Message.of(N_("Run searchapp index again over all files.")),
    )


@contextmanager
def damage_told(what: object, *signs: type[Exception]) -> Iterator[None]:
    """Raise IndexDamaged where the block raises a sign of damage; `signs` are further ones.

    What the system refuses (a file of somebody else, too many open files) is no damage: EngineError.
    """
    try:
        yield
    except EngineError:
        raise
    except (*SIGNS, *signs) as error:
        if is_refusal(error):
            raise unreadable(error) from error
        raise damaged(f"{what} ({type(error).__name__}: {error})") from error


def is_refusal(error: Exception) -> bool:
    """Whether the system refused to read, whatever there is to be read."""
    return isinstance(error, OSError) and error.errno in _REFUSALS


def unreadable(error: Exception) -> EngineError:
    """The error to raise where the system refused to read."""
    return EngineError(
        Message.of(N_("The index cannot be read: %(reason)s."), reason=error),
        Message.of(
            N_("Look at who may read it, and at how much memory and how many open files are allowed.")
        ),
    )
