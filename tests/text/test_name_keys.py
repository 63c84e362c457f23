"""Spellings of one name share a key, names of different families do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.names import PARTS, different_pairs, same_pairs
from searchapp.text.name_keys import NameKeys, foreign_keys, name_keys, plain_keys, same_name

SCRIPTS = ("Latin", "Cyrillic", "Arabic")
ALIKE = {("Racan", "Rakan"), ("Jospin", "Zhospin")}
"""Different, but c is k in Carl and Karl, and j is zh in Jirinovski and Zhirinovsky."""

letters = st.text(
    alphabet="abcdefghijklmnopqrstuvwxyzčćšžıəëабвгдежзийклмнопрстуфхцчшщъыьэюяёїіє’-", min_size=1
)
names = letters | st.sampled_from([pair.other for part in PARTS for pair in same_pairs(part)])


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("part", PARTS)
def test_spellings_of_one_name_meet(part: str, script: str) -> None:
    pairs = [pair for pair in same_pairs(part) if pair.script == script]
    met = [pair for pair in pairs if same_name(pair.one, pair.other)]
    assert len(pairs) >= 10
    assert len(met) >= 0.92 * len(pairs)


@pytest.mark.parametrize("part", PARTS)
def test_different_names_stay_apart(part: str) -> None:
    merged = {(pair.one, pair.other) for pair in different_pairs(part) if same_name(pair.one, pair.other)}
    assert merged <= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Schwania", "Жвания"),  # German has one spelling for sh and zh
        ("Maschadow", "Maskhadov"),  # and for sh and s-kh
        ("Chouchkevitch", "Shushkevich"),
        ("Jruschov", "Хрущёв"),
        ("Kwasniewski", "Квасьневский"),
        ("Draskovic", "Drašković"),
        ("Draskovic", "Драшковић"),
        ("Ecevit", "Эджевит"),
        ("Gusejnov", "Huseynov"),
        ("Qaddafi", "Gaddafi"),
        ("Шевчэнка", "Шевченко"),
        ("შევარდნაძე", "Shevardnadze"),
        ("الأسد", "Assad"),
        ("موسی", "Mousa"),
        ("حسين", "حسین"),  # an Arabic and a Persian letter
    ],
)
def test_languages_spell_in_their_ways(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


def test_languages_are_guessed_only_when_asked() -> None:
    assert not same_name("Timochenko", "Timoshenko")
    guessed = NameKeys.of("Timochenko", guessing=True)
    assert guessed.meet(name_keys("Timoshenko"))


def test_one_written_consonant_is_not_enough_for_a_name() -> None:
    assert not same_name("علی", "Ali")


@given(names)
def test_every_word_meets_itself(word: str) -> None:
    if name_keys(word).plain:
        assert same_name(word, word)


@given(names, names)
def test_meeting_is_mutual(one: str, other: str) -> None:
    assert same_name(one, other) == same_name(other, one)


@given(st.lists(names, unique=True, max_size=8))
def test_words_have_the_same_keys_alone_and_together(words: list[str]) -> None:
    together = [set(plain_keys(words)), set(foreign_keys(words))]
    alone = [
        {keyed for word in words for keyed in plain_keys([word])},
        {keyed for word in words for keyed in foreign_keys([word])},
    ]
    assert together == alone


@given(st.text(), st.text())
def test_any_text_has_keys(one: str, other: str) -> None:
    assert same_name(one, other) in (True, False)
