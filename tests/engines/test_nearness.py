"""Windows of near words are those that a pattern finds word by word."""

from __future__ import annotations

import numpy as np
from hypothesis import event, example, given, settings
from hypothesis import strategies as st

from searchapp.engines.embedded.search.nearness import windows
from searchapp.query.patterns import Kind, Pattern, WordTest
from searchapp.text.analyze import Token, paragraph_tokens

BITS = 32


def archive(seed: int) -> dict[int, str]:
    """Documents with texts of one-letter words; a bar is the end of a paragraph."""
    drawn = np.random.default_rng(seed)
    docs = drawn.choice([0, 1, 7, 1 << 16, (1 << 31) - 1], int(drawn.integers(1, 6)), replace=False)
    return {doc: "".join(drawn.choice(list("aabbcx|"), drawn.integers(40))) for doc in sorted(docs.tolist())}


_asked = st.lists(st.sampled_from("abc"), min_size=1, max_size=4)


@settings(max_examples=300)
@given(st.integers(0, 1 << 32).map(archive), _asked, st.integers(0, 6))
@example({7: "aaaaa", (1 << 31) - 1: "a|aa"}, ["a", "a"], 0)
def test_as_the_pattern_finds_them(held: dict[int, str], asked: list[str], distance: int) -> None:
    pattern = Pattern(tuple(WordTest(Kind.WORD, word) for word in asked), distance)
    texts = {doc: tokens(text) for doc, text in held.items()}
    frequencies = {doc: pattern.frequency(text) for doc, text in texts.items()}
    distinct = list(dict.fromkeys(asked))
    docs, counts = windows(
        [keys(texts, word) for word in distinct],
        [asked.count(word) for word in distinct],
        distance + len(asked) - 1,
        BITS,
    )
    found = dict(zip(docs.tolist(), counts.tolist(), strict=True))
    assert found == {doc: count for doc, count in frequencies.items() if count}
    assert list(found) == sorted(found)
    event(f"at most {max(found.values(), default=0)} windows")


def tokens(text: str) -> list[Token]:
    return [token for _, token in paragraph_tokens([" ".join(part) for part in text.split("|")])]


def keys(texts: dict[int, list[Token]], word: str) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    found = [
        doc << BITS | token.position for doc, text in texts.items() for token in text if token.word == word
    ]
    return np.array(found, dtype=np.int64)
