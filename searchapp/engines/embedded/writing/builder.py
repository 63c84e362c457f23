"""Articles into the segments of a generation that nobody reads yet: gathered, written in runs, merged.

What is in memory is some megabytes of articles for each process, and one window of a merge, whatever the size
of the archive.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from searchapp.engines.embedded.columns.records import encoded, trained
from searchapp.engines.embedded.columns.segment_files import DOCUMENTS, FIELDS, Segment
from searchapp.engines.embedded.writing.batch import Row, row
from searchapp.engines.embedded.writing.giving_back import give_back
from searchapp.engines.embedded.writing.held import Held
from searchapp.engines.embedded.writing.latest import Latest
from searchapp.engines.embedded.writing.merging import Part, merge, window_of
from searchapp.engines.embedded.writing.runs import fresh_name
from searchapp.engines.embedded.writing.streams import Streams
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft

BUDGET = 256 << 20
"""Bytes of memory that a change may take, about."""
GATHERED = 3 << 20
"""Bytes of articles that are handed over together; the first of them train the dictionary."""

STEP = 4
"""A segment is merged with those after it once they have a quarter of its documents together."""
WASTE = 4
"""A segment is written anew once a quarter of its documents is deleted."""


class Builder:
    """Adds, replaces and deletes documents in a folder that holds the files of the base's segments."""

    def __init__(
        self, folder: Path, base: Sequence[Part], *, budget: int = BUDGET, processes: int = 1
    ) -> None:
        self._folder = folder
        self._base = [Part(segment=part.segment, live=part.live.copy()) for part in base]
        self._held = Held(self._base)
        self._budget = budget
        self._streams = Streams(folder, self._dictionary, budget=budget, processes=processes)
        self._waiting: list[Row] = []
        self._waiting_size = 0
        # By the number of the put, through all of them.
        self._latest = Latest()
        self._stamps = array("Q")
        self._live = bytearray()

    def put(self, article: Article, draft: Draft) -> bool:
        """Add or replace an article; False where it is held just so."""
        record = encoded(article, draft)
        stamp, key = record.stamp, article.id.encode()
        if self._stamp(key) == stamp:
            return False
        self.delete(article.id)
        self._latest.put(key)
        self._stamps.append(stamp)
        self._live.append(True)
        self._waiting.append(row(article, draft, record, stamp))
        self._waiting_size += self._waiting[-1].size
        if self._waiting_size >= GATHERED:
            self._hand_over()
        return True

    def delete(self, article_id: ArticleId) -> bool:
        """Remove an article; False where there is none."""
        key = article_id.encode()
        number = self._number(key)
        if number is None:
            return self._held.delete(key)
        self._live[number] = False
        return True

    def finish(self) -> list[Part]:
        """Write everything out; the segments that the folder holds from now on, and no others."""
        self._hand_over()
        live = np.frombuffer(self._live, dtype=np.bool_)
        runs = [
            Part(segment=Segment(self._folder, run.name), live=live[at]) for run, at in self._streams.finish()
        ]
        self._streams.close()
        give_back()  # a merge needs the memory
        kept, merged = _chosen([part for part in self._base if part.live.any()], runs)
        if merged:
            name = fresh_name()
            merge(merged, self._folder, name, window=window_of(self._budget))
            segment = Segment(self._folder, name)
            kept.append(Part(segment=segment, live=np.ones(len(segment), dtype=np.bool_)))
            give_back()
        self._remove_all_but(kept)
        return kept

    def close(self) -> None:
        """Let go of what is not finished; to be called in any case."""
        self._streams.close()

    def _stamp(self, key: bytes) -> int | None:
        """Of the article as it is now."""
        number = self._number(key)
        return self._held.stamp(key) if number is None else self._stamps[number]

    def _number(self, key: bytes) -> int | None:
        """Of the put whose article is held now; None where there was none."""
        number = self._latest.find(key)
        return number if number is not None and self._live[number] else None

    def _hand_over(self) -> None:
        if self._waiting:
            self._streams.add(self._waiting)
            self._waiting, self._waiting_size = [], 0

    def _dictionary(self) -> bytes:
        """That of the base's largest segment, or one made from the first articles."""
        largest = max((part.segment for part in self._base), key=len, default=None)
        known = largest.records.dictionary if largest is not None else b""
        return known or trained([fresh.record.article for fresh in self._waiting])

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
