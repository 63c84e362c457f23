"""How each identity is shown: its label, its slug, and its record over the archive.

A label is a form the archive prints; people.toml only adds aliases, and the slug of one known by surname.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from searchapp.authority.bindings import Number
from searchapp.authority.given_slugs import Face, given_slugs
from searchapp.authority.identities import Form, Identity, Names
from searchapp.authority.slug_registry import Line, SlugRegistry
from searchapp.authority.slugs import slugify
from searchapp.model.draft import Manner, NameMention
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


class Shown:
    """What all articles print of an identity."""

    __slots__ = ("_surfaces", "articles", "is_named", "roles")

    def __init__(self) -> None:
        self._surfaces: dict[tuple[str, str], int] = {}
        self.is_named = False
        """Whether some mention means it and nobody else."""
        self.articles = 0
        """How many name it otherwise than attributively."""
        self.roles: dict[str, _Printed] = {}

    def add(self, mention: NameMention, *, alone: bool) -> None:
        """A mention that may mean it, or `alone` means it."""
        printed = mention.surface, mention.surname
        self._surfaces[printed] = self._surfaces.get(printed, 0) + alone

    def named(self, mentions: Sequence[NameMention], day: date | None) -> None:
        """An article of this day, with all its mentions that mean it and nobody else."""
        self.is_named = True
        self.articles += any(mention.manner is not Manner.ATTRIBUTIVE for mention in mentions)
        for role in {mention.role for mention in mentions if mention.role}:
            printed = self.roles.get(role)
            if printed is None:
                printed = self.roles[role] = _Printed()
            printed.add(day)

    @property
    def surfaces(self) -> Counter[Form]:
        """How it is printed, with how often for certain."""
        return Counter({Form(text, None, surname): n for (text, surname), n in self._surfaces.items()})


@dataclass(slots=True)
class _Printed:
    """How many articles print a role, on which days."""

    articles: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, day: date | None) -> None:
        self.articles += 1
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)


def portraits(
    shown: Mapping[Number, Shown], identities: Sequence[Identity], names: Names, known: SlugRegistry
) -> tuple[dict[Number, Portrait], tuple[Line, ...]]:
    """Everyone some mention is bound to or could be, but those the editor hides; and the slugs given now."""
    surfaces = {number: each.surfaces for number, each in shown.items()}
    groups = Counter(identity.group for identity in identities)
    faces = {
        number: _face(identities[number], surfaces[number], names, groups)
        for number in surfaces
        if not _is_hidden(identities[number], names)
    }
    ranked = sorted(faces, key=lambda number: faces[number].label)
    slugs, lines = given_slugs(known, [faces[number] for number in ranked])
    drawn = {
        number: _portrait(slug, faces[number].label, identities[number], surfaces[number], names)
        for number, slug in zip(ranked, slugs, strict=True)
    }
    return drawn, lines


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


def records(shown: Mapping[Number, Shown], drawn: Mapping[Number, Portrait]) -> tuple[Person, ...]:
    """One record for everyone named in some article, sorted by slug."""
    named = {portrait.slug for number, portrait in drawn.items() if shown[number].is_named}
    by_surname: dict[str, set[str]] = defaultdict(set)
    for portrait in drawn.values():
        for surname in portrait.surnames:
            by_surname[surname].add(portrait.slug)
    return tuple(
        Person(
            slug=portrait.slug,
            name=portrait.name,
            aliases=portrait.aliases,
            roles=_dated_roles(shown[number].roles),
            articles=shown[number].articles,
            confusable_with=_confusable(portrait, by_surname, named),
        )
        for number, portrait in sorted(drawn.items(), key=lambda item: item[1].slug)
        if portrait.slug in named
    )


def _confusable(
    portrait: Portrait, by_surname: Mapping[str, set[str]], named: Collection[str]
) -> tuple[str, ...]:
    others = {slug for surname in portrait.surnames for slug in by_surname[surname] if slug in named}
    return tuple(sorted(others - {portrait.slug}))


def _dated_roles(roles: Mapping[str, _Printed]) -> tuple[DatedRole, ...]:
    """Each role with its first and last day, in order of the first; roles that differ in case are one."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for role in roles:
        spellings[role.casefold()].append(role)
    dated = [
        DatedRole(
            role=min(same, key=lambda role: (-roles[role].articles, role)),
            first=min((day for role in same if (day := roles[role].first)), default=None),
            last=max((day for role in same if (day := roles[role].last)), default=None),
        )
        for same in spellings.values()
    ]
    return tuple(sorted(dated, key=lambda role: (role.first or date.max, role.role)))
