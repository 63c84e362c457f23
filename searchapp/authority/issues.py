"""Which publication and issue an article belongs to: by its header, its folder, or the archive's default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import PurePath

from searchapp.archive import ArchiveConfig, CalendarRules, PublicationRules
from searchapp.authority.slugs import slugify
from searchapp.model.article import ArticleId, IssueKey
from searchapp.model.draft import Draft


@lru_cache(maxsize=1024)
def publication_named(printed: str, archive: ArchiveConfig) -> PublicationRules:
    """The publication printed so; one the archive does not know has its name and no calendar."""
    known = archive.publication(printed)
    return known or PublicationRules(slug=slugify(printed.removeprefix("The ")), name=printed)


def publication_of(draft: Draft, archive: ArchiveConfig) -> PublicationRules | None:
    """The publication an article is from: by its header, else its folder, else the archive's own default."""
    if draft.publication:
        return publication_named(draft.publication, archive)
    folder = PurePath(draft.path).parent.name.removesuffix(".zip")
    by_folder = archive.publication(folder) if folder else None
    if by_folder is None and archive.default_publication:
        return publication_named(archive.default_publication, archive)
    return by_folder


def calendar_of(drafts: tuple[Draft, ...], archive: ArchiveConfig) -> CalendarRules | None:
    """The calendar of the publication that an issue's articles are from."""
    publication = publication_of(drafts[0], archive)
    return publication.calendar if publication else None


def issue_key(draft: Draft, archive: ArchiveConfig) -> IssueKey | None:
    """The issue an article is from; None where its publication, volume or number is unknown."""
    publication = publication_of(draft, archive)
    if publication is None or draft.volume is None or draft.number is None:
        return None
    return IssueKey(publication=publication.slug, volume=draft.volume, number=draft.number)


def held_issues(drafts: Iterable[Draft], archive: ArchiveConfig) -> Mapping[IssueKey, tuple[Draft, ...]]:
    """The drafts of each issue, sorted by id; issues in order."""
    held: dict[IssueKey, list[Draft]] = {}
    for draft in drafts:
        if key := issue_key(draft, archive):
            held.setdefault(key, []).append(draft)
    return {key: tuple(sorted(held[key], key=lambda draft: draft.id)) for key in sorted(held)}


def ids(drafts: Iterable[Draft]) -> tuple[ArticleId, ...]:
    """The articles' ids, sorted."""
    return tuple(sorted(draft.id for draft in drafts))
