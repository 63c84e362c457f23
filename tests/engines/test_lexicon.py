"""The words a test means are those that pass it, found without asking each."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from searchapp.engines.embedded.search.lexicon import Lexicon
from searchapp.engines.embedded.writing.builder import Builder
from searchapp.query.patterns import Kind, WordTest
from tests.engines.builders import article

words = st.text("abcdй\U0001d7d8", min_size=1, max_size=8) | st.sampled_from(("speaks", "speaking", "speak"))


@given(st.frozensets(words, min_size=1, max_size=30), st.sampled_from(Kind), words)
def test_words_that_are_meant(held: frozenset[str], kind: Kind, text: str) -> None:
    test = WordTest(kind, text)
    with tempfile.TemporaryDirectory() as folder:
        builder = Builder(Path(folder), ())
        builder.put(*article("a", " ".join(sorted(held))))
        (part,) = builder.finish()
        lexicon = Lexicon(part.segment)
        found = [lexicon.word(place) for place in lexicon.meant(test)]
        every = [lexicon.word(place) for place in range(len(lexicon.words))]
    assert found == [word for word in every if test(word)]
