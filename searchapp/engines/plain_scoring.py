"""Scores worked out article by article: what `bm25` and `weighing` mean, equal to the bit in every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from searchapp.engines.bm25 import (
    MATCHED_FIELDS,
    OPTIONAL_FIELDS,
    REACH,
    TEXT_FIELDS,
    TURNED,
    can_lift,
    idf,
    kept,
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
        self._held: dict[tuple[Leaf, str | None], int] = {}
        self._means = {name: _mean(name, [len(texts[name]) for texts in articles]) for name in TEXT_FIELDS}

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
        return asked.weight * kept(self._idf(asked.leaf, asked.limited) * saturated(weighted))

    def _of_pair(self, pair: Pair, texts: Texts) -> float:
        one, other = (self._holding(leaf, pair.limited) for leaf in (pair.first, pair.second))
        steps = fewest_steps(pair, texts) if can_lift(one, other) else None
        return kept(lift(idf(max(one, other), len(self._articles)), float(steps))) if steps else 0.0

    def _idf(self, leaf: Leaf, limited: str | None) -> float:
        return idf(self._holding(leaf, limited), len(self._articles))

    def _holding(self, leaf: Leaf, limited: str | None) -> int:
        """How many articles have a leaf."""
        if (leaf, limited) not in self._held:
            self._held[leaf, limited] = sum(_is_in(leaf, limited, texts) for texts in self._articles)
        return self._held[leaf, limited]


def fewest_steps(pair: Pair, texts: Texts) -> int | None:
    """In whichever field two neighbours are nearest to each other; None where they are near in none."""
    found = [steps_between(pair, texts[name]) for name in pair.fields]
    return min((steps for steps in found if steps), default=None)


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


def _mean(name: str, lengths: Sequence[int]) -> float:
    counted = sum(length > 0 for length in lengths) if name in OPTIONAL_FIELDS else len(lengths)
    return sum(lengths) / counted if counted else 0.0
