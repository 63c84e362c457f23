"""A change of an index, from its base generation to the one it leaves behind."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import msgspec
import numpy as np

from searchapp.engines.answer import label, labels_of
from searchapp.engines.embedded.codec.toc import write_toc
from searchapp.engines.embedded.columns.segment_files import DOCUMENTS, FIELDS, Segment
from searchapp.engines.embedded.columns.summary import Summary
from searchapp.engines.embedded.disk.unwritable import refusal_told
from searchapp.engines.embedded.format import FORMAT
from searchapp.engines.embedded.generations.choice import base
from searchapp.engines.embedded.generations.folder import Generations
from searchapp.engines.embedded.generations.manifest import Manifest
from searchapp.engines.embedded.search.snapshot import REGISTRY, read_registry
from searchapp.engines.embedded.writing.builder import Builder
from searchapp.engines.embedded.writing.merging import Part
from searchapp.engines.embedded.writing.summarising import write_summary
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft
from searchapp.model.registry import Registry


class Change:
    """What a writer does; nothing of it is seen before `commit`. The caller holds the lock.

    An index of another format is replaced whole: nothing of it can be read.
    """

    def __init__(self, generations: Generations, *, processes: int = 1) -> None:
        self._generations = generations
        self._base, before, trouble = base(generations)
        self._before = before or Manifest(schema_version=FORMAT, files={})
        linked = [name for name in self._before.files if name.endswith((DOCUMENTS, FIELDS))]
        held = generations.folder(self._base or 0)
        with refusal_told():
            self.number = generations.begin(self._base, linked=linked)
            self._folder = generations.folder(self.number)
            parts = () if self._is_new() else _parts(held, self._before.segments)
            self._builder = Builder(self._folder, parts, processes=processes)
        self._registry = Registry() if self._is_new() else read_registry(held)
        # What is damaged is to be followed by what is not, though nothing else should change.
        self._changed = trouble is not None

    def put(self, article: Article, draft: Draft, /) -> bool:
        """Add an article, or replace the one of the same id; whether that changes anything."""
        with refusal_told():
            changed = self._builder.put(article, draft)
        self._changed |= changed
        return changed

    def delete(self, article_id: ArticleId, /) -> None:
        """Withdraw an article; one that is not there is no error."""
        self._changed |= self._builder.delete(article_id)

    def set_registry(self, registry: Registry, /) -> None:
        """The records that belong to the articles from now on."""
        self._changed |= self._is_new() or registry != self._registry
        self._registry = registry

    def commit(self) -> None:
        """Serve what was changed; without a change the base stays, or there is still no index."""
        if not self._changed:
            self.cancel()
            return
        with refusal_told():
            parts = self._builder.finish()
            self._builder.close()
            (self._folder / REGISTRY).write_bytes(msgspec.json.encode(self._registry))
            write_summary(self._folder, parts, partial(label, labels=labels_of(self._registry)))
            write_toc(self._folder, self.number, parts)
            known = {
                name: record
                for name, record in self._before.files.items()
                if name.endswith((DOCUMENTS, FIELDS))
            }
            segments = tuple(part.segment.name for part in parts)
            manifest = Manifest.of(self._folder, FORMAT, known=known, segments=segments)
            self._generations.publish(self.number, manifest)

    def cancel(self) -> None:
        """Leave no trace."""
        self._builder.close()
        self._generations.discard(self.number)

    def _is_new(self) -> bool:
        return not self._before.files


def _parts(folder: Path, segments: tuple[str, ...]) -> list[Part]:
    """The segments of a generation with the documents that are not deleted. Raises IndexDamaged."""
    live = Summary(folder).live
    opened = [Segment(folder, name) for name in segments]
    sizes = np.cumsum([0, *map(len, opened)])
    if live is None:
        live = np.ones(int(sizes[-1]), dtype=np.bool_)
    return [
        Part(segment=segment, live=live[first : first + len(segment)])
        for segment, first in zip(opened, sizes, strict=False)
    ]
