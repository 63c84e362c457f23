"""An archive's people by the words of their names, however a reader spells them.

Built once for a registry's people; nothing is read before it is asked for. Finds names, and never says
that two persons are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from searchapp.model.registry import Person
from searchapp.text.analyze import STOP_WORDS, tokens
from searchapp.text.name_forms import Aligned, NameForms, in_latin, name_words
from searchapp.text.name_keys import Keyed, NameKeys, foreign_keys, name_keys, plain_keys, wide_keys
from searchapp.text.name_skeletons import skeleton, vowelless

Documents = Callable[[str], int]
"""In how many articles a folded word stands; 0 for a word that the archive does not have."""

_SHORTEST = 3
"""Letters of a Latin word that has other spellings."""
_OFTEN = 10
"""A name is an ordinary word where so many times as many articles have it as name somebody so."""
_SIMILAR = 0.6
"""How much of two surnames of one person is the same, where they are spellings of one name."""


class NameIndex:
    """The words of all names and aliases, by their letters and by their sounds."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        self._matching = lru_cache(maxsize=4096)(self._matched)

    def meant(self, name: str) -> frozenset[str]:
        """The slugs of those with one name or alias that has all words of this one, in any order.

        Spellings that one person is printed in are equal: `aliyev` is every Aliev. A word that no name has
        is every name that it can spell.
        """
        forms = [self._forms_with(word) for word in name_words(name)]
        if not forms:
            return frozenset()
        return frozenset(self._people[self._forms.holders[form]].slug for form in set.intersection(*forms))

    def spellings(self, word: str, documents: Documents) -> frozenset[str]:
        """The archive's other spellings of the name that a word is, in whatever script it was typed.

        Empty for a word that the archive has in another meaning, as `major` and `july`; nor are such words
        among the spellings.
        """
        folded = name_words(word)
        if len(folded) != 1 or folded[0] in STOP_WORDS or self._is_ordinary(folded[0], documents):
            return frozenset()

        def printed(found: Iterable[str]) -> frozenset[str]:
            others = {each for each in found if each != folded[0] and documents(each)}
            return frozenset(each for each in others if not self._is_ordinary(each, documents))

        names = self._matching(word)
        known = printed(names | {other for name in names for other in self._surnames_like(name)})
        if known or documents(folded[0]):
            return known
        return printed(other for name in names for other in self._given_like(name))

    def printed(self, word: str) -> str:
        """A folded word of names as they print it, with capitals and accents."""
        for holder in sorted(self._holders(word)):
            person = self._people[holder]
            for name in (person.name, *person.aliases):
                for token in tokens(name):
                    if token.word == word:
                        return name[token.start : token.end]
        return word

    def _is_ordinary(self, word: str, documents: Documents) -> bool:
        """Whether the archive has a word otherwise than as a name: in no name, or much more often."""
        frequency = documents(word)
        if word not in self._forms.having:
            return frequency > 0
        return frequency > _OFTEN * max(1, self._articles(word))

    def _articles(self, word: str) -> int:
        """In how many articles people of that name are named, each person's counted apart."""
        return sum(self._people[holder].articles for holder in self._holders(word))

    def _holders(self, word: str) -> set[int]:
        return {self._forms.holders[form] for form in self._forms.having.get(word, ())}

    def _forms_with(self, word: str) -> set[int]:
        return {form for name in self._matching(word) for form in self._forms.having[name]}

    def _matched(self, word: str) -> frozenset[str]:
        """The words of names that a word spells, itself among them where it is one."""
        folded = "".join(name_words(word))
        own = frozenset((folded,)) & self._forms.having.keys()
        if len(folded) < _SHORTEST and in_latin(folded):
            return own
        keys = name_keys(word)
        plain = own.union(*(self._plain.get(key, ()) for key in keys.plain))
        if own and in_latin(folded):
            # Bush is not Busch; Aliyev is Aliev where somebody is printed both ways.
            holders = self._holders(folded)
            return frozenset(name for name in plain if not holders.isdisjoint(self._holders(name)))
        found = plain.union(self._foreign_spellings(keys), self._vowelless_spellings(word))
        return found or frozenset(self._foreign_spellings(NameKeys.of(word, guessing=True)))

    def _foreign_spellings(self, keys: NameKeys) -> Iterator[str]:
        for key in keys.foreign:
            yield from (self._wide if ":" in key else self._plain).get(key, ())
        for key in keys.wide:
            yield from self._foreign.get(key, ())

    def _vowelless_spellings(self, word: str) -> Iterator[str]:
        written = vowelless(word)
        if written is not None:
            for each in written.skeletons:
                yield from (name for key, name in self._skeletons.get(each, ()) if written.fits(key))

    def _surnames_like(self, name: str) -> Iterator[str]:
        """A surname's forms in other scripts, and those spellings of it that no rule knows."""
        for other in self._aligned.surnames.get(name, ()):
            if in_latin(other) != in_latin(name) or _likeness(name, other) >= _SIMILAR:
                yield other

    def _given_like(self, name: str) -> Iterable[str]:
        """A given name's form in another script: `Джордж` is George; of Bill and William, `Билл` is Bill."""
        others = self._aligned.given.get(name, frozenset())
        most = max((_likeness(name, other) for other in others), default=0)
        return (other for other in others if _likeness(name, other) == most)

    @cached_property
    def _forms(self) -> NameForms:
        return NameForms.of(self._people)

    @cached_property
    def _aligned(self) -> Aligned:
        return Aligned.of(self._forms)

    @cached_property
    def _keyed(self) -> Sequence[Keyed]:
        return tuple(plain_keys(self._forms.having))

    @cached_property
    def _plain(self) -> Mapping[str, Sequence[str]]:
        return _gathered(self._keyed)

    @cached_property
    def _wide(self) -> Mapping[str, Sequence[str]]:
        return _gathered(wide_keys(self._keyed))

    @cached_property
    def _foreign(self) -> Mapping[str, Sequence[str]]:
        return _gathered(foreign_keys(self._forms.having))

    @cached_property
    def _skeletons(self) -> Mapping[str, Sequence[Keyed]]:
        found: defaultdict[str, list[Keyed]] = defaultdict(list)
        for key, word in self._keyed:
            found[skeleton(key)].append((key, word))
        return dict(found)


def _gathered(keyed: Iterable[Keyed]) -> Mapping[str, Sequence[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, word in keyed:
        found[key].append(word)
    return dict(found)


@lru_cache(maxsize=4096)
def _likeness(one: str, other: str) -> float:
    """How alike two words sound, from 0 to 1."""
    heard, sounds = (min(name_keys(word).plain, default=word) for word in (one, other))
    return float(SequenceMatcher(None, heard, sounds).ratio())
