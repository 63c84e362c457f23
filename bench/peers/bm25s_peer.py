"""bm25s: scores of whole arrays. It has no phrases, filters or facets: masks and counts are plain numpy."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from importlib import metadata
from itertools import chain
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from bench.peers.base import FACETS, HITS, LISTED, Answer, Fed, Question, articles

Mask = NDArray[np.bool_]


def made() -> BM25s:
    return BM25s()


class BM25s:
    version = f"bm25s {metadata.version('bm25s')}"

    def fed(self, corpus: Path, mode: str) -> Iterator[Fed]:
        return articles(corpus, mode)

    def build(self, fed: Iterator[Fed], _: Path, folder: Path) -> None:
        vocabulary: dict[str, int] = {}
        values: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
        held: dict[str, list[list[int]]] = {facet: [] for facet in FACETS}
        texts, days = [], []
        for each in fed:
            words = chain(each.title.split(), *(paragraph.split() for paragraph in each.body))
            texts.append(np.array([vocabulary.setdefault(w, len(vocabulary)) for w in words], dtype=np.int32))
            days.append(each.day)
            for facet, names in _held(each).items():
                numbers = values[facet]
                held[facet].append([numbers.setdefault(name, len(numbers)) for name in names])
        ranker = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
        ranker.index((texts, vocabulary), show_progress=False)
        ranker.save(str(folder), show_progress=False)
        columns: dict[str, Any] = {}
        for facet, lists in held.items():
            columns[facet] = np.array(list(chain.from_iterable(lists)), dtype=np.int32)
            columns[f"{facet}_docs"] = np.repeat(np.arange(len(days)), list(map(len, lists)))
        np.savez(folder / "columns.npz", day=np.array(days, dtype=np.int32), **columns)
        listed = {facet: list(numbers) for facet, numbers in values.items()}
        (folder / "values.json").write_text(json.dumps(listed), encoding="utf-8")

    def open(self, folder: Path) -> None:
        self.ranker = bm25s.BM25.load(str(folder), mmap=True, show_progress=False)
        self.columns = dict(np.load(folder / "columns.npz"))
        names = json.loads((folder / "values.json").read_text(encoding="utf-8"))
        self.values = {facet: {name: at for at, name in enumerate(held)} for facet, held in names.items()}
        self.words = self.ranker.vocab_dict
        self.ordered = sorted(self.words)

    def can(self, question: Question, phase: str) -> bool:
        return phase != "c" and all(clause["kind"] != "phrase" for clause in question["must"])

    def ask(self, question: Question, phase: str) -> dict[str, Any]:
        scores, matched = self.scored(question["must"])
        if question["after"] is not None:
            days = self.columns["day"]
            matched &= (days >= question["after"]) & (days <= question["before"])
        holding = {name: self.holding(name, value) for name, value in question["filters"].items()}
        passing = matched
        for mask in holding.values():
            passing = passing & mask
        docs = np.flatnonzero(passing)
        found = {"total": len(docs), "top": _best(scores[docs], docs)}
        if phase == "b":
            found["counts"] = {f: self.counts(f, matched if f in holding else passing) for f in FACETS}
        return found

    def scored(self, clauses: Sequence[dict[str, Any]]) -> tuple[NDArray[np.float32], Mask]:
        """Of all documents: the sum of the scores, and which have every clause."""
        each = [self.ranker.get_scores_from_ids(self.meant(clause)) for clause in clauses]
        matched = each[0] > 0
        for scores in each[1:]:
            matched &= scores > 0
        return np.sum(each, axis=0) if len(each) > 1 else each[0], matched

    def meant(self, clause: dict[str, Any]) -> list[int]:
        words = clause["words"]
        if clause["kind"] == "prefix":
            words = self.beginning(words[0])
        return [self.words[word] for word in words if word in self.words]

    def beginning(self, text: str) -> Sequence[str]:
        first, last = bisect_left(self.ordered, text), bisect_left(self.ordered, text + "\U0010ffff")
        return self.ordered[first:last]

    def holding(self, facet: str, value: str) -> Mask:
        mask = np.zeros(len(self.columns["day"]), dtype=np.bool_)
        mask[self.columns[f"{facet}_docs"][self.columns[facet] == self.values[facet][value]]] = True
        return mask

    def counts(self, facet: str, mask: Mask) -> tuple[int, NDArray[np.int64]]:
        """The sum of all counts, and the largest."""
        counted = np.bincount(self.columns[facet][mask[self.columns[f"{facet}_docs"]]])
        return int(counted.sum()), np.sort(counted[counted > 0])[::-1][:LISTED]

    def answer(self, found: dict[str, Any], _: str) -> Answer:
        counts = found.get("counts", {})
        return Answer(
            total=found["total"],
            facets={facet: [total, *map(int, largest)] for facet, (total, largest) in counts.items()},
            hits=len(found["top"]),
        )


def _held(fed: Fed) -> dict[str, list[str]]:
    return {
        "volume": [str(fed.volume)],
        "number": [str(fed.number)],
        "person": fed.people,
        "source": fed.sources,
    }


def _best(scores: NDArray[np.float32], docs: NDArray[np.int64]) -> NDArray[np.int64]:
    if len(docs) > HITS:
        kept = np.argpartition(-scores, HITS)[:HITS]
        scores, docs = scores[kept], docs[kept]
    return docs[np.argsort(-scores)]
