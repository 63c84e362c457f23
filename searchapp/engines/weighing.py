"""What counts in a question, and how much: its words each, and those that stand together.

The same for every engine. A question in whole sentences has words that only hold it together: they count
little, as they would alone not. Words that follow one another in the question lift an article in which they
stand near each other, most where they stand in the same order side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from searchapp.engines.bm25 import FUNCTION_WORD_WEIGHT, MATCHED_FIELDS
from searchapp.engines.marking import positive_leaves
from searchapp.query.nodes import Leaf, Node, Term
from searchapp.query.patterns import pattern
from searchapp.text.analyze import words
from searchapp.text.function_words import FUNCTION_WORDS


class Asked(NamedTuple):
    """A leaf that can make an article match."""

    leaf: Leaf
    limited: str | None
    """The only field that it is looked for in."""
    weight: float
    """How much it counts, of 1."""


class Pair(NamedTuple):
    """Two leaves that follow one another in a question."""

    first: Leaf
    second: Leaf
    limited: str | None

    @property
    def fields(self) -> Sequence[str]:
        """Where they can stand together."""
        return (self.limited,) if self.limited else MATCHED_FIELDS


class Weighed(NamedTuple):
    """A question in the parts that an article's score is the sum of, in this order."""

    leaves: tuple[Asked, ...]
    pairs: tuple[Pair, ...]


@lru_cache(maxsize=1024)
def weighed(node: Node) -> Weighed:
    """The parts of a tree, in the reader's order; a pair once."""
    leaves = list(positive_leaves(node))
    telling = [(limited, leaf) for limited, leaf in leaves if limited or not _is_function_word(leaf)]
    light = FUNCTION_WORD_WEIGHT if telling else 1.0
    return Weighed(
        tuple(
            Asked(leaf, limited, light if not limited and _is_function_word(leaf) else 1.0)
            for limited, leaf in leaves
        ),
        tuple(dict.fromkeys(_pairs(telling))),
    )


def _pairs(leaves: Sequence[tuple[str | None, Leaf]]) -> Sequence[Pair]:
    """Neighbours of one field. Words that are near each other anyhow are not asked once more."""
    stretches = [(limited, leaf) for limited, leaf in leaves if _has_places(leaf)]
    return [
        Pair(first, second, limited)
        for (limited, first), (other, second) in pairwise(stretches)
        if limited == other and pattern(first) != pattern(second)
    ]


def _has_places(leaf: Leaf) -> bool:
    asked = pattern(leaf)
    return bool(asked.tests) and asked.distance is None


def _is_function_word(leaf: Leaf) -> bool:
    if not isinstance(leaf, Term) or leaf.exact:
        return False
    asked = words(leaf.text)
    return len(asked) == 1 and asked[0] in FUNCTION_WORDS
