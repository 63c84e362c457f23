"""The documents found to those that a page shows, in order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchapp.engines.bm25 import SCORE_DIGITS
from searchapp.engines.embedded.columns.arrays import Amounts, Floats, Ints, Keys
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.model.search import Sort

_MANY = 400
"""Candidates that are worth arrays."""


def best(
    snapshot: Snapshot, sort: Sort, docs: Ints, scores: Floats | Amounts | None, most: int
) -> Sequence[int]:
    """Places in `docs` of the first `most` of them, in the order that is asked for.

    `scores` is float[docs], None where all are 0; they are compared after `SCORE_DIGITS` decimals.
    """
    ranks = snapshot.summary.oldest if sort is Sort.OLDEST else snapshot.summary.newest
    if sort is not Sort.RELEVANCE or scores is None:
        return _listed(_first(np.arange(len(docs)), ranks[docs], most))
    places = _candidates(scores, most)
    if len(places) <= _MANY:
        return _sorted(places, scores[places], ranks[docs[places]])[:most]
    rounded = _rounded(scores[places])
    if len(places) > most:
        least = np.partition(rounded, len(rounded) - most)[len(rounded) - most]
        tied = places[rounded == least]
        sure = rounded > least
        wanted = most - int(np.count_nonzero(sure))
        places = np.concatenate([places[sure], _first(tied, ranks[docs[tied]], wanted)])
        rounded = _rounded(scores[places])
    return _listed(places[np.lexsort((ranks[docs[places]], -rounded))])


def _listed(places: Keys) -> list[int]:
    listed: list[int] = places.tolist()
    return listed


def _sorted(places: Keys, scores: Floats | Amounts, ranks: Ints) -> list[int]:
    """Few places in order: quicker without arrays."""
    rounded = [-round(score, SCORE_DIGITS) for score in scores.tolist()]
    ordered = sorted(zip(rounded, ranks.tolist(), places.tolist(), strict=True))
    return [place for _, _, place in ordered]


def _first(places: Keys, ranks: Ints, most: int) -> Keys:
    """The places of the lowest ranks, in their order."""
    if len(places) > most:
        lowest = np.argpartition(ranks, most - 1)[:most]
        places, ranks = places[lowest], ranks[lowest]
    ordered: Keys = places[np.argsort(ranks)]
    return ordered


def _candidates(scores: Floats | Amounts, most: int) -> Keys:
    """Places of the scores that can be among the first `most` once they are rounded."""
    if len(scores) <= most:
        return np.arange(len(scores))
    parted = scores.copy()
    parted.partition(len(scores) - most)
    likely: Keys = (scores >= parted[len(scores) - most] - 10**-SCORE_DIGITS).nonzero()[0]
    return likely


def _rounded(scores: Floats | Amounts) -> Floats:
    # Python's own rounding: numpy's takes another way and ends in other halves.
    distinct, places = np.unique(scores, return_inverse=True)
    return np.array([round(score, SCORE_DIGITS) for score in distinct.tolist()], dtype=np.float64)[places]
