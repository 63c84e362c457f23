"""Many texts to words at once, as numbers: what `analyze.words` gives for each, some ten times as quickly.

Words of plain ASCII letters and digits are found on the bytes of all texts together. A chunk between white
space that holds anything else that matters (an apostrophe, a dot before a letter, a byte that is not ASCII)
is read by `analyze.words` itself, once for each different chunk: no word reaches past white space.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchapp.text.analyze import words

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Places = NDArray[np.int64]
Keys = NDArray[np.uint64]

MOST_CHUNKS = 1 << 18
LONGEST_KEPT = 64
"""Chunks of so many bytes at most are remembered, so many of them."""

_SHORT = 8
"""Letters of a word that is its own key: one byte each."""
_LONG = np.uint64(1) << np.uint64(63)
"""Marks the keys of longer words; a byte of ASCII never has this bit."""

_WHITE = np.zeros(256, dtype=np.bool_)
_WHITE[[9, 10, 13, 32]] = True
_PLAIN = np.zeros(256, dtype=np.bool_)
_PLAIN[[*b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"]] = True
_ODD = np.arange(256) >= 128
_ODD[[*b"'`"]] = True
_LOWER = np.frombuffer(bytes(range(256)).lower(), dtype=np.uint8)
_FIRST_BYTES = np.array([(1 << 8 * n) - 1 for n in range(_SHORT + 1)], dtype=np.uint64)


class Read(NamedTuple):
    """The words of some texts."""

    ids: Numbers
    """int32[words of all texts], in order: places in the analyzer's vocabulary."""
    counts: Places
    """int64[texts]: how many words each has."""


class BulkAnalyzer:
    """Reads texts, and numbers the words as it meets them. Of one thread only."""

    def __init__(self) -> None:
        self.vocabulary: list[str] = []
        self._ids: dict[str, int] = {}
        self._chunks: dict[bytes, list[int]] = {}
        self._table = _Table()

    def read(self, texts: Sequence[str]) -> Read:
        """The words of each text."""
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        if not encoded:
            return Read(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64))
        ends = np.cumsum([len(text) + 1 for text in encoded])
        # White space at both ends: every chunk has a beginning and an end.
        data = b"\n" + b"\n".join(encoded) + b"\n" + bytes(_SHORT)
        ends += 1
        return self._read(data, np.frombuffer(data, dtype=np.uint8)[:-_SHORT], ends)

    def _read(self, data: bytes, buffer: Bytes, ends: Places) -> Read:
        first, last = _odd_chunks(buffer)
        plain = _PLAIN[buffer]
        if len(first):
            _clear(plain, first, last)
        starts, stops = _runs(plain)
        ids = self._plain_ids(data, starts, stops)
        counts = np.diff(np.searchsorted(starts, ends), prepend=0)
        if len(first):
            odd = [self._chunk(data[a:b]) for a, b in zip(first.tolist(), last.tolist(), strict=True)]
            sizes = np.array([len(each) for each in odd])
            at = np.repeat(np.searchsorted(starts, first), sizes)
            ids = np.insert(ids, at, [word for each in odd for word in each])
            of_text = np.searchsorted(ends, first, side="right")
            counts += np.bincount(of_text, sizes, minlength=len(ends)).astype(np.int64)
        return Read(ids, counts)

    def _chunk(self, chunk: bytes) -> list[int]:
        known = self._chunks.get(chunk)
        if known is None:
            text = chunk.decode("utf-8", "surrogatepass")
            known = [self._id(word) for word in words(text)]
            if len(chunk) <= LONGEST_KEPT and len(self._chunks) < MOST_CHUNKS:
                self._chunks[chunk] = known
        return known

    def _id(self, word: str) -> int:
        known = self._ids.setdefault(word, len(self.vocabulary))
        if known == len(self.vocabulary):
            self.vocabulary.append(word)
        return known

    def _plain_ids(self, data: bytes, starts: Places, stops: Places) -> Numbers:
        if not len(starts):
            return np.zeros(0, dtype=np.int32)
        lower = _LOWER[np.frombuffer(data, dtype=np.uint8)]
        keys = self._table.keys(lower, starts, stops - starts)
        ids, fresh = self._table.look_up(keys)
        if len(fresh):
            known = [self._id(_word(lower, starts[at], stops[at])) for at in fresh.tolist()]
            self._table.learn(keys[fresh], np.array(known, dtype=np.int32))
            ids, _ = self._table.look_up(keys)
        return ids


def _word(lower: Bytes, start: int, stop: int) -> str:
    return lower[start:stop].tobytes().decode("ascii")


def _odd_chunks(buffer: Bytes) -> tuple[Places, Places]:
    """Where the chunks begin and end that are not read on their bytes."""
    odd = _ODD[buffer]
    dots = np.flatnonzero(buffer[:-1] == ord("."))
    inner = dots[_PLAIN[buffer[dots + 1]]]
    odd[inner] = True
    places = np.flatnonzero(odd)
    white = np.flatnonzero(_WHITE[buffer])
    after = np.unique(np.searchsorted(white, places))
    return white[after - 1] + 1, white[after]


