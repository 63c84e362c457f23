"""A large invented archive: more of everything than a page can show."""

from __future__ import annotations

from datetime import date, timedelta

from searchapp.engines.memory import MemoryEngine
from searchapp.model.article import (
    Article,
    ArticleId,
    Certainty,
    Citation,
    DateRange,
    IssueDate,
    NamedPerson,
    Place,
)
from searchapp.model.draft import Draft
from searchapp.model.registry import Issue, Person, Publication, Registry, Source

PEOPLE = {f"aleksandr-ivanchenko-{n}": f"Aleksandr Ivanchenko {n}" for n in range(300)}
SOURCES = {f"news-agency-{n}": f"News Agency {n}" for n in range(80)}
SENTENCE = (
    "In Moscow the {n}th commission on the affairs of the Caspian basin met again, and again it adjourned "
    "without a vote, while the ministers whose reactors it had come to count were said to be ill at home. "
)


def engine(articles: int = 250) -> MemoryEngine:
    held = [_article(n) for n in range(articles)]
    filled = MemoryEngine()
    with filled.writer() as writer:
        for article in held:
            writer.put(article, _draft(article))
        writer.set_registry(
            Registry(
                publications=(Publication(slug="monitor", name="Monitor"),),
                people=tuple(Person(slug=s, name=n, articles=1) for s, n in sorted(PEOPLE.items())),
                sources=tuple(Source(slug=s, name=n, articles=1) for s, n in sorted(SOURCES.items())),
                issues=tuple(Issue(key=a.key, date=a.date, articles=(a.id,)) for a in held if a.key),
            )
        )
    return filled


def _article(n: int) -> Article:
    day = date(1996, 1, 2) + timedelta(days=10 * n)
    people = list(PEOPLE.items())
    sources = list(SOURCES.items())
    cited = [sources[(n + i) % len(sources)] for i in range(6)]
    return Article(
        id=ArticleId(f"article-{n:04}"),
        publication="monitor",
        volume=day.year - 1994,
        issue=1 + day.timetuple().tm_yday // 10,
        date=IssueDate(value=day, certainty=Certainty.INFERRED),
        title=f"The {n}th commission on the affairs of the Caspian basin adjourns without a vote…",
        title_supplied=True,
        paragraphs=(SENTENCE.format(n=n) * 2, SENTENCE.format(n=n + 1) * 2),
        people=tuple(
            NamedPerson(slug=slug, name=name)
            for slug, name in (people[(2 * n + i) % len(people)] for i in range(8))
        ),
        citations=tuple(
            Citation(
                source=name,
                slug=slug,
                dates=(DateRange(first=day, last=day),),
                place=Place(paragraph=1, start=0, end=1),
            )
            for slug, name in cited
        ),
    )


def _draft(article: Article) -> Draft:
    return Draft(
        id=article.id,
        path=f"{article.id}.txt",
        digest=article.id,
        publication=article.publication,
        volume=article.volume,
        number=article.issue,
        title=None,
        paragraphs=article.paragraphs,
    )
