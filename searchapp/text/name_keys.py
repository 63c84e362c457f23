"""Keys under which the spellings of one name meet, across languages and scripts.

Two words can be one name if they share a key read as English papers or in Cyrillic (`plain`), or if one of
them, read as another language spells (`foreign`), sounds as the other does (`wide`). Made to find names,
never to say that two persons are one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from searchapp.text.name_skeletons import VOWELLESS, letters_alike, vowelless
from searchapp.text.name_sounds import sounding_marks, without_marks
from searchapp.text.orthographies import CYRILLIC, ENGLISH, OTHERS, SWAPS

Keyed = tuple[str, str]
"""A key and the word it is of."""

_NO_LETTERS = re.compile("[^\\w\u0300-\u036f]|\u02bc")
_IN_CYRILLIC = re.compile("[\u0400-\u052f]")
_IN_LATIN = re.compile("[\x00-\u02af\u0300-\u036f\u1e00-\u1eff]*")
_BLURRING = [language for language in OTHERS if language.blurred.steps]


@dataclass(frozen=True, slots=True)
class NameKeys:
    """A word's keys."""

    plain: frozenset[str]
    wide: frozenset[str]
    foreign: frozenset[str]

    @classmethod
    def of(cls, word: str, *, guessing: bool = False) -> NameKeys:
        """The keys of one word; while guessing it is read as every language, evidence or not."""
        plain = frozenset(key for key, _ in plain_keys([word]))
        return cls(
            plain=plain,
            wide=plain | {key for key, _ in wide_keys((key, word) for key in plain)},
            foreign=frozenset(key for key, _ in foreign_keys([word], guessing=guessing)) - plain,
        )

    def meet(self, other: NameKeys) -> bool:
        """Whether the words can be one name."""
        apart = (
            self.plain.isdisjoint(other.plain)
            and self.foreign.isdisjoint(other.wide)
            and self.wide.isdisjoint(other.foreign)
        )
        return not apart


@lru_cache(maxsize=4096)
def name_keys(word: str) -> NameKeys:
    """The keys of one word of a name, as typed or folded."""
    return NameKeys.of(word)


def same_name(one: str, other: str) -> bool:
    """Whether two words can be spellings of one name."""
    keys, others = name_keys(one), name_keys(other)
    if keys.meet(others):
        return True
    return any(
        (written := vowelless(word)) is not None and any(map(written.fits, spoken.plain))
        for word, spoken in ((one, others), (other, keys))
    )


def plain_keys(words: Iterable[str]) -> Iterator[Keyed]:
    """Each word read as English papers spell, or in Cyrillic. A marked word is also read without marks."""
    latin: list[Keyed] = []
    cyrillic: list[Keyed] = []
    marked: list[Keyed] = []
    for word in words:
        letters = _letters(word)
        if letters.isascii():
            latin.append((letters, word))
        elif _IN_CYRILLIC.search(letters):
            cyrillic.append((letters, word))
        elif _IN_LATIN.fullmatch(letters):
            latin.append((letters, word))
            marked.append((letters, word))
        elif VOWELLESS.search(letters):
            yield letters_alike(letters), word
        else:
            latin.append((_letters(anyascii(letters)), word))
    yield from _keyed(cyrillic, CYRILLIC)
    yield from _keyed(latin, without_marks, ENGLISH)
    yield from _keyed(marked, sounding_marks, ENGLISH)


def wide_keys(plain: Iterable[Keyed]) -> Iterator[Keyed]:
    """The plain keys as far as other languages' spellings tell sounds apart."""
    keyed = list(plain)
    for language in _BLURRING:
        for key, word in _keyed(keyed, language.blurred):
            yield f"{language.name}:{key}", word


def foreign_keys(words: Iterable[str], *, guessing: bool = False) -> Iterator[Keyed]:
    """Each word as other languages read it: those its letters speak for, or while guessing all."""
    lowered = [(_letters(word), word) for word in words]
    latin = [each for each in lowered if _IN_LATIN.fullmatch(each[0])]
    cyrillic = [each for each in lowered if _IN_CYRILLIC.search(each[0])]
    for language in OTHERS:
        spoken = [each for each in latin if guessing or language.evidence.search(each[0])]
        mark = f"{language.name}:" if language in _BLURRING else ""
        yield from ((mark + key, word) for key, word in _keyed(spoken, language.sounds))
    for swap in SWAPS:
        swapped = [
            (swap.letters.sub(swap.instead, letters), word)
            for letters, word in (latin if swap.reading is ENGLISH else cyrillic)
            if swap.letters.search(letters)
        ]
        yield from _keyed(swapped, without_marks, swap.reading)


def _letters(word: str) -> str:
    return _NO_LETTERS.sub("", word).lower()


def _keyed(words: Sequence[Keyed], *stages: Callable[[str], str]) -> Iterator[Keyed]:
    """Words from their letters to keys; each stage reads all of them at once, a line each."""
    if not words:
        return
    lines = "\n".join(letters for letters, _ in words)
    for stage in stages:
        lines = stage(lines)
    for key, (_, word) in zip(lines.split("\n"), words, strict=True):
        if key:
            yield key, word
