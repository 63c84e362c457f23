"""A change of an index, from its base generation to the one it leaves behind."""

from __future__ import annotations

from pathlib import Path

import msgspec

from searchapp.engines.embedded.choice import base
from searchapp.engines.embedded.damage import damage_told
from searchapp.engines.embedded.generations import Generations
from searchapp.engines.embedded.manifest import Manifest
from searchapp.engines.embedded.schema import SCHEMA_VERSION
from searchapp.engines.embedded.store_writer import StoreWriter
from searchapp.engines.embedded.unwritable import refusal_told
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft
from searchapp.model.registry import Registry

REGISTRY = "registry.json"

WHOLE = ("*",)
"""Files whose checksums are compared before they are read: what they hold is taken at its word."""


def read_registry(folder: Path) -> Registry:
    """The records of a generation. Raises IndexDamaged."""
    with damage_told("its registry cannot be read"):
        return msgspec.json.decode((folder / REGISTRY).read_bytes(), type=Registry)


class Change:
    """What a writer does; nothing of it is seen before `commit`. The caller holds the lock.

    An index of another format is replaced whole: nothing of it can be read.
    """

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._base, before, trouble = base(generations)
        self._before = before or Manifest(schema_version=SCHEMA_VERSION, files={})
        linked = [name for name in self._before.files if name != REGISTRY]
        with refusal_told():
            self.number = generations.begin(self._base, linked=linked)
            self._folder = generations.folder(self.number)
            self._store = StoreWriter(self._folder)
        self._registry = Registry() if self._is_new() else read_registry(generations.folder(self._base or 0))
        # What is damaged is to be followed by what is not, though nothing else should change.
        self._changed = trouble is not None

    def put(self, article: Article, draft: Draft, /) -> bool:
        """Add an article, or replace the one of the same id; whether that changes anything."""
        with refusal_told():
            differs = self._store.put(article, draft)
        self._changed |= differs
        return differs

    def delete(self, article_id: ArticleId, /) -> None:
        """Withdraw an article; one that is not there is no error."""
        with refusal_told():
            self._changed |= self._store.delete(article_id)

    def set_registry(self, registry: Registry, /) -> None:
        """The records that belong to the articles from now on."""
        self._changed |= self._is_new() or registry != self._registry
        self._registry = registry

    def commit(self) -> None:
        """Serve what was changed; without a change the base stays, or there is still no index."""
        if not self._changed:
            self.cancel()
            return
        known = {name: record for name, record in self._before.files.items() if name != REGISTRY}
        with refusal_told():
            self._store.commit()
            (self._folder / REGISTRY).write_bytes(msgspec.json.encode(self._registry))
            manifest = Manifest.of(self._folder, SCHEMA_VERSION, known=known)
            self._generations.publish(self.number, manifest)

    def cancel(self) -> None:
        """Leave no trace."""
        self._store.cancel()
        self._generations.discard(self.number)

    def _is_new(self) -> bool:
        return not self._before.files
