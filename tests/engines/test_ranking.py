"""The first hits are those that sorting all of them by the contract's key would give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from searchapp.engines.bm25 import SCORE_DIGITS
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.search import ranking
from searchapp.engines.embedded.search.ranking import best
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.model.search import Sort
from tests.engines.builders import article
from tests.engines.folders import put

DAYS = [None, *(dt.date(2002, 4, day) for day in (1, 4, 5))]
COUNT = 60
# Half of the last digit that counts, a little more and a little less.
SCORES = (0.0, 0.5, 1.0, 1.0000004, 1.0000005, 1.0000006, 1.0000014, 1.0000015, 2.5, 2.0000005)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("ranking") / "index"
    drawn = np.random.default_rng(5)
    ids = drawn.permutation(COUNT).tolist()
    put(folder, *(article(f"{key:02}", "Text", date=DAYS[drawn.integers(len(DAYS))]) for key in ids))
    return EmbeddedEngine(folder).snapshot()


_docs = st.integers(0, (1 << COUNT) - 1).map(lambda bits: [doc for doc in range(COUNT) if bits >> doc & 1])


@settings(max_examples=400, deadline=None)
@given(
    docs=_docs,
    sort=st.sampled_from(Sort),
    seed=st.integers(0, 1 << 32),
    are_scored=st.booleans(),
    most=st.integers(1, COUNT + 5),
    many=st.sampled_from((0, ranking._MANY)),
)
@example(docs=[], sort=Sort.RELEVANCE, seed=0, are_scored=True, most=1, many=0)
def test_as_all_sorted(
    held: Snapshot, docs: list[int], sort: Sort, seed: int, *, are_scored: bool, most: int, many: int
) -> None:
    """By arrays too, where there are but few."""
    drawn = np.random.default_rng(seed)
    scores = drawn.choice(SCORES[: int(drawn.integers(1, len(SCORES) + 1))], len(docs))
    if not are_scored:
        scores[:] = 0
    with mock.patch.object(ranking, "_MANY", many):
        found = best(held, sort, np.array(docs, dtype=np.int32), scores if are_scored else None, most)
    assert [docs[place] for place in found] == sorted_plainly(held, docs, scores.tolist(), sort)[:most]


def sorted_plainly(held: Snapshot, docs: Sequence[int], scores: Sequence[float], sort: Sort) -> list[int]:
    """By score where that is asked for, then by age, undated ones last, then by id."""

    def key(place: int) -> tuple[float, bool, int, str]:
        day = int(held.summary.days[docs[place]])
        score = -round(scores[place], SCORE_DIGITS) if sort is Sort.RELEVANCE else 0.0
        return score, day == 0, day if sort is Sort.OLDEST else -day, held.id(docs[place])

    return [docs[place] for place in sorted(range(len(docs)), key=key)]
