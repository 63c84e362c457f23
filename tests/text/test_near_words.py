"""The words within some edits are those that a comparison with each word finds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.query.patterns import within_edits
from searchapp.text.near_words import LexiconArrays, most_frequent

letters = st.text(alphabet="abпут\u0142\U0001f600", min_size=1, max_size=8)
"""Few, so that words are near each other; of one, two and four bytes."""


def lexicon(words: Iterable[str]) -> LexiconArrays:
    stored = [word.encode("utf-8", "surrogatepass") for word in words]
    at = np.concatenate([[0], np.cumsum([len(word) for word in stored], dtype=np.int64)])
    return LexiconArrays.of(np.frombuffer(b"".join(stored), np.uint8), at.astype(np.uint32))


def near(words: list[str], word: str, most: int) -> dict[str, int]:
    arrays = lexicon(words)
    places, distances = arrays.near(word, most)
    return dict(zip(arrays.words(places), distances.tolist(), strict=True))


@pytest.mark.parametrize(
    ("word", "most", "found"),
    [
        ("putin", 1, {"putin": 0}),
        ("puttin", 1, {"putin": 1, "putting": 1}),
        ("puitn", 1, {"putin": 1}),  # a swap is one edit
        ("utin", 1, {"putin": 1}),
        ("potan", 2, {"potanin": 2, "putin": 2}),
        ("kremlni", 1, {"kremlin": 1}),
        ("kremlin", 0, {"kremlin": 0}),
        ("пцтин", 1, {"путин": 1}),
        ("xyzzyx", 2, {}),
        ("", 2, {}),
        ("p" * 61, 2, {}),
    ],
)
def test_words_are_found_with_their_distance(word: str, most: int, found: dict[str, int]) -> None:
    assert near(["kremlin", "potanin", "putin", "putting", "путин"], word, most) == found


@given(st.lists(letters, unique=True, max_size=40), letters, st.integers(0, 2))
def test_they_are_those_that_comparing_each_word_finds(words: list[str], word: str, most: int) -> None:
    found = near(words, word, most)
    assert list(found) == [each for each in words if within_edits(word, each, most)]
    for each, distance in found.items():
        assert within_edits(word, each, distance)
        assert not distance or not within_edits(word, each, distance - 1)


def test_many_words_are_looked_through_in_parts() -> None:
    words = [f"{number:06}" for number in range(70_000)]
    found = near(words, "069999", 2)
    assert list(found) == [word for word in words if within_edits("069999", word, 2)]


def test_a_very_long_word_is_no_other() -> None:
    assert near(["a" * 300, "a" * 44, "a" * 42], "a" * 43, 1) == {"a" * 44: 1, "a" * 42: 1}


def test_the_most_frequent_of_the_nearest_are_kept() -> None:
    distances, documents = np.array([2, 1, 1, 2], np.int8), np.array([90, 5, 7, 80], np.uint32)
    assert most_frequent(distances, documents, limit=3).tolist() == [2, 1, 0]
