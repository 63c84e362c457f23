"""Errors as pages, or as JSON where JSON was asked for. The one place of the web that catches them."""

from __future__ import annotations

from flask import Flask, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from searchapp.errors import N_, Message, SearchAppError
from searchapp.model.search import LONGEST_QUERY
from searchapp.represent.json import dumped, error_object
from searchapp.urls.values import clean
from searchapp.web.i18n import gettext
from searchapp.web.named import Missed
from searchapp.web.present.page import ErrorView, preferences
from searchapp.web.strict import wants_object
from searchapp.web.written import said

_OTHERS = {
    400: N_("This request cannot be understood."),
    404: N_("There is no such page."),
    405: N_("This address cannot be asked in that way."),
    429: N_("Too many searches at once."),
    500: N_("Something went wrong on our side."),
}


class _Other(SearchAppError):
    """What the framework refused, as an error of ours."""


def install(app: Flask) -> None:
    """Answer every error of the app."""
    app.register_error_handler(SearchAppError, _searchapp_error)
    app.register_error_handler(HTTPException, _http_error)


def _searchapp_error(error: SearchAppError) -> ResponseReturnValue:
    return _answer(error, error.http_status)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    response = error.get_response()
    if response.status_code < 400:
        return response
    status = response.status_code
    answer = _answer(_Other(Message.of(_OTHERS.get(status, _OTHERS[400]))), status)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer


def _answer(error: SearchAppError, status: int) -> Response:
    if wants_object():
        body = {**error_object(error), "status": status}
        response = make_response(dumped(body), status)
        response.mimetype = "application/json"
    else:
        # Other languages lead home: a page that is not there is not repeated.
        view = {"page": _page(error, status), "preferences": preferences(url_for("search.home"))}
        response = make_response(render_template("error.html", **view), status)
    if status == 503:
        response.headers["Retry-After"] = "30"
    return response


def _page(error: SearchAppError, status: int) -> ErrorView:
    near = error.near if isinstance(error, Missed) else ()
    return ErrorView(
        title=_title(status),
        message=said(error.message),
        hint=said(error.hint) if error.hint and not near else None,
        near=near,
        q=clean(request.args.get("q", "")[:LONGEST_QUERY]),
    )


def _title(status: int) -> str:
    titles = {
        400: gettext("This cannot be searched"),
        404: gettext("Not found"),
        405: gettext("Not possible"),
        410: gettext("Withdrawn"),
        429: gettext("Too many searches at once"),
        503: gettext("The archive cannot be searched at the moment"),
    }
    return titles.get(status, gettext("Something went wrong"))
