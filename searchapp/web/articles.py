"""The pages of articles, issues, people and sources; what is not known by name is not found."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for

from searchapp.model.article import IssueKey
from searchapp.model.search import SearchPage, SearchQuery, Sort
from searchapp.urls.carried import Carried
from searchapp.web import lately
from searchapp.web.named import article_of, issue_of, person_of, slug_now, source_of
from searchapp.web.origin import origin
from searchapp.web.present.article import article_view
from searchapp.web.present.histogram import Held
from searchapp.web.present.issue import issue_view
from searchapp.web.present.person import person_view
from searchapp.web.present.rows import LISTED
from searchapp.web.present.source import source_view
from searchapp.web.site import site

blueprint = Blueprint("articles", __name__)


@blueprint.get("/article/<article_id>")
@lately.page
def article(article_id: str) -> str:
    """One article; where its address carries a search, with its marks and the hits beside it."""
    found = article_of(article_id)
    carried = Carried.of(request.args.items(multi=True), site().today())
    view = article_view(found, site().engine, carried, root=origin().url)
    return render_template("article.html", page=view)


@blueprint.get("/issue/<publication>/<int(max=999999):volume>/<int(max=999999):number>")
@lately.page
def issue(publication: str, volume: int, number: int) -> str:
    """One issue of which articles are held."""
    found = issue_of(IssueKey(publication=publication, volume=volume, number=number))
    return render_template("issue.html", page=issue_view(found, site().engine))


@blueprint.get("/person/<slug>")
@lately.page
def person(slug: str) -> str:
    """One person, and the articles that name them."""
    if now := slug_now("person", slug):
        abort(redirect(url_for("articles.person", slug=now), 301))
    found = person_of(slug)
    view = person_view(found, site().engine, _articles("person", slug), site().per_generation(Held.of))
    return render_template("person.html", page=view)


@blueprint.get("/source/<slug>")
@lately.page
def source(slug: str) -> str:
    """One source, and what it was cited for."""
    if now := slug_now("source", slug):
        abort(redirect(url_for("articles.source", slug=now), 301))
    found = source_of(slug)
    view = source_view(found, site().engine, _articles("source", slug), site().per_generation(Held.of))
    return render_template("source.html", page=view)


def _articles(field: str, slug: str) -> SearchPage:
    query = SearchQuery(sort=Sort.NEWEST, per_page=LISTED)
    return site().engine.search(query.toggle(field, slug))
