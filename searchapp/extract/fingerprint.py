"""What an extraction was made by: another fingerprint where the same text may give another draft."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec


def fingerprint(known: object) -> str:
    """Of the code of this package, the shipped lists, and what else is known when texts are read."""
    told = msgspec.json.encode(known, order="sorted")
    return hashlib.sha256(_shipped() + told).hexdigest()[:16]


@cache
def _shipped() -> bytes:
    """All lists count, not only those that are read now: a new one is not to be forgotten."""
    package = resources.files("searchapp")
    files = [*_files(package / "extract", ".py"), *_files(package / "data", ".toml", ".txt")]
    read = hashlib.sha256(unicodedata.unidata_version.encode())
    for file in files:
        read.update(hashlib.sha256(file.name.encode()).digest())
        read.update(hashlib.sha256(file.read_bytes()).digest())
    return read.digest()


def _files(folder: Traversable, *endings: str) -> Iterable[Traversable]:
    inside = (each for each in folder.iterdir() if each.name.endswith(endings))
    return sorted(inside, key=lambda each: each.name)
