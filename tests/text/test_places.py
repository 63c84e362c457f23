"""Words are found where the analyzer reads them, whatever stands around them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.text.analyze import PARAGRAPH_GAP, Token, paragraph_tokens, words
from searchapp.text.places import Place, Places, Sought
from tests.text.odd_texts import PRINTED, paragraphs


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Iran, IRAN (iran) and Iranian", "iran", ["Iran", "IRAN", "iran"]),
        ("“Iran’s” — Iran's—‘Iran’", "iran", ["Iran", "Iran", "Iran"]),
        ("The U.S. and US, not u. s.", "us", ["U.S.", "US"]),
        ("u. s. of the U.S.", "s", ["s"]),
        ("Élan, elan and e\u0301lan", "elan", ["Élan", "elan", "e\u0301lan"]),
        ("Путин и путин", "путин", ["Путин", "путин"]),
        ("El'za, El’za or Elza", "elza", ["El'za", "El’za", "Elza"]),
        ("Itar-Tass\u00a0says: tass? Tass!", "tass", ["Tass", "tass", "Tass"]),
        ("x" * 100 + "’y", "x" * 100 + "y", ["x" * 100 + "’y"]),
    ],
)
def test_words_are_found_as_they_are_printed(text: str, word: str, found: list[str]) -> None:
    places = Places([text])
    assert [places.text[start:end] for start, end in places.of(Sought.of([word]))] == found


def test_two_words_are_adjacent_where_no_word_and_no_paragraph_lies_between() -> None:
    places = Places(["Itar-Tass of “Moscow”", "and é Minsk"])
    itar, tass, moscow, and_, minsk = (
        places.of(Sought.of([word]))[0] for word in ("itar", "tass", "moscow", "and", "minsk")
    )
    pairs = [(itar, tass), (tass, moscow), (moscow, and_), (and_, minsk)]
    assert [places.are_adjacent(left[1], right[0]) for left, right in pairs] == [True, False, False, False]
    assert [places.between(left[1], right[0]) for left, right in pairs] == [0, 1, None, 1]


@given(paragraphs)
def test_the_vocabulary_is_all_words(texts: list[str]) -> None:
    assert Places(texts).vocabulary == {token.word for token in read(texts)}


@given(paragraphs, st.sets(st.sampled_from(PRINTED), max_size=25))
def test_words_stand_where_they_are_read(texts: list[str], others: set[str]) -> None:
    places, tokens = Places(texts), read(texts)
    several = {token.word for token in tokens[::2]}.union(*map(words, others))
    for sought in (several, *({token.word} for token in tokens)):
        assert places.of(Sought.of(sought)) == [at(token) for token in tokens if token.word in sought]
    assert [places.word(*at(token)) for token in tokens] == [token.word for token in tokens]


@given(paragraphs, st.sampled_from(PRINTED))
def test_beginnings_stand_where_they_are_read(texts: list[str], printed: str) -> None:
    places, tokens = Places(texts), read(texts)
    for letters in {*words(printed), *(token.word[:2] for token in tokens)}:
        assert places.beginning(letters) == [at(token) for token in tokens if token.word.startswith(letters)]


@given(paragraphs)
def test_words_between_are_counted_within_a_paragraph(texts: list[str]) -> None:
    places, tokens = Places(texts), read(texts)
    for left, right in [*pairwise(tokens), *zip(tokens, tokens[3:], strict=False)]:
        between = right.position - left.position - 1
        counted = between if between < PARAGRAPH_GAP else None
        assert places.between(left.end, right.start) == counted
        assert places.are_adjacent(left.end, right.start) == (counted == 0)


def read(texts: list[str]) -> list[Token]:
    """All words by the analyzer, with offsets in the whole."""
    starts = Places(texts).starts
    return [
        Token(token.word, starts[number - 1] + token.start, starts[number - 1] + token.end, token.position)
        for number, token in paragraph_tokens(texts)
    ]


def at(token: Token) -> Place:
    return token.start, token.end
