"""How to cite an article: in words, and as files for programs that keep citations."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.model.article import Article
from searchapp.urls.records import article_url
from searchapp.web import i18n, written
from searchapp.web.present.labels import Labels
from searchapp.web.present.page import Link

FILES = (("RIS", ".ris"), ("BibTeX", ".bib"))
"""What they are called, and how their addresses end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """The ways to cite one article."""

    text: str
    """`“Moscow waits.” Monitor vol. 8 no. 66, 4 April 2002.`"""
    address: str
    files: tuple[Link, ...]


def cite(article: Article, labels: Labels, root: str) -> Cite:
    """`root` is the site's address, without a last slash. A supplied title is in brackets."""
    title = article.title.rstrip(".…") + ("…" if article.title.endswith("…") else "")
    named = f"[{title}]." if article.title_supplied else f"“{title}.”"
    with i18n.in_source():  # as the title is
        day = written.day(article.date.value) if article.date.value else ""
        place = labels.place(article)
    address = article_url(article.id)
    return Cite(
        text=f"{named} {', '.join(filter(None, (place, day)))}.",
        address=f"{root}{address}",
        files=tuple(Link(text=name, href=f"{address}{suffix}") for name, suffix in FILES),
    )
