"""What readers keep: language and theme in cookies, reading list and history in the browser alone."""

from __future__ import annotations

import re

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from searchapp.web import themes
from searchapp.web.present.reader import saved_view

blueprint = Blueprint("reader", __name__)

_HERE = re.compile(r"/(?![/\\])[!-~]*")
"""An address of this site; two slashes would lead to another."""


@blueprint.get("/preferences")
def preferences() -> Response:
    """Keep the theme chosen, as `i18n` keeps the language, and lead back to the page where it was."""
    back = request.args.get("to", "")
    response = redirect(back if _HERE.fullmatch(back) else url_for("search.home"), 303)
    themes.choose(response, request.args.get("theme", ""))
    return response


@blueprint.get("/saved")
def saved() -> str:
    """The reading list and the searches before; the script fills it in."""
    return render_template("saved.html", page=saved_view())
