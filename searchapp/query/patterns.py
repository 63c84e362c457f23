"""What a leaf of the query tree asks of the words of a text: tests on words, side by side or near.

Shared by all engines and by marking, so that what is found and what is marked are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from searchapp.query.nodes import Fuzzy, Leaf, Near, Phrase, Prefix, Spellings, Term
from searchapp.text.analyze import Token, stem, words


class Kind(StrEnum):
    """How a word is compared."""

    WORD = "word"
    STEM = "stem"
    PREFIX = "prefix"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class WordTest:
    """A question to one folded word; `text` is folded, and a stem where stems are compared."""

    kind: Kind
    text: str
    also: tuple[str, ...] = ()
    """Folded words that pass as well."""

    def __call__(self, word: str) -> bool:
        """Whether a folded word passes."""
        if word in self.also:
            return True
        if self.kind is Kind.WORD:
            return word == self.text
        if self.kind is Kind.STEM:
            return stem(word) == self.text
        if self.kind is Kind.PREFIX:
            return word.startswith(self.text)
        return within_edits(self.text, word, edits_allowed(self.text))


@dataclass(frozen=True)
class Pattern:
    """Tests that words must pass: one after another, or near each other in any order.

    `distance` is the number of other words allowed in between; None means adjacent and in order.
    A pattern without tests matches nothing.
    """

    tests: tuple[WordTest, ...]
    distance: int | None = None

    def spans(self, tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
        """The words of each match, in text order. Matches of one pattern do not overlap."""
        if not self.tests:
            return iter(())
        return self._windows(tokens) if self.distance is not None else self._runs(tokens)

    def frequency(self, tokens: Sequence[Token]) -> int:
        """How often it occurs: at how many words a run begins, or how many windows there are."""
        if self.distance is not None or not self.tests:
            return sum(1 for _ in self.spans(tokens))
        return sum(1 for _ in self.begins(tokens))

    def begins(self, tokens: Sequence[Token]) -> Iterator[int]:
        """The positions of the words at which a run begins; runs may overlap."""
        for first in range(len(tokens) - len(self.tests) + 1):
            if self._begins(tokens, first):
                yield tokens[first].position

    def _begins(self, tokens: Sequence[Token], first: int) -> bool:
        if not self.tests[0](tokens[first].word):  # most words: told without looking at those that follow
            return False
        run = tokens[first : first + len(self.tests)]
        return run[-1].position - run[0].position == len(run) - 1 and all(
            test(token.word) for test, token in zip(self.tests, run, strict=True)
        )

    def _runs(self, tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
        size, first = len(self.tests), 0
        while first <= len(tokens) - size:
            begins = self._begins(tokens, first)
            if begins:
                yield tuple(tokens[first : first + size])
            first += size if begins else 1

    def _windows(self, tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
        reach = (self.distance or 0) + len(self.tests) - 1
        wanted = [(token, test) for token in tokens if (test := self._passed(token.word)) is not None]
        first = 0
        while first < len(wanted):
            window = self._window(wanted, first, reach)
            if window:
                yield tuple(token for token, _ in wanted[first : first + window])
                first += window
            else:
                first += 1

    def _window(self, wanted: list[tuple[Token, WordTest]], first: int, reach: int) -> int:
        """How many of the wanted words from `first` on make a match: all the tests, within reach."""
        missing = self._needed.copy()
        for at in range(first, len(wanted)):
            token, test = wanted[at]
            if token.position - wanted[first][0].position > reach:
                return 0
            missing[test] -= 1
            if all(left <= 0 for left in missing.values()):
                return at - first + 1
        return 0

    def _passed(self, word: str) -> WordTest | None:
        return next((test for test in self._needed if test(word)), None)

    @cached_property
    def _needed(self) -> Counter[WordTest]:
        return Counter(self.tests)


@lru_cache(maxsize=4096)
def pattern(leaf: Leaf) -> Pattern:
    """What a leaf asks; stems unless the reader asked for exactly these words."""
    match leaf:
        case Prefix(text):
            return _ending(words(text), Kind.PREFIX)
        case Fuzzy(text):
            return _ending(words(text), Kind.FUZZY)
        case Near(text, distance, also):
            return Pattern(_forms(words(text), also), distance)
        case Term(text, True, _) | Phrase(text, True, _):
            return Pattern(tuple(WordTest(Kind.WORD, word) for word in words(text)))
        case Term(text, _, also) | Phrase(text, _, also):
            return Pattern(_forms(words(text), also))


def _forms(asked: tuple[str, ...], also: Spellings) -> tuple[WordTest, ...]:
    others = also or ((),) * len(asked)
    return tuple(WordTest(Kind.STEM, stem(word), more) for word, more in zip(asked, others, strict=True))


def _ending(parts: tuple[str, ...], kind: Kind) -> Pattern:
    """The last part is a beginning or a spelling; those before it (`Itar-Ta*`) are whole words."""
    if not parts:
        return Pattern(())
    whole = tuple(WordTest(Kind.WORD, part) for part in parts[:-1])
    return Pattern((*whole, WordTest(kind, parts[-1])))


def edits_allowed(word: str) -> int:
    """None below three letters, one up to five, two from six."""
    if len(word) < 3:
        return 0
    return 1 if len(word) < 6 else 2


def within_edits(one: str, other: str, most: int) -> bool:
    """Whether at most `most` edits lie between two words.

    Edits are insertion, deletion, substitution and the swap of neighbours (optimal string
    alignment distance).
    """
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        previous, row = row, [i]
        for j, right in enumerate(other, start=1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
        before = previous
    return row[-1] <= most
