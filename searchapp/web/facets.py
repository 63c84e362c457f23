"""The pages of whole facets: every value that the articles of a search have, exactly counted."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from searchapp.fields import FACETS
from searchapp.urls import from_params, has_relative_dates
from searchapp.urls.lists import VALUES, facet_url, from_list_params
from searchapp.urls.moved import moved
from searchapp.web import caching
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
    tag = caching.tag(facet_url(field, query, part))
    if (unchanged := caching.unchanged(tag)) is not None:
        return unchanged
    view = facet_view(engine.facet(query, field), query, part, Labels.of(engine))
    return caching.tagged(make_response(render_template("listing.html", page=view)), tag)
