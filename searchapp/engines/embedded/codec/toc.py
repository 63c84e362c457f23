"""Whoosh's table of contents of a generation. It is written and never read by us: it is a pickle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from searchapp.engines.embedded.codec.schema import schema
from searchapp.engines.embedded.codec.segment import ColumnarSegment
from searchapp.engines.embedded.writing.merging import Part

INDEX_NAME = "MAIN"


def write_toc(folder: Path, generation: int, parts: Sequence[Part]) -> None:
    """Write the table of a generation's segments."""
    segments = [ColumnarSegment.of(part.segment.name, part.live) for part in parts]
    TOC(schema(), segments, generation).write(FileStorage(str(folder)), INDEX_NAME)
