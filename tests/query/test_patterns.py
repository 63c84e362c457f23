"""What leaves ask of words: spellings against a plain reference, runs and windows against examples."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.query.nodes import Fuzzy, Leaf, Near, Phrase, Prefix, Term
from searchapp.query.patterns import edits_allowed, pattern, within_edits
from searchapp.text.analyze import paragraph_tokens

few_letters = st.text("abй", max_size=7)


def distance(one: str, other: str) -> int:
    """Optimal string alignment, as it is defined: by the last letters of both words."""

    @cache
    def between(i: int, j: int) -> int:
        if i == 0 or j == 0:
            return i + j
        ways = [
            between(i - 1, j) + 1,
            between(i, j - 1) + 1,
            between(i - 1, j - 1) + (one[i - 1] != other[j - 1]),
        ]
        if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
            ways.append(between(i - 2, j - 2) + 1)
        return min(ways)

    return between(len(one), len(other))


@given(few_letters, few_letters, st.integers(0, 4))
def test_edits_are_counted_as_they_are_defined(one: str, other: str, most: int) -> None:
    assert within_edits(one, other, most) == (distance(one, other) <= most)


@given(st.text(max_size=12), st.text(max_size=12), st.integers(0, 3))
def test_edits_are_as_many_there_as_back(one: str, other: str, most: int) -> None:
    assert within_edits(one, other, most) == within_edits(other, one, most)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("kharazi", "kharrazi", 1),
        ("aixs", "axis", 1),
        ("moratorum", "moratorium", 1),
        ("putin", "putin", 0),
        ("ca", "abc", 3),
        ("", "ab", 2),
    ],
)
def test_edits(one: str, other: str, edits: int) -> None:
    assert within_edits(one, other, edits)
    assert edits == 0 or not within_edits(one, other, edits - 1)


@pytest.mark.parametrize(("word", "edits"), [("us", 0), ("gas", 1), ("putin", 1), ("moscow", 2)])
def test_edits_allowed(word: str, edits: int) -> None:
    assert edits_allowed(word) == edits


@pytest.mark.parametrize(
    ("leaf", "paragraphs", "spans", "frequency"),
    [
        (Term("speak"), ["Speaks, speaking, spoke"], ["speaks", "speaking"], 2),
        (Term("speak", exact=True), ["Speaks, speak"], ["speak"], 1),
        (Term("Itar-Tass"), ["Itar-Tass; Tass, Itar"], ["itar tass"], 1),
        (Prefix("mos"), ["Moscow, most, mo"], ["moscow", "most"], 2),
        (Prefix("itar-ta"), ["Itar-Tass and Tass"], ["itar tass"], 1),
        (Fuzzy("aixs"), ["axis axes taxis"], ["axis"], 1),
        (Phrase("axis of evil"), ["The axis of evils", "axis of"], ["axis of evils"], 1),
        (Phrase("a b"), ["a", "b"], [], 0),
        (Phrase("a a"), ["a a a a"], ["a a", "a a"], 3),
        (Near("b a", 1), ["a x b, a x x b"], ["a b"], 1),
        (Near("a b", 9), ["a", "b"], [], 0),
        (Near("a a", 1), ["a x a x a"], ["a a"], 1),
        (Near("a b", 1), ["a b a b"], ["a b", "a b"], 2),
        (Term("!"), ["a"], [], 0),
    ],
)
def test_spans(leaf: Leaf, paragraphs: list[str], spans: list[str], frequency: int) -> None:
    tokens = [token for _, token in paragraph_tokens(paragraphs)]
    found = pattern(leaf).spans(tokens)
    assert [" ".join(token.word for token in span) for span in found] == spans
    assert pattern(leaf).frequency(tokens) == frequency
