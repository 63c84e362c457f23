"""What an article refers to and what refers to it: other issues, held or not."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.model.article import Article, ArticleId, CrossReference
from searchapp.urls.records import article_url, issue_url
from searchapp.web import written
from searchapp.web.i18n import gettext
from searchapp.web.present.labels import DateView, Labels, paragraph_links
from searchapp.web.present.page import Link
from searchapp.web.present.paragraphs import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceView:
    """A pointer to another issue, and what is held of it."""

    text: str
    articles: tuple[Link, ...]
    issue: str | None
    held: bool
    paragraphs: tuple[Link, ...]


def reference_views(article: Article, engine: Engine, labels: Labels) -> tuple[ReferenceView, ...]:
    """The issues an article points to."""
    return tuple(_reference(each, engine, labels) for each in article.references)


def referring(article: Article, engine: Engine, labels: Labels) -> tuple[Link, ...]:
    """The articles that point to this one's issue."""
    return tuple(_link(each, engine, labels) for each in article.referred_to_by)


def targets(article: Article, paragraph: int, engine: Engine) -> list[Target]:
    """The pointers in one paragraph."""
    return [_target(each, engine) for each in article.references if each.place.paragraph == paragraph]


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
    return written.joined(name, written.day(reference.date)) if reference.date else name


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
