"""What the files of a run gave, on the disk until the index holds it, so that an interrupted run can go on.

    unfinished/<name>.journal       the rules that drafts are made by, then records, file after file

Whoever opens one holds the index's lock. Memory holds each text's id and where its record is, no more.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from searchapp.errors import N_, EngineError, Message
from searchapp.model.article import ArticleId
from searchapp.model.draft import Draft
from searchapp.records import (
    FRAME,
    Begun,
    FileEnd,
    Given,
    Head,
    Kind,
    Record,
    Text,
    draft_of,
    frame_of,
    framed,
    read_record,
    text_of,
)

_SHORT = 512
"""Bytes that the beginning of a record seldom exceeds, up to its brief."""
_AT_ONCE = 1 << 20
"""Bytes that are read at once where all are."""
_KEY = 16
_ROW = _KEY + 4


@dataclass(slots=True)
class Takes:
    """The texts of a journal, in its order."""

    ids: list[ArticleId] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("q"))
    """Where each record begins."""
    files: array[int] = field(default_factory=lambda: array("I"))
    """The number of the file that gave it."""
    counted: bytearray = field(default_factory=bytearray)
    """For each file whether this run asked for it; drafts of others serve where a text says the same."""

    def add(self, article_id: ArticleId, start: int) -> None:
        """A text of the last file."""
        self.ids.append(article_id)
        self.starts.append(start)
        self.files.append(len(self.counted) - 1)


@dataclass(frozen=True, slots=True)
class Leftover:
    """What an interrupted run left."""

    articles: int
    """Drafts that need not be made again."""
    files: int
    """Files that were read to their ends."""


class Journal:
    """The records of one run, behind those of interrupted ones; `descriptor` is of a file open for both."""

    def __init__(self, descriptor: int) -> None:
        self.takes = Takes()
        self._descriptor = descriptor
        self._size = 0
        self._failed = False
        """Whether some of the file that is being taken could not be read."""
        self._finished = b""
        """Rows of the key and the number of each file that interrupted runs read to its end, sorted."""

    def begin(self, rules: str) -> None:
        """Begin anew, for drafts that are made by these rules."""
        os.ftruncate(self._descriptor, 0)
        self._size = 0
        self._append(framed(Kind.BEGUN, Begun(rules)))
        self.takes.counted.append(1)

    def go_on(self, rules: str) -> Leftover | None:
        """Begin with what an interrupted run left, a torn end dropped; None where it can be of no use."""
        records = self._records()
        first = next(records, None)
        if first is None or first[1].kind is not Kind.BEGUN or first[1].begun != Begun(rules):
            return None
        takes, finished, drafts = self.takes, [], 0
        takes.counted.append(0)
        for start, record in records:
            if record.kind is not Kind.FILE:
                drafts += record.kind is Kind.DRAFT
                takes.add(record.head.id, start)
                continue
            if record.end.size >= 0:
                finished.append(_key(record.end) + (len(takes.counted) - 1).to_bytes(4, "big"))
            takes.counted.append(0)
        self._finished = b"".join(sorted(finished))
        os.ftruncate(self._descriptor, self._size)
        # A file that had not come to its end is no part of the next one.
        self._end(FileEnd(""))
        return Leftover(articles=drafts, files=len(finished))

    def has(self, path: Path) -> bool:
        """Whether a file was read to its end and is as it was; then what it gave counts in this run too."""
        file = self._file(FileEnd.of(path)) if self._finished else None
        if file is None:
            return False
        self.takes.counted[file] = 1
        return True

    def take(self, given: Given) -> None:
        """Keep what a file gave, or a part of a large one. Raises EngineError where the disk refuses."""
        start = self._append(given.records)
        for article_id, offset in zip(given.ids, given.starts, strict=True):
            self.takes.add(article_id, start + offset)
        self._failed = self._failed or bool(given.failures)
        if given.end is not None:
            self._end(FileEnd(given.end.path) if self._failed else given.end)
            self._failed = False

    def text(self, start: int) -> Text:
        """Which text a record is of; where its brief is counts from the journal's beginning."""
        read = self.read(start, _SHORT)
        found = text_of(read) or text_of(self.read(start, frame_of(read).size))
        if found is None:
            raise ValueError(start)
        return found._replace(brief_start=start + found.brief_start)

    def drafts(self) -> Iterator[Head]:
        """What its drafts are of."""
        texts = map(self.text, self.takes.starts)
        return (text.head for text in texts if text.kind is Kind.DRAFT)

    def draft(self, start: int) -> Draft:
        """The draft of a record."""
        return draft_of(self.read(start, frame_of(self.read(start, FRAME)).size))

    def read(self, start: int, length: int) -> bytes:
        """A part of it."""
        return os.pread(self._descriptor, length, start)

    def _append(self, data: bytes) -> int:
        start = done = self._size
        try:
            while done < start + len(data):
                done += os.pwrite(self._descriptor, data[done - start :], done)
        except OSError as error:
            raise EngineError(
                Message.of(N_("The index cannot be written: %(reason)s."), reason=error),
                Message.of(N_("Check the disk and who may write there; the index is as it was.")),
            ) from error
        self._size = done
        return start

    def _end(self, end: FileEnd) -> None:
        self._append(framed(Kind.FILE, end))
        self.takes.counted.append(1)

    def _file(self, end: FileEnd) -> int | None:
        """The number of a file that was read to this end; of several the last."""
        rows, key = self._finished, _key(end)
        count = len(rows) // _ROW
        place = bisect_right(range(count), key, key=lambda row: rows[row * _ROW : row * _ROW + _KEY])
        row = rows[(place - 1) * _ROW : place * _ROW] if place else b""
        return int.from_bytes(row[_KEY:], "big") if row[:_KEY] == key else None

    def _records(self) -> Iterator[tuple[int, Record]]:
        """Every record with where it begins, up to the first that is torn."""
        with open(self._descriptor, "rb", buffering=_AT_ONCE, closefd=False) as file:
            file.seek(0)
            while record := read_record(file):
                start, self._size = self._size, self._size + record.size
                yield start, record


def _key(end: FileEnd) -> bytes:
    return blake2b(f"{end.size} {end.modified} {end.path}".encode(), digest_size=_KEY).digest()
