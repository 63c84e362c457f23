"""Sets of documents as ascending arrays, and how they meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

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
