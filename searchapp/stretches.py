"""Stretches of numbers, one after another, as arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def stretches(first: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """int64[sum of sizes]: first, first + 1, ... for each stretch."""
    ends = np.cumsum(sizes)
    if not len(sizes):
        return np.zeros(0, dtype=np.int64)
    numbers: NDArray[np.int64] = np.arange(int(ends[-1])) + np.repeat(first - (ends - sizes), sizes)
    return numbers
