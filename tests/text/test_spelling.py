"""The likeliest word is proposed first, and none where the typed one is as good."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.text.spelling import Correction, corrections, gathered, slip

words = st.text(alphabet="abcdпу", max_size=6)


def first(typed: str, *near: Correction) -> str:
    """The first of the corrections, in whatever order they are found."""
    [best] = {corrections(typed, found)[0].word for found in permutations(near)}
    return best


def test_fewer_edits_come_first() -> None:
    assert first("kremln", Correction("kremlin", 1, 3), Correction("germin", 2, 3000)) == "kremlin"


def test_then_what_many_more_articles_have() -> None:
    assert (
        first("puttin", Correction("putin", 1, 900), Correction("puttin’", 1, 3), Correction("mutton", 1, 40))
        == "putin"
    )


def test_then_the_same_first_letter() -> None:
    assert first("pert", Correction("bert", 1, 33), Correction("part", 1, 32)) == "part"


def test_then_the_easier_slip() -> None:
    assert first("minak", Correction("minsk", 1, 40), Correction("minuk", 1, 45)) == "minsk"


def test_then_more_articles_and_the_alphabet() -> None:
    assert first("cat", Correction("can", 1, 33), Correction("cap", 1, 34)) == "cap"
    assert first("cat", Correction("can", 1, 33), Correction("cap", 1, 33)) == "can"


def test_a_known_word_is_doubted_only_beside_a_much_more_frequent_one() -> None:
    near = [Correction("putin", 1, 900)]
    assert [each.word for each in corrections("puttin", near, documents=80)] == ["putin"]
    assert corrections("puttin", near, documents=100) == ()


def test_no_more_than_asked_for_and_never_the_word_itself() -> None:
    near = [Correction("aaa", 0, 5), *(Correction(f"aa{letter}", 1, 5) for letter in "bcdef")]
    assert [each.word for each in corrections("aaa", near, limit=2)] == ["aab", "aac"]


def test_articles_of_several_lexicons_are_counted_together() -> None:
    parts = [Correction("putin", 1, 5), Correction("potin", 1, 1), Correction("putin", 1, 7)]
    assert gathered(parts) == (Correction("putin", 1, 12), Correction("potin", 1, 1))


@pytest.mark.parametrize(
    ("typed", "meant", "edits"),
    [
        ("putin", "putin", 0),
        ("outin", "putin", 0.5),  # o is beside p
        ("zutin", "putin", 1),
        ("pputin", "putin", 0.5),
        ("kharazi", "kharrazi", 0.5),
        ("puitn", "putin", 0.5),
        ("putn", "putin", 1),
        ("лутин", "путин", 1),
        ("гутин", "нутин", 0.5),
        ("", "ab", 2),
    ],
)
def test_what_fingers_do_is_half_an_edit(typed: str, meant: str, edits: float) -> None:
    assert slip(typed, meant) == edits


@given(words, words)
def test_slips_are_mutual_and_nothing_only_between_equal_words(one: str, other: str) -> None:
    assert slip(one, other) == slip(other, one)
    assert (slip(one, other) == 0) == (one == other)
