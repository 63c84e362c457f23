"""The second pass over drafts that a test holds in its hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from searchapp.archive import ArchiveConfig
from searchapp.authority.briefs import Listed
from searchapp.authority.full_names import FullNames, Learned
from searchapp.authority.identities import Names
from searchapp.authority.people import Bearers, Census
from searchapp.authority.people_file import PeopleFile
from searchapp.authority.resolution import Authority, Resolution, resolve
from searchapp.authority.slug_registry import NO_SLUGS, Line, SlugRegistry
from searchapp.model.article import ArticleId, IssueDate, IssueKey, NamedPerson, UnresolvedName
from searchapp.model.draft import Draft
from searchapp.model.registry import Person


@dataclass(frozen=True)
class Named:
    """Who is named where, and everyone there is."""

    people: Mapping[ArticleId, tuple[NamedPerson, ...]]
    unresolved: Mapping[ArticleId, tuple[UnresolvedName, ...]]
    persons: tuple[Person, ...]
    given: tuple[Line, ...]


def people_named(
    drafts: Iterable[Draft],
    days: Mapping[ArticleId, date | None],
    known: PeopleFile,
    slugs: SlugRegistry = NO_SLUGS,
) -> Named:
    """Everyone named in the drafts; `days` are the articles' own, as far as known."""
    listed = Listed(drafts)
    learned = Learned(names := Names(known))
    for each in listed.briefs():
        learned.add(each)
    full = FullNames(learned)
    for each in listed.briefs():
        full.add(each, days.get(each.id))
    census = Census(Bearers(full, names, known))
    for each in listed.briefs():
        census.add(each, days.get(each.id))
    people = census.taken(names, slugs)
    found = {each.id: people.of(each, days.get(each.id)) for each in listed}
    return Named(
        people={key: people for key, (people, _) in found.items()},
        unresolved={key: unresolved for key, (_, unresolved) in found.items()},
        persons=people.persons,
        given=people.given,
    )


def resolved(drafts: Iterable[Draft], archive: ArchiveConfig) -> Resolution:
    """The archive of these drafts, of which nothing is known but its publications."""
    return resolve(Listed(drafts), Authority(archive=archive, people=PeopleFile(), sources=()))


def issue_days(drafts: Iterable[Draft], archive: ArchiveConfig) -> Mapping[IssueKey, IssueDate]:
    """The day of each held issue, in order."""
    return {issue.key: issue.date for issue in resolved(drafts, archive).registry.issues}
