"""Our engine, by its own doors: `evaluate` for counts, `search` for a whole page as readers get it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from bench.peers.base import FACETS, HITS, Answer, Question, counted
from bench.prepared import Prepared
from bench.questions import Question as Asked
from bench.questions import search_query
from bench.stories import article, draft
from searchapp import __version__
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.model.search import NONE, SearchPage, SearchQuery

try:
    evaluate: Any = import_module("searchapp.engines.embedded.evaluation").evaluate
except ImportError:
    evaluate = import_module("bench.peers.sieved").evaluate

Put = tuple[Article, Draft]


def made() -> Embedded:
    return Embedded()


class Embedded:
    version = f"searchapp {__version__}"

    def fed(self, corpus: Path, _: str) -> Iterator[Put]:
        self.registry = Prepared(corpus).registry
        return ((article(story), draft(story)) for story in Prepared(corpus).stories())

    def build(self, fed: Iterator[Put], _: Path, folder: Path) -> None:
        """In one change, with the records of the whole corpus."""
        with EmbeddedEngine(folder).writer() as writer:
            for made_article, made_draft in fed:
                writer.put(made_article, made_draft)
            writer.set_registry(self.registry)

    def open(self, folder: Path) -> None:
        self.engine = EmbeddedEngine(folder)
        self.engine.generation  # noqa: B018  # opens it

    def can(self, question: Question, phase: str) -> bool:
        return bool(question and phase)

    def ask(self, question: Question, phase: str) -> Any:
        query = _query(question)
        if phase == "c":
            return self.engine.search(query)
        found = evaluate(_snapshot(self.engine), query)
        top = found.top(HITS)
        return (found.total, len(top), found.counts() if phase == "b" else {})

    def answer(self, found: Any, phase: str) -> Answer:
        if phase == "c":
            return _page(found)
        total, hits, counts = found
        return Answer(total, {facet: _counted(counts[facet]) for facet in FACETS if facet in counts}, hits)


def _snapshot(engine: Any) -> Any:
    return engine.snapshot() if hasattr(engine, "snapshot") else engine._served.snapshot()  # noqa: SLF001


def _query(question: Question) -> SearchQuery:
    return search_query(msgspec.convert(question, Asked), mode=question["mode"])


def _counted(counts: Mapping[str, int]) -> list[int]:
    """The peers have no value where there is none."""
    return counted({value: count for value, count in counts.items() if value != NONE})


def _page(page: SearchPage) -> Answer:
    """Without counts: a page has those of the listed values alone, and issues by number."""
    return Answer(
        total=page.total, hits=len(page.hits), snippets=sum(bool(hit.snippets) for hit in page.hits)
    )
