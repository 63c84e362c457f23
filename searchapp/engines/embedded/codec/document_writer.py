"""What Whoosh's writer tells of each document, gathered and written as `batch` writes it."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from whoosh.codec.base import PerDocumentWriter
from whoosh.writing import IndexingError

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.codec.schema import DAY, ID_FIELD, NO_RECORD, RECORD, Record, unpacked
from searchapp.engines.embedded.codec.segment import ColumnarSegment
from searchapp.engines.embedded.columns.records import Compression
from searchapp.engines.embedded.columns.sections import SectionWriter, smallest
from searchapp.engines.embedded.columns.segment_files import DOCUMENTS, put_facet
from searchapp.engines.embedded.columns.strings import put_strings
from searchapp.engines.embedded.writing.batch import facet_column
from searchapp.fields import FACETS, Field
from searchapp.model.search import NONE

_KNOWN = frozenset((ID_FIELD, DAY, RECORD, *TEXT_FIELDS, *(facet.name for facet in FACETS)))
_LAST_DAY = 3_652_059
"""The ordinal of 31 December 9999."""
_DIGEST = 32


@dataclass(slots=True)
class _Document:
    """What is told of one document."""

    values: dict[str, object] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Row:
    """The same, read and compressed."""

    id: bytes
    day: int
    held: Mapping[str, Sequence[str]]
    lengths: Mapping[str, int]
    digest: bytes
    stamp: int
    article: bytes
    draft: bytes


class DocumentsWriter(PerDocumentWriter):  # type: ignore[misc]
    """See `whoosh.codec.base.PerDocumentWriter`. Raises IndexingError where a document cannot be kept.

    A document that fails leaves its words with Whoosh, which would give them to the next one of its number:
    so none is taken after it, and what was added before it can still be committed.
    """

    def __init__(self, folder: Path, segment: ColumnarSegment) -> None:
        self.is_closed = False
        self._folder, self._segment = folder, segment
        self._compression = Compression(b"")
        self._rows: list[_Row] = []
        self._ids: set[bytes] = set()
        self._document = _Document()
        self._is_begun = False

    def start_doc(self, docnum: int) -> None:  # noqa: ARG002 - they are numbered in their order
        """The next document."""
        if self._is_begun:
            raise IndexingError("a document failed half-way: commit what came before it, or cancel")
        self._document, self._is_begun = _Document(), True

    def add_field(self, fieldname: str, fieldobj: object, value: object, length: int) -> None:  # noqa: ARG002
        """What is stored of a field, if anything is, and how many words it has."""
        if fieldname not in _KNOWN:
            raise IndexingError(f"an index like this has no field {fieldname!r}")
        self._document.values[fieldname] = value
        self._document.lengths[fieldname] = length

    def cancel_doc(self) -> None:
        """The document failed. Not every Whoosh says so: the next one's beginning tells it too."""

    def finish_doc(self) -> None:
        """The document is complete."""
        row = self._row(self._document)
        if row.id in self._ids:
            raise IndexingError(f"two documents of one id, {row.id.decode()!r}: commit in between")
        self._ids.add(row.id)
        self._rows.append(row)
        self._is_begun = False

    def close(self) -> None:
        """Write the documents, for a commit or not: only the writer of fields is told which it is."""
        self.is_closed = True
        self._segment.set_doc_count(len(self._rows))
        with SectionWriter(self._folder / self._segment.make_filename(DOCUMENTS)) as writer:
            self._put(writer)

    def _row(self, told: _Document) -> _Row:
        record = _record(told.values.get(RECORD))
        return _Row(
            id=_id(told.values.get(ID_FIELD)),
            day=_day(told.values.get(DAY)),
            held={facet.name: _held(facet, told.values.get(facet.name)) for facet in FACETS},
            lengths=told.lengths,
            digest=record.digest.ljust(_DIGEST, b"\0"),
            stamp=record.encoded.stamp,
            article=b"" if record is NO_RECORD else self._compression.article(record.encoded),
            draft=b"" if record is NO_RECORD else self._compression.draft(record.encoded),
        )

    def _put(self, writer: SectionWriter) -> None:
        put_strings(writer, "ids", [row.id for row in self._rows])
        writer.put("days", np.array([row.day for row in self._rows], dtype=np.int32))
        writer.put("digests", b"".join(row.digest for row in self._rows))
        writer.put("stamps", np.array([row.stamp for row in self._rows], dtype=np.uint64))
        writer.put("changed", np.full(len(self._rows), int(time.time()), dtype=np.int64))
        for facet in FACETS:
            put_facet(writer, facet.name, facet_column([row.held[facet.name] for row in self._rows]))
        put_strings(writer, "articles", [row.article for row in self._rows])
        put_strings(writer, "drafts", [row.draft for row in self._rows])
        writer.put("dictionary", self._compression.dictionary)
        for name in TEXT_FIELDS:
            lengths = [row.lengths.get(name, 0) for row in self._rows]
            writer.put(f"length.{name}", smallest(np.array(lengths, dtype=np.int64)))


def _id(value: object) -> bytes:
    if not isinstance(value, str) or not value:
        raise IndexingError("a document needs its id")
    return value.encode()


def _day(value: object) -> int:
    """0 where the date is unknown."""
    if value is None:
        return 0
    if not isinstance(value, int) or not 0 < value <= _LAST_DAY:
        raise IndexingError(f"{value!r} is no day: a proleptic Gregorian ordinal")
    return value


def _held(facet: Field, value: object) -> Sequence[str]:
    values = value if isinstance(value, list | tuple) else () if value is None else (value,)
    if not all(isinstance(each, str) and _is_value(facet, each) for each in values):
        raise IndexingError(f"{value!r} is no value of {facet.name}")
    if len(values) > 1 and not facet.several:
        raise IndexingError(f"{facet.name} has one value, not {value!r}")
    return tuple(dict.fromkeys(values)) or (NONE,)


def _is_value(facet: Field, value: str) -> bool:
    return bool(value) and ".." not in value and (not facet.form or bool(re.fullmatch(facet.form, value)))


def _record(value: object) -> Record:
    if value is None:
        return NO_RECORD
    try:
        return unpacked(value if isinstance(value, bytes) else b"")
    except ValueError as error:
        raise IndexingError(f"{RECORD} is not what `document` gives: {error}") from error
