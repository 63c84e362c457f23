"""An article's page: its text with links, and what the archive knows about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.engines.marking import marked_paragraphs
from searchapp.model.article import Article, ArticleId, CrossReference
from searchapp.model.search import Run, SearchQuery
from searchapp.urls import search_url
from searchapp.web import i18n
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.addresses import article_url, issue_url
from searchapp.web.present.cited import CitedRow, PersonRow, Question, cited_rows, person_rows, questions
from searchapp.web.present.labels import DateView, Labels, paragraph_links
from searchapp.web.present.page import Link
from searchapp.web.present.paragraphs import ParagraphView, Target, numbered, segments


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """A pointer to another issue, and what is held of it."""

    text: str
    articles: tuple[Link, ...]
    issue: str | None
    held: bool
    paragraphs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """What the reader came for."""

    text: str
    first: str | None
    back: str
    hide: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """Everything the template of an article shows."""

    title: str
    title_supplied: bool
    canonical: str
    q: str
    trail: tuple[Link, ...]
    date: DateView
    matches: Matches | None
    paragraphs: tuple[ParagraphView, ...]
    people: tuple[PersonRow, ...]
    questions: tuple[Question, ...]
    sources: tuple[CitedRow, ...]
    references: tuple[ReferenceView, ...]
    referred_to_by: tuple[Link, ...]
    neighbours: tuple[Link, ...]
    neighbours_title: str


def article_view(article: Article, engine: Engine, q: str) -> ArticleView:
    """The view of an article; what `q` matches is marked."""
    labels = Labels.of(engine)
    runs = marked_paragraphs(article, q) if q else tuple((Run(text=text),) for text in article.paragraphs)
    return ArticleView(
        title=article.title,
        title_supplied=article.title_supplied,
        canonical=article_url(article.id),
        q=q,
        trail=_trail(article, labels),
        date=DateView.explained(article.date),
        matches=_matches(article, runs, q) if q else None,
        paragraphs=tuple(_paragraphs(article, runs, engine)),
        people=person_rows(article),
        questions=questions(article, labels),
        sources=cited_rows(article),
        references=tuple(_reference(each, engine, labels) for each in article.references),
        referred_to_by=tuple(_link(each, engine, labels) for each in article.referred_to_by),
        neighbours=_neighbours(article, engine),
        neighbours_title=gettext("Also in %(issue)s", issue=labels.place(article)),
    )


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


def _matches(article: Article, runs: tuple[tuple[Run, ...], ...], q: str) -> Matches:
    count = sum(run.marked for paragraph in runs for run in paragraph)
    text = ngettext(
        "%(number)s match of %(q)s is marked.",
        "%(number)s matches of %(q)s are marked.",
        count,
        number=i18n.number(count),
        q=q,
    )
    return Matches(
        text=text if count else gettext("Nothing in this text matches %(q)s.", q=q),
        first="#m1" if count else None,
        back=search_url(SearchQuery(q=q)),
        hide=article_url(article.id),
    )


def _paragraphs(
    article: Article, runs: tuple[tuple[Run, ...], ...], engine: Engine
) -> Iterator[ParagraphView]:
    for number, pieces in enumerate(numbered(runs), start=1):
        targets = [_target(each, engine) for each in article.references if each.place.paragraph == number]
        yield ParagraphView(number=number, segments=segments(pieces, targets))


def _target(reference: CrossReference, engine: Engine) -> Target:
    """The likeliest article, the only one, or else the issue."""
    single = reference.articles[0] if len(reference.articles) == 1 else None
    article_id = reference.likeliest or single
    href = article_url(article_id) if article_id else _issue_of(reference, engine)
    return Target(
        start=reference.place.start, end=reference.place.end, href=href, title=_reference_text(reference)
    )


def _issue_of(reference: CrossReference, engine: Engine) -> str | None:
    key = engine.get(reference.articles[0]).key if reference.articles else None
    return issue_url(key) if key else None


def _reference_text(reference: CrossReference) -> str:
    """`Monitor vol. 8 no. 66, 4 April 2002`, as far as it is known."""
    name = reference.publication
    if reference.volume is not None and reference.issue is not None:
        name = gettext(
            "%(publication)s vol. %(volume)s no. %(number)s",
            publication=name,
            volume=reference.volume,
            number=reference.issue,
        )
    return f"{name}, {i18n.day(reference.date)}" if reference.date else name


def _reference(reference: CrossReference, engine: Engine, labels: Labels) -> ReferenceView:
    return ReferenceView(
        text=_reference_text(reference),
        articles=tuple(_article_of(reference, each, engine, labels) for each in reference.articles),
        issue=_issue_of(reference, engine),
        held=bool(reference.articles),
        paragraphs=paragraph_links([reference.place.paragraph]),
    )


def _article_of(reference: CrossReference, each: ArticleId, engine: Engine, labels: Labels) -> Link:
    link = _link(each, engine, labels)
    guess = len(reference.articles) > 1 and each == reference.likeliest
    return Link(text=link.text, href=link.href, note=gettext("most likely this one") if guess else "")


def _link(article_id: ArticleId, engine: Engine, labels: Labels) -> Link:
    article = engine.get(article_id)
    when = DateView.of(article.date)
    note = f"{labels.place(article)} · {when.text}"
    return Link(text=article.title, href=article_url(article_id), note=note)


def _neighbours(article: Article, engine: Engine) -> tuple[Link, ...]:
    issue = engine.issues().get(article.key) if article.key else None
    others = [each for each in issue.articles if each != article.id] if issue else []
    return tuple(Link(text=engine.get(each).title, href=article_url(each)) for each in others)
