"""Documents into a folder of Whoosh segments that nobody reads yet. Knows nothing of generations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex

from searchapp.engines.embedded import schema
from searchapp.engines.embedded.damage import ANY, damage_told
from searchapp.engines.embedded.store import leaves
from searchapp.engines.embedded.unwritable import refusal_told
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft

_ORIGINALS = (schema.ARTICLE, schema.DRAFT)


class StoreWriter:
    """Adds, replaces and deletes the documents of a folder.

    Whoosh cannot delete what its writer has itself added, so a second change to one document first
    writes out what there is. No reader sees this folder before it is whole.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        storage = FileStorage(str(folder))
        try:
            self._index = FileIndex(storage, schema=schema.SCHEMA)
        except EmptyIndexError:
            self._index = FileIndex.create(storage, schema.SCHEMA)
        self._begin()

    def put(self, article: Article, draft: Draft) -> bool:
        """Add or replace an article; False where it is held just so."""
        fields = schema.document_fields(article, draft)
        if article.id in self._added:
            self._write_out()
        place = self._committed.get(article.id)
        if place is not None and all(self._held(place, name) == fields[name] for name in _ORIGINALS):
            return False
        self.delete(article.id)
        self._writer.add_document(**fields)
        self._added.add(article.id)
        return True

    def delete(self, article_id: ArticleId) -> bool:
        """Remove an article; False where there is none."""
        if article_id in self._added:
            self._write_out()
        place = self._committed.pop(article_id, None)
        if place is not None:
            self._writer.delete_document(place)
        return place is not None

    def commit(self) -> None:
        """Write everything out; small segments are merged."""
        with damage_told("its segments cannot be merged", ANY), refusal_told():
            self._writer.commit()
        for lock in self._folder.glob("*LOCK"):
            lock.unlink()

    def cancel(self) -> None:
        """Let go of the folder, which is of no use afterwards."""
        if not self._writer.is_closed:
            self._writer.cancel()

    def _write_out(self) -> None:
        self._writer.commit(merge=False)
        self._begin()

    def _held(self, place: int, name: str) -> object:
        """What is stored of a document, encoded; its place is counted over all segments."""
        with damage_told("its originals cannot be read", ANY):
            first, columns = next(each for each in reversed(self._columns) if each[0] <= place)
            return columns[name][place - first]

    def _begin(self) -> None:
        self._added: set[ArticleId] = set()
        with damage_told("its ids cannot be read", ANY):
            self._committed = {ArticleId(value.decode()): place for place, value in self._ids()}
            self._columns = list(self._originals())
        self._writer = self._index.writer()

    def _originals(self) -> Iterable[tuple[int, Mapping[str, Any]]]:
        """The first place of each segment, and its columns of articles and drafts."""
        first = 0
        for segment in leaves(self._index):
            yield first, {name: segment.column_reader(name, translate=False) for name in _ORIGINALS}
            first += segment.doc_count_all()

    def _ids(self) -> Iterable[tuple[int, bytes]]:
        """Places of documents, counted over all segments, and their ids."""
        first = 0
        for segment in leaves(self._index):
            ids = segment.column_reader(schema.ID_FIELD, translate=False)
            yield from ((first + place, ids[place]) for place in segment.all_doc_ids())
            first += segment.doc_count_all()
