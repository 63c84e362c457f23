"""Ids are numbered as a dictionary would number them."""

from __future__ import annotations

from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from searchapp.engines.embedded.writing import latest
from searchapp.engines.embedded.writing.latest import Latest

ids = st.lists(st.sampled_from([b"%d" % number for number in range(30)]) | st.binary(max_size=3), max_size=80)


def check(keys: list[bytes]) -> None:
    numbers: dict[bytes, int] = {}
    held = Latest()
    for number, key in enumerate(keys):
        assert held.find(key) == numbers.get(key)
        assert held.put(key) == number
        numbers[key] = number
    assert [held.find(key) for key in numbers] == list(numbers.values())


@given(ids)
def test_the_last_number_is_found(keys: list[bytes]) -> None:
    with mock.patch.object(latest, "_FEWEST", 2):
        check(keys)


@given(ids)
def test_ids_that_share_a_hash(keys: list[bytes]) -> None:
    with mock.patch.object(latest, "_FEWEST", 2), mock.patch.object(latest, "hash", len, create=True):
        check(keys)
