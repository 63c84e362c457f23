"""Strings of bytes to numbers, many at once: open addressing over arrays.

A string of up to eight bytes of ASCII is its own key. Another has two keys of 64 bits, by multipliers drawn
anew for each table: that two strings share both is as likely as an error of the machine.
"""

from __future__ import annotations

import secrets
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Places = NDArray[np.int64]
Keys = NDArray[np.uint64]

SHORT = 8
"""Bytes of a string that is its own key; so many bytes must follow the last string."""

_LONG = np.uint64(1) << np.uint64(63)
"""Marks the keys of other strings; a byte of ASCII never has this bit."""
_FIRST_BYTES = np.array([(1 << 8 * n) - 1 for n in range(SHORT + 1)], dtype=np.uint64)
_FEWEST = 1 << 10
_THIN = 3
"""So many times as many slots as strings, at least; twice as many at most."""


class StringKeys(NamedTuple):
    """Strings as numbers: equal where the strings are."""

    first: Keys
    second: Keys
    """0 for a string that is its own first key."""
    hashed: Places
    """Where those stand that are not."""

    def some(self, which: Places) -> StringKeys:
        """Those at some places."""
        second = self.second[which]
        return StringKeys(self.first[which], second, np.flatnonzero(second))


class KeyTable:
    """Numbers strings in the order in which it meets them. Knows their keys alone."""

    def __init__(self, *, own: bool = True) -> None:
        """`own`: whether short strings may be their own keys, since none holds a zero byte."""
        self._own = own
        self._multipliers = [np.uint64(secrets.randbits(64) | 1) for _ in range(4)]
        self._held = 0
        self._first: Keys = np.zeros(_FEWEST, dtype=np.uint64)
        self._second: Keys = np.zeros(_FEWEST, dtype=np.uint64)
        """Both by number."""
        self._allocate(_THIN * _FEWEST)

    def __len__(self) -> int:
        return self._held

    def numbers(self, data: bytearray, starts: Places, lengths: Places) -> tuple[Numbers, Places]:
        """int32[strings]: their numbers; and where those stand that are met for the first time."""
        keys = self._keys(data, starts, lengths)
        numbers, left = self._look_up(keys)
        fresh = left
        if len(left):
            fresh = left[_first_met(keys.some(left))]
            self._learn(keys.some(fresh))
            numbers[left], _ = self._look_up(keys.some(left))
        return numbers, fresh

    def _keys(self, data: bytearray, starts: Places, lengths: Places) -> StringKeys:
        eights: Keys = np.ndarray(shape=(len(data) - SHORT + 1,), dtype="<u8", buffer=data, strides=(1,))
        first = eights[starts] & _FIRST_BYTES[np.minimum(lengths, SHORT)]
        second = np.zeros(len(starts), dtype=np.uint64)
        hashed = np.arange(len(starts))
        if self._own:
            hashed = np.flatnonzero((lengths > SHORT) | (first >= _LONG))
        first[hashed], second[hashed] = self._hashed(eights, starts[hashed], lengths[hashed], first[hashed])
        return StringKeys(first, second, hashed)

    def _hashed(self, eights: Keys, starts: Places, lengths: Places, begin: Keys) -> tuple[Keys, Keys]:
        one, other = self._mixed(begin, 0), self._mixed(begin, 1)
        left, done = np.flatnonzero(lengths > SHORT), SHORT
        while len(left):
            all_left = slice(None) if len(left) == len(starts) else left
            piece = eights[starts[all_left] + done]
            piece &= _FIRST_BYTES[np.minimum(lengths[all_left] - done, SHORT)]
            one[all_left] = self._mixed(one[all_left] ^ piece, 2)
            other[all_left] = self._mixed(other[all_left] + piece, 3)
            done += SHORT
            left = left[lengths[left] > done]
        return one | _LONG, other + lengths.astype(np.uint64)

    def _mixed(self, keys: Keys, which: int) -> Keys:
        mixed = keys * self._multipliers[which]
        mixed ^= mixed >> np.uint64(29)
        return mixed

    def _look_up(self, keys: StringKeys) -> tuple[Numbers, Places]:
        """int32[keys]: their numbers, -1 for those not known; and where those are."""
        slots = self._slots_of(keys.first)
        found = self._slots[slots]
        others = self._first[found] != keys.first
        others[keys.hashed] |= self._second[found[keys.hashed]] != keys.second[keys.hashed]
        elsewhere = np.flatnonzero(others)
        elsewhere = elsewhere[found[elsewhere] >= 0]
        slots = slots[elsewhere]
        while len(elsewhere):
            slots = (slots + 1) & self._mask
            numbers = self._slots[slots]
            found[elsewhere] = numbers
            same = (self._first[numbers] == keys.first[elsewhere]) & (
                self._second[numbers] == keys.second[elsewhere]
            )
            on = ~same & (numbers >= 0)
            elsewhere, slots = elsewhere[on], slots[on]
        return found, np.flatnonzero(found < 0)

    def _learn(self, keys: StringKeys) -> None:
        """Add keys that are not known, each once."""
        numbers = np.arange(self._held, self._held + len(keys.first), dtype=np.int32)
        self._held += len(numbers)
        # One more than are held: what has no number, -1, is looked up as the last of all.
        self._first = grown(self._first, self._held + 1)
        self._second = grown(self._second, self._held + 1)
        self._first[numbers], self._second[numbers] = keys.first, keys.second
        if _THIN * self._held > len(self._slots):
            self._allocate(2 * _THIN * self._held)
            numbers = np.arange(self._held, dtype=np.int32)
        self._place(numbers)

    def _place(self, numbers: Numbers) -> None:
        slots = self._slots_of(self._first[numbers])
        while len(numbers):
            free = self._slots[slots] < 0
            # Of several that meet in one slot, the last one written has it.
            self._slots[slots[free]] = numbers[free]
            on = self._slots[slots] != numbers
            numbers, slots = numbers[on], (slots[on] + 1) & self._mask

    def _slots_of(self, first: Keys) -> Places:
        return ((first * self._multipliers[0]) >> self._shift).view(np.int64)

    def _allocate(self, least: int) -> None:
        bits = (least - 1).bit_length()
        self._mask, self._shift = (1 << bits) - 1, np.uint64(64 - bits)
        self._slots: Numbers = np.full(1 << bits, -1, dtype=np.int32)


def _first_met(keys: StringKeys) -> Places:
    """Where each of some keys stands first, ascending."""
    order = np.lexsort((keys.first, keys.second))
    first, second = keys.first[order], keys.second[order]
    is_first = np.ones(len(order), dtype=np.bool_)
    is_first[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1])
    return np.sort(order[is_first])


def grown(array: NDArray[Any], size: int) -> NDArray[Any]:
    """The same with room for so many, and for more to come where it must be copied."""
    if size <= len(array):
        return array
    larger = np.zeros(size + (size >> 1), dtype=array.dtype)
    larger[: len(array)] = array
    return larger
