"""Counts of values are those of the articles, gathered from few of them or left over from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unittest import mock

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.columns.summary import SEVERAL, SINGLE
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.engines.embedded.writing import builder, summarising
from searchapp.engines.tallies import number_of
from searchapp.engines.values import held_values, is_meant
from searchapp.fields import FACETS
from searchapp.model.article import ArticleId
from tests.engines.builders import registry
from tests.engines.strategies import VALUES, random_put

PUTS = [random_put(seed) for seed in range(90)]
GONE = range(5, 60, 4)


@pytest.fixture(
    scope="module",
    params=[(True, 8), (True, 2), (False, 8), (False, 1)],
    ids=["some deleted", "some deleted, narrow rows", "all live", "all live, narrow rows"],
)
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Of two segments, with rows of several values in full or too narrow."""
    deleted, width = request.param
    engine = EmbeddedEngine(tmp_path_factory.mktemp("facets") / "index")
    puts = [(replace(made, id=ArticleId(f"{n:02}")), draft) for n, (made, draft) in enumerate(PUTS)]
    with mock.patch.multiple(builder, STEP=0, WASTE=0), mock.patch.object(summarising, "WIDEST", width):
        for some, gone in ((puts[:70], ()), (puts[70:], GONE if deleted else ())):
            with engine.writer() as writer:
                for put in some:
                    writer.put(*put)
                for number in gone:
                    writer.delete(ArticleId(f"{number:02}"))
                writer.set_registry(registry(puts))
    snapshot = engine.snapshot()
    assert len(snapshot.segments) == 2
    assert len(snapshot) - snapshot.size == (len(GONE) if deleted else 0)
    return snapshot


def values_of(held: Snapshot, doc: int, facet: str) -> Sequence[str]:
    return held_values(PUTS[int(held.id(doc))][0])[facet]


@st.composite
def _docs(draw: st.DrawFn) -> list[int]:
    """Numbers of live documents, few or nearly all."""
    drawn = np.random.default_rng(draw(st.integers(0, 1 << 32)))
    return (drawn.random(len(PUTS)) < draw(st.sampled_from((0, 0.1, 0.5, 0.9, 1)))).nonzero()[0].tolist()


@settings(max_examples=100, deadline=None)
@given(_docs())
def test_as_the_articles_say(held: Snapshot, docs: list[int]) -> None:
    live = held.summary.live
    docs = [doc for doc in docs if live is None or live[doc]]
    event(f"{'left over' if 2 * len(docs) > held.size else 'gathered'}")
    columns, numbers = held.facets, np.array(docs, dtype=np.int32)
    by_code, of_several = columns.code_counts(numbers), columns.several_counts(numbers)
    for facet in (*SEVERAL, *SINGLE):
        several = facet in SEVERAL
        counts = columns.of_several(facet, of_several) if several else columns.of_codes(facet, by_code)
        told = dict(zip(columns.dictionary(facet).values, counts.tolist(), strict=True))
        plain = Counter(value for doc in docs for value in values_of(held, doc, facet))
        assert {value: count for value, count in told.items() if count} == plain, facet
    issues = columns.by_number(columns.of_codes("issue", by_code))
    told = dict(zip(columns.numbers.values, issues.tolist(), strict=True))
    plain = Counter(number_of(value) for doc in docs for value in values_of(held, doc, "issue"))
    assert {value: count for value, count in told.items() if count} == plain


@pytest.mark.parametrize("facet", [facet.name for facet in FACETS])
def test_documents_that_hold_what_is_asked_for(held: Snapshot, facet: str) -> None:
    asked = VALUES[facet]
    for some in (*((value,) for value in asked), asked[:2], asked[-2:], ()):
        mask = held.facets.holding(facet, some)
        wanted = [
            any(is_meant(facet, each, value) for each in some for value in values_of(held, doc, facet))
            for doc in range(len(held))
        ]
        assert mask.tolist() == wanted, some
        assert any(wanted) == (some not in ((), ("nobody",), ("70",), ("1999",)))
