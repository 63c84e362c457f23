"""An article's page: its text with links and marks, and what the archive knows about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.model.article import Article
from searchapp.model.search import Run, SearchQuery
from searchapp.urls import search_url
from searchapp.urls.carried import Carried
from searchapp.urls.records import article_url, issue_url
from searchapp.web.i18n import gettext
from searchapp.web.present.alike import AlikeView, alike
from searchapp.web.present.cited import CitedRow, PersonRow, Question, cited_rows, person_rows, questions
from searchapp.web.present.citing import Cite, cite
from searchapp.web.present.finding import Finding, beside, finding
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link
from searchapp.web.present.paragraphs import ParagraphView, numbered, segments
from searchapp.web.present.pointers import ReferenceView, reference_views, referring, targets
from searchapp.web.present.why import why


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """Everything the template of an article shows."""

    id: str
    title: str
    title_supplied: bool
    canonical: str
    q: str
    trail: tuple[Link, ...]
    date: DateView
    finding: Finding | None
    why: tuple[str, ...]
    """What makes up its score, where a search led here."""
    paragraphs: tuple[ParagraphView, ...]
    people: tuple[PersonRow, ...]
    questions: tuple[Question, ...]
    sources: tuple[CitedRow, ...]
    references: tuple[ReferenceView, ...]
    referred_to_by: tuple[Link, ...]
    alike: tuple[AlikeView, ...]
    neighbours: tuple[Link, ...]
    neighbours_title: str
    cite: Cite


def article_view(article: Article, engine: Engine, carried: Carried | None, *, root: str) -> ArticleView:
    """The view of an article; what a carried search's words match is marked. `root` is the site's address."""
    labels = Labels.of(engine)
    runs = _runs(article, carried, engine)
    return ArticleView(
        id=article.id,
        title=article.title,
        title_supplied=article.title_supplied,
        canonical=article_url(article.id),
        q=carried.query.q if carried else "",
        trail=_trail(article, labels),
        date=DateView.explained(article.date),
        finding=finding(carried, article, runs, beside(carried, article, engine)) if carried else None,
        why=why(carried, article.id, engine) if carried else (),
        paragraphs=tuple(_paragraphs(article, runs, engine)),
        people=person_rows(article),
        questions=questions(article, labels),
        sources=cited_rows(article),
        references=reference_views(article, engine, labels),
        referred_to_by=referring(article, engine, labels),
        alike=alike(article, engine, labels),
        neighbours=_neighbours(article, engine),
        neighbours_title=gettext("Also in %(issue)s", issue=labels.place(article)),
        cite=cite(article, labels, root),
    )


def _runs(article: Article, carried: Carried | None, engine: Engine) -> Sequence[Sequence[Run]]:
    if carried and carried.query.q and carried.marks:
        return engine.marked(carried.query, article.id)
    return [(Run(text=text),) for text in article.paragraphs]


def _trail(article: Article, labels: Labels) -> tuple[Link, ...]:
    if article.key is None:
        return ()
    publication, volume = article.key.publication, str(article.key.volume)
    of_publication = SearchQuery().toggle("publication", publication)
    of_volume = of_publication.toggle("volume", volume)
    return (
        Link(text=labels.publication(publication), href=search_url(of_publication)),
        Link(text=gettext("Volume %(number)s", number=volume), href=search_url(of_volume)),
        Link(text=gettext("No. %(number)s", number=article.issue), href=issue_url(article.key)),
    )


def _paragraphs(article: Article, runs: Sequence[Sequence[Run]], engine: Engine) -> Iterator[ParagraphView]:
    for number, pieces in enumerate(numbered(runs), start=1):
        yield ParagraphView(number=number, segments=segments(pieces, targets(article, number, engine)))


def _neighbours(article: Article, engine: Engine) -> tuple[Link, ...]:
    issue = engine.issues().get(article.key) if article.key else None
    others = [each for each in issue.articles if each != article.id] if issue else []
    return tuple(Link(text=engine.get(each).title, href=article_url(each)) for each in others)
