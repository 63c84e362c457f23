"""Articles for tests, from as little as a test wants to say."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from searchapp.authority.slugs import slugify
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
from searchapp.model.draft import Draft
from searchapp.model.registry import Issue, Person, Publication, Registry, Source

Put = tuple[Article, Draft]


def article(
    key: str,
    *paragraphs: str,
    title: str | None = None,
    publication: str | None = "monitor",
    volume: int | None = None,
    issue: int | None = None,
    date: dt.date | None = None,
    people: Sequence[str] = (),
    attributive: Sequence[str] = (),
    sources: Sequence[str] = (),
) -> Put:
    """An article with its draft. Without a title one is supplied: the first words of the text."""
    place = Place(paragraph=1, start=0, end=1)
    named = [(name, False) for name in people] + [(name, True) for name in attributive]
    made = Article(
        id=ArticleId(key),
        publication=publication,
        volume=volume,
        issue=issue,
        date=IssueDate(value=date, certainty=Certainty.CERTAIN) if date else IssueDate(),
        title=title if title is not None else " ".join(" ".join(paragraphs).split()[:5]),
        title_supplied=title is None,
        paragraphs=paragraphs,
        people=tuple(
            NamedPerson(
                slug=slugify(name),
                name=name,
                roles=("President",),
                attributive=only_attributive,
                mentions=(Mention(place=place, surface=name),),
            )
            for name, only_attributive in named
        ),
        citations=tuple(Citation(source=name, slug=slugify(name), place=place) for name in sources),
    )
    draft = Draft(
        id=made.id,
        path=f"{key}.txt",
        digest=hashlib.sha256("\n".join(paragraphs).encode()).hexdigest(),
        publication=publication,
        volume=volume,
        number=issue,
        title=title,
        paragraphs=paragraphs,
    )
    return made, draft


def registry(puts: Iterable[Put], *, people: Iterable[Person] = ()) -> Registry:
    """The records that go with articles; `people` replace those of the same slug."""
    articles = [made for made, _ in puts]
    names = {p.slug: p.name for each in articles for p in each.identities}
    sources = {key: label for each in articles for key, label in each.sources}
    publications = sorted({each.publication for each in articles if each.publication})
    found = {key: Person(slug=key, name=name, articles=_naming(articles, key)) for key, name in names.items()}
    found |= {person.slug: person for person in people}
    return Registry(
        publications=tuple(Publication(slug=key, name=key.title()) for key in publications),
        people=tuple(found[key] for key in sorted(found)),
        sources=tuple(Source(slug=key, name=sources[key]) for key in sorted(sources)),
        issues=tuple(_issues(articles)),
    )


def _naming(articles: Sequence[Article], key: str) -> int:
    return sum(key in [person.slug for person in each.identities] for each in articles)


def _issues(articles: Sequence[Article]) -> Iterable[Issue]:
    held: dict[IssueKey, list[ArticleId]] = {}
    for each in articles:
        if each.key:
            held.setdefault(each.key, []).append(each.id)
    return (Issue(key=key, articles=tuple(sorted(held[key]))) for key in sorted(held))
