"""What a generation's folder holds, file by file, so that a reader can tell whether it still does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import msgspec

from searchapp.engines.embedded.damage import damage_told, damaged
from searchapp.errors import N_, IndexOutdated, Message

MANIFEST = "manifest.json"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    schema_version: str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The files of a generation by name, the manifest itself left out."""

    schema_version: str
    files: Mapping[str, FileRecord]

    @classmethod
    def of(cls, folder: Path, schema_version: str, *, known: Mapping[str, FileRecord]) -> Manifest:
        """The manifest of a folder; the files that are known, unchanged since, are not read again."""
        names = sorted(path.name for path in folder.iterdir() if path.name != MANIFEST)
        files = {name: known.get(name) or FileRecord.of(folder / name) for name in names}
        return cls(schema_version=schema_version, files=files)

    @classmethod
    def read(cls, folder: Path, schema_version: str) -> Manifest:
        """The manifest that a folder holds. Raises IndexOutdated and IndexDamaged."""
        with damage_told("its manifest cannot be read"):
            encoded = (folder / MANIFEST).read_bytes()
            version = msgspec.json.decode(encoded, type=_Version).schema_version
        if version != schema_version:
            raise IndexOutdated(
                Message.of(
                    N_("The index has the format %(found)s; this version of searchapp reads %(read)s."),
                    found=version,
                    read=schema_version,
                ),
                Message.of(N_("Run searchapp index again over all files.")),
            )
        with damage_told("its manifest cannot be read"):
            return msgspec.json.decode(encoded, type=cls)

    def write(self, folder: Path) -> None:
        """Write it into the folder."""
        (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(self)))

    def check(self, folder: Path, *, whole: Sequence[str]) -> None:
        """Raise IndexDamaged where a size is wrong, or the checksum of a file that `whole` names.

        `whole` are patterns as in a shell: `*.json`.
        """
        for name, record in self.files.items():
            with damage_told(f"{name} cannot be read"):
                size = (folder / name).stat().st_size
            if size != record.size:
                raise damaged(f"{name} has {size} bytes instead of {record.size}")
        for name in (name for name in self.files if any(fnmatch(name, each) for each in whole)):
            with damage_told(f"{name} cannot be read"):
                found, expected = FileRecord.of(folder / name), self.files[name]
            if found != expected:
                raise damaged(f"{name} is not what was written")
