"""Whoosh opens the index through our codec, and finds the same articles as the engine."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from whoosh import qparser
from whoosh.index import open_dir
from whoosh.query import Phrase, Term
from whoosh.searching import Searcher

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.evaluation import evaluate
from searchapp.engines.embedded.snapshot import Snapshot
from searchapp.model.search import SearchQuery
from tests.engines import strategies
from tests.engines.builders import Put, article
from tests.engines.folders import A, B, C, current, ids, put
from tests.engines.test_random import change
from tests.engines.whoosh_queries import NotAsked, translated


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, st.lists(strategies.texts, min_size=1, max_size=12), strategies.merging)
def test_whoosh_finds_the_same(
    commits: list[list[strategies.Step]], texts: list[str], merging: strategies.Merging
) -> None:
    with tempfile.TemporaryDirectory() as name, merging():
        engine = EmbeddedEngine(Path(name))
        held: dict[str, Put] = {}
        for steps in commits:
            held = _after(held, steps)
            change(engine, steps, held)
        with open_dir(str(current(Path(name)))).searcher() as searcher:
            asked = [text for text in texts if _is_as_whoosh_finds(text, engine.snapshot(), searcher)]
    assume(asked)


def _is_as_whoosh_finds(text: str, snapshot: Snapshot, searcher: Searcher) -> bool:
    """Compares; False where Whoosh cannot be asked."""
    found = evaluate(snapshot, SearchQuery(q=text))
    try:
        query = translated(found.reading.node, snapshot)
    except NotAsked:
        return False
    by_whoosh = searcher.search(query, limit=None, optimize=False)
    assert {hit["id"] for hit in by_whoosh} == {snapshot.id(int(doc)) for doc in found.docs}, text
    return True


def _after(held: dict[str, Put], steps: list[strategies.Step]) -> dict[str, Put]:
    after = dict(held)
    for step in steps:
        if isinstance(step, str):
            after.pop(step, None)
        else:
            after[step[0].id] = step
    return after


def test_whoosh_reads_several_segments_with_deletions(folder: Path) -> None:
    put(folder, *(article(f"old-{n}", "Axis of evil.") for n in range(20)))
    put(folder, C, article("old-3", "Another axis."))
    with open_dir(str(current(folder))).searcher() as searcher:
        assert len(searcher.reader().leaf_readers()) == 2
        found = {hit["id"] for hit in searcher.search(Phrase("body", ["axis", "of", "evil"]), limit=None)}
        assert found == {f"old-{n}" for n in range(20) if n != 3} | {"c"}
        assert [hit["id"] for hit in searcher.search(Term("id", "old-3"))] == ["old-3"]


def test_whooshs_own_query_parser_and_scores(folder: Path) -> None:
    put(folder, A, B, C)
    with open_dir(str(current(folder))).searcher() as searcher:
        query = qparser.QueryParser("body", searcher.schema).parse('"axis of evil" OR tex*')
        scores = [hit.score for hit in searcher.search(query, limit=None)]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_values_are_terms_to_whoosh(folder: Path) -> None:
    put(folder, article("a", "Text", people=["Igor Ivanov"], volume=8, issue=66), article("b", "Text"))
    with open_dir(str(current(folder))).searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(Term("person", "igor-ivanov"))] == ["a"]
        assert [hit["id"] for hit in searcher.search(Term("issue", "8:66"))] == ["a"]
        assert [hit["id"] for hit in searcher.search(Term("year", "none"))] == ["a", "b"]


def test_the_engine_unpickles_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    for name in ("load", "loads", "Unpickler"):
        monkeypatch.setattr(pickle, name, refuse)
    put(folder, A, B)
    put(folder, C, article("a", "Axis and evil."))
    assert ids(EmbeddedEngine(folder)) == ["a", "b", "c"]
