"""Which publication and issue an article belongs to: by its header, its folder, or the archive's default."""

from __future__ import annotations

import os.path
from functools import lru_cache
from pathlib import PurePath

from searchapp.archive import ArchiveConfig, PublicationRules
from searchapp.authority.briefs import Brief
from searchapp.authority.slugs import slugify
from searchapp.model.article import IssueKey
from searchapp.model.draft import Draft

_KEPT = 8192


@lru_cache(maxsize=1024)
def publication_named(printed: str, archive: ArchiveConfig) -> PublicationRules:
    """The publication printed so; one the archive does not know has its name and no calendar."""
    known = archive.publication(printed)
    return known or PublicationRules(slug=slugify(printed.removeprefix("The ")), name=printed)


def publication_of(article: Draft | Brief, archive: ArchiveConfig) -> PublicationRules | None:
    """The publication an article is from: by its header, else its folder, else the archive's own default."""
    if article.publication:
        return publication_named(article.publication, archive)
    return _publication_in(os.path.dirname(article.path), archive)  # noqa: PTH120 - of every article


@lru_cache(maxsize=1024)
def _publication_in(folder: str, archive: ArchiveConfig) -> PublicationRules | None:
    name = PurePath(folder).name.removesuffix(".zip")
    by_folder = archive.publication(name) if name else None
    if by_folder is None and archive.default_publication:
        return publication_named(archive.default_publication, archive)
    return by_folder


def issue_key(article: Draft | Brief, archive: ArchiveConfig) -> IssueKey | None:
    """The issue an article is from; None where its publication, volume or number is unknown."""
    publication = publication_of(article, archive)
    if publication is None or article.volume is None or article.number is None:
        return None
    return _key(publication.slug, article.volume, article.number)


@lru_cache(maxsize=_KEPT)
def _key(publication: str, volume: int, number: int) -> IssueKey:
    # Articles of one issue share its key.
    return IssueKey(publication=publication, volume=volume, number=number)
