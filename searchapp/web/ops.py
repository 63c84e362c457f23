"""What machines that run the site ask of it: is it alive, can it answer, how is it doing."""

from __future__ import annotations

import time

from flask import Blueprint, Response

from searchapp.errors import SearchAppError
from searchapp.model.search import SearchQuery
from searchapp.represent.prometheus import MEDIA_TYPE, VERSION, Metric, exposition
from searchapp.runs import runs
from searchapp.web.site import site
from searchapp.web.watching import watch

blueprint = Blueprint("ops", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return _plain("ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The index answers a query; an operator is told where it is an older state that does."""
    try:
        site().engine.search(SearchQuery(per_page=10))
    except SearchAppError as error:
        return _plain(str(error), status=503)
    trouble = site().engine.trouble
    return _plain(f"ready: {trouble}" if trouble else "ready")


@blueprint.get("/metrics")
def metrics() -> Response:
    """Numbers for Prometheus: of all processes together, since the server was started."""
    response = Response(exposition([*watch().metrics(), *_index(), *_runs()]), mimetype=MEDIA_TYPE)
    response.mimetype_params["version"] = VERSION
    return response


def _index() -> list[Metric]:
    """What is served, how old it is, and whether it is the newest."""
    engine = site().engine
    try:
        generation, trouble = engine.generation, engine.trouble
    except SearchAppError as error:
        return [_gauge("searchapp_index_trouble", "1 where the newest state does not answer.", bool(error))]
    found = [_gauge("searchapp_index_trouble", "1 where the newest state does not answer.", bool(trouble))]
    if generation.isdecimal():
        about = "The number of the index's state that is served."
        found.append(_gauge("searchapp_index_generation", about, int(generation)))
    if (switched := site().switched) is not None:
        about = "Since the index was last changed."
        found.append(_gauge("searchapp_index_age_seconds", about, _age(switched.timestamp())))
    return found


def _runs() -> list[Metric]:
    """What runs of indexing refused; nothing where none has been noted."""
    told = runs(site().settings.index)
    if told is None:
        return []
    files, total = "searchapp_index_refused_files", "searchapp_index_refused_files_total"
    about = "Files that the last run of indexing could not take."
    return [
        _gauge(files, about, told.refused),
        Metric(
            name=total,
            kind="counter",
            about="The same, of all runs.",
            samples=[("", (), float(told.refused_total))],
        ),
        _gauge("searchapp_index_run_age_seconds", "Since the last run of indexing ended.", _age(told.at)),
    ]


def _age(since: float) -> float:
    return max(time.time() - since, 0.0)


def _gauge(name: str, about: str, value: float) -> Metric:
    return Metric(name=name, kind="gauge", about=about, samples=[("", (), float(value))])


def _plain(text: str, *, status: int = 200) -> Response:
    return Response(f"{text.rstrip()}\n", status=status, mimetype="text/plain")
