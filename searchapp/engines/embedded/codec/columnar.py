"""The codec: which class reads what of a segment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.codec.base import Codec
from whoosh.writing import IndexingError

from searchapp.engines.embedded.codec.document_writer import DocumentsWriter
from searchapp.engines.embedded.codec.documents import DocumentsReader
from searchapp.engines.embedded.codec.field_writer import FieldsWriter
from searchapp.engines.embedded.codec.segment import ColumnarSegment
from searchapp.engines.embedded.codec.terms import ColumnarTerms
from searchapp.engines.embedded.columns.segment_files import Segment


class ColumnarCodec(Codec):  # type: ignore[misc]
    """See `whoosh.codec.base.Codec`."""

    # The fields are written without the lengths of documents: bounds are told when they are asked for.
    length_stats = False

    def per_document_writer(self, storage: Any, segment: ColumnarSegment) -> DocumentsWriter:
        """Writes what is known of each document."""
        return DocumentsWriter(_folder(storage), segment)

    def field_writer(self, storage: Any, segment: ColumnarSegment) -> FieldsWriter:
        """Writes words, and where they are."""
        return FieldsWriter(_folder(storage), segment)

    def per_document_reader(self, storage: Any, segment: ColumnarSegment) -> DocumentsReader:
        """Reads what is known of each document."""
        return DocumentsReader(_opened(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: ColumnarSegment) -> ColumnarTerms:
        """Reads words, and where they are."""
        return ColumnarTerms(_opened(storage, segment))

    def new_segment(self, storage: Any, indexname: str) -> ColumnarSegment:  # noqa: ARG002 - Whoosh's
        """A segment that is not written yet."""
        return ColumnarSegment(indexname)


def _opened(storage: Any, segment: ColumnarSegment) -> Segment:
    return Segment(_folder(storage), segment.segment_id())


def _folder(storage: Any) -> Path:
    """Files are mapped, and so there must be some. Raises IndexingError."""
    if not getattr(storage, "folder", None):
        raise IndexingError("an index like this lies in a folder")
    return Path(storage.folder)
