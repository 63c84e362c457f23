"""Our engine, by its own doors: `evaluate` for counts, `search` for a whole page as readers get it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from bench.peers.base import HITS, LISTED, Answer, Question
from bench.prepared import Prepared
from bench.questions import Question as Asked
from bench.questions import search_query
from bench.stories import article, draft
from searchapp import __version__
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.columns.sections import Sections
from searchapp.engines.embedded.columns.segment_files import DOCUMENTS
from searchapp.engines.embedded.search.evaluation import evaluate
from searchapp.engines.tallies import Count, Tally
from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.model.search import NONE, SearchPage

FIELDS = {"volume": "volume", "number": "issue", "person": "person", "source": "source"}
"""What the peers call a field -> what we do. All of ours are counted; these are listed."""

Put = tuple[Article, Draft]
Tallies = dict[str, tuple[Tally, Sequence[Count]]]


class Found(NamedTuple):
    """What is found without a page."""

    total: int
    hits: int
    tallies: Tallies


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

    def records(self, folder: Path) -> int:
        """Bytes of what extraction alone needs."""
        files = map(Sections, folder.rglob(f"*{DOCUMENTS}"))
        return sum(each.size(name) for each in files for name in each if name.startswith("drafts"))

    def open(self, folder: Path) -> None:
        self.engine = EmbeddedEngine(folder)
        self.engine.generation  # noqa: B018  # opens it

    def can(self, question: Question, phase: str) -> bool:
        return bool(question and phase)

    def ask(self, question: Question, phase: str) -> SearchPage | Found:
        query = search_query(msgspec.convert(question, Asked), mode=question["mode"])
        if phase == "c":
            return self.engine.search(query)
        found = evaluate(self.engine.snapshot(), query)
        top = found.top(HITS)
        tallies: Tallies = {}
        if phase == "b":
            facets = found.counts().facets
            tallies = {name: (facets[ours], facets[ours].listed(LISTED + 1)) for name, ours in FIELDS.items()}
        return Found(found.total, len(top), tallies)

    def answer(self, found: SearchPage | Found, _: str) -> Answer:
        """A page's own facets are not looked at: they are those of (b), with labels."""
        if isinstance(found, SearchPage):
            snippets = sum(bool(hit.snippets) for hit in found.hits)
            return Answer(found.total, hits=len(found.hits), snippets=snippets)
        counts = {name: _counted(*each) for name, each in found.tallies.items()}
        return Answer(found.total, counts, found.hits)


def _counted(tally: Tally, listed: Sequence[Count]) -> list[int]:
    """The peers have no value for articles that hold none."""
    everything = sum(count for _, count in tally.listed(len(tally)))
    held = [count for value, count in listed if value != NONE]
    return [everything - tally.count(NONE), *held[:LISTED]]
