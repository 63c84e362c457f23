"""Indexes that Whoosh's own writer writes through our codec, and how the engine evaluates them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from whoosh.index import create_in, exists_in, open_dir

from searchapp.engines.answer import label, labels_of
from searchapp.engines.embedded.codec.columnar import ColumnarCodec
from searchapp.engines.embedded.codec.schema import document, schema
from searchapp.engines.embedded.codec.segment import ColumnarSegment
from searchapp.engines.embedded.columns.arrays import Mask
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.search.snapshot import REGISTRY, Snapshot
from searchapp.engines.embedded.writing.merging import Part
from searchapp.engines.embedded.writing.summarising import write_summary
from searchapp.model.registry import Registry
from tests.engines.strategies import Step


def writer(folder: Path) -> Any:
    """Whoosh's, for an index that is made if need be."""
    folder.mkdir(exist_ok=True)
    index = open_dir(str(folder)) if exists_in(str(folder)) else create_in(str(folder), schema())
    return index.writer(codec=ColumnarCodec())


def change(folder: Path, steps: Iterable[Step], **how: bool) -> None:
    """Put and delete articles; `how` is what Whoosh's `commit` takes."""
    writing = writer(folder)
    # A writer of Whoosh neither replaces nor deletes what it has itself added.
    for key, step in {step if isinstance(step, str) else str(step[0].id): step for step in steps}.items():
        if isinstance(step, str):
            writing.delete_by_term("id", key)
        else:
            writing.update_document(**document(*step))
    writing.commit(**how)


def parts(folder: Path) -> Sequence[Part]:
    """The segments of the table of contents."""
    segments = open_dir(str(folder))._segments()
    return [Part(segment=Segment(folder, told.segment_id()), live=_live(told)) for told in segments]


def _live(told: ColumnarSegment) -> Mask:
    return np.array([not told.is_deleted(doc) for doc in range(told.doc_count_all())], dtype=np.bool_)


def snapshot(folder: Path, registry: Registry) -> Snapshot:
    """What the engine reads, with what it needs beside the segments."""
    held = parts(folder)
    (folder / REGISTRY).write_bytes(msgspec.json.encode(registry))
    write_summary(folder, held, partial(label, labels=labels_of(registry)))
    return Snapshot("1", folder, [part.segment.name for part in held])