def _clear(plain: NDArray[np.bool_], first: Places, last: Places) -> None:
    """Set plain[first:last] to False for each pair; the stretches do not overlap."""
    sizes = last - first
    inside = np.repeat(first - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    plain[inside] = False


def _runs(plain: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Where the runs of True begin and end; neither the first nor the last is True."""
    edges = np.flatnonzero(plain[1:] != plain[:-1]) + 1
    return edges[::2], edges[1::2]


class _Table:
    """Keys of words to numbers: open addressing over arrays, many keys at once.

    A word of up to eight letters is its own key. A longer one has two keys of 64 bits, by multipliers drawn
    anew for each table: that two words share both is as likely as an error of the machine.
    """

    def __init__(self) -> None:
        self._multipliers: list[np.uint64] = []
        self._held = 0
        self._allocate(1 << 16)

    def keys(self, lower: Bytes, starts: Places, lengths: Places) -> NDArray[Any]:
        """uint64[words, 2]"""
        eights: Keys = np.ndarray(
            shape=(len(lower) - _SHORT + 1,), dtype="<u8", buffer=lower.data, strides=(1,)
        )
        keys = np.zeros((len(starts), 2), dtype=np.uint64)
        keys[:, 0] = eights[starts] & _FIRST_BYTES[np.minimum(lengths, _SHORT)]
        long = np.flatnonzero(lengths > _SHORT)
        if len(long):
            keys[long] = self._long_keys(eights, starts[long], lengths[long], keys[long, 0])
        return keys

    def _long_keys(self, eights: Keys, starts: Places, lengths: Places, begin: Keys) -> NDArray[Any]:
        one, other = self._mixed(begin, 0), self._mixed(begin, 1)
        left = np.arange(len(starts))
        done = 0
        while True:
            done += _SHORT
            left = left[lengths[left] > done]
            if not len(left):
                break
            piece = eights[starts[left] + done] & _FIRST_BYTES[np.minimum(lengths[left] - done, _SHORT)]
            one[left] = self._mixed(one[left] ^ piece, 2)
            other[left] = self._mixed(other[left] + piece, 3)
        return np.stack([one | _LONG, other + lengths.astype(np.uint64)], axis=1)

    def _mixed(self, keys: Keys, which: int) -> Keys:
        while len(self._multipliers) <= which:
            self._multipliers.append(np.uint64(secrets.randbits(64) | 1))
        mixed = keys * self._multipliers[which]
        return mixed ^ (mixed >> np.uint64(29))

    def look_up(self, keys: NDArray[Any]) -> tuple[Numbers, Places]:
        """int32[keys]: their numbers; and where each key that is not known is met first."""
        found = np.full(len(keys), -1, dtype=np.int32)
        unknown = []
        places = np.arange(len(keys))
        slots = self._slots(keys)
        while len(places):
            held = self._numbers[slots]
            first, second = self._keys[slots, 0], self._keys[slots, 1]
            same = (first == keys[places, 0]) & (second == keys[places, 1]) & (held >= 0)
            found[places[same]] = held[same]
            unknown.append(places[held < 0])
            on = ~same & (held >= 0)
            places, slots = places[on], (slots[on] + 1) & self._mask
        missing = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *unknown]))
        if len(missing):
            _, first_met = np.unique(keys[missing], axis=0, return_index=True)
            missing = missing[first_met]
        return found, missing

    def learn(self, keys: NDArray[Any], numbers: Numbers) -> None:
        """Add keys that are not known, each once."""
        if 3 * (self._held + len(keys)) > len(self._numbers):
            before = self._numbers >= 0
            keys = np.concatenate([self._keys[before], keys])
            numbers = np.concatenate([self._numbers[before], numbers])
            self._held = 0
            self._allocate(1 << (6 * len(keys)).bit_length())
        self._held += len(keys)
        slots = self._slots(keys)
        while len(keys):
            free = self._numbers[slots] < 0
            # Of several keys that meet in one slot, the last one written has it.
            self._numbers[slots[free]] = numbers[free]
            self._keys[slots[free]] = keys[free]
            on = self._numbers[slots] != numbers
            keys, numbers, slots = keys[on], numbers[on], (slots[on] + 1) & self._mask

    def _slots(self, keys: NDArray[Any]) -> Places:
        mixed = self._mixed(keys[:, 0] + keys[:, 1], 0)
        return (mixed >> np.uint64(20)).astype(np.int64) & self._mask

    def _allocate(self, size: int) -> None:
        self._mask = size - 1
        self._keys = np.zeros((size, 2), dtype=np.uint64)
        self._numbers = np.full(size, -1, dtype=np.int32)
