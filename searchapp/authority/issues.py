"""Which issue an article belongs to: the header's printed name as one of the archive's publications."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from searchapp.archive import ArchiveConfig, CalendarRules, PublicationRules
from searchapp.authority.slugs import slugify
from searchapp.model.article import ArticleId, IssueKey
from searchapp.model.draft import Draft


@lru_cache(maxsize=1024)
def publication_named(printed: str, archive: ArchiveConfig) -> PublicationRules:
    """The publication printed so; one the archive does not know has its name and no calendar."""
    known = archive.publication(printed)
    return known or PublicationRules(slug=slugify(printed.removeprefix("The ")), name=printed)


def publication_slug(draft: Draft, archive: ArchiveConfig) -> str | None:
    """The slug of the publication in the article's header; None where it has no header."""
    return publication_named(draft.publication, archive).slug if draft.publication else None


def calendar_of(drafts: tuple[Draft, ...], archive: ArchiveConfig) -> CalendarRules | None:
    """The calendar of the publication that an issue's articles are from."""
    return publication_named(drafts[0].publication or "", archive).calendar


def issue_key(draft: Draft, archive: ArchiveConfig) -> IssueKey | None:
    """The issue in the article's header; None where it has no header."""
    slug = publication_slug(draft, archive)
    if slug is None or draft.volume is None or draft.number is None:
        return None
    return IssueKey(publication=slug, volume=draft.volume, number=draft.number)


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
