"""What a misspelled word was meant to be: the words near it, the likeliest first. Knows no lexicon.

`near_words` finds the words; several lexicons' findings are put together before they are ranked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest

from searchapp.text.keyboard import KEYS

_MUCH_MORE = 10
"""A word that is known is doubted where another one is in so many times as many articles."""
_WEIGHED = 50
"""Words of which it is asked how easily one slips from them."""
_SLIP = 0.5
"""What a swap, a letter doubled or left single, and a key beside the right one count of an edit."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that may be meant."""

    word: str
    distance: int
    """Edits from what was typed."""
    documents: int
    """How many articles have it."""


def gathered(found: Iterable[Correction]) -> tuple[Correction, ...]:
    """One of each word, with the articles of all lexicons that have it."""
    words: dict[str, Correction] = {}
    for each in found:
        known = words.get(each.word)
        documents = each.documents + (known.documents if known else 0)
        words[each.word] = Correction(each.word, each.distance, documents)
    return tuple(words.values())


def corrections(
    typed: str, near: Iterable[Correction], *, documents: int = 0, limit: int = 3
) -> tuple[Correction, ...]:
    """The likeliest first.

    That is by edits, by the order of magnitude of articles, by the same first letter, by how easily one
    slips from one to the other, and by articles.

    `documents` is in how many articles the typed word is: where in any, only words that are in many times
    as many are meant.
    """
    meant = [each for each in near if each.word != typed and each.documents > _MUCH_MORE * documents]
    likely = nsmallest(
        _WEIGHED, meant, key=lambda each: (*_likelihood(typed, each), -each.documents, each.word)
    )
    likely.sort(
        key=lambda each: (*_likelihood(typed, each), slip(typed, each.word), -each.documents, each.word)
    )
    return tuple(likely[:limit])


def _likelihood(typed: str, meant: Correction) -> tuple[int, int, bool]:
    magnitude = meant.documents.bit_length() // 2
    return meant.distance, -magnitude, meant.word[:1] != typed[:1]


def slip(typed: str, meant: str) -> float:
    """The edits between two words, those counted by half that fingers make rather than thoughts."""
    before: list[float] = []
    row = [float(j) for j in range(len(meant) + 1)]
    for i, letter in enumerate(typed):
        earlier, before = before, row
        row = [float(i + 1)]
        for j, right in enumerate(meant):
            cost = min(
                before[j] + _replacing(letter, right),
                before[j + 1] + _adding(typed, i),
                row[j] + _adding(meant, j),
            )
            if i and j and letter == meant[j - 1] and typed[i - 1] == right:
                cost = min(cost, earlier[j - 1] + _SLIP)
            row.append(cost)
    return row[-1]


def _adding(word: str, at: int) -> float:
    return _SLIP if at and word[at] == word[at - 1] else 1


def _replacing(letter: str, other: str) -> float:
    if letter == other:
        return 0
    return _SLIP if _beside(letter, other) else 1


def _beside(letter: str, other: str) -> bool:
    """Whether two letters are on neighbouring keys of one layout."""
    here, there = KEYS.get(letter), KEYS.get(other)
    if here is None or there is None:
        return False
    (row, key), (other_row, other_key) = here, there
    return abs(row - other_row) <= 1 and abs(key - other_key) <= 1
