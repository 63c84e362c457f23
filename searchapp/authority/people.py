"""People over the whole archive: what the texts' mentions mean, now that all of them are known.

First the full names of all articles become identities, then each article's mentions are bound to them.
Pure and deterministic: neither the order of the drafts nor of a hash shows in the result.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from searchapp.authority.bindings import Bound, Holder, Known, Number, bindings
from searchapp.authority.identities import (
    Form,
    Identity,
    Names,
    earns,
    form_of,
    identities_of,
    shared_surnames,
    surname_key,
)
from searchapp.authority.people_file import PeopleFile
from searchapp.authority.persons import Portrait, portraits, records
from searchapp.authority.slug_registry import NO_SLUGS, Line, SlugRegistry
from searchapp.model.article import ArticleId, Mention, NamedPerson, UnresolvedName
from searchapp.model.draft import Draft, Manner, NameMention
from searchapp.model.registry import Person
from searchapp.text.fold import folded_surname


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleResolution:
    """Who is named where, and everyone there is."""

    people: Mapping[ArticleId, tuple[NamedPerson, ...]]
    """In order of first mention."""
    unresolved: Mapping[ArticleId, tuple[UnresolvedName, ...]]
    persons: tuple[Person, ...]
    """Sorted by slug."""
    given: tuple[Line, ...] = ()
    """What the registry of slugs does not know yet."""


def resolved_people(
    drafts: Sequence[Draft],
    dates: Mapping[ArticleId, date | None],
    known: PeopleFile,
    slugs: SlugRegistry = NO_SLUGS,
) -> PeopleResolution:
    """Everyone named in the drafts; `dates` are the articles' days, as far as known."""
    ordered = sorted(drafts, key=lambda draft: draft.id)
    names = Names(known)
    certain = [_certain(draft, names) for draft in ordered]
    full = _promoted(ordered, certain, names)
    identities = list(identities_of(Counter(form for forms in full for form in forms.values()), names))
    numbers = {form: number for number, identity in enumerate(identities) for form in identity.forms}
    named = [{mention: numbers[form] for mention, form in forms.items()} for forms in full]
    days = [dates.get(draft.id) for draft in ordered]
    holders = _holders(named, days, identities)
    alone = _alone(known, names, holders, identities)
    roles = _roles(named)
    shared = shared_surnames(known)
    bound, singles = {}, _Singles(identities)
    for draft, here, day in zip(ordered, named, days, strict=True):
        whole = here | _introduced(draft, holders, alone, singles)
        bound[draft.id] = bindings(
            draft.names,
            day,
            Known(full=whole, holders=holders, roles=roles, alone=alone, shared=shared),
        )
    shown, given = portraits(bound, identities, names, slugs)
    return _resolution(bound, shown, dates, given)


def _certain(draft: Draft, names: Names) -> dict[NameMention, Form]:
    """The mentions that are full names by themselves, or by people.toml."""
    forms = {
        mention: form_of(mention) for mention in draft.names if mention.given or mention.manner is Manner.FULL
    }
    return {
        mention: form
        for mention, form in forms.items()
        if mention.manner is Manner.FULL or names.group(form.name) is not None
    }


def _promoted(
    drafts: Sequence[Draft], certain: Sequence[Mapping[NameMention, Form]], names: Names
) -> list[dict[NameMention, Form]]:
    """The certain full names and those candidates whose given name the archive has learned from them."""
    learned: set[str] = set()
    givens: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for forms in certain:
        for form in forms.values():
            if form.given:
                words = names.given(form.given)
                learned.add(words[0])
                givens[folded_surname(form.surname)].add(words)
    result = []
    for draft, forms in zip(drafts, certain, strict=True):
        candidates = (m for m in draft.names if m.given and m not in forms)
        more = {m: form_of(m) for m in candidates if earns(m, names.given(m.given or ""), learned, givens)}
        result.append({**forms, **more})
    return result


