"""Whoosh opens the index through our codec, and finds the same articles as the engine."""

from __future__ import annotations

import datetime as dt
import math
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st
from whoosh import qparser
from whoosh.index import open_dir
from whoosh.query import Phrase, Term
from whoosh.searching import Searcher

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.search.evaluation import evaluate
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.model.search import Match, SearchQuery
from searchapp.query.nodes import And, Field, Node, Not, Or
from searchapp.query.parser import parse
from tests.engines import strategies
from tests.engines.builders import Put, article
from tests.engines.folders import A, B, C, current, ids, put
from tests.engines.test_random import change
from tests.engines.whoosh_queries import NotAsked, translated

_nears = st.tuples(strategies.words, strategies.words, st.integers(0, 6)).map(
    lambda near: f'"{near[0]} {near[1]}"~{near[2]}'
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, st.lists(strategies.texts | _nears, min_size=1, max_size=12), strategies.merging)
def test_whoosh_finds_the_same(
    commits: list[list[strategies.Step]], texts: list[str], merging: strategies.Merging
) -> None:
    with archive(commits, merging) as folder, open_dir(str(current(folder))).searcher() as searcher:
        snapshot = EmbeddedEngine(folder).snapshot()
        event(f"{min(3, len(snapshot.segments))} segments, deleted: {snapshot.summary.live is not None}")
        asked = [text for text in texts if is_as_whoosh_finds(text, snapshot, searcher)]
    for text in asked:
        for kind in sorted(kinds(parse(text).node)):
            event(kind)
    assume(asked)


@contextmanager
def archive(
    commits: Sequence[Sequence[strategies.Step]], merging: strategies.Merging = strategies.never_merging
) -> Iterator[Path]:
    """An index after some changes."""
    held: dict[str, Put] = {}
    with tempfile.TemporaryDirectory() as name, merging():
        engine = EmbeddedEngine(Path(name))
        for steps in commits:
            held = _after(held, steps)
            change(engine, steps, held)
        yield Path(name)


def is_as_whoosh_finds(text: str, snapshot: Snapshot, searcher: Searcher) -> bool:
    """Compares; False where Whoosh cannot be asked."""
    found = evaluate(snapshot, SearchQuery(q=text, match=Match.ALL))
    try:
        query = translated(found.reading.node, snapshot)
    except NotAsked:
        return False
    # Its own pruning loses what an AndNot finds.
    by_whoosh = searcher.search(query, limit=None, optimize=False)
    assert {hit["id"] for hit in by_whoosh} == {snapshot.id(int(doc)) for doc in found.docs}, text
    return True


def kinds(node: Node) -> set[str]:
    """The names of the classes that a tree is made of."""
    match node:
        case And(nodes) | Or(nodes):
            below = set().union(*map(kinds, nodes))
        case Not(inner) | Field(_, inner):
            below = kinds(inner)
        case _:
            below = set()
    return {type(node).__name__, *below}


def _after(held: dict[str, Put], steps: Sequence[strategies.Step]) -> dict[str, Put]:
    after = dict(held)
    for step in steps:
        if isinstance(step, str):
            after.pop(step, None)
        else:
            after[step[0].id] = step
    return after


TOLD = article(
    "told",
    "Nuclear talk, a moratorium of evil.",
    title="Iran, the US and a moratorium",
    date=dt.date(2001, 12, 31),
)
SEVERAL: list[list[strategies.Step]] = [
    [strategies.random_put(seed) for seed in range(20)],
    [*(strategies.random_put(seed) for seed in range(20, 26)), TOLD, "c"],
    [*(strategies.random_put(seed) for seed in range(26, 30)), "h"],
]


