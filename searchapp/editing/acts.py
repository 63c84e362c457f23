"""Merge, split, rename: an editor's words about persons become changes, or are refused with what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from searchapp.authority.identities import Names
from searchapp.authority.people_file import PeopleFile
from searchapp.authority.slug_registry import Given, Line, Moved, SlugRegistry
from searchapp.authority.slugs import slugify
from searchapp.editing import people_toml
from searchapp.editing.changes import Change
from searchapp.editing.spellings import Spellings
from searchapp.engines.base import Engine
from searchapp.errors import N_, InputError, Message, NotFound
from searchapp.model.registry import Person, Registry
from searchapp.text.fold import folded_words


def found_person(engine: Engine, slug: str) -> Person:
    """The person of a slug, or of what it became. Raises NotFound with the nearest slugs."""
    people = engine.people()
    slug = engine.redirects("person").get(slug, slug)
    if slug in people:
        return people[slug]
    near = difflib.get_close_matches(slug, people, n=3) or _named_alike(slug, people.values())
    hint = Message.of(N_("Did you mean %(name)s?"), name=" / ".join(near))
    raise NotFound(
        Message.of(N_("Nobody in this archive has the slug “%(slug)s”."), slug=slug),
        hint if near else Message.of(N_("See searchapp people list.")),
    )


def merge(person: Person, into: Person, printed: Spellings) -> Change:
    """Both are one person from now on, under the second one's slug."""
    if person.slug == into.slug:
        raise InputError(
            Message.of(N_("%(slug)s is already this person."), slug=into.slug),
            Message.of(N_("Give the slugs of two persons.")),
        )

    def edit(text: str, path: str) -> str:
        document = people_toml.parsed(text, path)
        people_toml.drop_lists(document, people_toml.NEVER, printed.names(person), printed.names(into))
        if printed.full_names(person) and printed.full_names(into):
            names = [into.name, *_whole(printed.full_names(person))]
            people_toml.add_list(document, people_toml.ALWAYS, names)
        else:
            whole, single = (person, into) if printed.full_names(person) else (into, person)
            people_toml.add_alone(document, whole.name, printed.names(single))
        return people_toml.written(document)

    def check(registry: Registry) -> Person:
        people = _by_slug(registry)
        if person.slug in people or into.slug not in people:
            raise InputError(
                Message.of(N_("%(one)s and %(other)s stay apart."), one=person.name, other=into.name),
                Message.of(
                    N_("A never_merge list may keep them apart, or the surname may have other bearers.")
                ),
            )
        return people[into.slug]

    return Change(edit=edit, lines=(Moved(slug=person.slug, now=into.slug),), person=check)


def split(person: Person, wanted: Sequence[str], printed: Spellings, people: Mapping[str, Person]) -> Change:
    """The bearer of these spellings, or of this given name, is another person from now on."""
    own = printed.full_names(person)
    apart = [name for name in own if any(_is_meant(each, name) for each in wanted)]
    rest = [name for name in own if name not in apart]
    singles = [name for name in person.aliases if name in wanted and printed.single[name]]
    others = [each.name for each in people.values() if each.name in wanted and each.slug != person.slug]
    if not (apart or singles or others) or not rest:
        raise InputError(
            Message.of(N_("%(name)s cannot be split like that."), name=person.name),
            Message.of(N_("Name some, not all, of these spellings: %(names)s."), names="; ".join(own)),
        )

    def edit(text: str, path: str) -> str:
        document = people_toml.parsed(text, path)
        people_toml.drop_lists(document, people_toml.ALWAYS, apart, rest)
        people_toml.drop_alone(document, own, singles)
        for name in (*apart, *others):
            for other in rest:
                people_toml.add_list(document, people_toml.NEVER, [other, name])
        return people_toml.written(document)

    def check(registry: Registry) -> Person:
        new = [each for each in registry.people if each.slug not in people]
        if (apart or singles) and not new:
            raise InputError(
                Message.of(N_("%(names)s could not be separated."), names="; ".join(own)),
                Message.of(N_("Name every spelling of the other person.")),
            )
        return (new or [_by_slug(registry)[person.slug]])[0]

    return Change(edit=edit, person=check)


def rename(
    person: Person, label: str, printed: Spellings, file: PeopleFile, slugs: SlugRegistry, *, keep_slug: bool
) -> Change:
    """Show a person by another form that is printed; the slug follows, unless it is to be kept."""
    forms = printed.names(person)
    if label not in forms:
        raise InputError(
            Message.of(
                N_("The archive does not print “%(label)s” for %(slug)s."), label=label, slug=person.slug
            ),
            Message.of(N_("Choose one of: %(names)s."), names="; ".join(forms)),
        )
    slug = person.slug if keep_slug else _slug_for(label, person.slug, slugs)
    entry = Names(file).group(person.name) or person.name

    def edit(text: str, path: str) -> str:
        document = people_toml.parsed(text, path)
        people_toml.set_label(document, entry, label)
        return people_toml.written(document)

    def check(registry: Registry) -> Person:
        now = _by_slug(registry).get(slug)
        if now is None or now.name != label:
            raise InputError(
                Message.of(N_("%(slug)s would not be shown as “%(label)s”."), slug=person.slug, label=label),
                Message.of(N_("See searchapp people show, and who else is printed so.")),
            )
        return now

    return Change(edit=edit, lines=_renamed(person.slug, slug, label, forms), person=check)


def _renamed(old: str, new: str, label: str, forms: Sequence[str]) -> tuple[Line, ...]:
    if old == new:
        return ()
    names = (label, *(name for name in forms if name != label))
    return Given(slug=new, names=names), Moved(slug=old, now=new)


def _slug_for(label: str, old: str, slugs: SlugRegistry) -> str:
    """The label's own slug, where nobody else ever had it."""
    slug, count = slugify(label), 1
    while slug != old and slugs.reserved(slug) and slugs.current(slug) != old:
        count += 1
        slug = f"{slugify(label)}-{count}"
    return slug


def _by_slug(registry: Registry) -> dict[str, Person]:
    return {person.slug: person for person in registry.people}


def _whole(names: Sequence[str]) -> list[str]:
    """Without those of an initial, which others may bear too; all where there are no others."""
    return [name for name in names if not name.split()[0].endswith(".")] or list(names)


def _is_meant(wanted: str, name: str) -> bool:
    """Whether a spelling is meant: by itself, or by its given name alone."""
    asked, words = folded_words(wanted), folded_words(name)
    if name == wanted or (" " not in wanted.strip() and asked == words[: len(asked)]):
        return True
    return "".join(wanted.casefold().split()).replace("’", "'") == "".join(name.casefold().split()).replace(
        "’", "'"
    )


def _named_alike(slug: str, people: Iterable[Person]) -> list[str]:
    words = set(slug.split("-"))
    alike = [person for person in people if words & set(person.slug.split("-"))]
    return [person.slug for person in sorted(alike, key=lambda person: -person.articles)[:3]]
