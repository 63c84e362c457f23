"""Tables of strings sort as lists of strings do."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.tables import Table

LETTERS = st.sampled_from((b"\0", b"a", b"b", b"\xff", b"abcdefgh"))
strings = st.lists(st.binary(max_size=20) | st.lists(LETTERS, max_size=5).map(b"".join), max_size=40)


def held(table: Table) -> list[bytes]:
    return table.strings(0, len(table))


@given(strings)
def test_strings_are_sorted(given: list[bytes]) -> None:
    table = Table.of(given)
    order, is_new = table.ordered()
    assert order.tolist() == sorted(range(len(given)), key=given.__getitem__)
    assert held(table.some(order)) == sorted(given)
    assert held(table.some(order[is_new])) == sorted(set(given))


@given(st.lists(strings, max_size=4))
def test_tables_are_joined(given: list[list[bytes]]) -> None:
    assert held(Table.joined([Table.of(each) for each in given])) == [one for each in given for one in each]


def test_more_strings_than_are_copied_at_once() -> None:
    given = [b"%x" % (number * 7919 % 100_003) for number in range(100_003)]
    table = Table.of(given)
    order, is_new = table.ordered()
    assert is_new.all()
    assert held(table.some(order)) == sorted(given)
    assert table.strings(70_000, 70_003) == given[70_000:70_003]


def test_strings_that_begin_alike() -> None:
    given = [b"x" * 3000 + b"b", b"x" * 3000, b"x" * 3000 + b"a", b"x" * 2999, b"x" * 3000]
    order, is_new = Table.of(given).ordered()
    assert order.tolist() == [3, 1, 4, 2, 0]
    assert is_new.tolist() == [True, True, False, True, True]
    assert np.count_nonzero(is_new) == len(set(given))