@pytest.fixture(scope="module")
def several() -> Iterator[Path]:
    with archive(SEVERAL) as folder:
        yield folder


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", {"Everything"}),
        ("speaking", {"Term"}),
        ("=speaking", {"Term"}),
        ("Itar-Tass", {"Term"}),
        ("nuc*", {"Prefix"}),
        ("Itar-Ta*", {"Prefix"}),
        ("nuclaer~", {"Fuzzy"}),
        ('"moratorium of"', {"Phrase"}),
        ('="of evil"', {"Phrase"}),
        ('"nuclear evil"~4', {"Near"}),
        ('title:"Iran us"~6', {"Field", "Near"}),
        ("title:iran", {"Field", "Term"}),
        ("title:nuc*", {"Field", "Prefix"}),
        ("title:moratorum~", {"Field", "Fuzzy"}),
        ("person:putin", {"Field"}),
        ("source:itar-tass", {"Field"}),
        ("issue:66..67", {"Field"}),
        ("publication:none", {"Field"}),
        ("date:2002-04", {"Dates"}),
        ("date:04/01/2002", {"Dates"}),
        ("before:2002-01-01", {"Dates"}),
        ("-nuclear", {"Not", "Term"}),
        ("evil -(axis OR volume:8)", {"And", "Or", "Not", "Field", "Term"}),
        ("Путин OR чай", {"Or", "Term"}),
    ],
)
def test_whoosh_finds_the_same_for_every_kind_of_node(several: Path, text: str, wanted: set[str]) -> None:
    snapshot = EmbeddedEngine(several).snapshot()
    assert (len(snapshot.segments), snapshot.summary.live is None) == (3, False)
    assert wanted <= kinds(parse(text).node)
    with open_dir(str(current(several))).searcher() as searcher:
        assert is_as_whoosh_finds(text, snapshot, searcher)
    found = evaluate(snapshot, SearchQuery(q=text)).total
    assert 0 < found < snapshot.size or not text, found


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.several_commits)
def test_bounds_are_true_and_scores_finite(commits: list[list[strategies.Step]]) -> None:
    with archive(commits) as folder, open_dir(str(current(folder))).searcher() as searcher:
        for leaf, _ in searcher.leaf_searchers():
            for name, term in leaf.reader().all_terms():
                check_bounds(leaf, name, term)


def check_bounds(leaf: Searcher, name: str, term: bytes) -> None:
    """Of what Whoosh prunes by: each is to be met by every document of a term, deleted ones too."""
    reader, field = leaf.reader(), leaf.schema[name]
    info, scorer = reader.term_info(name, term), leaf.weighting.scorer(leaf, name, term)
    matcher = reader._terms.matcher(name, term, field.format, scorer)
    docs, weights = [], []
    while matcher.is_active():
        docs.append(matcher.id())
        weights.append(matcher.weight())
        if field.scorable:
            length = leaf.doc_field_length(docs[-1], name)
            assert matcher.block_min_length() <= length <= matcher.block_max_length()
            assert reader.min_field_length(name) <= length <= reader.max_field_length(name)
            assert len(matcher.spans()) == matcher.weight() <= length
        assert math.isfinite(matcher.score())
        assert matcher.score() <= matcher.block_quality() <= matcher.max_quality()
        matcher.next()
    assert docs == sorted(set(docs))
    assert (info.min_id(), info.max_id(), info.doc_frequency()) == (docs[0], docs[-1], len(docs))
    assert (info.max_weight(), info.weight()) == (max(weights), sum(weights))


_asked_words = st.lists(strategies.words, min_size=1, max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.several_commits, st.lists(_asked_words, min_size=1, max_size=6), st.integers(1, 4))
def test_whoosh_prunes_nothing_that_belongs_to_the_best(
    commits: list[list[strategies.Step]], questions: list[list[str]], limit: int
) -> None:
    with archive(commits) as folder, open_dir(str(current(folder))).searcher() as searcher:
        parser = qparser.QueryParser("body", searcher.schema, group=qparser.OrGroup)
        for question in questions:
            query = parser.parse(" ".join(question))
            every = [hit.score for hit in searcher.search(query, limit=None, optimize=False)]
            best = [hit.score for hit in searcher.search(query, limit=limit)]
            assert best == pytest.approx(every[:limit])


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


def test_what_the_table_of_contents_says_does_not_matter_to_readers(folder: Path) -> None:
    put(folder, A, B)
    (table,) = current(folder).glob("_MAIN_*.toc")
    table.write_bytes(bytes(table.stat().st_size))
    assert ids(EmbeddedEngine(folder)) == ["a", "b"]
