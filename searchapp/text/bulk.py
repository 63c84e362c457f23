"""Many texts to words at once, as numbers: what `analyze.words` gives for each, some ten times as quickly.

Words of plain ASCII letters and digits are found on the bytes of all texts together. A chunk between white
space that holds anything else that matters (an apostrophe, a dot before a letter, a byte that is not ASCII)
is read by `analyze.words` itself, once for each different chunk: no word reaches past white space.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from searchapp.stretches import stretches
from searchapp.text.analyze import words
from searchapp.text.bulk_keys import SHORT, KeyTable, Numbers, Places, grown

Bytes = NDArray[np.uint8]

MOST_CHUNKS = 1 << 18
"""That are remembered before all are forgotten; and four times as many words of them."""

_SPACE = ord(" ")
_END = b"\n"

_BETWEEN = "\u201c\u201d\u2013\u2014\u2026", "\u00a0\u00ab\u00bb"
"""Signs that are never a part of a word and are found in most texts: as good as spaces. In UTF-8 those of
one group differ in the last byte.
"""
_LOWER = bytes(range(256)).lower().translate(bytes.maketrans(b"\t\n\r", b"   "))

_APOSTROPHES = tuple(sign.encode() for sign in ("'", "\u2019"))
_S = ord("s")

_APART, _PLAIN, _ODD, _DOT = range(4)
_KINDS = np.zeros(256, dtype=np.uint8)
_KINDS[[*b"abcdefghijklmnopqrstuvwxyz0123456789"]] = _PLAIN
_KINDS[128:] = _ODD
_KINDS[[*b"'`"]] = _ODD
_KINDS[ord(".")] = _DOT
_KIND_OF = _KINDS.tobytes()

_LAST_OF_SIGN = np.zeros((len(_BETWEEN), 256), dtype=np.bool_)
for _signs, _lasts in zip(_BETWEEN, _LAST_OF_SIGN, strict=True):
    _lasts[[sign.encode()[-1] for sign in _signs]] = True

_NEAR = 24
"""Bytes in which the end of a chunk is looked for in all chunks at once."""


class Read(NamedTuple):
    """The words of some texts."""

    ids: Numbers
    """int32[words of all texts], in order: places in the analyzer's vocabulary."""
    counts: Places
    """int64[texts]: how many words each has."""


class _Chunks(NamedTuple):
    """What is read apart: where each begins and ends, ascending."""

    starts: Places
    stops: Places


class Vocabulary:
    """Different words in UTF-8, in the order in which they were met."""

    def __init__(self) -> None:
        self._table = KeyTable()
        self._bytes: Bytes = np.zeros(0, dtype=np.uint8)
        self._at: Places = np.zeros(1, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._table)

    def __getitem__(self, number: int) -> bytes:
        return self._bytes[self._at[number] : self._at[number + 1]].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    @property
    def bytes(self) -> Bytes:
        """uint8: one word after another."""
        return self._bytes[: self._at[len(self)]]

    @property
    def at(self) -> Places:
        """int64[words + 1]: where each begins, and where the last one ends."""
        return self._at[: len(self) + 1]

    def numbers(self, data: bytearray, starts: Places, lengths: Places) -> Numbers:
        """Of the words at some places."""
        before = len(self)
        numbers, fresh = self._table.numbers(data, starts, lengths)
        if len(fresh):
            sizes = lengths[fresh]
            ends = self._at[before] + np.cumsum(sizes)
            self._at = grown(self._at, len(self) + 1)
            self._at[before + 1 : len(self) + 1] = ends
            self._bytes = grown(self._bytes, int(ends[-1]))
            stored = np.frombuffer(data, dtype=np.uint8)
            self._bytes[int(ends[0] - sizes[0]) : int(ends[-1])] = stored[stretches(starts[fresh], sizes)]
        return numbers

    def numbers_of(self, given: Sequence[str]) -> Numbers:
        """Of words in any order."""
        encoded = [word.encode("utf-8", "surrogatepass") for word in given]
        lengths = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
        data = bytearray(b"".join((*encoded, bytes(SHORT))))
        return self.numbers(data, np.cumsum(lengths) - lengths, lengths)


