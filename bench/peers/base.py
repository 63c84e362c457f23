"""What a peer does, and what it is fed. The standard library alone: some run under another Python."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

PARTED = "\x1e"
FACETS = ("volume", "number", "person", "source")
"""The fields that are counted. Counts of a field ignore its own filter: readers see what else to choose."""

LISTED = 100
"""Values of a facet that an answer gives, the most frequent ones."""

HITS = 10

Question = Mapping[str, Any]
"""As in `bench.questions`, decoded from JSON."""


class Absent(Exception):
    """An engine that is not on this machine."""


class Fed(NamedTuple):
    """One article as the peers get it: tokens parted by spaces, the body by paragraph."""

    id: str
    volume: int
    number: int
    day: int
    people: list[str]
    sources: list[str]
    text: str
    title: str
    body: list[str]


class Answer(NamedTuple):
    """What is compared over all engines, and how long the list was."""

    total: int
    facets: Mapping[str, list[int]] = MappingProxyType({})
    """Field -> the sum of all its counts, then the `LISTED` largest ones, falling."""
    hits: int = 0
    snippets: int = 0


class Peer(Protocol):
    """An engine over one folder. What `ask` gives is in the engine's own form; `answer` is not timed.

    Phases: "a" the ten best with the exact total; "b" that and the counts; "c" that and ten snippets.
    """

    version: str

    def fed(self, corpus: Path, mode: str, /) -> Iterator[Any]: ...
    def build(self, fed: Iterator[Any], corpus: Path, folder: Path) -> None: ...
    def open(self, folder: Path) -> None: ...
    def can(self, question: Question, phase: str) -> bool: ...
    def ask(self, question: Question, phase: str) -> Any: ...
    def answer(self, found: Any, phase: str) -> Answer: ...


class Feed:
    """What an engine is fed, with the CPU time that making it took."""

    BATCH = 500

    def __init__(self, articles: Iterator[Any]) -> None:
        self.source = articles
        self.articles = 0
        self.cpu = self.wall = 0.0

    def __iter__(self) -> Iterator[Any]:
        while True:
            cpu, wall = time.thread_time(), time.monotonic()
            batch = list(islice(self.source, self.BATCH))
            self.cpu += time.thread_time() - cpu
            self.wall += time.monotonic() - wall
            if not batch:
                return
            self.articles += len(batch)
            yield from batch


def articles(corpus: Path, mode: str) -> Iterator[Fed]:
    """The articles of a prepared corpus, in words or in stems."""
    with (
        (corpus / "facts.tsv").open(encoding="utf-8", newline="\n") as facts,
        (corpus / f"{mode}.tsv").open(encoding="utf-8", newline="\n") as tokens,
    ):
        yield from map(_fed, facts, tokens)


def _fed(facts: str, tokens: str) -> Fed:
    key, volume, number, day, people, sources, text = facts.rstrip("\n").split("\t")
    title, body = tokens.rstrip("\n").split("\t")
    return Fed(
        key,
        int(volume),
        int(number),
        int(day),
        people.split(),
        sources.split(),
        text,
        title,
        body.split(PARTED),
    )


def counted(counts: Mapping[str, int] | list[int]) -> list[int]:
    """All counts of a field as an answer gives them."""
    each = list(counts.values()) if isinstance(counts, Mapping) else counts
    return [sum(each), *sorted(each, reverse=True)[:LISTED]]


def without(question: Question, field: str) -> Question:
    """The question without one field's filter."""
    kept = {name: value for name, value in question["filters"].items() if name != field}
    return {**question, "filters": kept}
