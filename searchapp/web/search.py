"""The home page and the results: a request becomes a question, its answer a page."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from searchapp.history import since, steps
from searchapp.model.article import IssueKey
from searchapp.model.search import SearchPage, SearchQuery
from searchapp.query.conditions import ways_out
from searchapp.urls import Pairs, from_params, has_relative_dates, search_url
from searchapp.urls.either import noticed
from searchapp.urls.moved import moved
from searchapp.urls.values import clean
from searchapp.web import lately
from searchapp.web.present.chips import Chip, chip
from searchapp.web.present.histogram import Held
from searchapp.web.present.home import home_view
from searchapp.web.present.labels import Labels
from searchapp.web.present.namesakes import Surnames
from searchapp.web.present.results import results_view
from searchapp.web.present.since import told_since
from searchapp.web.site import site
from searchapp.web.watching import found

blueprint = Blueprint("search", __name__)

_ISSUE = re.compile(
    r"(?:[^\W\d]+ )?(?:vol(?:ume|\.)? ?)?(?P<volume>\d{1,6})"
    r"(?: ?: ?|,? ?(?:no\.?|number|issue) ?)(?P<number>\d{1,6})",
    re.IGNORECASE,
)


@blueprint.get("/")
@lately.page
def home() -> str:
    """A search box, examples, and what the archive holds."""
    return render_template("home.html", page=home_view(site().engine, site().archive.publication))


@blueprint.get("/search")
def results() -> ResponseReturnValue:
    """The articles found. Relative dates and old slugs are answered by the address with today's."""
    engine, today = site().engine, site().today()
    pairs = list(request.args.items(multi=True))
    query = from_params(pairs, today=today)
    if has_relative_dates(pairs, today):
        return redirect(search_url(query), 302)
    if (now := moved(query, engine.redirects)) != query:
        return redirect(search_url(now), 301)
    return lately.answered(search_url(query), lambda: _page(query, pairs), told=partial(found, query))


def _page(query: SearchQuery, pairs: Pairs) -> lately.Page:
    engine = site().engine
    page = noticed(engine.search(query), pairs)
    view = results_view(
        page,
        engine,
        ways_out=_counted_ways_out(page, Labels.of(engine)),
        named=_named_issues(query.q),
        held=site().per_generation(Held.of),
        surnames=site().per_generation(Surnames.of),
    )
    if told := _since(query):
        view = replace(view, notices=(told, *view.notices))
    html = render_template("results.html", page=view, bookmark=_bookmark(query))
    return lately.Page(html, page.total)


def _bookmark(query: SearchQuery) -> str:
    """The address of a search that will tell what is new since now."""
    url = search_url(query)
    return f"{url}{'&' if '?' in url else '?'}seen={site().engine.generation}"


def _since(query: SearchQuery) -> str:
    """What is new since the generation that a bookmark names: `seen=12`; empty where that is not known."""
    seen, engine = clean(request.args.get("seen", "")), site().engine
    news = since(steps(site().settings.index), seen, engine.generation) if seen else None
    return told_since(news, engine.among(query, news.added | news.changed)) if news else ""


def _named_issues(q: str) -> list[IssueKey]:
    """The held issues that `8:66` or `vol. 8 no. 66` names, in any publication."""
    found = _ISSUE.fullmatch(q)
    if found is None:
        return []
    asked = (int(found["volume"]), int(found["number"]))
    return [key for key in site().engine.issues() if (key.volume, key.number) == asked]


def _counted_ways_out(page: SearchPage, labels: Labels) -> list[tuple[Chip, int]]:
    """Where nothing was found: the conditions without which something is, and how much."""
    if page.total:
        return []
    ways = [chip(condition, labels) for condition in ways_out(page.query)]
    counts = site().engine.totals([way.without for way in ways])
    return [(way, count) for way, count in zip(ways, counts, strict=True) if count]