class BulkAnalyzer:
    """Reads texts, and numbers the words as it meets them. Of one thread only."""

    def __init__(self) -> None:
        self.key = secrets.token_bytes(16)
        """Tells it from every other."""
        self.vocabulary = Vocabulary()
        self._known = _KnownChunks()

    def read(self, texts: Sequence[str]) -> Read:
        """The words of each text."""
        if not texts:
            return Read(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int64))
        encoded = [text.encode("utf-8", "surrogatepass") for text in texts]
        ends = np.cumsum(np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded)) + 1) + 1
        # So every chunk has a beginning and an end, and eight bytes follow the last.
        data = bytearray(b" %b\n%b" % (_END.join(encoded), b" " * SHORT)).translate(_LOWER)
        return self._read(data, ends)

    def _read(self, data: bytearray, ends: Places) -> Read:
        stored = np.frombuffer(data, dtype=np.uint8)
        kinds = np.frombuffer(data.translate(_KIND_OF), dtype=np.uint8)
        plain = kinds == _PLAIN
        chunks = _odd_chunks(data, stored, kinds, plain)
        plain[stretches(chunks.starts, chunks.stops - chunks.starts)] = False
        edges = np.flatnonzero(plain[1:] != plain[:-1]) + 1
        starts, stops = edges[::2], edges[1::2]
        ids = self.vocabulary.numbers(data, starts, stops - starts)
        counts = np.diff(np.searchsorted(starts, ends), prepend=0)
        if len(chunks.starts):
            odd, sizes = self._words_of(data, chunks)
            ids = np.insert(ids, np.repeat(np.searchsorted(starts, chunks.starts), sizes), odd)
            of_text = np.searchsorted(ends, chunks.starts, side="right")
            counts += np.bincount(of_text, sizes, minlength=len(ends)).astype(np.int64)
        return Read(ids, counts)

    def _words_of(self, data: bytearray, chunks: _Chunks) -> tuple[Numbers, Places]:
        """int32: the words of chunks, one chunk after another; int64[chunks]: how many each has."""
        if self._known.is_full:
            self._known = _KnownChunks()
        numbers, fresh = self._known.table.numbers(data, chunks.starts, chunks.stops - chunks.starts)
        if len(fresh):
            places = zip(chunks.starts[fresh].tolist(), chunks.stops[fresh].tolist(), strict=True)
            read = [words(data[start:stop].decode("utf-8", "surrogatepass")) for start, stop in places]
            found = self.vocabulary.numbers_of([*chain.from_iterable(read)])
            self._known.learn(found, np.array([len(each) for each in read]))
        return self._known.words_of(numbers)


class _KnownChunks:
    """The words of chunks that were met before."""

    def __init__(self) -> None:
        self.table = KeyTable(own=False)
        self._held = 0
        self._ends: Places = np.zeros(1, dtype=np.int64)
        """By the chunk's number: where its words begin, those before end."""
        self._words: Numbers = np.zeros(0, dtype=np.int32)

    @property
    def is_full(self) -> bool:
        return self._held > MOST_CHUNKS or int(self._ends[self._held]) > 4 * MOST_CHUNKS

    def learn(self, words: Numbers, sizes: Places) -> None:
        """The words of the chunks that were numbered last."""
        before, self._held = self._held, len(self.table)
        ends = self._ends[before] + np.cumsum(sizes)
        self._ends = grown(self._ends, self._held + 1)
        self._ends[before + 1 : self._held + 1] = ends
        self._words = grown(self._words, int(ends[-1]))
        self._words[int(ends[-1]) - len(words) : int(ends[-1])] = words

    def words_of(self, numbers: Numbers) -> tuple[Numbers, Places]:
        """int32: the words of chunks, one chunk after another; int64[chunks]: how many each has."""
        first = self._ends[numbers]
        sizes = self._ends[numbers + 1] - first
        return self._words[stretches(first, sizes)], sizes


def _odd_chunks(data: bytearray, stored: Bytes, kinds: Bytes, plain: NDArray[np.bool_]) -> _Chunks:
    """What is not read on its bytes; makes spaces of what is as good as one."""
    special = np.flatnonzero(kinds >= _ODD)
    odd = special[kinds[special] == _ODD]
    odd = _without_possessives(stored, kinds, plain, _without_signs(stored, kinds, odd))
    dots = special[kinds[special] == _DOT]
    places = np.sort(np.concatenate([odd, dots[plain[dots + 1]]]))
    starts: Places = _nearest_space(data, stored, places, -1) + 1
    is_first = np.diff(starts, prepend=-1) > 0
    return _Chunks(starts[is_first], _nearest_space(data, stored, places[is_first], 1))


def _without_signs(stored: Bytes, kinds: Bytes, odd: Places) -> Places:
    """Make spaces of the signs between words; what is odd beside them."""
    for signs, is_last in zip(_BETWEEN, _LAST_OF_SIGN, strict=True):
        *begin, _ = signs[0].encode()
        at = _where(stored, odd, begin)
        at = at[is_last[stored[at + len(begin)]]]
        for covered in range(len(begin) + 1):
            stored[at + covered] = _SPACE
            kinds[at + covered] = _APART
    left: Places = odd[kinds[odd] == _ODD]
    return left


def _without_possessives(stored: Bytes, kinds: Bytes, plain: NDArray[np.bool_], odd: Places) -> Places:
    """Pass over `'s` and `’s` behind a plain word; what is odd beside them, which is little."""
    for apostrophe in _APOSTROPHES:
        size = len(apostrophe)
        at = _where(stored, odd, apostrophe)
        at = at[plain[at - 1] & (stored[at + size] == _S)]
        after = kinds[at + size + 1]
        at = at[(after == _APART) | (after == _DOT)]
        plain[at + size] = False
        for covered in range(size):
            kinds[at + covered] = _APART
    left: Places = odd[kinds[odd] == _ODD]
    return left


def _where(stored: Bytes, places: Places, sign: Iterable[int]) -> Places:
    """At which of some places these bytes stand."""
    for further, byte in enumerate(sign):
        places = places[stored[places + further] == byte]
    return places


def _nearest_space(data: bytearray, stored: Bytes, places: Places, step: int) -> Places:
    """The first space before each place (step -1) or behind it (1)."""
    at = places.copy()
    left = np.arange(len(at))
    for _ in range(_NEAR):
        left = left[stored[at[left]] != _SPACE]
        at[left] += step
    for each in left[stored[at[left]] != _SPACE].tolist():
        place = int(at[each])
        at[each] = data.index(b" ", place) if step > 0 else data.rindex(b" ", 0, place)
    return at
