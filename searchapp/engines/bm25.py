"""BM25F over the text fields: the formula, with the parameters every engine uses.

Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), section 3.5,
with Lucene's idf, which is never negative. Engines compare scores after `SCORE_DIGITS` decimals.
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
SCORE_DIGITS = 6

TEXT_FIELDS: tuple[str, ...] = tuple(field.name for field in FIELDS if field.kind is Kind.TEXT)
WEIGHTS: Mapping[str, float] = {field.name: field.weight for field in FIELDS if field.kind is Kind.TEXT}
MATCHED_FIELDS = ("title", "body")
"""Where a word must be for an article to match; names of people only lift one that matches."""


def idf(documents: int, total: int) -> float:
    """How telling something is that `documents` of `total` articles have."""
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def length_norm(length: Value, mean_length: float) -> Value | float:
    """What a frequency is divided by, for a field of so many words."""
    return 1 - B + B * (length / mean_length) if mean_length else 1.0


def weighted_frequency(frequency: Value, field: str, norm: Value | float) -> Value:
    """A field's part of a term's frequency in one article."""
    return WEIGHTS[field] * frequency / norm


def saturated(frequency: Value) -> Value:
    """The more often, the better, ever less so; below 1."""
    return frequency / (K1 + frequency)
