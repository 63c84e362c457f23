"""What Whoosh asks of each document: whether it is deleted, how long its fields are, its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from whoosh.codec.base import PerDocumentReader

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.codec.schema import ID_FIELD
from searchapp.engines.embedded.codec.segment import ColumnarSegment
from searchapp.engines.embedded.segment_files import Segment


class DocumentsReader(PerDocumentReader):  # type: ignore[misc]
    """See `whoosh.codec.base.PerDocumentReader`."""

    def __init__(self, segment: Segment, told: ColumnarSegment) -> None:
        self._segment, self._told = segment, told

    def doc_count(self) -> int:
        """Without deleted ones."""
        return int(self._told.doc_count())

    def doc_count_all(self) -> int:
        """Deleted ones counted."""
        return self._told.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return bool(self._told.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether one is deleted."""
        return self._told.is_deleted(docnum)

    def deleted_docs(self) -> Iterable[int]:
        """The numbers of deleted ones."""
        return self._told.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """In words; `default` for none."""
        if fieldname not in TEXT_FIELDS:
            return default
        return int(self._segment.lengths(fieldname)[docnum]) or default

    def field_length(self, fieldname: str) -> int:
        """Of all documents together."""
        return int(self._segment.lengths(fieldname).sum()) if fieldname in TEXT_FIELDS else 0

    def min_field_length(self, fieldname: str) -> int:
        """Of the shortest one."""
        return int(self._segment.lengths(fieldname).min()) if fieldname in TEXT_FIELDS else 0

    def max_field_length(self, fieldname: str) -> int:
        """Of the longest one."""
        return int(self._segment.lengths(fieldname).max()) if fieldname in TEXT_FIELDS else 0

    def stored_fields(self, docnum: int) -> Mapping[str, str]:
        """The id; articles are read by the engine."""
        return {ID_FIELD: self._segment.ids[docnum].decode()}
