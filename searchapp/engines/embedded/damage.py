"""What a damaged index raises, as one error. Knows nothing of how an index is laid out."""

from __future__ import annotations

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


def damaged(what: object) -> IndexDamaged:
    """The error to raise, with what was found to be wrong."""
    return IndexDamaged(
        Message.of(N_("The index is damaged: %(what)s."), what=what),
        Message.of(N_("Delete its folder and run searchapp index again over all files.")),
    )


@contextmanager
def damage_told(what: object, *signs: type[Exception]) -> Iterator[None]:
    """Raise IndexDamaged where the block raises a sign of damage; `signs` are further ones."""
    try:
        yield
    except EngineError:
        raise
    except (*SIGNS, *signs) as error:
        raise damaged(f"{what} ({type(error).__name__}: {error})") from error
