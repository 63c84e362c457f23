"""The pages of whole facets: every value that the articles of a search have, exactly counted."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from searchapp.fields import FACETS
from searchapp.model.search import SearchQuery
from searchapp.urls import from_params, has_relative_dates
from searchapp.urls.lists import VALUES, Part, facet_url, from_list_params
from searchapp.urls.moved import moved
from searchapp.web import lately
from searchapp.web.present.facet_page import facet_view
from searchapp.web.present.labels import Labels
from searchapp.web.site import site

blueprint = Blueprint("facets", __name__)

_FIELDS = frozenset(field.name for field in FACETS)


@blueprint.get("/facet/<field>")
def facet(field: str) -> ResponseReturnValue:
    """All values of one facet. Relative dates and old slugs are answered as those of a search are."""
    if field not in _FIELDS:
        abort(404)
    engine, today = site().engine, site().today()
    pairs = list(request.args.items(multi=True))
    query, part = from_params(pairs, today=today).on_page(1), from_list_params(pairs, VALUES)
    if has_relative_dates(pairs, today):
        return redirect(facet_url(field, query, part), 302)
    if (now := moved(query, engine.redirects)) != query:
        return redirect(facet_url(field, now, part), 301)
    return lately.answered(facet_url(field, query, part), lambda: _page(field, query, part))


def _page(field: str, query: SearchQuery, part: Part) -> lately.Page:
    engine = site().engine
    view = facet_view(engine.facet(query, field), query, part, Labels.of(engine))
    return lately.Page(render_template("listing.html", page=view))
