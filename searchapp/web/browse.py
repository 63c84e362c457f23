"""Ways into the archive without words: calendars, and the lists of all people and all sources."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from searchapp.engines.base import Engine
from searchapp.errors import N_, Message, NotFound
from searchapp.urls.lists import NAMES, Part, from_list_params
from searchapp.urls.values import clean
from searchapp.web import lately
from searchapp.web.present.browse import Chosen, browse_view, held_years
from searchapp.web.present.listing import people_view, person_entries, source_entries, sources_view
from searchapp.web.site import site

blueprint = Blueprint("browse", __name__)


@blueprint.get("/browse")
@lately.page
def browse() -> str:
    """What is held of every publication, with the calendar of a year."""
    engine = site().engine
    view = browse_view(engine, site().archive.publication, _chosen(engine))
    return render_template("browse.html", page=view)


@blueprint.get("/people")
@lately.page
def people() -> str:
    """Everybody the archive names."""
    entries = site().per_generation(person_entries)
    return render_template("listing.html", page=people_view(entries, _part()))


@blueprint.get("/sources")
@lately.page
def sources() -> str:
    """Everybody the archive cites."""
    entries = site().per_generation(source_entries)
    return render_template("listing.html", page=sources_view(entries, _part()))


def _part() -> Part:
    """Raises ParameterError."""
    return from_list_params(request.args.items(multi=True), NAMES)


def _chosen(engine: Engine) -> Chosen | None:
    """The calendar that is asked for. Raises NotFound where nothing of it is held."""
    publication, year = (clean(request.args.get(name, "")) for name in ("publication", "year"))
    if not publication and not year:
        return None
    held = held_years(engine.issues())
    found = next((each for each in held if (each[0], str(each[1])) == (publication, year)), None)
    if found is None:
        raise NotFound(
            Message.of(N_("Nothing that appeared then is in this archive.")),
            Message.of(N_("Browse the years that are held.")),
        )
    return found
