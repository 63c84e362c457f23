"""What templates write most often: marked text and lists of links, as filters, quicker than macros are."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask
from markupsafe import Markup, escape

from searchapp.model.search import Run
from searchapp.web import i18n
from searchapp.web.present.page import Link


def install(app: Flask) -> None:
    """`{{ runs|marked }}`, `{{ links|linked }}` and `{{ 12|number }}` in the app's templates."""
    app.jinja_env.filters.update(marked=marked, linked=linked, number=i18n.number)


def marked(runs: Iterable[Run]) -> Markup:
    """Text with its marks."""
    pieces = [f"<mark>{escape(run.text)}</mark>" if run.marked else escape(run.text) for run in runs]
    return Markup("".join(pieces))  # noqa: S704 - of escaped pieces


def linked(links: Iterable[Link]) -> Markup:
    """Links beside each other; one that leads nowhere is its text."""
    pieces = [
        escape(link.text) if link.href is None else f'<a href="{escape(link.href)}">{escape(link.text)}</a>'
        for link in links
    ]
    return Markup(" · ".join(pieces))  # noqa: S704 - of escaped pieces
