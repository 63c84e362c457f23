"""What was typed on the wrong keyboard layout is read as typed on the right one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.text.keyboard import retyped, retyped_right

KNOWN = frozenset("2002 путин победа медведев тимошенко підпис их putin moscow war in chechnya".split())


def known(word: str) -> bool:
    return word in KNOWN


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("genby", "путин"),
        ("genby 2002", "путин 2002"),
        ("Genby", "Путин"),
        ("GENBY", "ПУТИН"),
        ("gj,tlf", "победа"),
        ("vtldtltd", "медведев"),
        ("nbvjityrj", "тимошенко"),
        ("gslgbc", "підпис"),
        ("згешт", "putin"),
        ("Ьщысщц", "Moscow"),
        ("цфк шт срусртнф", "war in chechnya"),
    ],
)
def test_words_on_the_wrong_layout_are_understood(typed: str, meant: str) -> None:
    assert retyped_right(typed, known) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "putin",  # known as it is
        "путин",
        "war genby",  # one word is known
        "genby qqq",  # one word is not known either way
        "xyzzy",
        "genbyпутин",  # two scripts
        "2002",
        "",
        ";",
    ],
)
def test_nothing_else_is_changed(typed: str) -> None:
    assert retyped_right(typed, known) is None


def test_each_layout_is_tried() -> None:
    assert retyped("sybq") == ("ыний", "іний")
    assert retyped("їжак") == ("]" + ";fr",)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяё", min_size=1))
def test_letters_typed_back_and_forth_are_the_same(text: str) -> None:
    if not any(letter.isascii() and letter.isalpha() for other in retyped(text) for letter in other):
        return
    assert any(text in retyped(other) for other in retyped(text))
