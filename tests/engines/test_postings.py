"""Postings are read as they were added, whatever their gaps, frequencies and positions."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.postings import (
    LAST_POSITION,
    MOST_FREQUENT,
    Block,
    Postings,
    PostingsWriter,
)
from searchapp.engines.embedded.columns.sections import Sections, SectionWriter

Table = Mapping[int, Mapping[int, Sequence[int]]]
"""Term -> document -> positions."""

_gaps = st.one_of(
    st.integers(1, 3), st.sampled_from((255, 256, 65535, 65536, 1 << 24)), st.integers(1, 1 << 26)
)
_firsts = st.one_of(st.integers(0, 9), st.sampled_from((4094, LAST_POSITION, 4096, 65535, 65536, 1 << 24)))
_sizes = st.one_of(st.integers(1, 3), st.sampled_from((MOST_FREQUENT - 1, MOST_FREQUENT, 256, 300)))


@st.composite
def positions(draw: st.DrawFn) -> Sequence[int]:
    first, step, size = draw(_firsts), draw(st.sampled_from((1, 1, 100))), draw(_sizes)
    return range(first, first + step * size, step)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    table = {}
    for term in sorted(draw(st.sets(st.integers(0, 70_000), max_size=6))):
        docs = np.cumsum(draw(st.lists(_gaps, min_size=1, max_size=12))) - 1
        table[term] = {doc: draw(positions()) for doc in docs.tolist()}
    return table


def block(table: Table) -> Block:
    return Block(
        terms=np.array(list(table), dtype=np.int64),
        counts=np.array([len(docs) for docs in table.values()], dtype=np.int64),
        docs=np.array([doc for docs in table.values() for doc in docs], dtype=np.int32),
        freqs=np.array([len(held) for docs in table.values() for held in docs.values()], dtype=np.int32),
        positions=np.array(
            [position for docs in table.values() for held in docs.values() for position in held],
            dtype=np.int32,
        ),
    )


@contextmanager
def written(table: Table, cuts: Sequence[int] = ()) -> Iterator[Postings]:
    """Added in several blocks, which end before the terms at the cuts."""
    edges = [0, *sorted(min(cut, len(table)) for cut in cuts), len(table)]
    with tempfile.TemporaryDirectory() as name:
        postings = PostingsWriter(Path(name), "body")
        for first, last in pairwise(edges):
            postings.add(block(dict(list(table.items())[first:last])))
        with SectionWriter(Path(name) / "columns") as writer:
            postings.end(writer)
        yield Postings(Sections(Path(name) / "columns"), "body")


_cuts = st.lists(st.integers(0, 6), max_size=4)


@settings(deadline=None)
@given(tables(), _cuts)
def test_each_term_is_read_as_it_was_added(table: Table, cuts: list[int]) -> None:
    with written(table, cuts) as held:
        assert held.terms.tolist() == list(table)
        assert held.counts.tolist() == [len(docs) for docs in table.values()]
        for place, docs in enumerate(table.values()):
            assert held.docs(place).tolist() == list(docs)
            assert held.freqs(place).tolist() == [len(each) for each in docs.values()]
            assert held.positions(place).tolist() == [position for each in docs.values() for position in each]


@settings(deadline=None)
@given(tables(), st.integers(0, 1 << 32), st.floats(0, 0.5))
def test_some_positions_of_a_term_are_read_alone(table: Table, seed: int, share: float) -> None:
    drawn = np.random.default_rng(seed)
    with written(table) as held:
        for place in range(len(table)):
            positions = held.positions(place)
            at = np.flatnonzero(drawn.random(len(positions)) < share)
            assert held.positions_at(place, at).tolist() == positions[at].tolist()


@settings(deadline=None)
@given(tables(), _cuts, st.data())
def test_several_terms_are_read_at_once(table: Table, cuts: list[int], data: st.DataObject) -> None:
    some = sorted(data.draw(st.sets(st.sampled_from(list(table)), max_size=4))) if table else []
    asked = {term: table[term] for term in some}
    with written(table, cuts) as held:
        places = held.places(some)
        assert places.tolist() == [list(table).index(term) for term in some]
        docs, freqs = held.docs_of(places)
        assert docs.tolist() == block(asked).docs.tolist()
        assert freqs.tolist() == block(asked).freqs.tolist()


@settings(deadline=None)
@given(tables(), _cuts, st.data())
def test_ranges_of_terms_are_read_as_blocks(table: Table, cuts: list[int], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(table)))
    last = data.draw(st.integers(first, len(table)))
    wanted = block(dict(list(table.items())[first:last]))
    with written(table, cuts) as held:
        read = held.block(first, last)
    for name, numbers in wanted._asdict().items():
        assert getattr(read, name).tolist() == numbers.tolist(), name


@given(st.sets(st.integers(0, 50)), st.lists(st.integers(0, 60), unique=True).map(sorted))
def test_words_that_a_field_does_not_have_have_no_place(terms: set[int], asked: list[int]) -> None:
    with written({term: {0: [0]} for term in sorted(terms)}) as held:
        found = held.places(asked).tolist()
    assert [sorted(terms)[place] for place in found] == [term for term in asked if term in terms]


def test_gaps_take_as_few_bytes_as_the_widest_of_a_term() -> None:
    table = {1: {255: [0]}, 2: {0: [0], 256: [0]}, 3: {65536: [0]}, 4: {65535: [0], 65536: [0]}}
    with written(table) as held:
        sizes = {bits: len(held._sections[f"body.gaps{bits}"]) for bits in (8, 16, 32)}
    assert sizes == {8: 1, 16: 4, 32: 1}


def test_only_what_does_not_fit_is_an_exception() -> None:
    table: Table = {1: {0: range(254)}, 2: {0: range(255)}, 3: {0: [4094]}, 4: {0: [4095, 70_000]}}
    with written(table) as held:
        assert held._sections["body.freqs.values"].tolist() == [255]
        assert held._sections["body.low.values"].tolist() == [4095, 70_000]


def test_halves_of_bytes_meet_where_blocks_do() -> None:
    table = {term: {0: [term << 8]} for term in range(7)}  # what lies in the upper halves
    for cuts in ([1], [1, 2], [3, 4, 6]):
        with written(table, cuts) as held:
            assert [held.positions(place).tolist() for place in range(7)] == [
                [term << 8] for term in range(7)
            ]
