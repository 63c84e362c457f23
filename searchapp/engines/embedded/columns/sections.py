"""A file of named arrays: written one after another, mapped into memory, each checked before it is used.

    magic, sections (each at a multiple of 64 bytes), directory (JSON), trailer

The directory gives each section's offset, bytes, dtype and CRC-32; the trailer where the directory is, and
its CRC-32. All numbers are little-endian. Nothing in a file is code, and nothing of it is unpickled.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.disk.damage import damage_told, damaged

MAGIC = b"searchc1"
ALIGNED = 64
_TRAILER = struct.Struct("<QII8s")
_CHECKED = 1 << 20
"""Bytes that are compared with their checksum at a time."""
_COPIED = 1 << 20

Array = NDArray[Any]


class Section(msgspec.Struct, frozen=True):
    """Where a section's bytes are, and what they are."""

    offset: int
    size: int
    dtype: str
    crc: int


class SectionWriter:
    """Writes a file of sections; it is whole once the context is left without an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sections: dict[str, Section] = {}

    def __enter__(self) -> Self:
        self._file = self._path.open("xb")
        self._file.write(MAGIC)
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        with self._file:
            if failed is None:
                self._end()

    def put(self, name: str, values: Array | bytes) -> None:
        """Write a section at once."""
        array = np.frombuffer(values, dtype=np.uint8) if isinstance(values, bytes) else values
        self.put_all(name, array.dtype, (array,))

    def put_all(self, name: str, dtype: np.dtype[Any], pieces: Iterable[Array]) -> None:
        """Write a section piece by piece."""
        self._pad()
        offset, crc = self._file.tell(), 0
        for piece in pieces:
            data = np.ascontiguousarray(piece, dtype=dtype.newbyteorder("<")).data.cast("B")
            crc = zlib.crc32(data, crc)
            self._file.write(data)
        size = self._file.tell() - offset
        self._sections[name] = Section(offset, size, np.dtype(dtype).newbyteorder("<").str, crc)

    def put_file(self, name: str, dtype: np.dtype[Any], spilled: BinaryIO) -> None:
        """Write a section that was gathered in a file of its own."""
        spilled.seek(0)
        blocks = iter(lambda: spilled.read(_COPIED), b"")
        self.put_all(name, np.dtype(np.uint8), (np.frombuffer(block, dtype=np.uint8) for block in blocks))
        section = self._sections[name]
        self._sections[name] = Section(section.offset, section.size, dtype.newbyteorder("<").str, section.crc)

    def _pad(self) -> None:
        self._file.write(bytes(-self._file.tell() % ALIGNED))

    def _end(self) -> None:
        self._pad()
        directory = msgspec.json.encode(self._sections)
        offset = self._file.tell()
        self._file.write(directory)
        self._file.write(_TRAILER.pack(offset, len(directory), zlib.crc32(directory), MAGIC))


@contextmanager
def spill(folder: Path) -> Iterator[BinaryIO]:
    """A file for what is too much for memory; it has no name and goes with the context."""
    with tempfile.TemporaryFile(dir=folder) as file:
        yield file


class Sections(Mapping[str, Array]):
    """The sections of a file as arrays over its mapped bytes, read-only. Safe from any thread.

    A section's checksum is compared before its first use. Raises IndexDamaged where bytes are wrong.
    """

    def __init__(self, path: Path) -> None:
        self._name = path.name
        with damage_told(f"{path.name} cannot be opened"):
            self._mapped = _mapped(path)
            self._bytes = memoryview(self._mapped)
            self._sections = self._directory()
        self._checked: dict[str, Array] = {}
        self._checking = Lock()

    def __getitem__(self, name: str) -> Array:
        checked = self._checked.get(name)
        return self._check(name) if checked is None else checked

    def __iter__(self) -> Iterator[str]:
        return iter(self._sections)

    def __len__(self) -> int:
        return len(self._sections)

    def __contains__(self, name: object) -> bool:
        return name in self._sections

    def check_all(self) -> None:
        """Compare every checksum."""
        for name in self._sections:
            _ = self[name]

    def let_go(self) -> None:
        """Hold none of the file in memory; what is used again is read again."""
        self._mapped.madvise(mmap.MADV_DONTNEED)

    def size(self, name: str) -> int:
        """Of a section, in bytes."""
        return self._sections[name].size

    def _check(self, name: str) -> Array:
        section = self._sections[name]
        data = self._bytes[section.offset : section.offset + section.size]
        if self._crc(section) != section.crc:
            raise damaged(f"{name} in {self._name} is not what was written")
        with self._checking:
            return self._checked.setdefault(name, np.frombuffer(data, dtype=section.dtype))

    def _crc(self, section: Section) -> int:
        """Of a section's bytes, of which few stay in memory: what is used of them is read again."""
        crc, end = 0, section.offset + section.size
        for begin in range(section.offset, end, _CHECKED):
            last = min(begin + _CHECKED, end)
            crc = zlib.crc32(self._bytes[begin:last], crc)
            if section.size > _CHECKED:
                page = begin - begin % mmap.PAGESIZE
                self._mapped.madvise(mmap.MADV_DONTNEED, page, last - page)
        return crc

    def _directory(self) -> Mapping[str, Section]:
        size = len(self._bytes)
        offset, length, crc, magic = _TRAILER.unpack_from(self._bytes, size - _TRAILER.size)
        directory = bytes(self._bytes[offset : offset + length])
        whole = bytes(self._bytes[: len(MAGIC)]) == magic == MAGIC and offset + length == size - _TRAILER.size
        if not whole or zlib.crc32(directory) != crc:
            raise damaged(f"{self._name} is not what was written")
        return msgspec.json.decode(directory, type=dict[str, Section])


def _mapped(path: Path) -> mmap.mmap:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)
    finally:
        os.close(descriptor)


def smallest(values: Array) -> Array:
    """Whole numbers, none negative, in the narrowest type that holds them."""
    most = int(values.max()) if len(values) else 0
    dtype = next(each for each in (np.uint8, np.uint16, np.uint32, np.uint64) if most <= np.iinfo(each).max)
    return values.astype(dtype)
