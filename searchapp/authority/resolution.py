"""The second pass: the drafts of the whole archive become its articles and its records.

Nothing is read from a file here, so that it can run again whenever the archive has changed. The archive may
be larger than memory: three walks over its briefs keep what they tell of issues, persons and sources, and
articles are made one at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from searchapp.archive import ArchiveConfig
from searchapp.authority.briefs import Brief, Drafts
from searchapp.authority.citations import CitedCounts, Folded, person_names, resolved_citations
from searchapp.authority.dates import issue_dates, reading_days
from searchapp.authority.evidence import Held, Telling
from searchapp.authority.full_names import FullNames, Learned
from searchapp.authority.identities import Names
from searchapp.authority.issues import issue_key, publication_of
from searchapp.authority.likeliest import Likeliest
from searchapp.authority.people import Bearers, Census, People
from searchapp.authority.people_file import PeopleFile, load_people
from searchapp.authority.redirects import redirects
from searchapp.authority.references import Backlinks, Dates, Issues, resolved_references
from searchapp.authority.slug_registry import NO_SLUGS, Line, SlugRegistry
from searchapp.authority.sources import (
    SourceBook,
    SourceRules,
    load_sources,
    printed_sources,
    source_book,
    source_records,
)
from searchapp.authority.troubles import Troubles, with_troubles
from searchapp.extract.title import supplied_title
from searchapp.model.article import Article, IssueDate, NamedPerson
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

    drafts: Drafts
    findings: Findings
    registry: Registry
    given: tuple[Line, ...] = ()
    """Slugs given now, to be kept for the next time."""

    @property
    def articles(self) -> Iterator[Article]:
        """Sorted by id, each made when it is asked for."""
        return map(self.article, self.drafts)

    def article(self, draft: Draft) -> Article:
        """One of the drafts as an article."""
        return self.findings.article(draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the walks found out: enough to make an article of each draft."""

    archive: ArchiveConfig
    dates: Dates
    issues: Issues
    backlinks: Backlinks
    people: People
    names: frozenset[Folded]
    """Of persons: no source is called so."""
    sources: SourceBook
    likeliest: Likeliest

    def article(self, draft: Draft) -> Article:
        """A draft as an article."""
        key, publication = issue_key(draft, self.archive), publication_of(draft, self.archive)
        issue_date = self.dates[key] if key else IssueDate()
        people, unresolved = self.people.of(draft, issue_date.value)
        likeliest = partial(self.likeliest, draft=draft, people=people)
        return Article(
            id=draft.id,
            publication=publication.slug if publication else None,
            volume=draft.volume,
            issue=draft.number,
            date=issue_date,
            title=draft.title or supplied_title(draft.paragraphs),
            title_supplied=draft.title is None,
            paragraphs=draft.paragraphs,
            people=people,
            citations=resolved_citations(draft, self.issues.reading_day(key), self.sources, self.names),
            references=resolved_references(draft.pointers, key, self.issues, likeliest),
            unresolved=unresolved,
            referred_to_by=self.backlinks.of(draft.id, key),
        )


def load_authority(folder: Path, archive: ArchiveConfig) -> Authority:
    """The shipped people and sources overlaid by the folder's own. Raises SettingsError."""
    return Authority(archive=archive, people=load_people(folder), sources=load_sources(folder))


def resolve(drafts: Drafts, authority: Authority) -> Resolution:
    """Every draft as an article, and the records of the whole."""
    read = _Read(authority)
    for brief in drafts.briefs():
        read.add(brief)
    compared = _Compared(read)
    for brief in drafts.briefs():
        compared.add(brief)
    named = _Named(compared)
    del compared  # what is not taken over may be large
    for brief in drafts.briefs():
        named.add(brief)
    return named.resolution(drafts)


class _Read:
    """The first walk: what each article tells by itself."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.archive = authority.archive
        self.names = Names(authority.people)
        self.learned = Learned(self.names)
        self.sources: Counter[str] = Counter()
        """Names of sources as printed."""
        self.publications: dict[str, Publication] = {}
        self._telling = Telling(self.archive)

    def add(self, brief: Brief) -> None:
        self.learned.add(brief)
        self.sources.update(printed_sources(brief.citations))
        if found := publication_of(brief, self.archive):
            known = Publication(slug=found.slug, name=found.name, aliases=found.aliases)
            self.publications[found.slug] = known
        if key := issue_key(brief, self.archive):
            self._telling.add(brief, key)

    def issues(self) -> tuple[Held, Dates]:
        held = self._telling.held()
        return held, issue_dates(held, self._telling.named())

    def forget_days(self) -> None:
        """Let go of what only dates are made of."""
        self._telling.forget()


class _Compared:
    """The second walk: full names, and what does not fit to the days of issues."""

    def __init__(self, read: _Read) -> None:
        self.read = read
        held, dates = read.issues()
        days = reading_days(held, dates)
        read.forget_days()
        self.issues = Issues(held, dates, days, read.archive)
        self.backlinks = Backlinks(self.issues)
        self.full = FullNames(read.learned)
        self._held, self._dates = held, dates
        self._troubles = Troubles(dates, read.archive)

    def add(self, brief: Brief) -> None:
        key = issue_key(brief, self.read.archive)
        self.full.add(brief, self.issues.day(key))
        self.backlinks.add(brief, key)
        if key:
            self._troubles.add(brief, key)

    def dates(self) -> Dates:
        return with_troubles(self._dates, self._troubles.found(self._held))


class _Named:
    """The third walk: whom everybody names."""

    def __init__(self, compared: _Compared) -> None:
        self._read = compared.read
        self._dates = compared.dates()
        self._issues, self._backlinks = compared.issues, compared.backlinks
        self._census = Census(Bearers(compared.full, self._read.names, self._read.authority.people))
        self._sources = source_book(self._read.authority.sources, self._read.sources)
        self._cited = CitedCounts(self._sources)

    def add(self, brief: Brief) -> None:
        key = issue_key(brief, self._read.archive)
        self._census.add(brief, self._issues.day(key))
        self._cited.add(brief)

    def resolution(self, drafts: Drafts) -> Resolution:
        authority = self._read.authority
        people = self._census.taken(self._read.names, authority.slugs)
        names = person_names(people.persons, authority.people)
        findings = Findings(
            archive=authority.archive,
            dates=self._dates,
            issues=self._issues,
            backlinks=self._backlinks,
            people=people,
            names=names,
            sources=self._sources,
            likeliest=Likeliest(drafts, partial(_people, people, self._issues, authority.archive)),
        )
        sources = source_records(self._cited.articles(names), self._read.sources, self._sources)
        return Resolution(
            drafts=drafts,
            findings=findings,
            registry=Registry(
                publications=tuple(each for _, each in sorted(self._read.publications.items())),
                people=people.persons,
                sources=sources,
                issues=tuple(
                    Issue(key=key, date=day, articles=self._issues.articles(key))
                    for key, day in self._dates.items()
                ),
                synonyms=authority.archive.synonyms,
                redirects=redirects(authority.slugs.extended(people.given), people.persons, sources),
            ),
            given=people.given,
        )


def _people(people: People, issues: Issues, archive: ArchiveConfig, draft: Draft) -> tuple[NamedPerson, ...]:
    """Whom an article names."""
    return people.of(draft, issues.day(issue_key(draft, archive)))[0]
