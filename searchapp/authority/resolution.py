"""The second pass: the drafts of the whole archive become its articles and its records.

Nothing is read from a file here, so that it can run again whenever the archive has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from searchapp.archive import ArchiveConfig
from searchapp.authority.citations import person_names, resolved_citations
from searchapp.authority.dates import issue_dates, reading_days
from searchapp.authority.issues import issue_key, publication_of
from searchapp.authority.people import PeopleResolution, resolved_people
from searchapp.authority.people_file import PeopleFile, load_people
from searchapp.authority.redirects import redirects
from searchapp.authority.references import backlinks, resolved_references
from searchapp.authority.slug_registry import NO_SLUGS, Line, SlugRegistry
from searchapp.authority.sources import SourceBook, SourceRules, load_sources, source_book, source_records
from searchapp.extract.title import supplied_title
from searchapp.model.article import Article, ArticleId, CrossReference, IssueDate, IssueKey
from searchapp.model.draft import Draft
from searchapp.model.registry import Issue, Publication, Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """What is known of an archive beside its texts."""

    archive: ArchiveConfig
    people: PeopleFile
    sources: tuple[SourceRules, ...]
    slugs: SlugRegistry = NO_SLUGS
    """Those of persons that were given before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """An archive as far as it can be known."""

    articles: tuple[Article, ...]
    """Sorted by id."""
    registry: Registry
    given: tuple[Line, ...] = ()
    """Slugs given now, to be kept for the next time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Findings:
    """What the second pass found out, by article or issue."""

    dates: Mapping[IssueKey, IssueDate]
    days: Mapping[ArticleId, date]
    """The day from which an article's own dates are read."""
    people: PeopleResolution
    names: frozenset[tuple[str, ...]]
    """Of persons, folded: no source is called so."""
    sources: SourceBook
    references: Mapping[ArticleId, tuple[CrossReference, ...]]
    backlinks: Mapping[ArticleId, tuple[ArticleId, ...]]


def load_authority(folder: Path, archive: ArchiveConfig) -> Authority:
    """The shipped people and sources overlaid by the folder's own. Raises SettingsError."""
    return Authority(archive=archive, people=load_people(folder), sources=load_sources(folder))


def resolve(drafts: Sequence[Draft], authority: Authority) -> Resolution:
    """Every draft as an article, and the records of the whole; the order of the drafts means nothing."""
    ordered = sorted(drafts, key=lambda draft: draft.id)
    found = _findings(ordered, authority)
    articles = tuple(_article(draft, authority.archive, found) for draft in ordered)
    return Resolution(
        articles=articles,
        registry=_registry(ordered, articles, authority, found),
        given=found.people.given,
    )


def _findings(drafts: Sequence[Draft], authority: Authority) -> _Findings:
    archive = authority.archive
    dates = issue_dates(drafts, archive)
    days = reading_days(drafts, dates, archive)
    keys = {draft.id: issue_key(draft, archive) for draft in drafts}
    own_days = {key: dates[issue].value if issue else None for key, issue in keys.items()}
    people = resolved_people(drafts, own_days, authority.people, authority.slugs)
    references = resolved_references(drafts, dates, days, archive, people.people)
    return _Findings(
        dates=dates,
        days=days,
        people=people,
        names=person_names(people.persons, authority.people),
        sources=source_book(authority.sources, drafts),
        references=references,
        backlinks=backlinks(references),
    )


def _article(draft: Draft, archive: ArchiveConfig, found: _Findings) -> Article:
    key, publication = issue_key(draft, archive), publication_of(draft, archive)
    return Article(
        id=draft.id,
        publication=publication.slug if publication else None,
        volume=draft.volume,
        issue=draft.number,
        date=found.dates[key] if key else IssueDate(),
        title=draft.title or supplied_title(draft.paragraphs),
        title_supplied=draft.title is None,
        paragraphs=draft.paragraphs,
        people=found.people.people.get(draft.id, ()),
        citations=resolved_citations(draft, found.days.get(draft.id), found.sources, found.names),
        references=found.references.get(draft.id, ()),
        unresolved=found.people.unresolved.get(draft.id, ()),
        referred_to_by=found.backlinks.get(draft.id, ()),
    )


def _registry(
    drafts: Sequence[Draft], articles: Sequence[Article], authority: Authority, found: _Findings
) -> Registry:
    people = found.people.persons
    sources = source_records([article.citations for article in articles], drafts, found.sources)
    return Registry(
        publications=_publications(drafts, authority.archive),
        people=people,
        sources=sources,
        issues=_issues(articles),
        redirects=redirects(authority.slugs.extended(found.people.given), people, sources),
    )


def _publications(drafts: Sequence[Draft], archive: ArchiveConfig) -> tuple[Publication, ...]:
    """The publications of which anything is held, by slug."""
    held = {each.slug: each for draft in drafts if (each := publication_of(draft, archive))}
    return tuple(
        Publication(slug=slug, name=each.name, aliases=each.aliases) for slug, each in sorted(held.items())
    )


def _issues(articles: Sequence[Article]) -> tuple[Issue, ...]:
    held: defaultdict[IssueKey, list[Article]] = defaultdict(list)
    for article in articles:
        if article.key is not None:
            held[article.key].append(article)
    return tuple(
        Issue(key=key, date=inside[0].date, articles=tuple(article.id for article in inside))
        for key, inside in sorted(held.items())
    )
