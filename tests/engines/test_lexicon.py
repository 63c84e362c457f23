"""The words a test means are those that pass it, found without asking each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from searchapp.engines.embedded.lexicon import Lexicon
from searchapp.query.patterns import Kind, WordTest

words = st.text("abcdй\U0001d7d8", min_size=1, max_size=8) | st.sampled_from(("speaks", "speaking", "speak"))


@given(st.frozensets(words, max_size=30), st.sampled_from(Kind), words)
def test_words_that_are_meant(held: frozenset[str], kind: Kind, text: str) -> None:
    test = WordTest(kind, text)
    assert list(Lexicon(held).meant(test)) == [word for word in sorted(held) if test(word)]
