"""The codec: which class reads what of a segment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.codec.base import Codec

from searchapp.engines.embedded.codec.documents import DocumentsReader
from searchapp.engines.embedded.codec.segment import ColumnarSegment
from searchapp.engines.embedded.codec.terms import ColumnarTerms
from searchapp.engines.embedded.segment_files import Segment


class ColumnarCodec(Codec):  # type: ignore[misc]
    """See `whoosh.codec.base.Codec`."""

    length_stats = True

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
    return Segment(Path(storage.folder), segment.segment_id())
