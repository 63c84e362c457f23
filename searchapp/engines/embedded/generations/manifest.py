"""What a generation's folder holds, file by file, so that a reader can tell whether it still does.

The manifest is sealed: its last line is the checksum of what stands above it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import msgspec

from searchapp.engines.embedded.disk.damage import damage_told, damaged
from searchapp.errors import N_, IndexOutdated, Message

MANIFEST = "manifest.json"
_SEALED = re.compile(rb'(.*),\n  "checksum": "([0-9a-f]{64})"\n\}\n', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file's size in bytes and its SHA-256, hexadecimal."""

    size: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FileRecord:
        """A file as it is."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(size=path.stat().st_size, sha256=digest)

    def check_size(self, path: Path) -> None:
        """Raise IndexDamaged where the file is longer or shorter."""
        with damage_told(f"{path.name} cannot be read"):
            size = path.stat().st_size
        if size != self.size:
            raise damaged(f"{path.name} has {size} bytes instead of {self.size}")

    def check(self, path: Path) -> None:
        """Read the file and raise IndexDamaged where it holds anything else."""
        self.check_size(path)
        with damage_told(f"{path.name} cannot be read"):
            found = FileRecord.of(path)
        if found != self:
            raise damaged(f"{path.name} is not what was written")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    schema_version: str | int


class _Sealed(NamedTuple):
    """What stands above a manifest's last line, and the checksum in it; None where it is no such line."""

    body: bytes
    checksum: str | None

    @property
    def is_broken(self) -> bool:
        return self.checksum is not None and self.checksum != _checksum(self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The files of a generation by name, the manifest itself left out."""

    schema_version: str
    files: Mapping[str, FileRecord]
    segments: tuple[str, ...] = ()
    """The names of segments, in the order in which their documents are numbered."""

    @classmethod
    def of(
        cls,
        folder: Path,
        schema_version: str,
        *,
        known: Mapping[str, FileRecord],
        segments: tuple[str, ...] = (),
    ) -> Manifest:
        """The manifest of a folder; the files that are known, unchanged since, are not read again."""
        names = sorted(path.name for path in folder.iterdir() if path.name != MANIFEST)
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            records = threads.map(lambda name: known.get(name) or FileRecord.of(folder / name), names)
            files = dict(zip(names, records, strict=True))
        return cls(schema_version=schema_version, files=files, segments=segments)

    @classmethod
    def read(cls, folder: Path, schema_version: str, *, checksum: str | None = None) -> Manifest:
        """The manifest that a folder holds. Raises IndexOutdated, and IndexDamaged.

        With a checksum, another manifest than the one that has it is damage too.
        """
        with damage_told("its manifest cannot be read"):
            encoded = (folder / MANIFEST).read_bytes()
            sealed = _sealed(encoded)
            version = msgspec.json.decode(encoded, type=_Version).schema_version
        if sealed.is_broken or (checksum is not None and sealed.checksum != checksum):
            raise damaged("its manifest is not what was written")
        if version != schema_version:
            raise _outdated(version, schema_version)
        with damage_told("its manifest cannot be read"):
            read = msgspec.json.decode(encoded, type=cls)
        if sealed.checksum is None:
            raise damaged("its manifest is not what was written")
        return read

    @staticmethod
    def checksum(folder: Path) -> str:
        """The checksum of the manifest that a folder holds. Raises IndexDamaged."""
        with damage_told("its manifest cannot be read"):
            sealed = _sealed((folder / MANIFEST).read_bytes())
        if sealed.checksum is None or sealed.is_broken:
            raise damaged("its manifest is not what was written")
        return sealed.checksum

    def write(self, folder: Path) -> str:
        """Write it into the folder; its checksum."""
        body = msgspec.json.format(msgspec.json.encode(self)).removesuffix(b"\n}")
        checksum = _checksum(body)
        (folder / MANIFEST).write_bytes(body + b',\n  "checksum": "%s"\n}\n' % checksum.encode())
        return checksum

    def check(self, folder: Path, *, whole: Sequence[str]) -> None:
        """Raise IndexDamaged where a size is wrong, or the checksum of a file that `whole` names.

        `whole` are patterns as in a shell: `*.json`.
        """
        for name, record in self.files.items():
            record.check_size(folder / name)
        names = [name for name in self.files if any(fnmatch(name, each) for each in whole)]
        if len(names) == 1:
            self.files[names[0]].check(folder / names[0])
            return
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            for _ in threads.map(lambda name: self.files[name].check(folder / name), names):
                pass


def _sealed(encoded: bytes) -> _Sealed:
    found = _SEALED.fullmatch(encoded)
    return _Sealed(found[1], found[2].decode()) if found else _Sealed(encoded, None)


def _checksum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _outdated(found: str | int, read: str) -> IndexOutdated:
    return IndexOutdated(
        Message.of(
            N_("The index has the format %(found)s; this version of searchapp reads %(read)s."),
            found=found,
            read=read,
        ),
        Message.of(N_("Run searchapp index again over all files.")),
    )
