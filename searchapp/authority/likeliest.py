"""Which article of an issue a cross-reference means: the one that clearly shares most with its paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import fsum

from searchapp.authority.briefs import Drafts
from searchapp.model.article import ArticleId, NamedPerson
from searchapp.model.draft import Draft, Pointer
from searchapp.text.analyze import STOP_WORDS, stem, words

CLEARLY = 1.5
"""How much more an article must share with a reference's paragraph than any other of its issue."""
ENOUGH = 2.0
"""How many words that no other article of the issue has it must share at least."""
PERSON = 2.0
"""A shared person weighs as much as so many words: one identity, however it is spelled."""
_KEPT = 512
"""Articles whose words and people are remembered: references go to issues of the days before."""

_CHUNKS = 65536
"""What stands between white space that is remembered."""

People = Callable[[Draft], Sequence[NamedPerson]]
"""Whom an article names."""


class Likeliest:
    """Compares paragraphs with articles, which it reads when it needs them."""

    def __init__(self, drafts: Drafts, people: People) -> None:
        self._drafts = drafts
        self._people = people
        self._told = lru_cache(_KEPT)(self._read)

    def __call__(
        self,
        pointer: Pointer,
        articles: Sequence[ArticleId],
        *,
        draft: Draft,
        people: Sequence[NamedPerson],
    ) -> ArticleId | None:
        """The only other article of the issue, or the one that clearly shares most with the paragraph.

        `draft` names the people and prints the pointer.
        """
        others = [article for article in articles if article != draft.id]
        if len(others) < 2:
            return others[0] if others else None
        number = pointer.place.paragraph
        told = _telling((draft.paragraphs[number - 1],))
        named = _slugs(people, number)
        read = [self._told(article) for article in others]
        shared = [told & stems for stems, _ in read]
        met = [named & slugs for _, slugs in read]
        weights = [
            words + PERSON * persons for words, persons in zip(_weights(shared), _weights(met), strict=True)
        ]
        first, second = sorted(weights, reverse=True)[:2]
        if first < ENOUGH or first < CLEARLY * second:
            return None
        return others[weights.index(first)]

    def _read(self, article_id: ArticleId) -> tuple[frozenset[str], frozenset[str]]:
        """The stems and the people of an article."""
        draft = self._drafts.draft(article_id)
        return _telling((draft.title or "", *draft.paragraphs)), _slugs(self._people(draft))


def _weights(shares: Sequence[frozenset[str]]) -> list[float]:
    """What an article shares tells the more, the fewer of the articles share it."""
    counts = Counter(each for share in shares for each in share)
    # An exact sum: the order of a set, which is by chance, must not show.
    return [fsum(1.0 / counts[each] for each in share) for share in shares]


def _slugs(people: Iterable[NamedPerson], paragraph: int | None = None) -> frozenset[str]:
    """The slugs of the people an article names, or one paragraph of it."""
    return frozenset(
        person.slug
        for person in people
        if paragraph is None or any(mention.place.paragraph == paragraph for mention in person.mentions)
    )


def _telling(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words that say what a text is about; names are among them."""
    # No word reaches past white space, and most of what stands between is met again and again.
    chunks = {chunk for text in texts for chunk in text.split()}
    return frozenset(told for chunk in chunks for told in _stems(chunk))


@lru_cache(_CHUNKS)
def _stems(chunk: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(chunk) if len(word) > 3 and word not in STOP_WORDS)
