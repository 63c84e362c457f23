"""The words of many texts at once are those that the analyzer gives for each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.text.analyze import words
from searchapp.text.bulk import BulkAnalyzer

PIECES = (
    "U.S.", "U.S", "us", "a.b.c", "I.B.M", "e.g.", "don't", "El’za", "Russia’s", "“axis", "evil”",
    "Itar-Tass", "B-52's", "x_y", "co—operation", "naïve", "e\u0301", "Ёлка", "й", "straße", "ﬁ",
    "\u00a0", "\u2003", "\x00", "\n", "\t", "…", "«Новости»", "averyveryverylongwordindeed",
    "averyveryverylongwordindeeds", "1.5", "`a`b", ".", "'", "s's", "\ud800", "AFP,", "(IRNA)", "No.5",
)  # fmt: skip
texts = st.lists(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map(" ".join)
    | st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
    | st.text(max_size=30),
    max_size=8,
)


def read(analyzer: BulkAnalyzer, given: Sequence[str]) -> list[tuple[str, ...]]:
    found = analyzer.read(given)
    spelt = [analyzer.vocabulary[number].decode("utf-8", "surrogatepass") for number in found.ids]
    ends = found.counts.cumsum().tolist()
    return [tuple(spelt[end - count : end]) for end, count in zip(ends, found.counts.tolist(), strict=True)]


@given(st.lists(texts, min_size=1, max_size=3))
def test_same_words(batches: list[list[str]]) -> None:
    analyzer = BulkAnalyzer()
    for batch in batches:
        assert read(analyzer, batch) == [words(text) for text in batch]


def test_words_are_numbered_once() -> None:
    analyzer = BulkAnalyzer()
    assert read(analyzer, ["Axis of evil", "EVIL axis"]) == [("axis", "of", "evil"), ("evil", "axis")]
    assert sorted(analyzer.vocabulary) == [b"axis", b"evil", b"of"]


def test_a_vocabulary_that_outgrows_its_table() -> None:
    analyzer = BulkAnalyzer()
    texts = [
        " ".join(f"{n:x}word{n * 7919:x}" for n in range(first, first + 9000)) for first in (0, 9000, 4000)
    ]
    assert read(analyzer, texts) == [words(text) for text in texts]
    assert read(analyzer, texts) == [words(text) for text in texts]
    assert len(analyzer.vocabulary) == 18_000


def test_two_words_that_share_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """With multipliers of 0 all long words have one first key, and the second tells their length at most."""
    monkeypatch.setattr("secrets.randbits", lambda _: 0)
    analyzer = BulkAnalyzer()
    table = analyzer.vocabulary._table
    table._multipliers = [table._multipliers[0]] + [np.uint64(0)] * 3
    text = "abcdefghi abcdefghij abcdefghijk abcdefghi"
    assert read(analyzer, [text, text]) == [words(text)] * 2
