"""What the engine must reach beside its peers, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.results import OURS, Results

LARGE = 500_000
"""Articles from which on the targets are those of a million."""


@dataclass(frozen=True)
class Target:
    """A number that should be at most `most`."""

    what: str
    most: float
    reached: float
    unit: str = "×"

    @property
    def met(self) -> bool:
        return self.reached <= self.most


TIMES = (
    ("b", "tantivy", 0.4, 0.4),
    ("b", "lucene", 0.6, 0.6),
    ("c", "tantivy", 0.6, 0.6),
    ("a", "tantivy", 0.8, 1.0),
)
"""Phase, peer, and the most that p50 and p95 may be of the peer's, at 100,000 articles."""

LARGE_TIMES = (("b", "tantivy", 0.55, None), ("c", "tantivy", 0.6, 0.6), ("a", "tantivy", 1.0, 1.0))


def targets(results: Results) -> list[Target]:
    """Those that this run can tell."""
    large = results.corpus.articles >= LARGE
    return [*_times(results, large=large), *_sizes(results, large=large), *_own(results, large=large)]


def _times(results: Results, *, large: bool) -> Iterator[Target]:
    told = {(ratio.phase, ratio.peer): ratio for ratio in results.ratios if not ratio.kind}
    for phase, peer, p50, p95 in LARGE_TIMES if large else TIMES:
        ratio = told.get((phase, peer))
        if ratio:
            yield Target(f"({phase}) p50, of {peer}'s", p50, ratio.p50)
            if p95 is not None:
                yield Target(f"({phase}) p95, of {peer}'s", p95, ratio.p95)


def _sizes(results: Results, *, large: bool) -> Iterator[Target]:
    ours, tantivy = results.engines.get(OURS), results.engines.get("tantivy")
    if ours and tantivy:
        yield Target("index CPU, of tantivy's", 1.2, ours.built.cpu / tantivy.built.cpu)
        size = (ours.built.size - ours.built.records) / tantivy.built.size
        yield Target("size without records, of tantivy's", 1.0 if large else 0.95, size)


def _own(results: Results, *, large: bool) -> Iterator[Target]:
    ours = results.engines.get(OURS)
    if not ours:
        return
    if large and "b" in ours.phases:
        yield Target("(b) p50", 10, ours.phases["b"].p50, " ms")
    yield Target("open", 100 if large else 30, 1000 * ours.open_wall, " ms")
    yield Target("private memory", 200 if large else 80, ours.private / 1e6, " MB")
    yield Target("memory while indexing", 600, ours.built.peak / 1e6, " MB")
