"""The arrays an index is evaluated on. Knows neither how they are stored nor what is asked of them.

Documents are numbered from 0 without gaps within one snapshot; `n` is how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Keys = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

KEY_BITS = 32
"""A key is `document << KEY_BITS | position`: keys of one word sort by document, then position."""


@dataclass(frozen=True)
class Postings:
    """Where one word occurs in one field."""

    docs: Ints
    """int32[df], ascending."""
    frequencies: Ints
    """int32[df]"""
    positions: Ints
    """int32[sum of frequencies], document after document, each ascending."""

    @cached_property
    def keys(self) -> Keys:
        """int64[sum of frequencies], ascending."""
        documents = np.repeat(self.docs.astype(np.int64) << KEY_BITS, self.frequencies)
        return documents + self.positions.astype(np.int64)


@dataclass(frozen=True)
class FacetColumn:
    """The values of one facet field: a dictionary, and which of its values each document holds."""

    values: tuple[str, ...]
    docs: Ints
    """int32[held values of all documents], ascending."""
    ordinals: Ints
    """int32[held values of all documents]: places in `values`."""

    def holding(self, wanted: Mask, size: int) -> Mask:
        """bool[n]: the documents that hold a value which is wanted (bool[values])."""
        mask = np.zeros(size, dtype=np.bool_)
        mask[self.docs[wanted[self.ordinals]]] = True
        return mask

    def counts(self, mask: Mask) -> Mapping[str, int]:
        """How many of the documents of a mask (bool[n]) hold each value, values without any left out."""
        counted = np.bincount(self.ordinals[mask[self.docs]], minlength=len(self.values))
        return {self.values[ordinal]: int(counted[ordinal]) for ordinal in np.flatnonzero(counted)}


@dataclass(frozen=True, slots=True)
class Rows:
    """What is known of each document without reading it, in order of document."""

    ids: tuple[str, ...]
    days: Ints
    """int32[n]: proleptic Gregorian ordinals, 0 where the date is unknown."""
    lengths: Mapping[str, Ints]
    """Text field -> int32[n]: how many words it has."""
    facets: Mapping[str, FacetColumn]
