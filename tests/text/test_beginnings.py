"""A list is narrowed by the beginnings of words."""

from __future__ import annotations

import pytest

from searchapp.text.beginnings import finder


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("iva", "Igor Ivanov"),
        ("ivanov i", "Igor Ivanov"),
        ("Ива", "Igor Ivanov"),
        ("kharaz", "Kamal Kharrazi"),
        ("seleznë", "Gennady Seleznev"),
        ("tass", "Itar-Tass"),
        ("ELZA", "El’za Kungaeva"),
        ("press", "Associated Press"),
        ("no. 6", "No. 66"),
    ],
)
def test_the_beginning_of_a_word_finds_a_name(typed: str, name: str) -> None:
    assert finder(typed)([name])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("van", "Igor Ivanov"),
        ("sergei iva", "Igor Ivanov"),
        ("!", "Igor Ivanov"),
        ("", "Igor Ivanov"),
        ("no. 6", "No. 7"),
    ],
)
def test_the_middle_of_a_word_and_another_name_do_not(typed: str, name: str) -> None:
    assert not finder(typed)([name])


def test_an_alias_is_as_good_as_the_name() -> None:
    assert finder("agence")(["AFP", "Agence France-Presse"])
    assert not finder("agence tass")(["Agence France-Presse", "Itar-Tass"])
