"""How to search, as one table: what a reader types, and what that means. Every example is a search to try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from searchapp.errors import N_
from searchapp.model.search import SearchQuery
from searchapp.urls import search_url
from searchapp.web.i18n import gettext
from searchapp.web.present.page import Link

Example = tuple[str, str]
"""What is typed, and what that finds; in English, marked for translation."""

TIPS: Sequence[tuple[str, str, Sequence[Example]]] = (
    (
        "words",
        N_("Words"),
        (
            ("iran bushehr", N_("articles that have both words, in any of their forms")),
            ("iran OR iraq", N_("articles that have one of them or both; OR in capitals")),
            ("iran -bolton", N_("the first word without the second; NOT does the same")),
            ("(iran OR iraq) nuclear", N_("brackets hold together what belongs together")),
        ),
    ),
    (
        "phrases",
        N_("Phrases"),
        (
            ('"axis of evil"', N_("these words in this order, the small ones too")),
            ('"putin kharrazi"~30', N_("both words with at most 30 others between them, in any order")),
            ('="Kharrazi"', N_("exactly these letters: no other form and no other spelling")),
        ),
    ),
    (
        "spellings",
        N_("Beginnings and spellings"),
        (
            ("nucl*", N_("every word that begins like this")),
            ("kharazi~", N_("also words that differ by a letter or two")),
            ("Путин", N_("names in other scripts and spellings find the person all the same")),
            ("itar-tass", N_("words joined by a hyphen are found together; each of them is a word too")),
        ),
    ),
    (
        "people",
        N_("People, sources, issues"),
        (
            ("person:putin", N_("articles that name somebody of this name")),
            ('person:"Sergei Ivanov"', N_("this person, and nobody else of the surname")),
            ("source:AFP", N_("articles that cite this source; give its whole name")),
            ("publication:monitor", N_("everything from one periodical; give its whole name")),
            ("volume:8 issue:66", N_("one issue; 8:66 leads straight to it")),
            ("issue:60..70", N_("the issues from one number to another")),
        ),
    ),
    (
        "dates",
        N_("Dates"),
        (
            ("date:2002-04", N_("a month; a year or a day is written in the same way")),
            ('after:"1 April 2002"', N_("from this day on, the day itself included")),
            ('before:"spring 2002"', N_("until the last day of this period")),
            ('date:"апрель 2002"', N_("in any language of these pages")),
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Examples of one kind."""

    anchor: str
    title: str
    examples: tuple[Link, ...]
    """What each finds is its note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpView:
    """Everything the template shows."""

    title: str
    canonical: str
    q: str = ""
    sections: tuple[Section, ...]


def help_view() -> HelpView:
    """The view, in the reader's language."""
    return HelpView(
        title=gettext("Search tips"),
        canonical="/help/search",
        sections=tuple(
            Section(anchor=anchor, title=gettext(title), examples=tuple(map(_example, examples)))
            for anchor, title, examples in TIPS
        ),
    )


def _example(example: Example) -> Link:
    text, says = example
    return Link(text=text, href=search_url(SearchQuery(q=text)), note=gettext(says))
