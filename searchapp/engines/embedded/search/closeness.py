"""How near two neighbours of a question stand in each document: the fewest steps between them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from searchapp.engines.bm25 import REACH, TURNED
from searchapp.engines.embedded.columns.arrays import Ints, Keys
from searchapp.engines.embedded.search.occurrences import KEY_BITS, beginnings
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.engines.weighing import Pair
from searchapp.query.patterns import pattern


class Close(NamedTuple):
    """The documents in which two neighbours are near each other."""

    docs: Ints
    """int32[k], ascending."""
    steps: Keys
    """int64[k], from 1 to `REACH`."""


def close(pair: Pair, snapshot: Snapshot) -> Close:
    """The live documents with the fewest steps of all their fields."""
    found = [
        each
        for at, first in enumerate(snapshot.firsts[: len(snapshot.segments)])
        for field in pair.fields
        for each in _in_segment(pair, field, snapshot, at, first)
    ]
    if not found:
        return Close(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64))
    docs, at = np.unique(np.concatenate([each.docs for each in found]), return_inverse=True)
    steps = np.full(len(docs), REACH, dtype=np.int64)
    np.minimum.at(steps, at, np.concatenate([each.steps for each in found]))
    live = snapshot.summary.live
    return Close(docs, steps) if live is None else Close(docs[live[docs]], steps[live[docs]])


def _in_segment(pair: Pair, field: str, snapshot: Snapshot, at: int, first: int) -> list[Close]:
    """In both orders; a document stands there as often as it has such places."""
    patterns = pattern(pair.first), pattern(pair.second)
    begins, others = beginnings(patterns, field, snapshot, at)
    ends, other_ends = (
        keys + len(asked.tests) - 1 for keys, asked in zip((begins, others), patterns, strict=True)
    )
    return [_steps(ends, others, first, 0), _steps(other_ends, begins, first, TURNED)]


def _steps(ends: Keys, begins: Keys, first: int, more: int) -> Close:
    """From each end to the next beginning behind it, where that is near."""
    following = np.searchsorted(begins, ends, side="right")
    followed = following < len(begins)
    ends = ends[followed]
    # A place in a later document is out of reach: places are numbered through all of them.
    steps = begins[following[followed]] - ends + more
    near = steps <= REACH
    return Close((ends[near] >> KEY_BITS).astype(np.int32) + np.int32(first), steps[near])
