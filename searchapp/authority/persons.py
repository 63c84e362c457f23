"""How each identity is shown: its label, its slug, and its record over the archive.

A label is a form the archive prints; people.toml only adds aliases, and the slug of one known by surname.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from searchapp.authority.bindings import Bound, Number
from searchapp.authority.given_slugs import Face, given_slugs
from searchapp.authority.identities import Form, Identity, Names
from searchapp.authority.slug_registry import Line, SlugRegistry
from searchapp.authority.slugs import slugify
from searchapp.model.article import ArticleId, NamedPerson
from searchapp.model.registry import DatedRole, Person
from searchapp.text.fold import folded_surname


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """An identity as readers meet it."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    surnames: frozenset[str]
    """Folded."""


def portraits(
    bound: Mapping[ArticleId, tuple[Bound, ...]],
    identities: Sequence[Identity],
    names: Names,
    known: SlugRegistry,
) -> tuple[dict[Number, Portrait], tuple[Line, ...]]:
    """Everyone some mention is bound to or could be, but those the editor hides; and the slugs given now."""
    surfaces: dict[Number, Counter[Form]] = defaultdict(Counter)
    for found in bound.values():
        for one in found:
            for number in one.identities:
                form = Form(one.mention.surface, None, one.mention.surname)
                surfaces[number][form] += len(one.identities) == 1
    groups = Counter(identity.group for identity in identities)
    faces = {
        number: _face(identities[number], surfaces[number], names, groups)
        for number in surfaces
        if not _is_hidden(identities[number], names)
    }
    ranked = sorted(faces, key=lambda number: faces[number].label)
    slugs, lines = given_slugs(known, [faces[number] for number in ranked])
    shown = {
        number: _portrait(slug, faces[number].label, identities[number], surfaces[number], names)
        for number, slug in zip(ranked, slugs, strict=True)
    }
    return shown, lines


def _is_hidden(identity: Identity, names: Names) -> bool:
    entry = names.entries.get(identity.group or "")
    return entry is not None and entry.hidden


def _face(
    identity: Identity, surfaces: Counter[Form], names: Names, groups: Mapping[str | None, int]
) -> Face:
    entry = names.entries.get(identity.group or "")
    label = _label(identity, surfaces, names)
    bare = all(form.given is None for form in identity.forms)
    printed = {form.name for form in identity.forms}
    # The editor's name helps where it can mean only one.
    own = {identity.group} if identity.group and groups[identity.group] == 1 else set()
    return Face(
        label=label,
        names=frozenset(printed | own) or frozenset([label]),
        surfaces=frozenset(form.name for form in surfaces),
        slug=slugify(entry.name if entry and bare else label),
    )


def _portrait(slug: str, label: str, identity: Identity, surfaces: Counter[Form], names: Names) -> Portrait:
    entry = names.entries.get(identity.group or "")
    forms = identity.forms or surfaces
    aliases = {form.name for form in forms} | set((*entry.names, *entry.alone) if entry else ())
    return Portrait(
        slug=slug,
        name=label,
        aliases=tuple(sorted(aliases - {label})),
        surnames=frozenset(folded_surname(form.surname) for form in forms),
    )


def _label(identity: Identity, surfaces: Counter[Form], names: Names) -> str:
    """The fullest form printed most often; the editor's choice, where it is printed."""
    forms = identity.forms or surfaces
    entry = names.entries.get(identity.group or "")
    if entry is not None and entry.label in {form.name for form in forms}:
        return str(entry.label)
    return min(forms, key=lambda form: (*_fullness(form), -forms[form], -len(form.name), form.name)).name


def _fullness(form: Form) -> tuple[bool, bool]:
    return form.given is None, form.given is not None and form.given.split()[0].endswith(".")


def records(
    people: Mapping[ArticleId, tuple[NamedPerson, ...]],
    shown: Mapping[Number, Portrait],
    dates: Mapping[ArticleId, date | None],
) -> tuple[Person, ...]:
    """One record for everyone named in some article, sorted by slug."""
    named: dict[str, list[tuple[ArticleId, NamedPerson]]] = defaultdict(list)
    for article, persons in people.items():
        for person in persons:
            named[person.slug].append((article, person))
    by_surname: dict[str, set[str]] = defaultdict(set)
    for portrait in shown.values():
        for surname in portrait.surnames:
            by_surname[surname].add(portrait.slug)
    return tuple(
        Person(
            slug=portrait.slug,
            name=portrait.name,
            aliases=portrait.aliases,
            roles=_dated_roles(named[portrait.slug], dates),
            articles=sum(not person.attributive for _, person in named[portrait.slug]),
            confusable_with=_confusable(portrait, by_surname, named),
        )
        for portrait in sorted(shown.values(), key=lambda portrait: portrait.slug)
        if portrait.slug in named
    )


def _confusable(
    portrait: Portrait, by_surname: Mapping[str, set[str]], named: Mapping[str, object]
) -> tuple[str, ...]:
    others = {slug for surname in portrait.surnames for slug in by_surname[surname] if slug in named}
    return tuple(sorted(others - {portrait.slug}))


def _dated_roles(
    named: Sequence[tuple[ArticleId, NamedPerson]], dates: Mapping[ArticleId, date | None]
) -> tuple[DatedRole, ...]:
    """Each role with its first and last day, in order of the first; roles that differ in case are one."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    days: dict[str, list[date]] = defaultdict(list)
    for article, person in named:
        day = dates.get(article)
        for role in person.roles:
            printed[role.casefold()][role] += 1
            days[role.casefold()].extend([day] if day else [])
    roles = [
        DatedRole(
            role=min(spellings, key=lambda role: (-spellings[role], role)),
            first=min(days[key], default=None),
            last=max(days[key], default=None),
        )
        for key, spellings in printed.items()
    ]
    return tuple(sorted(roles, key=lambda role: (role.first or date.max, role.role)))
