"""Where words stand in a text, without reading all of it. Gives what `analyze.tokens` would give.

Nearly all words of an English text are letters of ASCII between other characters: such a word is its
own folded form, and is found as it is written. Only what the analyzer treats otherwise is read by it:
accents and other scripts, apostrophes and dots between letters. It reads whole stretches between
spaces, and no word contains or looks beyond one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import accumulate, takewhile
from operator import itemgetter

import msgspec

from searchapp.text.analyze import APOSTROPHES, INVISIBLE, MARKS, tokens

Place = tuple[int, int]
"""A word's characters, counted over the whole text, the end exclusive."""

_SPACE, _ODD, _S, _BREAK = b" ?s|"
_PLAIN = bytes(
    _ODD if byte in b"?'`" else ord(chr(byte).lower()) if chr(byte).isalnum() else _SPACE
    for byte in range(128)
).ljust(256)
_GAP = re.compile(" *+")
_DOT_BEFORE_LETTER = re.compile(rb"\.[A-Za-z]")
_JOINING = frozenset(character for character in APOSTROPHES if not character.isalnum())
_MARK = re.compile(f"[{MARKS}]")
_SEPARATING = frozenset("?\u201c\u201d\u2013\u2014")
"""The most frequent of many."""
_LONGEST_KEPT = 40
_MOST_NEEDLES = 12
"""From about here on, cutting the text into words is quicker than looking for each."""


class Sought(msgspec.Struct, frozen=True):
    """Folded words, and the beginnings that lead to them: ` nucle` to nuclear and nuclei."""

    words: frozenset[str]
    needles: tuple[str, ...] | None
    """One that ends in a space is a whole word. None where there would be very many."""

    @classmethod
    def of(cls, words: Collection[str]) -> Sought:
        """Whoever looks for the same words in many texts makes this once."""
        ascii_words = [word for word in words if word.isascii()]
        beginnings = {word[:3] for word in ascii_words}
        few = len(beginnings) <= _MOST_NEEDLES
        return cls(frozenset(words), tuple(_needles(ascii_words, beginnings)) if few else None)


def _needles(words: Sequence[str], beginnings: Collection[str]) -> Iterator[str]:
    for beginning in beginnings:
        group = [word for word in words if word[:3] == beginning]
        yield f" {group[0]} " if len(group) == 1 else f" {_common(min(group), max(group))}"


def _common(first: str, last: str) -> str:
    """How both words begin."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return first[: len(list(same))]


class _Chunk(msgspec.Struct, frozen=True, gc=False):
    """Characters between spaces as the analyzer reads them."""

    words: tuple[tuple[str, int, int], ...]
    """Folded word, start and end."""
    plain: bytes
    """A `?` where a word begins, spaces elsewhere."""


class Places:
    """The words of paragraphs, which are counted as one text: `starts` says where each begins in it.

    `plain` has the text's length: plain words in lower case, a `?` where any other word begins, a `|`
    between paragraphs, and spaces. It begins and ends with a space.
    """

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.text = "   ".join(("", *paragraphs, ""))
        self.starts = list(accumulate([len(each) + 3 for each in paragraphs], initial=3))
        self._odd: list[tuple[str, int, int]] = []
        """The words that are not plain: folded, start and end, in order."""
        self.plain = self._read()

    def _read(self) -> str:
        text, odd = self.text, self._odd
        raw = text.encode("ascii", "replace")
        plain = bytearray(raw.translate(_PLAIN))
        for start in self.starts:
            plain[start - 2] = _BREAK
        for dot in _DOT_BEFORE_LETTER.finditer(raw):
            plain[dot.start()] = _ODD
        at = plain.find(_ODD)
        while at >= 0:
            character = text[at]
            if character in _SEPARATING or _separates(character, plain[at - 1], plain[at + 1]):
                plain[at] = _SPACE
            elif plain[at + 1] == _S and plain[at + 2] == _SPACE and character in _JOINING:
                plain[at : at + 2] = b"  "
            else:
                start, at = raw.rfind(b" ", 0, at) + 1, raw.find(b" ", at)
                chunk = (_chunk if at - start <= _LONGEST_KEPT else _chunk.__wrapped__)(text[start:at])
                plain[start:at] = chunk.plain
                odd += [(word, start + first, start + last) for word, first, last in chunk.words]
            at = plain.find(_ODD, at + 1)
        return plain.decode("ascii")

    def of(self, sought: Sought) -> list[Place]:
        """Where these words stand, in order."""
        words, needles = sought.words, sought.needles
        if needles is None:
            needles = tuple(f" {word} " for word in words.intersection(self.plain.split()))
        found: list[Place] = []
        for needle in needles:
            found += self._at(needle, words)
        odd = [(start, end) for word, start, end in self._odd if word in words]
        return sorted(found + odd) if odd or len(needles) > 1 else found

    def beginning(self, letters: str) -> list[Place]:
        """Where words stand that begin like this, in order."""
        found = [(at, self.plain.index(" ", at)) for at in self._found(f" {letters}")]
        odd = [(start, end) for word, start, end in self._odd if word.startswith(letters)]
        return sorted(found + odd) if odd else found

    def _at(self, needle: str, words: Collection[str]) -> list[Place]:
        found = self._found(needle)
        if needle[-1] == " ":
            size = len(needle) - 2
            return [(at, at + size) for at in found]
        places = [(at, self.plain.index(" ", at)) for at in found]
        return [(start, end) for start, end in places if self.plain[start:end] in words]

    def _found(self, needle: str) -> list[int]:
        """Where a needle stands, its first space aside."""
        found, plain, step = [], self.plain, len(needle) - 1
        at = plain.find(needle)
        while at >= 0:
            found.append(at + 1)
            at = plain.find(needle, at + step)
        return found

    @cached_property
    def vocabulary(self) -> AbstractSet[str]:
        """All different words."""
        words = set(self.plain.split())
        words -= {"?", "|"}
        words.update([word for word, _, _ in self._odd])
        return words

    def word(self, start: int, end: int) -> str:
        """The folded word at a place."""
        if self.plain[start] != "?":
            return self.plain[start:end]
        return self._odd[bisect_left(self._odd, start, key=itemgetter(1))][0]

    def are_adjacent(self, end: int, start: int) -> bool:
        """Whether no other word and no end of a paragraph lies between two words."""
        return _GAP.fullmatch(self.plain, end, start) is not None

    def between(self, end: int, start: int) -> int | None:
        """How many words lie between two others; None where they stand in different paragraphs."""
        gap = self.plain[end:start]
        return None if "|" in gap else len(gap.split())


def _separates(character: str, before: int, after: int) -> bool:
    """Whether a character is no part of a word; the plain ones beside it tell of an apostrophe."""
    if character in _JOINING or character in INVISIBLE:
        return _SPACE in (before, after)
    return not (character.isalnum() or character == "." or _MARK.fullmatch(character))


@lru_cache(maxsize=16384)
def _chunk(text: str) -> _Chunk:
    words, plain = [], bytearray(b" " * len(text))
    for token in tokens(text):
        words.append((token.word, token.start, token.end))
        plain[token.start] = _ODD
    return _Chunk(tuple(words), bytes(plain))
