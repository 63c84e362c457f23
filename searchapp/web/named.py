"""What an address names: an article, an issue, a person or a source; or what it may have meant."""

from __future__ import annotations

from searchapp.errors import N_, ArticleNotFound, Message, NotFound
from searchapp.model.article import Article, ArticleId, IssueKey
from searchapp.model.registry import Issue, Person, Source, Withdrawn
from searchapp.web.present.labels import Labels
from searchapp.web.present.missed import (
    article_ids,
    citation,
    issue_link,
    near_articles,
    near_issues,
    near_people,
    near_sources,
    people_names,
    source_names,
)
from searchapp.web.present.page import Link
from searchapp.web.site import site


class Missed(NotFound):
    """What is not here, with what is near it."""

    def __init__(self, message: Message, near: tuple[Link, ...], hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.near = near


class Gone(Missed):
    """What was here, and was withdrawn."""

    http_status = 410


def slug_now(field: str, slug: str) -> str | None:
    """The slug that stands for what an old one stood for; None where it is not an old one."""
    return site().engine.redirects(field).get(slug)


def _missed(message: Message, near: tuple[Link, ...]) -> Missed:
    """With a hint for programs, which see no links."""
    meant = Message.of(N_("Did you mean %(name)s?"), name=near[0].text) if near else None
    return Missed(message, near, meant)


def article_of(article_id: str) -> Article:
    """The article of this id. Raises NotFound."""
    engine = site().engine
    try:
        return engine.get(ArticleId(article_id))
    except ArticleNotFound:
        if record := engine.withdrawn().get(ArticleId(article_id)):
            raise _withdrawn(record) from None
        # The engine's own message repeats the id, which anybody can put into a link.
        message = Message.of(N_("No article of this archive has this address."))
        raise _missed(
            message, near_articles(article_id, site().per_generation(article_ids), engine)
        ) from None


def person_of(slug: str) -> Person:
    """The person of this slug. Raises NotFound."""
    people = site().engine.people()
    if slug in people:
        return people[slug]
    message = Message.of(N_("No person of this archive has this address."))
    raise _missed(message, near_people(slug, site().per_generation(people_names), site().engine))


def source_of(slug: str) -> Source:
    """The source of this slug. Raises NotFound."""
    sources = site().engine.sources()
    if slug in sources:
        return sources[slug]
    message = Message.of(N_("No source of this archive has this address."))
    raise _missed(message, near_sources(slug, site().per_generation(source_names), site().engine))


def issue_of(key: IssueKey) -> Issue:
    """An issue of which articles are held. Raises NotFound, with those around it."""
    engine = site().engine
    issues = engine.issues()
    if key in issues:
        return issues[key]
    message = Message.of(N_("No. %(number)s of volume %(volume)s is not in this archive."),
                         number=key.number, volume=key.volume)  # fmt: skip
    near = near_issues(key, engine)
    hint = (
        Message.of(N_("The nearest one held is %(issue)s."), issue=near[0].text)
        if near
        else Message.of(N_("Search for words, people or dates instead."))
    )
    raise Missed(message, near, hint)


def _withdrawn(record: Withdrawn) -> Gone:
    engine = site().engine
    message = Message.of(
        N_("This article was withdrawn from the archive. It was: %(citation)s"),
        citation=citation(record, Labels.of(engine)),
    )
    return Gone(message, issue_link(record, engine))
