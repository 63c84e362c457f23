"""Where a pattern matches in a text: what `Pattern.spans` finds among all its words, looked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from searchapp.query.patterns import Kind, Pattern, WordTest, edits_allowed
from searchapp.text.analyze import Token
from searchapp.text.places import Place, Places, Sought

Meanings = Mapping[WordTest, Collection[str]]
"""The folded words that pass a test: all that any of the texts may hold."""

Finder = Callable[[Places], list[Place]]
"""Gives the places of the words that pass a test, in order."""


class Search(msgspec.Struct, frozen=True):
    """A pattern with the ways to find its words, made once for many texts."""

    pattern: Pattern
    finders: tuple[Finder, ...]

    @classmethod
    def of(cls, pattern: Pattern, meanings: Meanings) -> Search:
        """A test that `meanings` does not name is put to the words of each text, which is slower."""
        return cls(pattern, tuple(_finder(test, meanings) for test in pattern.tests))

    def marks(self, places: Places) -> list[Place]:
        """A phrase is one mark; words that are near each other are marked one by one."""
        if len(self.finders) == 1:
            return self.finders[0](places)
        found = []
        for finder in self.finders:
            found.append(finder(places))
            if not found[-1]:
                return []
        if self.pattern.distance is None:
            return list(_phrases(places, found)) if found else []
        return [
            (token.start, token.end)
            for span in self.pattern.spans(list(_tokens(places, found, self._reach)))
            for token in span
        ]

    @property
    def _reach(self) -> int:
        return (self.pattern.distance or 0) + len(self.finders)


def all_marks(searches: Sequence[Search], places: Places) -> list[Place]:
    """In order, overlapping ones made one."""
    if len(searches) == 1:
        return searches[0].marks(places)
    whole: list[Place] = []
    for start, end in sorted({mark for search in searches for mark in search.marks(places)}):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return whole


def _finder(test: WordTest, meanings: Meanings) -> Finder:
    if test.kind is Kind.PREFIX:
        return lambda places: places.beginning(test.text)
    known = (test.text,) if test.kind is Kind.WORD else meanings.get(test)
    if known is not None:
        sought = Sought.of(known)
        return lambda places: places.of(sought)
    if test.kind is Kind.STEM:
        return lambda places: _stemmed(test, places)
    return lambda places: places.of(Sought.of(_similar(test, places.vocabulary)))


def _stemmed(test: WordTest, places: Places) -> list[Place]:
    """A stem begins with the letter that its words begin with, and may be like them in no other."""
    likely = places.beginning(test.text[:1])
    if test.also:
        likely = sorted({*likely, *places.of(Sought.of(test.also))})
    return [(start, end) for start, end in likely if test(places.word(start, end))]


def _similar(test: WordTest, words: Iterable[str]) -> list[str]:
    """An edit changes the length by one at most, and takes or adds two letters at most."""
    most, letters = edits_allowed(test.text), set(test.text)
    near = [word for word in words if abs(len(word) - len(test.text)) <= most]
    return [word for word in near if len(letters.symmetric_difference(word)) <= 2 * most and test(word)]


def _phrases(places: Places, found: Sequence[list[Place]]) -> Iterator[Place]:
    """From each of the rarest words, look for those that stand before and after it."""
    rarest = min(range(len(found)), key=lambda at: len(found[at]))
    free = 0
    for place in found[rarest]:
        first = _first(places, place, found[:rarest])
        last = _last(places, place, found[rarest + 1 :]) if first else None
        if first and last and first[0] >= free:
            yield first[0], last[1]
            free = last[1]


def _first(places: Places, place: Place, before: Sequence[list[Place]]) -> Place | None:
    """The first of the words that stand right before this one, one after another."""
    for found in reversed(before):
        at = bisect_left(found, place) - 1
        if at < 0 or not places.are_adjacent(found[at][1], place[0]):
            return None
        place = found[at]
    return place


def _last(places: Places, place: Place, after: Sequence[list[Place]]) -> Place | None:
    for found in after:
        at = bisect_left(found, (place[1], 0))
        if at == len(found) or not places.are_adjacent(place[1], found[at][0]):
            return None
        place = found[at]
    return place


def _tokens(places: Places, found: Sequence[list[Place]], reach: int) -> Iterator[Token]:
    """The words at the places found, with their positions; no reach spans paragraphs."""
    position = last = 0
    for start, end in sorted({place for each in found for place in each}):
        between = places.between(last, start)
        position += 1 + (reach if between is None else between)
        yield Token(places.word(start, end), start, end, position)
        last = end
