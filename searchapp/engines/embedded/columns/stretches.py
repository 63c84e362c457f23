"""Stretches of numbers, one after another."""

from __future__ import annotations

import numpy as np

from searchapp.engines.embedded.columns.arrays import Keys


def stretches(first: Keys, sizes: Keys) -> Keys:
    """int64[sum of sizes]: first, first + 1, ... for each stretch."""
    ends = np.cumsum(sizes)
    if not len(sizes):
        return np.zeros(0, dtype=np.int64)
    numbers: Keys = np.arange(int(ends[-1])) + np.repeat(first - (ends - sizes), sizes)
    return numbers
