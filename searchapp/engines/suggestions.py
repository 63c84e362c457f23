"""What a reader who has begun to type may mean: people, sources, issues, words. The same for every engine."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from searchapp.model.registry import Registry
from searchapp.model.search import Suggestion
from searchapp.text.analyze import words
from searchapp.text.beginnings import finder
from searchapp.text.fold import folded_words

_STARTS = (1, 2)
"""By how many first letters names are found."""
SHORTEST = 2
"""Letters of a word that is begun."""
_ISSUE = re.compile(r"\D{0,12}(?P<volume>\d{1,6}) ?(?::|/|,? ?no\.?) ?(?P<number>\d{0,6})", re.IGNORECASE)

Counted = Sequence[tuple[str, int]]
"""Words, and in how many articles they are."""


class BegunWords(Protocol):
    """Of an archive's texts."""

    def beginning(self, letters: str, most: int, /) -> Counted:
        """The words that begin so, those of most articles first, then by the alphabet."""


class _Named(NamedTuple):
    suggestion: Suggestion
    names: tuple[str, ...]


class Beginnings:
    """The names and numbers of one registry, by how they begin. Built once, then quick."""

    def __init__(self, registry: Registry) -> None:
        self._issues = registry.issues
        self._starts: defaultdict[str, list[_Named]] = defaultdict(list)
        for named in _all_named(registry):
            for start in _starts(named.names):
                self._starts[start].append(named)

    def named(self, typed: str) -> Sequence[Suggestion]:
        """Those of whom some name has all the words typed or, where nobody has, the last one."""
        plain, folded = words(typed)[-1:], folded_words(typed)[-1:]
        starts = dict.fromkeys(word[: _STARTS[-1]] for word in (*plain, *folded))
        # One may be found by the letters and by the sounds.
        near = {each.suggestion: each for start in starts for each in self._starts.get(start, ())}.values()
        found = _found(near, typed) or _found(near, *plain)
        return sorted(found, key=lambda each: (-each.count, each.text, each.value))

    def issues(self, typed: str) -> Iterator[Suggestion]:
        """The issues whose numbers begin so: `8:6` is 8:6 and 8:66."""
        asked = _ISSUE.fullmatch(typed.strip())
        for issue in self._issues if asked else ():
            key = issue.key
            if asked and key.volume == int(asked["volume"]) and str(key.number).startswith(asked["number"]):
                yield Suggestion(text=str(key), count=len(issue.articles), field="issue", value=str(key))


def suggestions(
    typed: str, beginnings: Beginnings, vocabulary: BegunWords, *, limit: int
) -> Sequence[Suggestion]:
    """At most `limit` of each kind: people, sources, issues, words that go on from the last one typed."""
    named = beginnings.named(typed)
    people = [each for each in named if each.field == "person"]
    sources = [each for each in named if each.field == "source"]
    issues = sorted(set(beginnings.issues(typed)), key=lambda each: (len(each.text), each.text))
    begun = words(typed)[-1:] if typed[-1:].isalnum() else ()
    ended = [
        Suggestion(text=word, count=count)
        for letters in begun
        if len(letters) >= SHORTEST
        for word, count in vocabulary.beginning(letters, limit)
    ]
    return [*people[:limit], *sources[:limit], *issues[:limit], *ended]


def _all_named(registry: Registry) -> Iterator[_Named]:
    for kind, records in (("person", registry.people), ("source", registry.sources)):
        for record in records:
            suggestion = Suggestion(text=record.name, count=record.articles, field=kind, value=record.slug)
            yield _Named(suggestion, (record.name, *record.aliases))


def _starts(names: Iterable[str]) -> set[str]:
    forms = {word for name in names for word in (*words(name), *folded_words(name))}
    return {word[:size] for word in forms for size in _STARTS}


def _found(near: Iterable[_Named], *typed: str) -> list[Suggestion]:
    finds = finder(" ".join(typed))
    return [each.suggestion for each in near if finds(each.names)]
