"""BM25F over the text fields, and a lift for words that stand together: the formulas, with their parameters.

Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.5,
with Lucene's idf, which is never negative. The lift is by the nearest places of two words, after Tao & Zhai,
"An Exploration of Proximity Measures in Information Retrieval" (2007). Parameters were chosen by measurement:
docs/benchmarks.md. Engines compare scores after `SCORE_DIGITS` decimals.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from searchapp.fields import FIELDS, Kind

Value = TypeVar("Value", float, NDArray[np.float64])
"""One article's number, or those of many."""

K1 = 1.2
B = 0.75
FUNCTION_WORD_WEIGHT = 0.25
"""How much a word counts that says little of what a question is about, beside others."""
LIFT = 0.2
"""What two words side by side add, of what the more frequent one tells."""
REACH = 5
"""From how many words on two words are no longer near each other."""
TURNED = 1
"""How much farther apart words are that stand in the other order than asked."""
MOST_HOLDING, MOST_WITH = 50_000, 200_000
"""Articles. Where more have the rarer or the more frequent one of two words, the two are not looked for
together: it costs much and tells little."""
SCORE_DIGITS = 6

TEXT_FIELDS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.kind is Kind.TEXT)
WEIGHTS: Mapping[str, float] = {field.name: field.weight for field in FIELDS if field.kind is Kind.TEXT}
MATCHED_FIELDS = ("title", "body")
"""Where a word must be for an article to match; names of people only lift one that matches."""

OPTIONAL_FIELDS = ("title", "people")
"""What an article need not have: the mean length is of those that do."""


def idf(documents: int, total: int) -> float:
    """How telling something is that `documents` of `total` articles have."""
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def length_norm(length: Value, mean_length: float) -> Value | float:
    """What a frequency is divided by, for a field of so many words."""
    return 1 - B + B * (length / mean_length) if mean_length else 1.0


def weighted_frequency(frequency: Value, field: str, norm: Value | float) -> Value:
    """A field's part of a term's frequency in one article."""
    return WEIGHTS[field] * frequency / norm


def can_lift(holding: int, others: int) -> bool:
    """Whether two words lift the articles in which they are near each other, by how many have each."""
    return min(holding, others) <= MOST_HOLDING and max(holding, others) <= MOST_WITH


def lift(idf: float, steps: Value) -> Value:
    """What is added for two words so many steps apart, side by side being 1.

    `idf` is that of the more frequent one; `steps` are at most `REACH`.
    """
    return LIFT * idf / steps


def kept(amount: float) -> float:
    """What a part of a question adds to an article's score, as engines keep it: in 32 bits.

    Half the memory, and so twice the answers at hand; sums are of 64 bits.
    """
    return float(np.float32(amount))


def saturated(frequency: Value) -> Value:
    """The more often, the better, ever less so; below 1."""
    return frequency / (K1 + frequency)
