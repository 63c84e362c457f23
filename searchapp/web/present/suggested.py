"""Suggestions as a list shows them, each with the search that it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from searchapp.model.search import SearchQuery, Suggestion
from searchapp.text.analyze import tokens
from searchapp.text.beginnings import finder
from searchapp.urls import search_url
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.labels import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """One of them."""

    text: str
    note: str
    """What it is, and how many articles it finds."""
    asked: str
    """The search box's text, for who can only fill it in."""
    href: str


def suggested(typed: str, found: Iterable[Suggestion], labels: Labels) -> tuple[SuggestionView, ...]:
    """The views; what was typed before the word that is completed is asked as well."""
    return tuple(_view(typed, each, labels) for each in found)


def _view(typed: str, each: Suggestion, labels: Labels) -> SuggestionView:
    before = _before(typed, each, labels)
    asked = f"{before}{each.text}"
    query = SearchQuery(q=asked)
    if each.field and each.value:
        query = SearchQuery(q=before.strip()).toggle(each.field, each.value)
    kinds = {"person": gettext("Person"), "source": gettext("Source"), "issue": gettext("Issue")}
    number = ngettext(
        "%(number)s article", "%(number)s articles", each.count, number=written.number(each.count)
    )
    kind = kinds.get(each.field or "", gettext("Word"))
    return SuggestionView(text=each.text, note=f"{kind} · {number}", asked=asked, href=search_url(query))


def _before(typed: str, each: Suggestion, labels: Labels) -> str:
    """What stands before the last word; nothing where all words are of one name."""
    names = (each.text, *labels.aliases(each.field or "", each.value or ""))
    if each.field == "issue" or (each.field and finder(typed)(names)):
        return ""
    last = [token.start for token in tokens(typed)][-1:]
    return typed[: last[0]] if last else ""
