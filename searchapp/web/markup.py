"""What templates write most often: marked text and lists of links, as filters, quicker than macros are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from flask import Flask
from markupsafe import Markup, escape

from searchapp.model.search import Run
from searchapp.web import written
from searchapp.web.present.page import Link


def install(app: Flask) -> None:
    """`{{ runs|marked }}`, `{{ links|linked }}` and `{{ 12|number }}` in the app's templates."""
    app.jinja_env.filters.update(marked=marked, linked=linked, number=written.number)


def marked(runs: Iterable[Run]) -> Markup:
    """Text with its marks."""
    pieces = [f"<mark>{escape(run.text)}</mark>" if run.marked else escape(run.text) for run in runs]
    return Markup("".join(pieces))  # noqa: S704 - of escaped pieces


def linked(links: Collection[Link], *, notes: bool = False) -> Markup:
    """Links beside each other, on request with their notes; one that leads nowhere is its text."""
    pieces = [
        escape(link.text) if link.href is None else f'<a href="{escape(link.href)}">{escape(link.text)}</a>'
        for link in links
    ]
    if notes:
        pieces = [f"{piece} {escape(link.note)}".rstrip() for piece, link in zip(pieces, links, strict=True)]
    return Markup(" · ".join(pieces))  # noqa: S704 - of escaped pieces
