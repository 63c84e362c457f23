"""Random archives and questions: the index on disk answers like the engine that scans everything."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.engines.base import Engine
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.memory import MemoryEngine
from searchapp.errors import Message, PageNotFound
from searchapp.model.article import ArticleId
from searchapp.model.search import SearchPage, SearchQuery
from tests.engines import strategies
from tests.engines.builders import Put, registry


@contextmanager
def engines(commits: Sequence[Sequence[strategies.Step]]) -> Iterator[tuple[MemoryEngine, EmbeddedEngine]]:
    """Both engines after the same changes, which are at least one."""
    memory = MemoryEngine()
    with tempfile.TemporaryDirectory() as folder:
        embedded = EmbeddedEngine(Path(folder))
        held: dict[str, Put] = {}
        for steps in commits:
            for step in steps:
                if isinstance(step, str):
                    held.pop(step, None)
                else:
                    held[step[0].id] = step
            for engine in (memory, embedded):
                change(engine, steps, held)
        yield memory, embedded


def change(engine: Engine, steps: Sequence[strategies.Step], held: dict[str, Put]) -> None:
    with engine.writer() as writer:
        for step in steps:
            if isinstance(step, str):
                writer.delete(ArticleId(step))
            else:
                writer.put(*step)
        writer.set_registry(replace(registry(held.values()), synonyms=strategies.SYNONYMS))


def answered(engine: Engine, query: SearchQuery) -> SearchPage | Message:
    """The page without the generation's name, or that there is none."""
    try:
        return replace(engine.search(query), generation="")
    except PageNotFound as error:
        return error.message


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, st.lists(strategies.queries(), min_size=1, max_size=12), strategies.merging)
def test_same_answers(
    commits: list[list[strategies.Step]], queries: list[SearchQuery], merging: strategies.Merging
) -> None:
    with merging(), engines(commits) as (memory, embedded):
        assert embedded.totals(queries) == memory.totals(queries)
        for query in queries:
            answer = answered(memory, query)
            assert answered(embedded, query) == answer, query
            if isinstance(answer, SearchPage):
                whole = tuple(embedded.facet(query, each.field) for each in answer.facets)
                assert whole == answer.facets, query
                among = embedded.among(query, [*memory.digests(), ArticleId("nowhere")])
                assert among == memory.among(query, memory.digests())
                assert len(among) == answer.total


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, strategies.merging)
def test_same_articles(commits: list[list[strategies.Step]], merging: strategies.Merging) -> None:
    with merging(), engines(commits) as (memory, embedded):
        assert embedded.digests() == memory.digests()
        assert list(embedded.drafts()) == list(memory.drafts())
        for key in memory.digests():
            assert embedded.get(key) == memory.get(key)
        assert embedded.people() == memory.people()
        assert embedded.sources() == memory.sources()
        assert embedded.publications() == memory.publications()
        assert list(embedded.issues().items()) == list(memory.issues().items())
        assert embedded.suggest("iv", limit=3) == memory.suggest("iv", limit=3)
        embedded.verify()
