"""Merging segments is having written their live documents at once."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.writing.merging import Part, merge
from tests.engines.builders import Put, article
from tests.engines.contents import check_words, contents, run, wanted
from tests.engines.strategies import puts

DICTIONARIES = b"", b"The nuclear moratorium of Iran and Iran's axis of evil. " * 9, b"Putin speaks. " * 20

_runs = st.lists(
    st.tuples(
        st.lists(st.tuples(puts, st.booleans()), min_size=1, max_size=8), st.sampled_from(DICTIONARIES)
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(_runs, st.sampled_from((1, 2, 7, 1 << 21)))
def test_merging_is_writing_at_once(runs: list[tuple[list[tuple[Put, bool]], bytes]], window: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        parts = [
            Part(
                segment=run(folder, [put for put, _ in each], dictionary=dictionary),
                live=np.array([live for _, live in each]),
            )
            for each, dictionary in runs
        ]
        kept = [wanted(put) for each, _ in runs for put, live in each if live]
        assert contents(parts) == kept
        merge(parts, folder, "MAIN_merged", window=window)
        merged = Segment(folder, "MAIN_merged")
        assert len(merged) == len(kept)
        assert contents([_whole(merged)]) == kept
        check_words(merged)


def test_what_was_merged_can_be_merged(tmp_path: Path) -> None:
    first, second, third = ([article(key, f"Text of {key}")] for key in "abc")
    one = run(tmp_path, first, dictionary=DICTIONARIES[1])
    merge([_whole(one), _whole(run(tmp_path, second))], tmp_path, "MAIN_two")
    merge([_whole(Segment(tmp_path, "MAIN_two")), _whole(run(tmp_path, third))], tmp_path, "MAIN_three")
    merged = contents([_whole(Segment(tmp_path, "MAIN_three"))])
    assert merged == [wanted(put) for put in (*first, *second, *third)]


@pytest.mark.parametrize("window", [1, 5])
def test_a_word_with_more_postings_than_a_window_holds(tmp_path: Path, window: int) -> None:
    puts = [article(str(number), "axis " * (number % 300), "evil") for number in range(290, 310)]
    merge(
        [_whole(run(tmp_path, puts[:7])), _whole(run(tmp_path, puts[7:]))], tmp_path, "MAIN_m", window=window
    )
    assert contents([_whole(Segment(tmp_path, "MAIN_m"))]) == [wanted(put) for put in puts]


def _whole(segment: Segment) -> Part:
    return Part(segment=segment, live=np.ones(len(segment), dtype=np.bool_))
