"""The pages of articles, issues, people and sources; what is not known by name is not found."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from searchapp.errors import N_, ArticleNotFound, Message, NotFound
from searchapp.model.article import Article, ArticleId, IssueKey
from searchapp.model.registry import Person, Source
from searchapp.model.search import SearchPage, SearchQuery, Sort
from searchapp.urls.carried import Carried
from searchapp.web.present.article import article_view
from searchapp.web.present.gathered import issue_view, person_view, source_view
from searchapp.web.site import site

blueprint = Blueprint("articles", __name__)

Record = TypeVar("Record", Person, Source)

_LISTED = 100


@blueprint.get("/article/<article_id>")
def article(article_id: str) -> str:
    """One article; where its address carries a search, with its marks and the hits beside it."""
    found = article_of(article_id)
    carried = Carried.of(request.args.items(multi=True), site().today())
    root = request.host_url.rstrip("/")
    return render_template("article.html", page=article_view(found, site().engine, carried, root=root))


@blueprint.get("/issue/<publication>/<int(max=999999):volume>/<int(max=999999):number>")
def issue(publication: str, volume: int, number: int) -> str:
    """One issue of which articles are held."""
    found = site().engine.issues().get(IssueKey(publication=publication, volume=volume, number=number))
    if found is None:
        raise _no_issue(IssueKey(publication=publication, volume=volume, number=number))
    return render_template("issue.html", page=issue_view(found, site().engine))


@blueprint.get("/person/<slug>")
def person(slug: str) -> ResponseReturnValue:
    """One person, and the articles that name them."""
    if now := slug_now("person", slug):
        return redirect(url_for("articles.person", slug=now), 301)
    found = person_of(slug)
    return render_template("person.html", page=person_view(found, site().engine, _articles("person", slug)))


@blueprint.get("/source/<slug>")
def source(slug: str) -> ResponseReturnValue:
    """One source, and what it was cited for."""
    if now := slug_now("source", slug):
        return redirect(url_for("articles.source", slug=now), 301)
    found = _known(slug, site().engine.sources(), N_("No source of this archive has this address."))
    return render_template("source.html", page=source_view(found, site().engine, _articles("source", slug)))


def slug_now(field: str, slug: str) -> str | None:
    """The slug that stands for what an old one stood for; None where it is not an old one."""
    return site().engine.redirects(field).get(slug)


def article_of(article_id: str) -> Article:
    """The article of an id from an address. Raises ArticleNotFound."""
    try:
        return site().engine.get(ArticleId(article_id))
    except ArticleNotFound as error:
        near = difflib.get_close_matches(article_id, site().engine.digests(), n=1)
        hint = Message.of(N_("Did you mean %(name)s?"), name=near[0]) if near else error.hint
        raise ArticleNotFound(error.message, hint) from None


def person_of(slug: str) -> Person:
    """The person of a slug from an address. Raises NotFound."""
    return _known(slug, site().engine.people(), N_("No person of this archive has this address."))


def _known(slug: str, records: Mapping[str, Record], message: str) -> Record:
    if slug in records:
        return records[slug]
    near = difflib.get_close_matches(slug, records, n=1)
    hint = Message.of(N_("Did you mean %(name)s?"), name=records[near[0]].name) if near else None
    raise NotFound(Message.of(message), hint)


def _no_issue(key: IssueKey) -> NotFound:
    """An issue that is not held, with the nearest that is."""
    message = Message.of(N_("No. %(number)s of volume %(volume)s is not in this archive."),
                         number=key.number, volume=key.volume)  # fmt: skip
    held = [each for each in site().engine.issues() if each.publication == key.publication]
    if not held:
        return NotFound(message, Message.of(N_("Search for words, people or dates instead.")))
    near = min(held, key=lambda each: (abs(each.volume - key.volume), abs(each.number - key.number)))
    return NotFound(message, Message.of(N_("The nearest one held is %(issue)s."), issue=near))


def _articles(field: str, slug: str) -> SearchPage:
    query = SearchQuery(sort=Sort.NEWEST, per_page=_LISTED)
    return site().engine.search(query.toggle(field, slug))