def _holders(
    named: Sequence[Mapping[NameMention, Number]], days: Sequence[date | None], identities: Sequence[Identity]
) -> dict[str, tuple[Holder, ...]]:
    """Who holds each surname by a full name, and since when."""
    seen: dict[str, dict[Number, list[date | None]]] = defaultdict(lambda: defaultdict(list))
    for here, day in zip(named, days, strict=True):
        for mention, number in here.items():
            if mention.given or identities[number].group:
                seen[folded_surname(mention.surname)][number].append(day)
    return {
        key: tuple(Holder(identity=number, since=_first(found)) for number, found in sorted(numbers.items()))
        for key, numbers in seen.items()
    }


def _roles(named: Iterable[Mapping[NameMention, Number]]) -> dict[Number, frozenset[str]]:
    roles: dict[Number, set[str]] = defaultdict(set)
    for here in named:
        for mention, number in here.items():
            if mention.role:
                roles[number].add(mention.role.casefold())
    return {number: frozenset(found) for number, found in roles.items()}


def _first(days: Iterable[date | None]) -> date | None:
    known = list(days)
    return None if None in known else min(day for day in known if day)


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


class _Singles:
    """The persons whom only a role introduces, one for each folded name; added to the identities."""

    def __init__(self, identities: list[Identity]) -> None:
        self._identities = identities
        self._numbers: dict[str, Number] = {}

    def number(self, key: str, mention: NameMention) -> Number:
        if key not in self._numbers:
            self._numbers[key] = len(self._identities)
            self._identities.append(Identity())
        number = self._numbers[key]
        self._identities[number].forms[form_of(mention)] += 1
        return number


def _introduced(
    draft: Draft, holders: Mapping[str, object], alone: Mapping[str, Number], singles: _Singles
) -> dict[NameMention, Number]:
    """Single names that only a role introduces: each is a person of that name."""
    found: dict[NameMention, Number] = {}
    for mention in draft.names:
        if mention.role is None or mention.given or mention.manner is not Manner.SURNAME:
            continue
        key = folded_surname(mention.surname)
        if key not in holders and key not in alone:
            found[mention] = singles.number(key, mention)
    return found


def _resolution(
    bound: Mapping[ArticleId, tuple[Bound, ...]],
    shown: Mapping[Number, Portrait],
    dates: Mapping[ArticleId, date | None],
    given: tuple[Line, ...],
) -> PeopleResolution:
    people = {article: _people(found, shown) for article, found in bound.items()}
    return PeopleResolution(
        people=people,
        unresolved={article: _unresolved(found, shown) for article, found in bound.items()},
        persons=records(people, shown, dates),
        given=given,
    )


def _people(bound: Sequence[Bound], shown: Mapping[Number, Portrait]) -> tuple[NamedPerson, ...]:
    mentions: dict[Number, list[NameMention]] = {}
    for one in bound:
        if len(one.identities) == 1 and one.identities[0] in shown:
            mentions.setdefault(one.identities[0], []).append(one.mention)
    return tuple(
        NamedPerson(
            slug=shown[number].slug,
            name=shown[number].name,
            roles=tuple(dict.fromkeys(mention.role for mention in found if mention.role)),
            attributive=all(mention.manner is Manner.ATTRIBUTIVE for mention in found),
            mentions=tuple(map(_mention, found)),
        )
        for number, found in mentions.items()
    )


def _unresolved(bound: Sequence[Bound], shown: Mapping[Number, Portrait]) -> tuple[UnresolvedName, ...]:
    groups: dict[tuple[str, tuple[str, ...]], list[NameMention]] = {}
    for one in bound:
        if len(one.identities) > 1:
            slugs = tuple(sorted(shown[number].slug for number in one.identities if number in shown))
            groups.setdefault((folded_surname(one.mention.surname), slugs), []).append(one.mention)
    return tuple(
        UnresolvedName(surface=found[0].surface, candidates=slugs, mentions=tuple(map(_mention, found)))
        for (_, slugs), found in groups.items()
    )


def _mention(mention: NameMention) -> Mention:
    return Mention(place=mention.place, surface=mention.surface)
