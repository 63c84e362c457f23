"""A seeded archive of any size, made as it is read: nothing of it is kept.

Words by Zipf's law from a vocabulary that grows with the archive, some of them again and again within one
article, others side by side so that phrases are found; capitals, curly quotes, hyphens, dashes, accents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from bench.cast import Cast, cast
from bench.stories import Story
from bench.vocabulary import Vocabulary, size_for, vocabulary

BATCH = 250
"""Articles drawn at once."""

USUAL, SHORT, MANY = 625, 300, 500_000
"""Words an article, and from how many articles on they are short."""

AGAIN = 0.5
"""How many of an article's rarer words have stood in it before."""

COMMON = 150
"""Words that are more frequent than this are everywhere, and need no repeating."""

COLLOCATIONS, COLLOCATED = 3_000, 0.03
"""How many there are, and how often one begins."""

SEPARATORS = (" ", ", ", ". ", "-", "’s ", " “", "” ", " – ", "–", "; ", " (", ") ")
CHANCES = (0.82, 0.06, 0.055, 0.015, 0.01, 0.01, 0.01, 0.005, 0.003, 0.004, 0.004, 0.004)
SENTENCE_END = 2


@dataclass(frozen=True, kw_only=True)
class Size:
    """What a corpus is made of; equal sizes are equal corpora."""

    articles: int
    words: int = USUAL
    """An article, on average."""
    seed: int = 1
    plain: bool = False
    """ASCII words in lower case, and only spaces between them."""
    titles: float = 0.0
    """How many of the articles have a printed title, from 0 to 1."""

    @classmethod
    def of(
        cls, articles: int, words: int | None, *, seed: int = 1, plain: bool = False, titles: float = 0.0
    ) -> Size:
        """Articles are shorter where there are very many."""
        usual = SHORT if articles >= MANY else USUAL
        return cls(articles=articles, words=words or usual, seed=seed, plain=plain, titles=titles)

    @property
    def key(self) -> str:
        """A folder's name."""
        told = asdict(self)
        return f"{told.pop('articles')}-" + "-".join(f"{name[0]}{value:g}" for name, value in told.items())


def synthetic(size: Size) -> Iterator[Story]:
    """The articles in order of issue."""
    words = vocabulary(size_for(size.articles * size.words), seed=size.seed, plain=size.plain)
    surfaces = (*words.words, *(word[:1].upper() + word[1:] for word in words.words))
    collocations = _collocations(words, size.seed)
    everybody = cast(size.articles, seed=size.seed, plain=size.plain)
    for first in range(0, size.articles, BATCH):
        draw = np.random.default_rng((size.seed, first))
        yield from _batch(size, first, Texts(words, surfaces, collocations, draw), everybody)


def _batch(size: Size, first: int, texts: Texts, everybody: Cast) -> Iterator[Story]:
    number = min(BATCH, size.articles - first)
    lengths = np.maximum(texts.draw.normal(size.words, size.words / 4, number), size.words / 5)
    bounds = np.concatenate(([0], np.cumsum(lengths.astype(np.int64))))
    pieces = texts.pieces(bounds, plain=size.plain)
    for place in range(number):
        paragraphs = list(_paragraphs(pieces, int(bounds[place]), int(bounds[place + 1]), texts.draw))
        title = texts.title(plain=size.plain) if texts.draw.random() < size.titles else None
        yield everybody.story(first + place, paragraphs, title, texts.draw, plain=size.plain)


@dataclass(frozen=True)
class Texts:
    """Draws words of one batch of articles."""

    words: Vocabulary
    surfaces: tuple[str, ...]
    """The words, then the words again with a capital."""
    collocations: NDArray[np.int64]
    """int64[collocations, 3]: words that stand side by side; -1 where there is no third."""
    draw: np.random.Generator

    def pieces(self, bounds: NDArray[np.int64], *, plain: bool) -> list[str]:
        """Words and what stands after each, in turn; `bounds` is where articles begin, and the end."""
        ids = self._repeated(self.words.drawn(self.draw, int(bounds[-1])), bounds)
        ids = self._collocated(ids)
        after = np.zeros(len(ids), dtype=np.int64)
        if not plain:
            after = self.draw.choice(len(SEPARATORS), size=len(ids), p=CHANCES)
            begins = np.concatenate(([True], after[:-1] == SENTENCE_END))
            ids = ids + begins * len(self.words.words)
        pieces = [""] * (2 * len(ids))
        pieces[0::2] = map(self.surfaces.__getitem__, ids.tolist())
        pieces[1::2] = map(SEPARATORS.__getitem__, after.tolist())
        return pieces

    def title(self, *, plain: bool) -> str:
        ids = self.words.drawn(self.draw, int(self.draw.integers(5, 10)))
        words = " ".join(self.words.words[each] for each in ids.tolist())
        return words if plain else words.upper() + "."

    def _repeated(self, ids: NDArray[np.int64], bounds: NDArray[np.int64]) -> NDArray[np.int64]:
        """Some words replaced by earlier, rarer ones of the same article."""
        starts = np.repeat(bounds[:-1], np.diff(bounds))
        earlier = starts + ((np.arange(len(ids)) - starts) * self.draw.random(len(ids))).astype(np.int64)
        again = (self.draw.random(len(ids)) < AGAIN) & (ids >= COMMON) & (ids[earlier] >= COMMON)
        ids = ids.copy()
        ids[again] = ids[earlier[again]]
        return ids

    def _collocated(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        at = np.flatnonzero(self.draw.random(len(ids) - 2) < COLLOCATED)
        ranks = np.exp(self.draw.random(len(at)) * np.log(len(self.collocations))).astype(np.int64)
        chosen = self.collocations[ranks]
        changed = ids.copy()
        for shift in range(3):
            there = chosen[:, shift] >= 0
            changed[at[there] + shift] = chosen[there, shift]
        return changed


def _collocations(words: Vocabulary, seed: int) -> NDArray[np.int64]:
    """Two or three words each; the first hundred are of very frequent words, as in "this month"."""
    draw = np.random.default_rng((seed, 7))
    # The logarithm of a word's rank is uniform; the rarest words stand beside none.
    ranks = np.exp(draw.random((COLLOCATIONS, 3)) * np.log(len(words.words) / 4))
    chosen: NDArray[np.int64] = ranks.astype(np.int64)
    chosen[:100] = draw.integers(20, 140, size=(100, 3))
    chosen[draw.random(COLLOCATIONS) < 0.6, 2] = -1
    return chosen


def _paragraphs(pieces: list[str], start: int, end: int, draw: np.random.Generator) -> Iterator[str]:
    """Of 60 to 80 words each, the last with the rest."""
    while start < end:
        stop = start + int(draw.integers(60, 81))
        stop = end if end - stop < 40 else stop
        yield "".join(pieces[2 * start : 2 * stop]).rstrip(" ,-–(“’;")
        start = stop
