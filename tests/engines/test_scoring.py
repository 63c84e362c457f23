"""The sums of scores, whichever way is the quickest for the sets at hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.arrays import Ints
from searchapp.engines.embedded.search.scoring import added, summed
from searchapp.engines.embedded.search.snapshot import Scored

SIZE = 400
"""Documents; some parts have many times as many as are wanted."""


@st.composite
def parts(draw: st.DrawFn) -> Scored:
    docs = _ascending(draw(st.sets(st.integers(0, SIZE - 1), min_size=1)))
    return Scored(docs, (docs * 0.125 + draw(st.integers(1, 9)) / 7).astype(np.float32))


def _ascending(numbers: set[int]) -> Ints:
    return np.array(sorted(numbers), dtype=np.int32)


def one_by_one(held: list[Scored], docs: Ints) -> list[float]:
    """In the order of the parts, since sums of floats depend on it."""
    by_doc = [dict(zip(part.docs.tolist(), part.scores.tolist(), strict=True)) for part in held]
    return [sum((part.get(doc, 0.0) for part in by_doc), start=0.0) for doc in docs.tolist()]


@given(st.lists(parts(), max_size=4), st.sets(st.integers(0, SIZE - 1)))
def test_parts_add_up_to_the_bit(held: list[Scored], wanted: set[int]) -> None:
    docs = _ascending(wanted)
    assert summed(held, docs, SIZE).tolist() == one_by_one(held, docs)
    assert added(held, docs, SIZE).tolist() == one_by_one(held, docs)


@pytest.mark.parametrize("wanted", [{7}, set(range(0, SIZE, 3)), set(range(SIZE))])
def test_few_and_many_of_a_part_that_has_all(wanted: set[int]) -> None:
    everything = Scored(np.arange(SIZE, dtype=np.int32), np.linspace(0.1, 9, SIZE, dtype=np.float32))
    docs = _ascending(wanted)
    assert summed([everything], docs, SIZE).tolist() == everything.scores[docs].tolist()
