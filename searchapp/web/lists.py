"""The lists of all people and all sources, for other programs: the same parts as on the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, request

from searchapp.represent.json import dumped
from searchapp.represent.records import Listed, Record, list_object
from searchapp.urls.lists import NAMES, Part, from_list_params, list_url
from searchapp.web.caching import answered
from searchapp.web.formats import JSON
from searchapp.web.present.listing import person_entries, source_entries
from searchapp.web.present.long_list import LISTED, Entry, selection
from searchapp.web.site import site
from searchapp.web.strict import refuse_others

blueprint = Blueprint("lists", __name__)


@blueprint.get("/people.json")
def people() -> Response:
    """Everybody the archive names."""
    part = _asked()
    return answered(
        list_url("/people.json", part),
        JSON,
        lambda: _list("/people", part, site().per_generation(person_entries), site().engine.people()),
    )


@blueprint.get("/sources.json")
def sources() -> Response:
    """Everybody the archive cites."""
    part = _asked()
    return answered(
        list_url("/sources.json", part),
        JSON,
        lambda: _list("/sources", part, site().per_generation(source_entries), site().engine.sources()),
    )


def _asked() -> Part:
    refuse_others("find", "letter", "sort", "page")
    return from_list_params(request.args.items(multi=True), NAMES)


def _list(path: str, part: Part, entries: Iterable[Entry], records: Mapping[str, Record]) -> Response:
    found = selection(entries, part)
    shown = [records[entry.value] for _, section in found.sections for entry in section]
    listed = Listed(
        total=found.found,
        page=part.page,
        per_page=LISTED,
        url=lambda number, suffix: list_url(f"{path}{suffix}", part.on_page(number)),
    )
    return Response(dumped(list_object(shown, listed, generation=site().engine.generation)), mimetype=JSON)
