"""Inverting is gathering where each word is, term by term, document by document."""

from __future__ import annotations

from collections import defaultdict
from unittest import mock

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.postings import Block
from searchapp.engines.embedded.writing import inversion
from searchapp.engines.embedded.writing.inversion import (
    MOST_DOCUMENTS,
    MOST_POSITIONS,
    POSITION_BITS,
    blocks,
    inverted,
    packed,
    renamed,
    terms_of,
)

Word = tuple[int, int, int]
"""Term, document, position."""

LARGEST = (1 << 24) - 1, MOST_DOCUMENTS - 1, MOST_POSITIONS - 1

_few = st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 20))
_any = st.tuples(*(st.integers(0, most) for most in LARGEST))


@given(st.lists(_few | _any, unique=True, max_size=60))
@example([LARGEST, (0, 0, 0)])
def test_as_gathered_in_dictionaries(words: list[Word]) -> None:
    plain: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for term, doc, position in sorted(words):
        plain[term][doc].append(position)
    columns = np.array(words, dtype=np.int64).reshape(-1, 3).T
    keys = packed(columns[0].astype(np.int32), columns[1] << POSITION_BITS | columns[2])
    block = inverted(np.sort(keys))
    assert block.terms.tolist() == list(plain)
    assert block.counts.tolist() == [len(docs) for docs in plain.values()]
    assert block.docs.tolist() == [doc for docs in plain.values() for doc in docs]
    assert block.freqs.tolist() == [len(held) for docs in plain.values() for held in docs.values()]
    held = [position for docs in plain.values() for positions in docs.values() for position in positions]
    assert block.positions.tolist() == held


@given(st.lists(_few | _any, unique=True, max_size=60), st.integers(1, 5))
def test_blocks_hold_whole_terms(words: list[Word], at_once: int) -> None:
    columns = np.array(words, dtype=np.int64).reshape(-1, 3).T
    keys = np.sort(packed(columns[0], columns[1] << POSITION_BITS | columns[2]))
    whole = inverted(keys)
    with mock.patch.object(inversion, "_AT_ONCE", at_once):
        pieces = list(blocks(keys))
    for name in Block._fields:
        values = [value for block in pieces for value in getattr(block, name).tolist()]
        assert values == getattr(whole, name).tolist()


@given(st.lists(_few, unique=True, max_size=20), st.permutations(range(5)))
def test_terms_of_other_numbers(words: list[Word], numbers: list[int]) -> None:
    columns = np.array(words, dtype=np.int64).reshape(-1, 3).T
    places = columns[1] << POSITION_BITS | columns[2]
    keys = renamed(packed(columns[0], places), np.array(numbers))
    assert terms_of(keys).tolist() == [numbers[term] for term, _, _ in words]
    assert keys.tolist() == packed(np.array(numbers)[columns[0]], places).tolist()
