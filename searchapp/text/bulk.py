"""Many texts to words at once, as numbers: what `analyze.words` gives for each, some ten times as quickly.

Words of plain ASCII letters and digits are found on the bytes of all texts together. A chunk between white
space that holds anything else that matters (an apostrophe, a dot before a letter, a byte that is not ASCII)
is read by `analyze.words` itself, once for each different chunk: no word reaches past white space.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import NamedTuple

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

_END = ord("\n")
_SHORT = 8
"""Letters of a word that is its own key: one byte each."""
_LONG = np.uint64(1) << np.uint64(63)
"""Marks the keys of longer words; a byte of ASCII never has this bit."""
_FIRST_BYTES = np.array([(1 << 8 * n) - 1 for n in range(_SHORT + 1)], dtype=np.uint64)

_BETWEEN = tuple("\u201c\u201d\u2013\u2014\u2026\u00a0\u00ab\u00bb")
"""Signs that are never a part of a word and are found in most texts: as good as spaces."""
_LOWER = bytes(range(256)).lower().translate(bytes.maketrans(b"\t\n\r", b"   "))

_APOSTROPHES = tuple(sign.encode() for sign in ("'", "\u2019"))
_S = ord("s")

_APART, _PLAIN, _ODD, _DOT = range(4)
_KINDS = np.zeros(256, dtype=np.uint8)
_KINDS[[*b"abcdefghijklmnopqrstuvwxyz0123456789"]] = _PLAIN
_KINDS[128:] = _ODD
_KINDS[[*b"'`"]] = _ODD
_KINDS[ord(".")] = _DOT


class Read(NamedTuple):
    """The words of some texts."""

    ids: Numbers
    """int32[words of all texts], in order: places in the analyzer's vocabulary."""
    counts: Places
    """int64[texts]: how many words each has."""


class BulkAnalyzer:
    """Reads texts, and numbers the words as it meets them. Of one thread only."""

    def __init__(self) -> None:
        self.key = secrets.token_bytes(16)
        """Tells it from every other."""
        self.vocabulary: list[str] = []
        self._ids: dict[str, int] = {}
        self._chunks: dict[bytes, list[int]] = {}
        self._table = _Table()

    def read(self, texts: Sequence[str]) -> Read:
        """The words of each text."""
        if not texts:
            return Read(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64))
        data = _encoded(texts)
        ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _END) + 1
        return self._read(data.translate(_LOWER), ends)

    def _read(self, data: bytes, ends: Places) -> Read:
        stored = np.frombuffer(data, dtype=np.uint8)
        kinds = _KINDS[stored]
        plain = kinds == _PLAIN
        _drop_possessives(stored, kinds, plain)
        chunks = _odd_chunks(data, kinds, plain)
        for first, last in chunks:
            plain[first:last] = False
        edges = np.flatnonzero(plain[1:] != plain[:-1]) + 1
        starts, stops = edges[::2], edges[1::2]
        ids = self._plain_ids(data, starts, stops)
        counts = np.diff(np.searchsorted(starts, ends), prepend=0)
        if chunks:
            odd = [self._chunk(data[first:last]) for first, last in chunks]
            sizes = np.array([len(each) for each in odd])
            begins = np.array([first for first, _ in chunks])
            at = np.repeat(np.searchsorted(starts, begins), sizes)
            ids = np.insert(ids, at, [word for each in odd for word in each])
            of_text = np.searchsorted(ends, begins, side="right")
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
        keys = self._table.keys(data, starts, stops - starts)
        ids, left = self._table.look_up(keys)
        if len(left):
            _, first_met = np.unique(keys.first[left], return_index=True)
            fresh = left[first_met]
            self._table.learn(keys.some(fresh), self._spelt(data, starts[fresh], stops[fresh]))
            ids[left], missed = self._table.look_up(keys.some(left))
            # Words that share their first key with another one.
            left = left[missed]
            ids[left] = self._spelt(data, starts[left], stops[left])
        return ids

    def _spelt(self, data: bytes, starts: Places, stops: Places) -> Numbers:
        places = zip(starts.tolist(), stops.tolist(), strict=True)
        numbers = [self._id(data[start:stop].decode("ascii")) for start, stop in places]
        return np.array(numbers, dtype=np.int32)


def _encoded(texts: Sequence[str]) -> bytes:
    """Texts in UTF-8, each with a line's end, between spaces; a space for whatever is as good as one.

    So every chunk has a beginning and an end, and eight bytes follow the last.
    """
    joined = "\n".join(texts)
    if joined.count("\n") >= len(texts):
        joined = "\n".join(text.replace("\n", " ") for text in texts)
    if not joined.isascii():
        for sign in _BETWEEN:
            joined = joined.replace(sign, " ")
    return b" %b\n%b" % (joined.encode("utf-8", "surrogatepass"), b" " * _SHORT)


def _drop_possessives(stored: Bytes, kinds: Bytes, plain: NDArray[np.bool_]) -> None:
    """Make spaces of `'s` and `’s` behind a plain word: most of what would be odd is that."""
    odd = np.flatnonzero(kinds == _ODD)
    for apostrophe in _APOSTROPHES:
        size = len(apostrophe)
        at = odd[stored[odd] == apostrophe[0]]
        for further in range(1, size):
            at = at[stored[at + further] == apostrophe[further]]
        at = at[plain[at - 1] & (stored[at + size] == _S)]
        after = kinds[at + size + 1]
        at = at[(after == _APART) | (after == _DOT)]
        plain[at + size] = False
        for covered in range(size):
            kinds[at + covered] = _APART


