"""Sets of documents as ascending arrays, and how they meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.columns.arrays import Ints, Keys, Mask
from searchapp.query.nodes import Leaf

_FEW = 24
"""A list that many times shorter than another is looked up in it, number by number."""
_SPARSE = 8
"""Lists that many times shorter than the numbers they are of are sorted together."""


class LeafOf(NamedTuple):
    """A leaf, and the only field that it is looked for in."""

    leaf: Leaf
    limited: str | None


class Few(NamedTuple):
    """Live documents, one by one."""

    docs: Ints
    """int32[k], ascending."""
    of: LeafOf | None = None
    """The leaf whose documents all of them are."""


class Many(NamedTuple):
    """Documents, deleted ones perhaps among them, as a mask."""

    mask: Mask
    """bool[n]"""


Found = Few | Many

Packed = Ints | NDArray[np.uint8]
"""Documents as they are kept: few as they are, many as bits, one a document."""

_OFTEN = 16
"""Of what stands in one of so many documents, bits are kept."""


def packed(mask: Mask, live: Mask | None) -> Packed:
    """bool[n] to what is kept; `live` says which are not deleted, None where none is."""
    if is_often(int(np.count_nonzero(mask)), len(mask)):
        return np.packbits(mask)
    return np.flatnonzero(mask if live is None else mask & live).astype(np.int32)


def unpacked(kept: Packed, size: int) -> Found:
    """What is kept of `size` documents."""
    if kept.dtype == np.uint8:
        return Many(np.unpackbits(kept.view(np.uint8), count=size).view(np.bool_))
    return Few(kept.astype(np.int32, copy=False))


def is_often(count: int, size: int) -> bool:
    """Whether so many of `size` documents are many."""
    return count * _OFTEN > size


def among(numbers: Ints | Keys, others: Ints | Keys) -> Mask:
    """bool[numbers]: which of the numbers are among others; both ascend."""
    if not len(others):
        return np.zeros(len(numbers), dtype=np.bool_)
    # Beyond the last one stands, clipped, the last one: another number.
    found: Mask = others.take(others.searchsorted(numbers), mode="clip") == numbers
    return found


def intersection(docs: Ints, others: Ints) -> Ints:
    """The documents that are in both; each ascends."""
    short, long = (docs, others) if len(docs) <= len(others) else (others, docs)
    if not len(short):
        return short
    if len(short) * _FEW < len(long):
        return short[among(short, long)]
    mask = np.zeros(int(max(short[-1], long[-1])) + 1, dtype=np.bool_)
    mask[long] = True
    return short[mask[short]]


def union(lists: Sequence[Ints]) -> Ints:
    """The documents that are in any; each list ascends."""
    held = [each for each in lists if len(each)]
    if not held:
        return np.zeros(0, dtype=np.int32)
    if len(held) == 1:
        return held[0]
    first, *others = sorted(held, key=len, reverse=True)
    rest = np.concatenate(others)
    if len(rest) * _FEW < len(first):
        missing = np.unique(rest)
        missing = missing[~among(missing, first)]
        return np.insert(first, np.searchsorted(first, missing), missing) if len(missing) else first
    most = int(max(each[-1] for each in held)) + 1
    if (len(first) + len(rest)) * _SPARSE < most:
        joined = np.sort(np.concatenate(held))
        distinct: Ints = joined[np.append(True, joined[1:] != joined[:-1])]
        return distinct
    mask = np.zeros(most, dtype=np.bool_)
    for each in held:
        mask[each] = True
    return np.flatnonzero(mask).astype(np.int32)


def mask_of(docs: Ints, size: int) -> Mask:
    """bool[size]: true for these documents."""
    mask = np.zeros(size, dtype=np.bool_)
    mask[docs] = True
    return mask


def where_true(mask: Mask) -> Keys:
    """int64[k], ascending: where a mask is true, looked at eight by eight: hardly any of them is."""
    whole = len(mask) // 8 * 8
    some = np.flatnonzero(mask[:whole].view(np.uint64))
    likely = np.concatenate([(some[:, np.newaxis] * 8 + np.arange(8)).ravel(), np.arange(whole, len(mask))])
    places: Keys = likely[mask[likely]]
    return places
