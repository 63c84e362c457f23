"""What every engine is given: a text with the values of its facets, whoever made it up."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from searchapp.model.article import (
    Article,
    ArticleId,
    Certainty,
    Citation,
    IssueDate,
    IssueKey,
    Mention,
    NamedPerson,
    Place,
)
from searchapp.model.draft import CitedDays, DaySpan, Draft, Manner, NameMention
from searchapp.model.registry import Issue, Person, Publication, Registry, Source

PUBLICATION = "monitor"


class Named(msgspec.Struct, frozen=True):
    """A person or source, and where the text names it: paragraphs count from 1, `end` is exclusive."""

    slug: str
    name: str
    paragraph: int = 1
    start: int = 0
    end: int = 0

    @property
    def place(self) -> Place:
        return Place(paragraph=self.paragraph, start=self.start, end=self.end)


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One text. A title is None where none is printed."""

    id: str
    volume: int
    number: int
    day: date
    title: str | None = None
    paragraphs: tuple[str, ...]
    people: tuple[Named, ...] = ()
    sources: tuple[Named, ...] = ()


def article(story: Story) -> Article:
    """As the archive would have resolved it."""
    return Article(
        id=ArticleId(story.id),
        publication=PUBLICATION,
        volume=story.volume,
        issue=story.number,
        date=IssueDate(value=story.day, certainty=Certainty.CERTAIN),
        title=story.title or " ".join(story.paragraphs[0].split()[:8]),
        title_supplied=story.title is None,
        paragraphs=story.paragraphs,
        people=tuple(
            NamedPerson(
                slug=each.slug, name=each.name, mentions=(Mention(place=each.place, surface=each.name),)
            )
            for each in story.people
        ),
        citations=tuple(
            Citation(source=each.name, slug=each.slug, place=each.place) for each in story.sources
        ),
    )


def draft(story: Story) -> Draft:
    """As the first pass would have read it."""
    original = "\n\n".join((*([story.title] if story.title else []), *story.paragraphs))
    span = DaySpan(
        month=story.day.month, day=story.day.day, last_month=story.day.month, last_day=story.day.day
    )
    return Draft(
        id=ArticleId(story.id),
        path=f"{story.id}.txt",
        digest=hashlib.sha256(original.encode()).hexdigest(),
        publication="Monitor",
        volume=story.volume,
        number=story.number,
        title=story.title,
        paragraphs=story.paragraphs,
        original=original,
        citations=tuple(
            CitedDays(source=each.name, spans=(span,), place=each.place) for each in story.sources
        ),
        names=tuple(_name(each) for each in story.people),
    )


def _name(named: Named) -> NameMention:
    given, _, surname = named.name.rpartition(" ")
    return NameMention(
        given=given or None, surname=surname, manner=Manner.FULL, surface=named.name, place=named.place
    )


class Records:
    """Counts what is known of people, sources and issues while stories pass by."""

    def __init__(self) -> None:
        self.people: Counter[Named] = Counter()
        self.sources: Counter[Named] = Counter()
        self.issues: defaultdict[tuple[int, int, date], list[str]] = defaultdict(list)

    def add(self, story: Story) -> None:
        self.people.update(_bare(story.people))
        self.sources.update(_bare(story.sources))
        self.issues[story.volume, story.number, story.day].append(story.id)

    def registry(self) -> Registry:
        return Registry(
            publications=(Publication(slug=PUBLICATION, name="Monitor"),),
            people=tuple(
                Person(slug=each.slug, name=each.name, articles=count)
                for each, count in sorted(self.people.items(), key=_slug)
            ),
            sources=tuple(
                Source(slug=each.slug, name=each.name, articles=count)
                for each, count in sorted(self.sources.items(), key=_slug)
            ),
            issues=tuple(
                Issue(
                    key=IssueKey(publication=PUBLICATION, volume=volume, number=number),
                    date=IssueDate(value=day, certainty=Certainty.CERTAIN),
                    articles=tuple(ArticleId(key) for key in sorted(held)),
                )
                for (volume, number, day), held in sorted(self.issues.items())
            ),
        )


def _bare(named: Iterable[Named]) -> Iterable[Named]:
    return (Named(each.slug, each.name) for each in named)


def _slug(counted: tuple[Named, int]) -> str:
    return counted[0].slug
