"""People over the whole archive: what the texts' mentions mean, now that all of them are known.

First the full names of all articles become identities, then each article's mentions are bound to them.
Pure and deterministic: neither the order of the drafts nor of a hash shows in the result. Of the articles
nothing is kept but what they add to the persons: whoever asks for an article's people gives it once more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from searchapp.authority.bindings import Bound, Known, Number, Whole, bindings
from searchapp.authority.briefs import Brief
from searchapp.authority.full_names import FullNames
from searchapp.authority.identities import (
    Identity,
    Names,
    form_of,
    identities_of,
    shared_surnames,
    surname_key,
)
from searchapp.authority.people_file import PeopleFile
from searchapp.authority.persons import Portrait, Shown, portraits, records
from searchapp.authority.slug_registry import Line, SlugRegistry
from searchapp.model.article import Mention, NamedPerson, UnresolvedName
from searchapp.model.draft import Draft, Manner, NameMention
from searchapp.model.registry import Person
from searchapp.text.fold import folded_surname

_KEPT = 65536


class Bearers:
    """The identities that full names, people.toml and roles give, and whom each mention may mean."""

    def __init__(self, full: FullNames, names: Names, known: PeopleFile) -> None:
        self._full = full
        self.identities: list[Identity] = list(identities_of(full.counts(), names))
        self._numbers = {
            form: number for number, identity in enumerate(self.identities) for form in identity.forms
        }
        holders = full.holders(self._numbers, self.identities)
        self._known = Known(
            holders=holders,
            roles=full.roles(self._numbers),
            alone=_alone(known, names, holders, self.identities),
            shared=shared_surnames(known),
        )
        full.forget()
        self._number = lru_cache(_KEPT)(self._named)
        self._singles: dict[str, Number] = {}

    def introduce(self, article: Brief) -> None:
        """Single names that only a role introduces: each is a person of that name. In order of id."""
        for mention in article.names:
            if (key := self._single(mention)) is not None:
                if key not in self._singles:
                    self._singles[key] = len(self.identities)
                    self.identities.append(Identity())
                self.identities[self._singles[key]].forms[form_of(mention)] += 1

    def bound(self, article: Draft | Brief, day: date | None) -> list[Bound]:
        """The mentions of an article that was introduced, and whom they may mean."""
        return bindings(map(self._whole, article.names), day, self._known)

    def _whole(self, mention: NameMention) -> Whole:
        if mention.given is not None or mention.manner is Manner.FULL:
            return mention, self._number(mention.given, mention.surname, mention.manner, mention.surface)
        if mention.role is None:
            return mention, None
        key = self._single(mention)
        return mention, None if key is None else self._singles.get(key)

    def _named(self, given: str | None, surname: str, manner: Manner, surface: str) -> Number | None:
        form = self._full.form(given, surname, manner, surface)
        return None if form is None else self._numbers[form]

    def _single(self, mention: NameMention) -> str | None:
        """The key of a single name that a role introduces and nobody is known by."""
        if mention.role is None or mention.given is not None or mention.manner is not Manner.SURNAME:
            return None
        key = folded_surname(mention.surname)
        return None if key in self._known.holders or key in self._known.alone else key


def _alone(
    known: PeopleFile, names: Names, holders: Mapping[str, object], identities: list[Identity]
) -> dict[str, Number]:
    """Single names people.toml gives a meaning, and surnames that only one of its entries holds.

    Whoever is not among the identities yet is added, without a form: the mentions will show one.
    """
    entries: dict[str, set[str]] = defaultdict(set)
    for person in known.persons:
        group = names.group(person.name) or person.name
        for single in person.alone:
            entries[folded_surname(single)].add(group)
        if len(person.name.split()) > 1:
            entries[surname_key(person.name)].add(group)
    numbers = {identity.group: number for number, identity in enumerate(identities) if identity.group}
    alone = {}
    for key, groups in sorted(entries.items()):
        if len(groups) == 1 and key not in holders:
            group = min(groups)
            if group not in numbers:
                numbers[group] = len(identities)
                identities.append(Identity(group=group))
            alone[key] = numbers[group]
    return alone


class Census:
    """What all articles print of everyone, gathered in order of id."""

    def __init__(self, bearers: Bearers) -> None:
        self.bearers = bearers
        self._shown: dict[Number, Shown] = {}

    def add(self, article: Brief, day: date | None) -> None:
        """An article and its day."""
        self.bearers.introduce(article)
        named: dict[Number, list[NameMention]] = {}
        for mention, identities in self.bearers.bound(article, day):
            for number in identities:
                shown = self._shown.get(number)
                if shown is None:
                    shown = self._shown[number] = Shown()
                shown.add(mention, alone=len(identities) == 1)
            if len(identities) == 1:
                named.setdefault(identities[0], []).append(mention)
        for number, mentions in named.items():
            self._shown[number].named(mentions, day)

    def taken(self, names: Names, slugs: SlugRegistry) -> People:
        """Everyone, when all articles were added."""
        portrayed, given = portraits(self._shown, self.bearers.identities, names, slugs)
        return People(
            bearers=self.bearers,
            portraits=portrayed,
            persons=records(self._shown, portrayed),
            given=given,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everyone there is, and who is named where."""

    bearers: Bearers
    portraits: Mapping[Number, Portrait]
    persons: tuple[Person, ...]
    """Sorted by slug."""
    given: tuple[Line, ...] = ()
    """What the registry of slugs does not know yet."""

    def of(
        self, article: Draft | Brief, day: date | None
    ) -> tuple[tuple[NamedPerson, ...], tuple[UnresolvedName, ...]]:
        """Whom an article of this day names, in order of first mention, and the names left unresolved."""
        bound = self.bearers.bound(article, day)
        return _people(bound, self.portraits), _unresolved(bound, self.portraits)


def _people(bound: Sequence[Bound], shown: Mapping[Number, Portrait]) -> tuple[NamedPerson, ...]:
    mentions: dict[Number, list[NameMention]] = {}
    for mention, identities in bound:
        if len(identities) == 1 and identities[0] in shown:
            mentions.setdefault(identities[0], []).append(mention)
    return tuple(
        NamedPerson(
            slug=shown[number].slug,
            name=shown[number].name,
            roles=tuple(dict.fromkeys([mention.role for mention in found if mention.role])),
            attributive=all(mention.manner is Manner.ATTRIBUTIVE for mention in found),
            mentions=tuple(map(_mention, found)),
        )
        for number, found in mentions.items()
    )


def _unresolved(bound: Sequence[Bound], shown: Mapping[Number, Portrait]) -> tuple[UnresolvedName, ...]:
    groups: dict[tuple[str, tuple[str, ...]], list[NameMention]] = {}
    for mention, identities in bound:
        if len(identities) > 1:
            slugs = tuple(sorted(shown[number].slug for number in identities if number in shown))
            groups.setdefault((folded_surname(mention.surname), slugs), []).append(mention)
    return tuple(
        UnresolvedName(surface=found[0].surface, candidates=slugs, mentions=tuple(map(_mention, found)))
        for (_, slugs), found in groups.items()
    )


def _mention(mention: NameMention) -> Mention:
    return Mention(place=mention.place, surface=mention.surface)
