"""What an address names: an article, an issue, a person or a source; or what it may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TypeVar

from searchapp.errors import N_, ArticleNotFound, Message, NotFound
from searchapp.model.article import Article, ArticleId, IssueKey
from searchapp.model.registry import Issue, Person, Source
from searchapp.web.site import site

Record = TypeVar("Record", Person, Source)

_COMPARED = 2000
"""Names that one which is not there is compared with, at most: of a million it would take seconds."""


def slug_now(field: str, slug: str) -> str | None:
    """The slug that stands for what an old one stood for; None where it is not an old one."""
    return site().engine.redirects(field).get(slug)


def article_of(article_id: str) -> Article:
    """The article of this id. Raises ArticleNotFound."""
    try:
        return site().engine.get(ArticleId(article_id))
    except ArticleNotFound as error:
        near = _near(article_id, site().engine.digests())
        hint = Message.of(N_("Did you mean %(name)s?"), name=near) if near else error.hint
        raise ArticleNotFound(error.message, hint) from None


def person_of(slug: str) -> Person:
    """The person of this slug. Raises NotFound."""
    return _known(slug, site().engine.people(), N_("No person of this archive has this address."))


def source_of(slug: str) -> Source:
    """The source of this slug. Raises NotFound."""
    return _known(slug, site().engine.sources(), N_("No source of this archive has this address."))


def issue_of(key: IssueKey) -> Issue:
    """An issue of which articles are held. Raises NotFound, with the nearest that is."""
    issues = site().engine.issues()
    if key in issues:
        return issues[key]
    message = Message.of(N_("No. %(number)s of volume %(volume)s is not in this archive."),
                         number=key.number, volume=key.volume)  # fmt: skip
    held = [each for each in issues if each.publication == key.publication]
    if not held:
        raise NotFound(message, Message.of(N_("Search for words, people or dates instead.")))
    near = min(held, key=lambda each: (abs(each.volume - key.volume), abs(each.number - key.number)))
    raise NotFound(message, Message.of(N_("The nearest one held is %(issue)s."), issue=near))


def _known(slug: str, records: Mapping[str, Record], message: str) -> Record:
    if slug in records:
        return records[slug]
    near = _near(slug, records)
    hint = Message.of(N_("Did you mean %(name)s?"), name=records[near].name) if near else None
    raise NotFound(Message.of(message), hint)


def _near(name: str, names: Iterable[str]) -> str | None:
    """The most similar of the names that begin alike and are about as long."""
    alike = (each for each in names if each[:1] == name[:1] and abs(len(each) - len(name)) <= 3)
    return next(iter(difflib.get_close_matches(name, islice(alike, _COMPARED), n=1)), None)
