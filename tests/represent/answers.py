"""Pages and articles that formats are tried on: the invented archive of the web tests, and hard texts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from searchapp.engines.memory import MemoryEngine
from searchapp.model.article import Article, ArticleId, Certainty, IssueDate, NamedPerson
from searchapp.model.registry import Publication
from searchapp.model.search import Hit, SearchPage, SearchQuery
from searchapp.represent.origin import Origin
from tests.web import samples

ORIGIN = Origin(
    archive="Monitor archive", url="https://archive.example.org", authority="archive.example.org,2026"
)
PUBLICATIONS = {"monitor": Publication(slug="monitor", name="Monitor")}
SERVED = datetime(2026, 3, 3, 12, 30, tzinfo=UTC)


@cache
def engine() -> MemoryEngine:
    return samples.engine()


def found(query: SearchQuery) -> SearchPage:
    return engine().search(query)


def article(article_id: str) -> Article:
    return engine().get(ArticleId(article_id))


def with_text(title: str, text: str, person: str = "Petr Orlov") -> Article:
    """An article that says just this."""
    return Article(
        id=ArticleId("-odd.1"),
        publication="monitor",
        volume=8,
        issue=70,
        date=IssueDate(value=date(2002, 4, 10), certainty=Certainty.CERTAIN),
        title=title,
        title_supplied=False,
        paragraphs=(text,),
        people=(NamedPerson(slug="petr-orlov", name=person),),
    )


def page_of(*articles: Article) -> SearchPage:
    """A page of just these."""
    hits = tuple(Hit(article=each, score=0.0) for each in articles)
    return SearchPage(query=SearchQuery(), generation="1", read_as="", total=len(hits), hits=hits, facets=())
