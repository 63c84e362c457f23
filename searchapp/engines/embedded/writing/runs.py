"""Rows into runs: the part of a build that can be done by another process."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from searchapp.engines.embedded.columns.records import Compression
from searchapp.engines.embedded.columns.segment_files import Segment, remove_segment
from searchapp.engines.embedded.writing.batch import Batch, Row
from searchapp.engines.embedded.writing.giving_back import give_back
from searchapp.engines.embedded.writing.merging import Part, merge, window_of
from searchapp.text.bulk import BulkAnalyzer

MANY = 128
"""Runs that are merged into one while others are still to come."""
MANY_ANALYZERS = 16
"""Whose runs are merged so: each has a table of its numbers."""

_OF_WORD = 56
"""Bytes of memory that a word takes while a batch is written, about."""
_MOST_WORDS = 1 << 20
"""That an analyzer remembers from run to run: some sixty megabytes of them."""


class Run(NamedTuple):
    """A run that was written."""

    name: str
    documents: int
    """How many."""


class Runs:
    """Writes rows to a folder, in runs, in the order in which they are given."""

    def __init__(self, folder: Path, dictionary: bytes, budget: int) -> None:
        """`budget` is in bytes of memory."""
        self._folder, self._budget = folder, budget
        self._compression = Compression(dictionary)
        self._most_words = budget // _OF_WORD
        self._analyzer = BulkAnalyzer()
        self._batch = self._begun()
        self._written: list[Run] = []
        self._merged = 0
        """How many of the first of them were merged of others."""
        self._analyzers = 1
        """How many the others were read by."""

    def add(self, rows: Iterable[Row]) -> None:
        """Further rows."""
        for each in rows:
            self._batch.add(each)
            if self._batch.words >= self._most_words or self._batch.is_full:
                self._write()

    def finish(self) -> list[Run]:
        """Write what is left; all runs. What was remembered of words is forgotten."""
        if len(self._batch):
            self._write()
        self._analyzer = BulkAnalyzer()
        self._batch = self._begun()
        return self._written

    def _write(self) -> None:
        name = fresh_name()
        self._batch.write(self._folder, name)
        self._written.append(Run(name, len(self._batch)))
        if len(self._analyzer.vocabulary) > _MOST_WORDS:
            self._analyzer = BulkAnalyzer()
            self._analyzers += 1
        if len(self._written) - self._merged == MANY or self._analyzers > MANY_ANALYZERS:
            self._merge()
        self._batch = self._begun()
        give_back()

    def _merge(self) -> None:
        """Make the last runs one: what is opened in the end stays few files, and is merged meanwhile."""
        last = self._written[self._merged :]
        segments = [Segment(self._folder, run.name) for run in last]
        parts = [Part(segment=each, live=np.ones(len(each), dtype=np.bool_)) for each in segments]
        name = fresh_name()
        merge(parts, self._folder, name, window=window_of(self._budget))
        for run in last:
            remove_segment(self._folder, run.name)
        self._written[self._merged :] = [Run(name, sum(run.documents for run in last))]
        self._merged, self._analyzers = self._merged + 1, 1

    def _begun(self) -> Batch:
        return Batch(self._analyzer, self._compression)


def fresh_name() -> str:
    """As Whoosh names the files of a segment."""
    return f"MAIN_{secrets.token_hex(8)}"
