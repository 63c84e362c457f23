"""Inverting is gathering where each word is, term by term, document by document."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from searchapp.engines.embedded.writing.inversion import (
    MOST_DOCUMENTS,
    MOST_POSITIONS,
    POSITION_BITS,
    inverted,
    packed,
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
