"""Words near each other in any order: how many windows that have them all follow one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints, Keys


def windows(keys: Sequence[Keys], needed: Sequence[int], reach: int, key_bits: int) -> tuple[Ints, Keys]:
    """Documents (int32[k], ascending) with the number of their windows (int64[k], at least one).

    `keys` are the places of each different word, `document << key_bits | position`, ascending; `needed` how
    often a window must have it; `reach` how far a window's last word may be from its first. Windows are
    taken from the left, and the next begins behind the last word of the one before.
    """
    places = np.concatenate(keys)
    order = np.argsort(places, kind="stable")
    places = places[order]
    words = np.repeat(np.arange(len(keys)), [len(each) for each in keys])[order]
    ends = _ends(places, words, needed)
    inside = ends < len(places)
    inside[inside] = places[ends[inside]] - places[inside] <= reach
    return _taken(places >> key_bits, np.where(inside, ends, -1))


def _ends(places: Keys, words: Keys, needed: Sequence[int]) -> Keys:
    """int64[places]: the last word of the shortest window that begins at a place; len(places) for none."""
    ends = np.zeros(len(places), dtype=np.int64)
    for word, times in enumerate(needed):
        held = np.flatnonzero(words == word)
        next_ones = np.searchsorted(held, np.arange(len(places))) + times - 1
        found = np.append(held, len(places))[np.minimum(next_ones, len(held))]
        ends = np.maximum(ends, found)
    return ends


def _taken(docs: Keys, ends: Keys) -> tuple[Ints, Keys]:
    """How many windows each document has, by the end of the window at each place, -1 for none."""
    begins = np.flatnonzero(ends >= 0)
    if not len(begins):
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64)
    distinct, at = np.unique(docs[begins], return_index=True)
    counts = np.zeros(len(distinct), dtype=np.int64)
    # All documents at once, each at its own next window.
    active = np.arange(len(distinct))
    while len(active):
        counts[active] += 1
        at = np.searchsorted(begins, ends[begins[at]] + 1)
        on = at < len(begins)
        on[on] = docs[begins[at[on]]] == distinct[active[on]]
        active, at = active[on], at[on]
    return distinct.astype(np.int32), counts
