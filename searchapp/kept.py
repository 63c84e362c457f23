"""The drafts that an archive has after a run, on the disk: walked in order of id, as often as asked.

Those of this run are in its journal, the others in the index. Memory holds an id and a few numbers for each.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from tempfile import TemporaryFile

from msgspec.structs import force_setattr, replace

from searchapp.authority.briefs import Brief, brief
from searchapp.authority.withdrawals import cited
from searchapp.engines.base import Engine
from searchapp.errors import IndexMissing, IndexOutdated
from searchapp.journal import Journal
from searchapp.model.article import ArticleId
from searchapp.model.draft import Draft
from searchapp.model.registry import Withdrawn
from searchapp.records import Head, Text, brief_bytes, brief_of

_HELD = -1


def held_drafts(engine: Engine) -> Iterator[Draft]:
    """What an index holds, in order of id; nothing where there is none, as for a writer."""
    with suppress(IndexMissing, IndexOutdated):
        yield from engine.drafts()


def lost_articles(
    engine: Engine, remembered: Iterable[Withdrawn], gone: Iterable[ArticleId]
) -> dict[ArticleId, Withdrawn]:
    """What was withdrawn before, by what is remembered and by the index, and what is to be withdrawn now."""
    lost = {record.id: record for record in remembered}
    with suppress(IndexMissing, IndexOutdated):
        lost |= engine.withdrawn()
    return lost | {article_id: cited(engine.get(article_id)) for article_id in gone}


class Kept:
    """Drafts, added in order of id; see `authority.briefs.Drafts` for how they are walked."""

    def __init__(self, engine: Engine, journal: Journal) -> None:
        self._engine = engine
        self._journal = journal
        self._ids: list[ArticleId] = []
        self._drafts = array("q")
        """Where each one's record is in the journal; _HELD where the index holds it."""
        self._briefs = array("q")
        """Where each one's brief is in the journal; below zero in the file of briefs, which begins at -1."""
        self._lengths = array("I")
        """Of briefs, in bytes."""
        self._held_texts = bytearray()
        self._moved: dict[ArticleId, Head] = {}
        """Where texts are now that were elsewhere when their drafts were made."""
        self._file = TemporaryFile(buffering=1 << 18)  # noqa: SIM115 - closed with this
        self._size = 0

    def __len__(self) -> int:
        return len(self._ids)

    def add_held(self, draft: Draft, head: Head | None = None) -> None:
        """A draft that the index holds, and where its text is now, if that was asked."""
        if head is not None and (head.path, head.position) != (draft.path, draft.position):
            self._moved[draft.id] = head
        self._add(draft.id, _HELD, *self._written(brief(_at(draft, head))), holds_text=True)

    def add_taken(self, start: int, text: Text, head: Head, *, holds_text: bool) -> None:
        """A draft of the journal, where its text is now, and whether the index holds one of the same text."""
        if (head.path, head.position) == (text.head.path, text.head.position):
            place = text.brief_start, text.brief_length
        else:
            self._moved[head.id] = head
            place = self._written(brief(_at(self._journal.draft(start), head)))
        self._add(head.id, start, *place, holds_text=holds_text)

    def remove(self, gone: Collection[ArticleId]) -> None:
        """Drop those of these ids."""
        kept = [place for place, article_id in enumerate(self._ids) if article_id not in gone]
        self._ids = [self._ids[place] for place in kept]
        self._drafts = array("q", (self._drafts[place] for place in kept))
        self._briefs = array("q", (self._briefs[place] for place in kept))
        self._lengths = array("I", (self._lengths[place] for place in kept))
        self._held_texts = bytearray(self._held_texts[place] for place in kept)

    def briefs(self) -> Iterator[Brief]:
        """All of them, without their texts; equal ids are one object in every walk."""
        self._file.flush()
        written, journal = self._file.fileno(), self._journal
        for article_id, start, length in zip(self._ids, self._briefs, self._lengths, strict=True):
            read = os.pread(written, length, -1 - start) if start < 0 else journal.read(start, length)
            told = brief_of(read)
            force_setattr(told, "id", article_id)
            yield told

    def __iter__(self) -> Iterator[Draft]:
        """All of them, whole."""
        held = held_drafts(self._engine)
        for article_id, start in zip(self._ids, self._drafts, strict=True):
            if start == _HELD:
                draft = next(draft for draft in held if draft.id == article_id)
            else:
                draft = self._journal.draft(start)
            yield _at(draft, self._moved.get(article_id))

    def draft(self, article_id: ArticleId, /) -> Draft:
        """The one of an id that is there."""
        start = self._drafts[bisect_left(self._ids, article_id)]
        draft = self._engine.draft(article_id) if start == _HELD else self._journal.draft(start)
        return _at(draft, self._moved.get(article_id))

    def held_texts(self) -> Iterator[bool]:
        """Of each whether the index holds a draft of the same text."""
        return map(bool, self._held_texts)

    def close(self) -> None:
        """Let go of what is on the disk."""
        self._file.close()

    def _add(
        self, article_id: ArticleId, draft: int, brief_start: int, length: int, *, holds_text: bool
    ) -> None:
        self._ids.append(article_id)
        self._drafts.append(draft)
        self._briefs.append(brief_start)
        self._lengths.append(length)
        self._held_texts.append(holds_text)

    def _written(self, told: Brief) -> tuple[int, int]:
        """Where a brief was written, and its length."""
        data, start = brief_bytes(told), self._size
        self._file.write(data)
        self._size += len(data)
        return -1 - start, len(data)


def _at(draft: Draft, head: Head | None) -> Draft:
    """A draft of a text that is where the head says."""
    return replace(draft, path=head.path, position=head.position) if head else draft
