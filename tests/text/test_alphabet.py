"""Names stand where one looks for them in an index."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.text.alphabet import DIGITS, OTHERS, initial, place, surname_first


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Ivanov", "I"),
        ("al-Assad", "A"),
        ("“Izvestia”", "I"),
        ("Ørsted", "O"),
        ("Łódź", "L"),
        ("İnönü", "I"),
        ("Ёлкин", "Е"),
        ("Йонин", "Й"),
        ("Їжак", "Ї"),
        ("Άγγελος", "Α"),
        ("آفتاب", "ا"),
        ("1tv.ru", DIGITS),
        ("张三", OTHERS),
        ("«!»", OTHERS),
        ("", OTHERS),
    ],
)
def test_names_stand_under_their_letter(text: str, letter: str) -> None:
    assert initial(text) == letter


@pytest.mark.parametrize(
    ("name", "looked_up"),
    [
        ("Igor Ivanov", "Ivanov Igor"),
        ("George W. Bush", "Bush George W."),
        ("Bashar al-Assad", "Assad Bashar"),
        ("El’za Kungaeva", "Kungaeva El’za"),
        ("Khattab", "Khattab"),
        ("John Paul II", "John Paul II"),
        ("William Perry, Jr.", "Perry William"),
    ],
)
def test_people_stand_under_their_surname(name: str, looked_up: str) -> None:
    assert surname_first(name) == looked_up


def test_latin_letters_come_first_and_cyrillic_ones_in_their_own_order() -> None:
    names = ["张三", "3sat", "Ягода", "Ельцин", "Ёлкин", "Єфремов", "Öz", "Oz", "Ovid", "Ørsted", "Абрам"]
    assert sorted(names, key=place) == [
        "Ørsted", "Ovid", "Öz", "Oz", "Абрам", "Ёлкин", "Ельцин", "Єфремов", "Ягода", "3sat", "张三",
    ]  # fmt: skip


@given(st.lists(st.text(), max_size=12))
def test_what_stands_under_one_letter_stands_together(names: list[str]) -> None:
    letters = [initial(name) for name in sorted(names, key=place)]
    starts = [letter for before, letter in zip(["", *letters], letters, strict=False) if letter != before]
    assert len(starts) == len(set(starts))
