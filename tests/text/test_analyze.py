"""What the words of a text are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.text.analyze import PARAGRAPH_GAP, fold, paragraph_tokens, stem, tokens, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Itar-Tass", ["itar", "tass"]),
        ("B-52 bombers", ["b", "52", "bombers"]),
        ("U.S. and US", ["us", "and", "us"]),
        ("U.S.-led", ["us", "led"]),
        ("El’za, El'za", ["elza", "elza"]),
        ("Russia’s", ["russia"]),
        ("the Ivanovs’ house", ["the", "ivanovs", "house"]),
        ("countries–friendly", ["countries", "friendly"]),
        ("café CAFE\u0301", ["cafe", "cafe"]),
        ("Чубайс, Ёлкин, Mănescu", ["чубайс", "елкин", "manescu"]),
        ("می\u200cخواهد", ["میخواهد"]),
        ("كتابي", ["کتابی"]),
        ("مُحَمَّد", ["محمد"]),
        ("co\u00adoperation", ["cooperation"]),
        ("US$3 million", ["us", "3", "million"]),
        ("", []),
        ("… – !", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert list(words(text)) == found


def test_stems_join_forms_of_a_word() -> None:
    assert stem("reactors") == stem("reactor")
    assert stem("running") == "run"


def test_positions_leave_a_gap_between_paragraphs() -> None:
    found = [(number, token.word, token.position) for number, token in paragraph_tokens(["a b", "c"])]
    assert found == [(1, "a", 0), (1, "b", 1), (2, "c", 2 + PARAGRAPH_GAP)]


@given(st.text())
def test_tokens_lie_in_order_within_the_text(text: str) -> None:
    found = list(tokens(text))
    assert [token.position for token in found] == list(range(len(found)))
    ends = [0, *(token.end for token in found)]
    assert all(
        before <= token.start < token.end <= len(text) for before, token in zip(ends, found, strict=False)
    )


@given(st.text())
def test_words_are_folded_once_and_for_all(text: str) -> None:
    assert all(word == fold(word) for word in words(text))
