"""The words of articles, counted one by one: what `Vocabulary` means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from searchapp.engines.naming import Naming
from searchapp.query.patterns import within_edits
from searchapp.text.analyze import Token, stem
from searchapp.text.spelling import Correction

Texts = Mapping[str, Sequence[Token]]
"""The words of each text field of an article."""


class PlainVocabulary:
    """The words of some articles, and the names that some of them are."""

    def __init__(self, naming: Naming, articles: Iterable[Texts]) -> None:
        self.naming = naming
        self._bodies: Counter[str] = Counter()
        self._words: set[str] = set()
        for texts in articles:
            self._bodies.update({token.word for token in texts["body"]})
            self._words.update(token.word for text in texts.values() for token in text)

    def documents(self, word: str, /) -> int:
        return self._bodies[word]

    def forms(self, word: str, /) -> Sequence[str]:
        return [each for each in self._words if stem(each) == stem(word)]

    def beginning(self, letters: str, most: int, /) -> Sequence[tuple[str, int]]:
        found = [(word, count) for word, count in self._bodies.items() if word.startswith(letters)]
        return sorted(found, key=lambda each: (-each[1], each[0]))[:most]

    def near(self, word: str, most: int, /) -> Sequence[Correction]:
        found = []
        for each, documents in self._bodies.items():
            edits = next((edits for edits in range(most + 1) if within_edits(word, each, edits)), None)
            if edits is not None:
                found.append(Correction(each, edits, documents))
        return found
