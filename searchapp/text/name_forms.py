"""The names and aliases of an archive's people as words, and which words stand for each other in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, permutations
from operator import itemgetter

from searchapp.model.registry import Person
from searchapp.text.analyze import words

_LAST_LATIN = "\u024f"
_THIN_GAP = "\u200c"

Counterparts = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class NameForms:
    """Every name and alias of some people."""

    words: Sequence[tuple[str, ...]]
    """The folded words of each form."""
    holders: Sequence[int]
    """Whose each form is: the person's number."""
    having: Mapping[str, Sequence[int]]
    """Word -> the forms that have it."""

    @classmethod
    def of(cls, people: Sequence[Person]) -> NameForms:
        """Those of an archive's people."""
        names = [name for person in people for name in (person.name, *person.aliases)]
        forms = list(map(name_words, names))
        holders = [number for number, person in enumerate(people) for _ in range(1 + len(person.aliases))]
        having: defaultdict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(forms):
            for word in form:
                having[word].append(number)
        return cls(words=forms, holders=holders, having=dict(having))


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, as those of any text; a Persian one stays whole at its thin gaps."""
    parts = name.lower().replace("-", " ").split(" ")
    if name.isascii() and all(map(str.isalpha, parts)):
        return tuple(parts)
    return words(name.replace(_THIN_GAP, ""))


def in_latin(word: str) -> bool:
    """Whether a word is in Latin letters."""
    return word[:1] <= _LAST_LATIN


@dataclass(frozen=True)
class Aligned:
    """Words that stand in the same place of one person's names."""

    surnames: Counterparts
    given: Counterparts
    """Of another script only."""

    @classmethod
    def of(cls, forms: NameForms) -> Aligned:
        """From the people who have aliases."""
        surnames: defaultdict[str, set[str]] = defaultdict(set)
        given: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in _pairs(forms):
            apart = in_latin(one[-1]) != in_latin(other[-1])
            if not apart or len(one) == len(other):
                surnames[one[-1]].add(other[-1])
            if apart and len(one) == len(other):
                for word, counterpart in zip(one[:-1], other[:-1], strict=True):
                    given[word].add(counterpart)
        return cls(surnames=_frozen(surnames), given=_frozen(given))


def _pairs(forms: NameForms) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each two forms of a person, both ways round, without initials."""
    for _, held in groupby(zip(forms.holders, forms.words, strict=True), key=itemgetter(0)):
        own = {form: None for _, form in held}
        if len(own) > 1:
            bare = dict.fromkeys(tuple(word for word in form if len(word) > 1) for form in own)
            yield from permutations(filter(None, bare), 2)


def _frozen(found: Mapping[str, set[str]]) -> Counterparts:
    return {word: frozenset(others - {word}) for word, others in found.items() if others - {word}}
