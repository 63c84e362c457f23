"""What Whoosh asks of each document: whether it is deleted, how long its fields are, its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from whoosh.codec.base import PerDocumentReader

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.codec.schema import DAY, ID_FIELD, RECORD, Record, packed
from searchapp.engines.embedded.codec.segment import ColumnarSegment
from searchapp.engines.embedded.columns.sections import Array
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.columns.strings import Strings, beginnings
from searchapp.fields import FACETS, Field
from searchapp.model.search import NONE


class DocumentsReader(PerDocumentReader):  # type: ignore[misc]
    """See `whoosh.codec.base.PerDocumentReader`."""

    def __init__(self, segment: Segment, told: ColumnarSegment) -> None:
        self._segment, self._told = segment, told
        self._firsts = lru_cache(maxsize=None)(self._beginnings)

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
        return self._length(fieldname, np.sum)

    def min_field_length(self, fieldname: str) -> int:
        """Of the shortest one."""
        return self._length(fieldname, np.min)

    def max_field_length(self, fieldname: str) -> int:
        """Of the longest one."""
        return self._length(fieldname, np.max)

    def stored_fields(self, docnum: int) -> Mapping[str, object]:
        """What a writer must be given to write the document anew, its texts aside."""
        day = int(self._segment.documents["days"][docnum])
        return {
            ID_FIELD: self._segment.ids[docnum].decode(),
            **({DAY: day} if day else {}),
            **{facet.name: values for facet in FACETS if (values := self._held(facet, docnum))},
            **self._record(docnum),
        }

    def _length(self, fieldname: str, of_all: Callable[[Array], Any]) -> int:
        if fieldname not in TEXT_FIELDS or not len(self._segment):
            return 0
        return int(of_all(self._segment.lengths(fieldname)))

    def _held(self, facet: Field, docnum: int) -> Sequence[str] | str | None:
        column = self._segment.held(facet.name)
        first, last = self._firsts(facet.name)[docnum : docnum + 2].tolist()
        values = [column.values[place].decode() for place in column.ordinals[first:last].tolist()]
        if values == [NONE]:
            return None
        return values if facet.several else values[0]

    def _record(self, docnum: int) -> Mapping[str, object]:
        if not self._articles[docnum]:
            return {}
        digests = self._segment.documents["digests"].reshape(len(self._segment), -1)
        record = Record(self._segment.records.encoded(docnum), bytes(digests[docnum]))
        return {RECORD: packed(record)}

    @cached_property
    def _articles(self) -> Strings:
        return Strings(self._segment.documents, "articles")

    def _beginnings(self, facet: str) -> Array:
        """uint[n + 1]: where each document's values begin."""
        return beginnings(self._segment.held(facet).counts.tolist())
