"""The page of what a reader keeps; what is on it only the reader's browser knows."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from searchapp.web.i18n import gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """Everything the template shows before the script fills it in."""

    title: str
    canonical: str
    q: str = ""


def saved_view() -> SavedView:
    """The view of the reading list."""
    return SavedView(title=gettext("Reading list"), canonical=url_for("reader.saved"))
