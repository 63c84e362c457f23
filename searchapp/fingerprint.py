"""What articles were made by: another fingerprint where the same files may give other articles.

The code counts, the shipped lists, and what is known beside them: the archive's own files.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

EXTRACTION = ("extract", "data")
RESOLUTION = ("extract", "data", "authority", "archive", "text", "model")
"""The parts of the package that a draft, and an article, come of."""


def fingerprint(parts: tuple[str, ...], known: object) -> str:
    """Of parts of the package and of a value of plain, frozen types."""
    told = msgspec.json.encode(known, order="sorted")
    return hashlib.sha256(_shipped(parts) + told).hexdigest()[:16]


@cache
def _shipped(parts: tuple[str, ...]) -> bytes:
    # Every list counts, not only those that are read now: a new one is not to be forgotten.
    read = hashlib.sha256(unicodedata.unidata_version.encode())
    for part in parts:
        for file in _files(resources.files("searchapp") / part):
            read.update(hashlib.sha256(file.name.encode()).digest())
            read.update(hashlib.sha256(file.read_bytes()).digest())
    return read.digest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    """The sources and lists of a folder."""
    inside = (each for each in folder.iterdir() if each.name.endswith((".py", ".toml", ".txt")))
    yield from sorted(inside, key=lambda each: each.name)
