"""Where old slugs lead: those of persons by the registry, those of sources by their other names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from searchapp.authority.slug_registry import SlugRegistry
from searchapp.authority.slugs import slugify
from searchapp.model.registry import Person, Redirect, Source


def redirects(
    known: SlugRegistry, people: Sequence[Person], sources: Sequence[Source]
) -> tuple[Redirect, ...]:
    """Every way from a slug that stands for nobody to one that stands for somebody, sorted."""
    return tuple(sorted((*_of_people(known, people), *_of_sources(sources))))


def _of_people(known: SlugRegistry, people: Sequence[Person]) -> Iterator[Redirect]:
    standing = {person.slug for person in people}
    for old in known.moved:
        new = known.current(old)
        if old not in standing and new in standing:
            yield Redirect(field="person", old=old, new=new)


def _of_sources(sources: Sequence[Source]) -> Iterator[Redirect]:
    """A source's slug is one of a name of it, so that any it had before is that of an alias."""
    standing = {source.slug for source in sources}
    ways = {slugify(alias): source.slug for source in reversed(sources) for alias in source.aliases}
    return (Redirect(field="source", old=old, new=new) for old, new in ways.items() if old not in standing)
