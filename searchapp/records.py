"""What files give, as bytes: how processes hand it over, and how it waits on the disk to be resolved.

Each record tells its length and a checksum, so that the last one of an interrupted run is known to be torn.
A draft's record has three parts, each read alone: what it is of, its brief, and the rest, compressed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from enum import IntEnum
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
import zstandard

from searchapp.authority.briefs import Brief, brief
from searchapp.formats.source import Failure
from searchapp.model.article import ArticleId
from searchapp.model.draft import Cut, Draft
from searchapp.reading import Outcome, Same

UNREADABLE = "\ufffd"
_FRAME = struct.Struct("<IIB")
"""Length of the body, its CRC-32, kind."""
FRAME = _FRAME.size
_PARTS = struct.Struct("<HI")
"""Lengths of a draft's head and of its brief."""
_LONGEST = 1 << 30
"""Bytes of a body; what claims to be longer is no record."""
VERSION = 1


class Kind(IntEnum):
    """What a record is."""

    BEGUN = 1
    DRAFT = 2
    SAME = 3
    FILE = 4


class Begun(msgspec.Struct, frozen=True, array_like=True):
    """The beginning of it all: by which rules drafts are made."""

    rules: str
    version: int = VERSION


class Head(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Which text a draft is of, or a text that an older draft is of as well."""

    id: ArticleId
    path: str
    position: int
    digest: str
    unreadable: int = 0
    """How many characters of the draft are U+FFFD."""


class FileEnd(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The end of a file: the records before it, back to another end, are what it gave."""

    path: str
    size: int = -1
    """In bytes; -1 where the file has to be read again, since not all of it could be."""
    modified: int = 0
    """In nanoseconds."""

    @classmethod
    def of(cls, path: Path) -> FileEnd:
        """A file as it is now."""
        try:
            found = path.stat()
        except OSError:
            return cls(str(path))
        return cls(str(path), found.st_size, found.st_mtime_ns)

    def unless_changed(self) -> FileEnd:
        """The same, or one to be read again where the file is not as it was."""
        return self if self == FileEnd.of(Path(self.path)) else FileEnd(self.path)


class _Rest(msgspec.Struct, frozen=True, array_like=True, gc=False):
    rules: str
    title: str | None
    paragraphs: tuple[str, ...]
    cuts: tuple[Cut, ...]
    original: str


class Frame(NamedTuple):
    """What a record begins with."""

    kind: int
    size: int
    """Of the whole record, in bytes."""
    checksum: int


class Record(NamedTuple):
    """A whole record; which of its values there is depends on the kind."""

    kind: Kind
    body: bytes

    @property
    def size(self) -> int:
        """In bytes."""
        return FRAME + len(self.body)

    @property
    def begun(self) -> Begun:
        """Of a beginning."""
        return _begun(self.body)

    @property
    def end(self) -> FileEnd:
        """Of the end of a file."""
        return _file_end(self.body)

    @property
    def head(self) -> Head:
        """Of a text."""
        return _head(self.body if self.kind is Kind.SAME else _parts(self.body)[0])


class Text(NamedTuple):
    """Which text a record is of, and where in it its brief is: 0 and 0 where there is none."""

    kind: Kind
    head: Head
    brief_start: int
    brief_length: int


class Given(NamedTuple):
    """What a file gave, or a part of a large one."""

    records: bytes
    ids: tuple[ArticleId, ...]
    """Of the records."""
    starts: tuple[int, ...]
    """Where among them each begins."""
    failures: tuple[Failure, ...]
    end: FileEnd | None
    """Of the file, where it has no more."""


_encoded = msgspec.msgpack.Encoder().encode
_begun = msgspec.msgpack.Decoder(Begun).decode
_file_end = msgspec.msgpack.Decoder(FileEnd).decode
_head = msgspec.msgpack.Decoder(Head).decode
_rest = msgspec.msgpack.Decoder(_Rest).decode
_compressed = zstandard.ZstdCompressor(level=1).compress
_expanded = zstandard.ZstdDecompressor().decompress

brief_of: Callable[[bytes], Brief] = msgspec.msgpack.Decoder(Brief).decode
"""A brief from its bytes."""


def brief_bytes(told: Brief) -> bytes:
    """A brief's bytes."""
    return _encoded(told)


def framed(kind: Kind, value: Begun | FileEnd | Head) -> bytes:
    """The record of a value."""
    return _framed(kind, _encoded(value))


def _framed(kind: Kind, body: bytes) -> bytes:
    return _FRAME.pack(len(body), zlib.crc32(body), kind) + body


def frame_of(read: bytes) -> Frame:
    """The frame of a record from its beginning."""
    length, checksum, kind = _FRAME.unpack_from(read)
    return Frame(kind, FRAME + length, checksum)


def read_record(file: IO[bytes]) -> Record | None:
    """The next record of a file; None at its end, and where the record is torn."""
    begun = file.read(FRAME)
    if len(begun) < FRAME:
        return None
    kind, size, checksum = frame_of(begun)
    body = file.read(size - FRAME) if size <= _LONGEST else b""
    if len(body) < size - FRAME or zlib.crc32(body) != checksum or kind not in list(Kind):
        return None
    return Record(Kind(kind), body)


def given(outcomes: Iterable[Outcome], end: Callable[[], FileEnd | None]) -> Given:
    """What a file gave; its end is asked for when all of it was taken."""
    records, ids, starts, failures = bytearray(), [], [], []
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            ids.append(outcome.id)
            starts.append(len(records))
            records += _record(outcome)
    return Given(bytes(records), tuple(ids), tuple(starts), tuple(failures), end())


def _record(outcome: Draft | Same) -> bytes:
    if isinstance(outcome, Same):
        return framed(Kind.SAME, Head(outcome.id, outcome.path, outcome.position, outcome.digest))
    unreadable = unreadable_characters(outcome)
    head = _encoded(Head(outcome.id, outcome.path, outcome.position, outcome.digest, unreadable))
    told = brief_bytes(brief(outcome))
    rest = _Rest(outcome.rules, outcome.title, outcome.paragraphs, outcome.cuts, outcome.original)
    parts = (_PARTS.pack(len(head), len(told)), head, told, _compressed(_encoded(rest)))
    return _framed(Kind.DRAFT, b"".join(parts))


def unreadable_characters(draft: Draft) -> int:
    """How many characters of a draft nobody can read: bytes that were not UTF-8."""
    return sum(text.count(UNREADABLE) for text in (draft.title or "", *draft.paragraphs))


def text_of(read: bytes) -> Text | None:
    """Which text a record is of, from its beginning; None where that is not long enough."""
    kind, size, _ = frame_of(read)
    if kind == Kind.SAME:
        return Text(Kind.SAME, _head(read[FRAME:size]), 0, 0) if size <= len(read) else None
    first = FRAME + _PARTS.size
    length, told = _PARTS.unpack_from(read, FRAME)
    if first + length > len(read):
        return None
    return Text(Kind.DRAFT, _head(read[first : first + length]), first + length, told)


def draft_of(record: bytes) -> Draft:
    """The draft of a whole record."""
    about, told, packed = _parts(record[FRAME:])
    head, short, rest = _head(about), brief_of(told), _rest(_expanded(packed))
    return Draft(
        id=head.id,
        path=head.path,
        position=head.position,
        digest=head.digest,
        rules=rest.rules,
        publication=short.publication,
        volume=short.volume,
        number=short.number,
        title=rest.title,
        paragraphs=rest.paragraphs,
        cuts=rest.cuts,
        original=rest.original,
        citations=short.citations,
        pointers=short.pointers,
        names=short.names,
    )


def _parts(body: bytes) -> tuple[bytes, bytes, bytes]:
    """A draft's head, brief and rest."""
    length, told = _PARTS.unpack_from(body)
    first = _PARTS.size + length
    return body[_PARTS.size : first], body[first : first + told], body[first + told :]
