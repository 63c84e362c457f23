"""Scores worked out article by article: what `bm25` and `weighing` mean, equal to the bit in every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from searchapp.engines.bm25 import (
    MATCHED_FIELDS,
    REACH,
    TEXT_FIELDS,
    TURNED,
    idf,
    length_norm,
    lift,
    saturated,
    weighted_frequency,
)
from searchapp.engines.weighing import Asked, Pair, Weighed
from searchapp.query.nodes import Leaf
from searchapp.query.patterns import pattern
from searchapp.text.analyze import Token

Texts = Mapping[str, Sequence[Token]]
"""The words of each text field of an article."""


class PlainScoring:
    """The scores of some articles among themselves."""

    def __init__(self, articles: Sequence[Texts]) -> None:
        self._articles = articles
        self._idfs: dict[tuple[Leaf, str | None], float] = {}
        self._means = {name: _mean([len(texts[name]) for texts in articles]) for name in TEXT_FIELDS}

    def score(self, parts: Weighed, texts: Texts) -> float:
        """The sum of the amounts, from left to right."""
        total = 0.0
        for amount in self.amounts(parts, texts):
            total += amount
        return total

    def amounts(self, parts: Weighed, texts: Texts) -> Iterator[float]:
        """What each part adds to the score of an article; 0 for what is not in it."""
        for asked in parts.leaves:
            yield self._of_leaf(asked, texts) if _is_in(asked.leaf, asked.limited, texts) else 0.0
        for pair in parts.pairs:
            yield self._of_pair(pair, texts)

    def norm(self, texts: Texts, name: str) -> float:
        """What a frequency in a field of an article is divided by."""
        return length_norm(float(len(texts[name])), self._means[name])

    def _of_leaf(self, asked: Asked, texts: Texts) -> float:
        weighted = 0.0
        for name in (asked.limited,) if asked.limited else TEXT_FIELDS:
            frequency = float(pattern(asked.leaf).frequency(texts[name]))
            weighted += weighted_frequency(frequency, name, self.norm(texts, name))
        return asked.weight * (self._idf(asked.leaf, asked.limited) * saturated(weighted))

    def _of_pair(self, pair: Pair, texts: Texts) -> float:
        found = [steps for name in pair.fields if (steps := steps_between(pair, texts[name])) is not None]
        if not found:
            return 0.0
        more_frequent = min(self._idf(pair.first, pair.limited), self._idf(pair.second, pair.limited))
        return lift(more_frequent, float(min(found)))

    def _idf(self, leaf: Leaf, limited: str | None) -> float:
        if (leaf, limited) not in self._idfs:
            holding = sum(_is_in(leaf, limited, texts) for texts in self._articles)
            self._idfs[leaf, limited] = idf(holding, len(self._articles))
        return self._idfs[leaf, limited]


def steps_between(pair: Pair, tokens: Sequence[Token]) -> int | None:
    """From the one's last word to the other's first, at the nearest; None where that is too far."""
    first, second = pattern(pair.first), pattern(pair.second)
    begins, others = list(first.begins(tokens)), list(second.begins(tokens))
    forth = [other - begin - len(first.tests) + 1 for begin, other in product(begins, others)]
    back = [begin - other - len(second.tests) + 1 for begin, other in product(begins, others)]
    steps = [*(s for s in forth if s > 0), *(s + TURNED for s in back if s > 0)]
    return min((s for s in steps if s <= REACH), default=None)


def _is_in(leaf: Leaf, limited: str | None, texts: Texts) -> bool:
    fields = (limited,) if limited else MATCHED_FIELDS
    return any(pattern(leaf).frequency(texts[name]) for name in fields)


def _mean(lengths: Sequence[int]) -> float:
    """Of the articles that have such a field."""
    having = sum(length > 0 for length in lengths)
    return sum(lengths) / having if having else 0.0
