"""`evaluate` for an engine that has none of its own yet."""

from __future__ import annotations

from typing import Any

import numpy as np


def evaluate(snapshot: Any, query: Any) -> Any:
    from searchapp.engines.embedded.collect import Sieve
    from searchapp.engines.embedded.match import matching

    from searchapp.engines.answer import read
    from searchapp.engines.embedded.occurrences import Occurrences

    _, node = read(query)
    occurrences = Occurrences(snapshot)
    sieve = Sieve(snapshot, query, matching(node, occurrences))
    return Evaluated(snapshot, query, node, occurrences, sieve)


class Evaluated:
    def __init__(self, *parts: Any) -> None:
        self.snapshot, self.query, self.node, self.occurrences, self.sieve = parts
        self.docs = np.flatnonzero(self.sieve.passing())
        self.total = len(self.docs)

    def top(self, most: int) -> Any:
        from searchapp.engines.embedded.collect import best
        from searchapp.engines.embedded.score import scores

        scored = scores(self.node, self.docs, self.occurrences)
        return best(self.snapshot, self.query.sort, self.docs, scored, most)

    def counts(self) -> Any:
        return self.sieve.counts()
