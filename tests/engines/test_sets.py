"""Sets of documents as arrays meet as Python's sets do, whichever way is taken for their sizes."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.arrays import Ints, Mask
from searchapp.engines.embedded.search.sets import (
    Many,
    among,
    intersection,
    is_often,
    packed,
    union,
    unpacked,
    where_true,
)

_few = st.sets(st.integers(0, 3_000), max_size=8)
_many = st.tuples(st.integers(0, 50), st.integers(1, 300), st.integers(1, 9)).map(
    lambda told: set(range(told[0], told[0] + told[1] * told[2], told[2]))
)
sets = _few | _many
ALL = set(range(600))


def ascending(docs: set[int]) -> Ints:
    return np.array(sorted(docs), dtype=np.int32)


@given(sets, sets)
@example({599}, ALL)
@example({600}, ALL)
@example(set(range(25)), ALL)
def test_intersection_and_which_are_among_others(one: set[int], other: set[int]) -> None:
    found = intersection(ascending(one), ascending(other))
    assert found.dtype == np.int32
    assert found.tolist() == sorted(one & other)
    which = among(ascending(one), ascending(other))
    assert which.tolist() == [doc in other for doc in sorted(one)]


@given(st.lists(sets, max_size=5))
@example([ALL, {3, 700}])
@example([ALL, {3}])
@example([ALL, {700}, {701}, {700}])
@example([{0}, ALL, set()])
def test_union(several: list[set[int]]) -> None:
    given_ = [ascending(each) for each in several]
    found = union(given_)
    assert found.dtype == np.int32
    assert found.tolist() == sorted(set().union(*several))
    assert [each.tolist() for each in given_] == [sorted(each) for each in several]  # is not changed


masks = st.lists(st.booleans(), max_size=100).map(lambda held: np.array(held, dtype=np.bool_))


@given(masks)
def test_where_a_mask_is_true(mask: Mask) -> None:
    assert where_true(mask).tolist() == np.flatnonzero(mask).tolist()


@given(masks, st.data())
def test_what_is_kept_is_what_was_found(mask: Mask, data: st.DataObject) -> None:
    live = data.draw(st.none() | st.just(np.arange(len(mask)) % 3 > 0))
    found = unpacked(packed(mask, live), len(mask))
    if isinstance(found, Many):
        assert found.mask.tolist() == mask.tolist()
        assert is_often(int(mask.sum()), len(mask))
    else:
        assert found.docs.tolist() == np.flatnonzero(mask if live is None else mask & live).tolist()