def _odd_chunks(data: bytes, kinds: Bytes, plain: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where the chunks begin and end that are not read on their bytes."""
    dots = np.flatnonzero(kinds == _DOT)
    places = np.sort(np.concatenate([np.flatnonzero(kinds == _ODD), dots[plain[dots + 1]]]))
    found: list[tuple[int, int]] = []
    last = 0
    for place in places.tolist():
        if place >= last:
            last = data.index(b" ", place)
            found.append((data.rindex(b" ", 0, place) + 1, last))
    return found


class _Keys(NamedTuple):
    """Words as numbers: equal where the words are."""

    first: Keys
    second: Keys
    """0 for a word of up to eight letters, which is its own first key."""

    def some(self, which: Places) -> _Keys:
        return _Keys(self.first[which], self.second[which])


class _Table:
    """Keys of words to numbers: open addressing over arrays, many keys at once.

    A word of up to eight letters is its own key. A longer one has two keys of 64 bits, by multipliers drawn
    anew for each table: that two words share both is as likely as an error of the machine.
    """

    def __init__(self) -> None:
        self._multipliers = [np.uint64(secrets.randbits(64) | 1) for _ in range(4)]
        self._held = 0
        self._second: Keys = np.zeros(1 << 16, dtype=np.uint64)
        """By number."""
        self._allocate(1 << 16)

    def keys(self, data: bytes, starts: Places, lengths: Places) -> _Keys:
        """Of the words at some places of lower-case bytes, which go on for eight bytes behind the last."""
        eights: Keys = np.ndarray(shape=(len(data) - _SHORT + 1,), dtype="<u8", buffer=data, strides=(1,))
        first = eights[starts] & _FIRST_BYTES[np.minimum(lengths, _SHORT)]
        second = np.zeros(len(starts), dtype=np.uint64)
        long = np.flatnonzero(lengths > _SHORT)
        if len(long):
            first[long], second[long] = self._long_keys(eights, starts[long], lengths[long], first[long])
        return _Keys(first, second)

    def _long_keys(self, eights: Keys, starts: Places, lengths: Places, begin: Keys) -> tuple[Keys, Keys]:
        one, other = self._mixed(begin, 0), self._mixed(begin, 1)
        left, done = np.arange(len(starts)), _SHORT
        while len(left):
            piece = eights[starts[left] + done] & _FIRST_BYTES[np.minimum(lengths[left] - done, _SHORT)]
            one[left] = self._mixed(one[left] ^ piece, 2)
            other[left] = self._mixed(other[left] + piece, 3)
            done += _SHORT
            left = left[lengths[left] > done]
        return one | _LONG, other + lengths.astype(np.uint64)

    def _mixed(self, keys: Keys, which: int) -> Keys:
        mixed = keys * self._multipliers[which]
        return mixed ^ (mixed >> np.uint64(29))

    def look_up(self, keys: _Keys) -> tuple[Numbers, Places]:
        """int32[keys]: their numbers, -1 for those not known; and where those are."""
        slots = self._slots(keys.first)
        found = self._numbers[slots]
        elsewhere = np.flatnonzero((self._first[slots] != keys.first) & (found >= 0))
        slots = slots[elsewhere]
        while len(elsewhere):
            slots = (slots + 1) & self._mask
            numbers = self._numbers[slots]
            found[elsewhere] = numbers
            on = (self._first[slots] != keys.first[elsewhere]) & (numbers >= 0)
            elsewhere, slots = elsewhere[on], slots[on]
        long = np.flatnonzero(keys.second)
        found[long[self._second[found[long]] != keys.second[long]]] = -1
        return found, np.flatnonzero(found < 0)

    def learn(self, keys: _Keys, numbers: Numbers) -> None:
        """Add keys that are not known, each once."""
        self._held += len(numbers)
        if 3 * self._held > len(self._numbers):
            self._grow()
        top = int(numbers.max())
        if top >= len(self._second):
            self._second = np.concatenate([self._second, np.zeros(top + 1, dtype=np.uint64)])
        self._second[numbers] = keys.second
        self._place(keys.first, numbers)

    def _place(self, first: Keys, numbers: Numbers) -> None:
        slots = self._slots(first)
        while len(first):
            free = self._numbers[slots] < 0
            # Of several keys that meet in one slot, the last one written has it.
            self._numbers[slots[free]] = numbers[free]
            self._first[slots[free]] = first[free]
            on = self._numbers[slots] != numbers
            first, numbers, slots = first[on], numbers[on], (slots[on] + 1) & self._mask

    def _slots(self, first: Keys) -> Places:
        return ((first * self._multipliers[0]) >> self._shift).astype(np.int64)

    def _grow(self) -> None:
        before = self._numbers >= 0
        first, numbers = self._first[before], self._numbers[before]
        self._allocate(1 << (6 * self._held).bit_length())
        self._place(first, numbers)

    def _allocate(self, size: int) -> None:
        self._mask, self._shift = size - 1, np.uint64(65 - size.bit_length())
        self._first = np.zeros(size, dtype=np.uint64)
        self._numbers = np.full(size, -1, dtype=np.int32)
