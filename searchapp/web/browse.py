"""The lists of all people and all sources: by name or by how often, by letter, a hundred at a time."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from searchapp.urls.lists import NAMES, Part, from_list_params
from searchapp.web.present.listing import people_view, person_entries, source_entries, sources_view
from searchapp.web.site import site

blueprint = Blueprint("browse", __name__)


@blueprint.get("/people")
def people() -> str:
    """Everybody the archive names."""
    entries = site().per_generation(person_entries)
    return render_template("listing.html", page=people_view(entries, _part()))


@blueprint.get("/sources")
def sources() -> str:
    """Everybody the archive cites."""
    entries = site().per_generation(source_entries)
    return render_template("listing.html", page=sources_view(entries, _part()))


def _part() -> Part:
    """Raises ParameterError."""
    return from_list_params(request.args.items(multi=True), NAMES)
