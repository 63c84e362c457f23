"""Zip archives: each member is read like a file of its own, in memory, in order of name.

Nothing is unpacked to the disk, so a member's name is only a name. What unpacks to far more than it
should is refused before it is read.
"""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats.source import Failure, Reader, Reading, Source

MIB = 1024 * 1024
LARGEST_MEMBER = 256 * MIB
LARGEST_WHOLE = 4096 * MIB
LARGEST_RATIO = 200
"""How many times its packed size a member over 1 MiB may have; texts come to about 10."""

_ENCRYPTED = 0x1
_DAMAGE = (
    BadZipFile, NotImplementedError, struct.error, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError
)  # fmt: skip


def documents(source: Source, readers: Mapping[str, Reader]) -> Iterator[Reading]:
    """What the members hold, in order of name; a member that fails is named, and the others are read.

    Members of other kinds and hidden ones are passed over, as in a folder.
    """
    with source.open() as file:
        try:
            archive = ZipFile(file)
        except _DAMAGE as error:
            raise _damaged(source.path) from error
        with archive:
            members = [each for each in archive.infolist() if _is_wanted(each, readers)]
            if not members:
                raise ExtractionError(
                    Message.of(N_("%(path)s has no file in it that can be read."), path=source.path),
                    Message.of(
                        N_("Give files that end in %(suffixes)s."), suffixes=", ".join(sorted(readers))
                    ),
                )
            _refuse_bomb(source.path, members)
            for member in sorted(members, key=lambda each: each.filename):
                yield from _member(archive, member, source.path, readers)


def holds(archive: Path, member: str) -> bool:
    """Whether an archive has a member of this name."""
    try:
        with ZipFile(archive) as opened:
            return member in opened.NameToInfo
    except _DAMAGE:
        return False


def _is_wanted(member: ZipInfo, readers: Mapping[str, Reader]) -> bool:
    path = PurePosixPath(member.filename)
    hidden = any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts)
    return not member.is_dir() and not hidden and path.suffix.lower() in {*readers, ".zip"}


def _member(archive: ZipFile, member: ZipInfo, path: str, readers: Mapping[str, Reader]) -> Iterator[Reading]:
    source = Source(path=f"{path}/{member.filename}", open=lambda: archive.open(member))
    try:
        _refuse(archive, member, source.path)
        yield from readers[source.suffix](source)
    except ExtractionError as error:
        yield Failure(path=source.path, error=error)
    except _DAMAGE:
        yield Failure(path=source.path, error=_damaged(source.path))


def _refuse(archive: ZipFile, member: ZipInfo, path: str) -> None:
    """Raises ExtractionError for a member that must not, or cannot, be read."""
    name = PurePosixPath(member.filename)
    if name.is_absolute() or ".." in name.parts or "\\" in member.filename:
        problem, hint = N_("%(path)s has a name that leads out of its archive."), N_("Rename the member.")
    elif archive.NameToInfo[member.filename] is not member:
        problem, hint = N_("%(path)s is in its archive twice."), N_("Keep one of them; the last was read.")
    elif member.flag_bits & _ENCRYPTED:
        problem, hint = N_("%(path)s is encrypted."), N_("Make the archive anew without a password.")
    elif name.suffix.lower() == ".zip":
        problem, hint = N_("%(path)s is an archive in an archive."), N_("Unpack it beside the other one.")
    elif _is_bomb(member):
        problem = N_("%(path)s would unpack to %(size)s MiB, which is too much.")
        hint = N_("If it is really a text, unpack it and index the file.")
    else:
        return
    size = member.file_size // MIB
    raise ExtractionError(Message.of(problem, path=path, size=size), Message.of(hint))


def _is_bomb(member: ZipInfo) -> bool:
    swollen = member.file_size > MIB and member.file_size > LARGEST_RATIO * max(1, member.compress_size)
    return swollen or member.file_size > LARGEST_MEMBER


def _refuse_bomb(path: str, members: list[ZipInfo]) -> None:
    size = sum(member.file_size for member in members if not _is_bomb(member))
    if size > LARGEST_WHOLE:
        raise ExtractionError(
            Message.of(
                N_("%(path)s would unpack to %(size)s MiB, which is too much."), path=path, size=size // MIB
            ),
            Message.of(N_("Divide it, or unpack it and index the folder.")),
        )


def _damaged(path: str) -> ExtractionError:
    return ExtractionError(
        Message.of(N_("%(path)s is damaged, or packed in a way that cannot be read."), path=path),
        Message.of(N_("Copy the archive again, or make it anew.")),
    )
