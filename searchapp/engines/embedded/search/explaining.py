"""Why a document is found, or is not: what the arrays hold of it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints
from searchapp.engines.embedded.search.counting import Sieve
from searchapp.engines.embedded.search.evaluation import evaluate
from searchapp.engines.embedded.search.matching import matching
from searchapp.engines.embedded.search.scoring import amounts
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.engines.explaining import Evidence, explanation
from searchapp.engines.weighing import Weighed
from searchapp.model.explanation import Explanation
from searchapp.model.search import SearchQuery


def explained(snapshot: Snapshot, query: SearchQuery, doc: int) -> Explanation:
    """Of a live document. Raises QueryTooLong."""
    found = evaluate(snapshot, query)
    alone: Ints = np.array([doc], dtype=np.int32)
    evidence = Evidence(
        article=snapshot.article(doc),
        found=_place(found.docs, doc) is not None,
        has=lambda node: _place(matching(node, snapshot), doc) is not None,
        passes=lambda asked: len(Sieve(snapshot, asked, alone).passing()) == 1,
        amounts=lambda parts: _amounts(parts, snapshot, doc),
        norm=lambda field: float(snapshot.norms(field)[doc]),
    )
    return explanation(query, found.reading, evidence)


def _amounts(parts: Weighed, snapshot: Snapshot, doc: int) -> Iterator[float]:
    for part in amounts(parts, snapshot):
        place = _place(part.docs, doc)
        yield 0.0 if place is None else float(part.scores[place])


def _place(docs: Ints, doc: int) -> int | None:
    """Where a document stands among some, which ascend."""
    place = int(np.searchsorted(docs, doc))
    return place if place < len(docs) and int(docs[place]) == doc else None
