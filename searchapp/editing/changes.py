"""An editor's change: tried on the whole archive, then written to people.toml, the index and the registry.

A change that would not do what it is for is refused, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from searchapp.authority.briefs import Drafts
from searchapp.authority.people_file import FILE, load_people, overlaid, own_text, people_of
from searchapp.authority.resolution import Authority, Resolution
from searchapp.authority.slug_file import add_slugs, load_slugs, replace_text, unwritable
from searchapp.authority.slug_registry import Line
from searchapp.engines.base import Engine
from searchapp.indexing import reresolve
from searchapp.model.registry import Person, Registry

ResolveBy = Callable[[Drafts, Authority], Resolution]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is to be written, and what must be true of the archive then."""

    edit: Callable[[str, str], str]
    """The text of the archive's people.toml and its path -> the text as it will be."""
    lines: tuple[Line, ...] = ()
    """For the registry of slugs."""
    person: Callable[[Registry], Person]
    """Whom the change was about, from the records as they will be. Raises where it has no effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a change did."""

    person: Person
    """Whom it was about, as they are now."""
    refreshed: int
    """Articles that say something else now."""
    generation: str
    path: Path
    """The file that was edited."""


def apply(change: Change, engine: Engine, known: Authority, folder: Path, resolve: ResolveBy) -> Applied:
    """Do it. Raises InputError or SettingsError, and nothing is changed; IndexMissing, IndexLocked."""
    path = folder / FILE

    def resolved(drafts: Drafts) -> Resolution:
        before = own_text(path)
        after = change.edit(before, str(path))
        people = overlaid(load_people(), people_of(after, str(path)))
        slugs = load_slugs(folder).extended(change.lines)
        resolution = resolve(drafts, replace(known, people=people, slugs=slugs))
        change.person(resolution.registry)
        if after != before:
            _write(path, after)
        return resolution

    resolution, refreshed = reresolve(engine, resolved)
    add_slugs(folder, (*change.lines, *resolution.given))
    return Applied(
        person=change.person(resolution.registry),
        refreshed=refreshed,
        generation=engine.generation,
        path=path,
    )


def _write(path: Path, text: str) -> None:
    try:
        replace_text(path, text)
    except OSError as error:
        raise unwritable(path, error) from error
