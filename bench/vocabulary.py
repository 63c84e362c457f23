"""Words of no language in the shapes and frequencies of English ones, from a seed.

The most frequent are English function words; the others are made of syllables, have forms as English words
have (`-s`, `-ed`, `-ing`, ...), and some carry accents, apostrophes or dots, so that analysis has work to do.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
from numpy.typing import NDArray

FUNCTION_WORDS = (
    "the of to and a in that is for on said with as by was it at from he be has not an have his are its "
    "this which but will had were would they their been who more than or also one after about up out there "
    "new all last two we could may other when some into first over can only three time no if any year most "
    "such what between many before under them because these against during while both so another where she "
    "now even per several i like through those however should since made well being our still each us many "
    "month week people government country world part early late very you percent former four five million"
).split()

ONSETS = (
    "b bl br c ch cl cr d dr f fl fr g gl gr h j k kr l m n p pl pr qu r s sc sh sl sp st str t th tr v w z"
)
VOWELS = "a e i o u a e i o u a e i o ai ea ee io ou y"
CODAS = "        n r l s t m d n r l s t nd nt rt st ck ng x p"
ENDINGS = ("s", "ed", "ing", "ly", "er", "ation", "ness", "able")
ACCENTS = {"a": "á", "e": "é", "i": "ï", "o": "ö", "u": "ü", "n": "ñ", "c": "ç"}
ZIPF_SHIFT = 2.7
"""Zipf-Mandelbrot: a word's frequency is as 1 / (rank + shift)."""


@dataclass(frozen=True)
class Vocabulary:
    """Words by falling frequency."""

    words: tuple[str, ...]

    @cached_property
    def chances(self) -> NDArray[np.float64]:
        """float64[words], ascending to 1: draw with `searchsorted`."""
        weights = 1.0 / (np.arange(1, len(self.words) + 1) + ZIPF_SHIFT)
        chances: NDArray[np.float64] = np.cumsum(weights) / weights.sum()
        return chances

    def drawn(self, draw: np.random.Generator, size: int) -> NDArray[np.int64]:
        """int64[size]: places of words, the frequent ones more often."""
        return np.minimum(np.searchsorted(self.chances, draw.random(size)), len(self.words) - 1)


def size_for(tokens: int) -> int:
    """How many different words that many tokens have, by Heaps' law: about 270,000 in 62 million."""
    return max(len(FUNCTION_WORDS) + 200, int(14 * tokens**0.55))


def vocabulary(size: int, *, seed: int, plain: bool) -> Vocabulary:
    """The first `size` words; plain ones are ASCII letters alone."""
    draw = random.Random(f"words {seed}")
    ranked: dict[str, float] = dict.fromkeys(FUNCTION_WORDS, -1.0)
    lemma = 0
    while len(ranked) < size * 1.1:
        lemma += 1
        for form, rank in _forms(_lemma(draw, lemma), lemma, draw):
            ranked.setdefault(form if plain else _ornate(form, draw), rank)
    others = sorted(list(ranked.items())[len(FUNCTION_WORDS) :], key=lambda each: each[1])
    first = dict.fromkeys(chain(FUNCTION_WORDS, (word for word, _ in others)))
    return Vocabulary(tuple(first)[:size])


def syllable(draw: random.Random) -> str:
    """One sound, as English spells some."""
    return draw.choice(_ONSETS) + draw.choice(_VOWELS) + draw.choice(_CODAS)


def _lemma(draw: random.Random, rank: int) -> str:
    """The rarer, the longer."""
    syllables = 1 if rank < 300 else 2 if rank < 30_000 else 3
    return "".join(syllable(draw) for _ in range(syllables))


def _forms(lemma: str, rank: int, draw: random.Random) -> list[tuple[str, float]]:
    """A word and its forms, each with the rank it would have."""
    endings = draw.sample(ENDINGS, draw.choice((0, 1, 2, 2, 3, 4)))
    return [(lemma, rank), *((lemma + ending, rank * draw.uniform(1.5, 8)) for ending in endings)]


def _ornate(word: str, draw: random.Random) -> str:
    """One word in twenty with what is not an ASCII letter, or with capitals of its own."""
    kind = draw.random()
    if kind < 0.95:
        return word if draw.random() < 0.88 else word.capitalize()
    if kind < 0.97:
        return _accented(word, draw)
    if kind < 0.98:
        return f"{word[0].upper()}’{word[1:].capitalize()}" if len(word) > 3 else word
    if kind < 0.985:
        return ".".join(word[:3].upper()) + "."
    return word[:4].upper() if kind < 0.995 else f"{word}{draw.randrange(1, 100)}"


def _accented(word: str, draw: random.Random) -> str:
    """An accent on the first letter that takes one; one time in ten written as a combining mark."""
    at = next((place for place, letter in enumerate(word) if letter in ACCENTS), None)
    if at is None:
        return word
    accented = word[at] + "\u0301" if draw.random() < 0.1 else ACCENTS[word[at]]
    return word[:at] + accented + word[at + 1 :]


_ONSETS, _VOWELS, _CODAS = ONSETS.split(), VOWELS.split(), CODAS.split(" ")
