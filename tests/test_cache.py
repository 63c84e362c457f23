"""What is kept takes no more bytes than it may, whoever asks for it, and what was used last stays."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchapp.cache import _ENTRY, Kept
from searchapp.engines.embedded.columns.arrays import array_bytes

MOST = 10_000


def taken(kept: Kept[bytes]) -> int:
    return sum(len(value) + _ENTRY for value in kept._held.values())


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from((0, 100, 3_000, 9_600, 20_000)))))
def test_bytes_are_bounded(asked: Sequence[tuple[int, int]]) -> None:
    kept: Kept[bytes] = Kept(MOST, len)
    for key, size in asked:
        assert kept.get(key, partial(bytes, size)) is kept.get(key, lambda: b"made twice")
        # What was asked for last stays, be it ever so large.
        assert taken(kept) <= MOST or len(kept._held) == 1
        assert kept._bytes == taken(kept)


@given(st.lists(st.integers(0, 5)))
def test_what_was_used_last_stays(asked: Sequence[int]) -> None:
    kept: Kept[bytes] = Kept(3 * _ENTRY, len)
    for key in asked:
        kept.get(key, lambda: b"")
    last = list(dict.fromkeys(reversed(asked)))[:3]
    assert list(kept._held) == last[::-1]


def test_many_threads_get_what_they_ask_for() -> None:
    kept: Kept[bytes] = Kept(MOST, len)

    def value(key: int) -> bytes:
        return bytes([key]) * 50 * key

    def ask(seed: int) -> bool:
        drawn = random.Random(seed)
        keys = [drawn.randrange(40) for _ in range(2_000)]
        return all(kept.get(key, partial(value, key)) == value(key) for key in keys)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(8)))
    assert kept._bytes == taken(kept) <= MOST


def test_bytes_of_arrays() -> None:
    docs = np.zeros(10, dtype=np.int32)
    assert (array_bytes(docs), array_bytes((docs, docs.astype(np.float64)))) == (40, 120)
