"""The lists of all people and all sources, by name or by how often, a hundred at a time."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from searchapp.errors import N_, Message, PageNotFound
from searchapp.urls.values import chosen, clean, page_number
from searchapp.web.present.listing import LISTED, Order, people_view, sources_view
from searchapp.web.site import site

blueprint = Blueprint("browse", __name__)


@blueprint.get("/people")
def people() -> str:
    """Everybody the archive names."""
    records = site().engine.people()
    order, page = _asked(len(records))
    return render_template("listing.html", page=people_view(records.values(), order, page))


@blueprint.get("/sources")
def sources() -> str:
    """Everybody the archive cites."""
    records = site().engine.sources()
    order, page = _asked(len(records))
    return render_template("listing.html", page=sources_view(records.values(), order, page))


def _asked(total: int) -> tuple[Order, int]:
    """Raises ParameterError, and PageNotFound past the end."""
    given = {name: clean(value) for name, value in request.args.items() if clean(value)}
    order = chosen("sort", given.get("sort"), Order.NAME)
    page, last = page_number(given.get("page"), LISTED), max(1, -(-total // LISTED))
    if page > last:
        raise PageNotFound(
            Message.of(N_("There is no page %(page)s of these results."), page=page),
            Message.of(N_("The last one is %(last)s."), last=last),
        )
    return order, page
