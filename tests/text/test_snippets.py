"""Sentences, marks, and snippets of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.text.snippets import LONGEST, Stretch, merged, runs, sentences, snippet


@pytest.mark.parametrize(
    ("paragraph", "found"),
    [
        ("One came. Two went.", ["One came.", "Two went."]),
        ("The U.S. Senate voted. It was late.", ["The U.S. Senate voted.", "It was late."]),
        ("Ronald K. Noble spoke. Mr. Smith left.", ["Ronald K. Noble spoke.", "Mr. Smith left."]),
        ("“Go.” He went (AFP, April 3).", ["“Go.”", "He went (AFP, April 3)."]),
        ("Prices rose by 3.5 percent.", ["Prices rose by 3.5 percent."]),
        ("No full stop", ["No full stop"]),
        ("", []),
    ],
)
def test_sentences(paragraph: str, found: list[str]) -> None:
    assert [paragraph[each.start : each.end] for each in sentences(paragraph)] == found


def test_runs_cut_a_text_at_its_marks() -> None:
    text = "the axis of evil again"
    assert [(run.text, run.marked) for run in runs(text, [Stretch(4, 16)])] == [
        ("the ", False),
        ("axis of evil", True),
        (" again", False),
    ]


stretches = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda p: Stretch(p[0], sum(p))))


@given(st.text(max_size=80), stretches)
def test_runs_lose_no_character(text: str, marks: list[Stretch]) -> None:
    assert "".join(run.text for run in runs(text, merged(marks))) == text


@given(stretches)
def test_merged_marks_do_not_overlap_and_cover_the_same(marks: list[Stretch]) -> None:
    whole = merged(marks)
    assert all(one.end <= other.start for one, other in pairwise(whole))
    assert {i for m in marks for i in range(m.start, m.end)} == {
        i for m in whole for i in range(m.start, m.end)
    }


def test_a_long_sentence_is_shortened_around_its_first_mark() -> None:
    paragraph = "word " * 150 + "needle " + "word " * 150
    at = paragraph.index("needle")
    shown = snippet(1, paragraph, Stretch(0, len(paragraph)), [Stretch(at, at + 6)])
    text = "".join(run.text for run in shown.runs)
    assert [run.text for run in shown.runs if run.marked] == ["needle"]
    assert text.startswith("…word")
    assert text.endswith("word…")
    assert len(text) <= LONGEST + 2
