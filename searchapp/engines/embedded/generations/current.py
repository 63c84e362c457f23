"""The file that names the generation that is served: `7`, and the checksum of that generation's manifest.

A number alone, as somebody may write it by hand to go back, names that generation as it is. `0` stands
there while the first generation is made: where there is no such file, but a generation, it was lost.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from searchapp.engines.embedded.disk.damage import damaged, is_refusal, unreadable
from searchapp.engines.embedded.disk.durable import fresh_of, write_in_place_of

CURRENT = "CURRENT"
_FORM = re.compile(rb"([0-9]{1,18})(?: ([0-9a-f]{64}))?\n")
_LONGEST = 100
_NOTHING = b"0\n"


class Signature(NamedTuple):
    """Tells one CURRENT from another, though the same number may stand in it."""

    inode: int
    modified: int
    content: bytes

    @property
    def is_nothing(self) -> bool:
        """Whether there is no generation yet."""
        return self.content == _NOTHING


class Named(NamedTuple):
    """A generation, and the checksum its manifest must have, where one is told."""

    number: int
    checksum: str | None


def signature_in(folder: Path) -> Signature | None:
    """The signature of a folder's CURRENT; None where there is none. Raises EngineError."""
    try:
        with (folder / CURRENT).open("rb") as file:
            found = os.fstat(file.fileno())
            return Signature(found.st_ino, found.st_mtime_ns, file.read(_LONGEST))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if is_refusal(error):
            raise unreadable(error) from error
        return Signature(0, 0, str(error).encode())


def named(signature: Signature) -> Named:
    """What a CURRENT names. Raises IndexDamaged."""
    found = _FORM.fullmatch(signature.content)
    if found is None:
        raise damaged(f"{CURRENT} names no generation")
    number, checksum = found.groups()
    return Named(int(number), checksum.decode() if checksum else None)


def name(folder: Path, number: int, checksum: str) -> None:
    """Make this generation the one that is served; it is on the disk then."""
    write_in_place_of(folder / CURRENT, f"{number} {checksum}\n".encode())


def name_nothing(folder: Path) -> None:
    """Say that there is no generation yet, where nothing else is said."""
    if signature_in(folder) is None:
        write_in_place_of(folder / CURRENT, _NOTHING)


def clear(folder: Path) -> None:
    """Leave nothing behind that names no generation."""
    signature = signature_in(folder)
    if signature is not None and signature.is_nothing:
        (folder / CURRENT).unlink(missing_ok=True)
    fresh_of(folder / CURRENT).unlink(missing_ok=True)
