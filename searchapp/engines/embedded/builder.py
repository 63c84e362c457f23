"""Articles into the segments of a generation that nobody reads yet: gathered, written in runs, merged.

What is in memory is one batch of articles, and one window of a merge, whatever the size of the archive.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from searchapp.engines.embedded.batch import Batch
from searchapp.engines.embedded.held import Held
from searchapp.engines.embedded.inversion import MOST_DOCUMENTS
from searchapp.engines.embedded.merging import WINDOW, Part, merge
from searchapp.engines.embedded.records import Compression, encoded, trained
from searchapp.engines.embedded.segment_files import DOCUMENTS, FIELDS, Segment
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft
from searchapp.text.bulk import BulkAnalyzer

BUDGET = 256 << 20
"""Bytes of memory that a change may take, about."""

_OF_WORD = 56
"""Bytes of memory that a word takes while a batch is written, about."""
_OF_WINDOW = 64
"""Bytes of memory that a posting takes while it is merged, about."""
STEP = 4
"""A segment is merged with those after it once they have a quarter of its documents together."""
WASTE = 4
"""A segment is written anew once a quarter of its documents is deleted."""
_MOST_WORDS = 1 << 21
"""That an analyzer remembers."""


@dataclass(slots=True)
class _Fresh:
    """A run that was written, and what of it still holds."""

    name: str
    live: list[bool]


class Builder:
    """Adds, replaces and deletes documents in a folder that holds the files of the base's segments."""

    def __init__(self, folder: Path, base: Sequence[Part], *, budget: int = BUDGET) -> None:
        self._folder = folder
        self._base = [Part(segment=part.segment, live=part.live.copy()) for part in base]
        self._held = Held(self._base)
        self._analyzer = BulkAnalyzer()
        self._batch = Batch(self._analyzer)
        self._most_words = budget // _OF_WORD
        self._window = min(WINDOW, budget // _OF_WINDOW)
        self._runs: list[_Fresh] = []
        self._fresh: dict[bytes, int] = {}
        """Id -> number of the run * MOST_DOCUMENTS + place in it; the batch is the run that comes next."""
        self._gone: set[int] = set()
        """Places of the batch."""
        self._compression: Compression | None = None

    def put(self, article: Article, draft: Draft) -> bool:
        """Add or replace an article; False where it is held just so."""
        record = encoded(article, draft)
        stamp, key = record.stamp, article.id.encode()
        if self._stamp(key) == stamp:
            return False
        self.delete(article.id)
        self._fresh[key] = len(self._runs) * MOST_DOCUMENTS + len(self._batch)
        self._batch.add(article, draft, record, stamp)
        if self._batch.is_to_be_read:
            self._batch.read(self._with_dictionary())
        if self._batch.words >= self._most_words or self._batch.is_full:
            self._flush()
        return True

    def delete(self, article_id: ArticleId) -> bool:
        """Remove an article; False where there is none."""
        key = article_id.encode()
        fresh = self._fresh.pop(key, None)
        if fresh is not None:
            run, place = divmod(fresh, MOST_DOCUMENTS)
            if run < len(self._runs):
                self._runs[run].live[place] = False
            else:
                self._gone.add(place)
            return True
        return self._held.delete(key)

    def finish(self) -> list[Part]:
        """Write everything out; the segments that the folder holds from now on, and no others."""
        self._flush()
        runs = [
            Part(segment=Segment(self._folder, run.name), live=np.array(run.live, dtype=np.bool_))
            for run in self._runs
        ]
        kept, merged = _chosen([part for part in self._base if part.live.any()], runs)
        if merged:
            name = _fresh_name()
            merge(merged, self._folder, name, window=self._window)
            segment = Segment(self._folder, name)
            kept.append(Part(segment=segment, live=np.ones(len(segment), dtype=np.bool_)))
        self._remove_all_but(kept)
        return kept

    def _stamp(self, key: bytes) -> int | None:
        """Of the article as it is now."""
        if key not in self._fresh:
            return self._held.stamp(key)
        run, place = divmod(self._fresh[key], MOST_DOCUMENTS)
        if run == len(self._runs):
            return self._batch.stamps[place]
        stamps = Segment(self._folder, self._runs[run].name).documents["stamps"]
        return int(stamps[place])

    def _flush(self) -> None:
        if not len(self._batch):
            return
        name = _fresh_name()
        self._batch.write(self._folder, name, self._with_dictionary())
        self._runs.append(_Fresh(name, [place not in self._gone for place in range(len(self._batch))]))
        if len(self._analyzer.vocabulary) > _MOST_WORDS:
            self._analyzer = BulkAnalyzer()
        self._batch, self._gone = Batch(self._analyzer), set()

    def _with_dictionary(self) -> Compression:
        if self._compression is None:
            held = max((part.segment for part in self._base), key=len, default=None)
            known = held.records.dictionary if held is not None else b""
            known = known or trained([record.article for record in self._batch.pending])
            self._compression = Compression(known)
        return self._compression

    def _remove_all_but(self, kept: Sequence[Part]) -> None:
        names = {f"{part.segment.name}{ending}" for part in kept for ending in (DOCUMENTS, FIELDS)}
        for path in _segment_files(self._folder):
            if path.name not in names:
                path.unlink()


def _chosen(base: Sequence[Part], runs: Sequence[Part]) -> tuple[list[Part], list[Part]]:
    """Which segments stay as they are, and which become one with the runs."""
    wasted = [part for part in base if WASTE * (len(part.live) - _live(part)) > len(part.live)]
    kept = sorted((part for part in base if part not in wasted), key=_live, reverse=True)
    merged = [*wasted, *(run for run in runs if run.live.any())]
    while merged and kept and _live(kept[-1]) < STEP * sum(map(_live, merged)):
        merged.insert(0, kept.pop())
    return kept, merged


def _live(part: Part) -> int:
    return int(np.count_nonzero(part.live))


def _segment_files(folder: Path) -> Iterator[Path]:
    for ending in (DOCUMENTS, FIELDS):
        yield from folder.glob(f"*{ending}")


def _fresh_name() -> str:
    """As Whoosh names the files of a segment."""
    return f"MAIN_{secrets.token_hex(8)}"
