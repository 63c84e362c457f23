"""Many strings found at once in a sorted table: as one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.heads import Heads
from searchapp.engines.embedded.columns.strings import Strings, beginnings

WORDS = st.lists(st.text("ab\0é", max_size=12).map(str.encode), unique=True, max_size=30)


@given(WORDS, WORDS)
def test_each_is_found_where_it_is(held: list[bytes], asked: list[bytes]) -> None:
    held = sorted(held)
    table = Strings(
        {"words": np.frombuffer(b"".join(held), dtype=np.uint8), "words.at": beginnings(map(len, held))},
        "words",
    )
    places = Heads(table).find([*asked, *held])
    one_by_one = [table.find(each) for each in (*asked, *held)]
    assert places.tolist() == [-1 if place is None else place for place in one_by_one]
