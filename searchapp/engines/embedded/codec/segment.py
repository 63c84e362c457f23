"""A segment in Whoosh's table of contents: its name, how many documents it has, and which are deleted.

The table is a pickle that holds this class by its import path: the path is a part of the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from whoosh.codec.base import Segment

from searchapp.engines.embedded.columns.arrays import Mask


class ColumnarSegment(Segment):  # type: ignore[misc]
    """See `whoosh.codec.base.Segment`."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._count = 0
        self._deleted: set[int] = set()

    @classmethod
    def of(cls, name: str, live: Mask) -> ColumnarSegment:
        """A segment that was written; `live` is bool[n]."""
        indexname, segid = name.split("_")
        segment = cls(indexname)
        segment.segid = segid
        segment._count = len(live)
        segment._deleted = set(np.flatnonzero(~live).tolist())
        return segment

    def __getstate__(self) -> Mapping[str, Any]:
        return {
            "indexname": self.indexname,
            "segid": self.segid,
            "count": self._count,
            "deleted": sorted(self._deleted),
        }

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        self.indexname, self.segid, self.compound = state["indexname"], state["segid"], False
        self._count, self._deleted = state["count"], set(state["deleted"])

    def codec(self) -> object:
        """The codec that reads it."""
        # It reads segments, and so knows this module.
        from searchapp.engines.embedded.codec.columnar import ColumnarCodec

        return ColumnarCodec()

    def set_doc_count(self, doccount: int) -> None:
        """Called by Whoosh's writers."""
        self._count = doccount

    def doc_count_all(self) -> int:
        """Deleted ones counted."""
        return self._count

    def deleted_count(self) -> int:
        """How many are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Their numbers."""
        return iter(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Delete a document, or take that back."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted

    def should_assemble(self) -> bool:
        """A compound file would copy everything, and its directory is a pickle."""
        return False
