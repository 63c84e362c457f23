"""The page that tells how to search."""

from __future__ import annotations

from flask import Blueprint, render_template

from searchapp.web.present.help import help_view

blueprint = Blueprint("help", __name__)


@blueprint.get("/help/search")
def search() -> str:
    """What can be typed, with examples to try."""
    return render_template("help.html", page=help_view())
