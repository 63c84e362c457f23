"""How good a ranking is, by which documents people judged relevant. Each is a mean over the topics.

The definitions are those of NIST's trec_eval, measures `ndcg_cut.10`, `map` and `P.3`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import log2

CUT = 10
"""Of NDCG."""
FIRST = 3
"""Of precision."""
DEEPEST = 1000
"""Documents of a ranking that count."""


def ndcg(ranking: Sequence[str], judged: Mapping[str, int], cut: int = CUT) -> float:
    """Normalised discounted cumulative gain of the first documents.

    Järvelin & Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques" (2002): a document gains its
    grade, none below 0, divided by log2(1 + rank); the sum is divided by that of the best order there is.
    """
    best = _discounted(sorted(judged.values(), reverse=True)[:cut])
    return _discounted([judged.get(document, 0) for document in ranking[:cut]]) / best if best else 0.0


def average_precision(ranking: Sequence[str], judged: Mapping[str, int]) -> float:
    """The mean of the precision at each relevant document, 0 for one that is not found."""
    hits = [judged.get(document, 0) > 0 for document in ranking[:DEEPEST]]
    relevant = sum(grade > 0 for grade in judged.values())
    precisions = [
        found / rank
        for rank, (found, hit) in enumerate(zip(accumulate(hits), hits, strict=True), start=1)
        if hit
    ]
    return sum(precisions) / relevant if relevant else 0.0


def precision(ranking: Sequence[str], judged: Mapping[str, int], first: int = FIRST) -> float:
    """The share of relevant documents among the first."""
    return sum(judged.get(document, 0) > 0 for document in ranking[:first]) / first


def _discounted(gains: Sequence[int]) -> float:
    return sum(max(gain, 0) / log2(1 + rank) for rank, gain in enumerate(gains, start=1))
