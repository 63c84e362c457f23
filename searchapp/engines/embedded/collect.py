"""Masks and scores to what a page shows: its documents in order, and the counts of every facet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from searchapp.engines.answer import Counts
from searchapp.engines.bm25 import SCORE_DIGITS
from searchapp.engines.embedded.columns import Floats, Keys, Mask
from searchapp.engines.embedded.match import admitted, within
from searchapp.engines.embedded.snapshot import Snapshot
from searchapp.fields import FACETS
from searchapp.model.search import Filter, SearchQuery, Sort

_FAMILIES: Mapping[str, str] = {field.name: field.family for field in FACETS}


class Sieve:
    """The filters of one query as masks over one snapshot, each made once."""

    def __init__(self, snapshot: Snapshot, query: SearchQuery, matched: Mask) -> None:
        """`matched` is bool[n]: what the query's text matches."""
        self._snapshot = snapshot
        self._matched = matched
        if query.after is not None or query.before is not None:
            self._matched = matched & within(snapshot, query.after, query.before)
        self._admitted = [(_family(each), admitted(snapshot, each)) for each in query.filters]

    def passing(self, *, but: str | None = None) -> Mask:
        """bool[n]: what matches and passes all filters, those of the family `but` aside."""
        mask = self._matched
        for family, admits in self._admitted:
            if family != but:
                mask = mask & admits
        return mask

    def counts(self) -> Counts:
        """Every facet's values with their documents, the filters of the facet's own family aside."""
        masks = {family: self.passing(but=family) for family in set(_FAMILIES.values())}
        facets = self._snapshot.rows.facets
        return {name: facets[name].counts(masks[family]) for name, family in _FAMILIES.items()}


def _family(asked: Filter) -> str:
    return _FAMILIES[asked.field]


def best(snapshot: Snapshot, sort: Sort, docs: Keys, scores: Floats, most: int) -> Sequence[int]:
    """Places in `docs` of the first `most` of them, in the order that is asked for.

    `scores` is float64[docs]; they are compared after `SCORE_DIGITS` decimals.
    """
    if sort is not Sort.RELEVANCE:
        ranks = snapshot.newest_first if sort is Sort.NEWEST else snapshot.oldest_first
        return [int(place) for place in np.argsort(ranks[docs])[:most]]
    places = _candidates(scores, most)
    order = np.lexsort((snapshot.newest_first[docs[places]], -_rounded(scores[places])))
    return [int(place) for place in places[order[:most]]]


def _candidates(scores: Floats, most: int) -> Keys:
    """Places of the scores that can be among the first `most` once they are rounded."""
    if len(scores) <= most:
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - most)[len(scores) - most]
    return np.flatnonzero(scores >= least - 10**-SCORE_DIGITS)


def _rounded(scores: Floats) -> Floats:
    # Python's own rounding: numpy's takes another way and ends in other halves.
    distinct, places = np.unique(scores, return_inverse=True)
    return np.array([round(score, SCORE_DIGITS) for score in distinct.tolist()], dtype=np.float64)[places]
