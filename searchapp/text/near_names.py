"""The names that somebody may have meant who wrote one that nobody has: its words are near to theirs.

A word is near to one that it begins, that it sounds like, or that differs by few letters.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from searchapp.text.analyze import words
from searchapp.text.fold import folded_name

_COMPARED = 2000
"""Words that begin alike and are about as long; of more, the first ones."""
_LONGER = 3
_ALIKE = 0.75
_SHORTEST = 2
"""Letters of a beginning that says something."""


class NearNames:
    """The words of many names. Built once; of those that are equally near the first given come first."""

    def __init__(self, names: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Values, each with its names."""
        self._holders: defaultdict[str, list[str]] = defaultdict(list)
        self._order: dict[str, int] = {}
        for value, forms in names:
            self._order[value] = len(self._order)
            for word in dict.fromkeys(word for form in forms for word in words(form)):
                self._holders[word].append(value)
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._holders:
            self._by_letter[word[:1]].append(word)
            self._by_sound[folded_name(word)].append(word)
        self._near_words = lru_cache(maxsize=256)(lambda word: tuple(self._alike(word)))

    def near(self, text: str, *, most: int) -> tuple[str, ...]:
        """The values whose names have most of the words or words near them, at most so many."""
        found: Counter[str] = Counter()
        for word in words(text):
            found.update({value for near in self._near_words(word) for value in self._holders[near]})
        ranked = sorted(found, key=lambda value: (-found[value], self._order[value]))
        return tuple(ranked[:most])

    def _alike(self, word: str) -> Iterator[str]:
        begin = [
            each for each in self._by_letter[word[:1]] if len(word) >= _SHORTEST and each.startswith(word)
        ]
        sound = self._by_sound.get(folded_name(word), []) if folded_name(word) else []
        about = (each for each in self._by_letter[word[:1]] if abs(len(each) - len(word)) <= _LONGER)
        letters = difflib.get_close_matches(word, islice(about, _COMPARED), n=5, cutoff=_ALIKE)
        return iter(dict.fromkeys((*begin, *sound, *letters)))
