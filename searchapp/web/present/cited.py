"""Who is named in an article and who was cited for which days, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.model.article import Article, Citation
from searchapp.web import written
from searchapp.web.i18n import gettext
from searchapp.web.present.addresses import person_url, source_url
from searchapp.web.present.labels import Labels, mentioned, paragraph_links
from searchapp.web.present.page import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person as this article names them."""

    name: Link
    roles: str
    note: str
    paragraphs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A name that several persons could own."""

    text: str
    candidates: tuple[Link, ...]
    paragraphs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedRow:
    """A source and the days it was cited for."""

    name: Link
    days: str
    paragraphs: tuple[Link, ...]


def person_rows(article: Article) -> tuple[PersonRow, ...]:
    """The people in order of first mention; those named only attributively are told apart."""
    return tuple(
        PersonRow(
            name=Link(text=person.name, href=None if person.attributive else person_url(person.slug)),
            roles=", ".join(person.roles),
            note=_attributive(person.mentions[0].surface if person.mentions else person.name)
            if person.attributive
            else "",
            paragraphs=mentioned(person.mentions),
        )
        for person in article.people
    )


def _attributive(surface: str) -> str:
    return gettext("only in passing, as “%(surface)s”", surface=surface)


def questions(article: Article, labels: Labels) -> tuple[Question, ...]:
    """The surnames that stayed unresolved."""
    return tuple(
        Question(
            text=gettext("Which %(name)s?", name=name.surface),
            candidates=tuple(
                Link(text=labels.person(slug), href=person_url(slug)) for slug in name.candidates
            ),
            paragraphs=mentioned(name.mentions),
        )
        for name in article.unresolved
    )


def cited_rows(article: Article) -> tuple[CitedRow, ...]:
    """One row a source in order of first citation, its days together; lost ones last."""
    by_source: dict[str | None, list[Citation]] = {}
    for citation in sorted(article.citations, key=lambda each: each.slug is None):
        by_source.setdefault(citation.slug, []).append(citation)
    return tuple(_row(citations) for citations in by_source.values())


def _row(citations: list[Citation]) -> CitedRow:
    spans = sorted({span for citation in citations for span in citation.dates})
    return CitedRow(
        name=_name(citations[0]),
        days="; ".join(map(written.days, spans)) or gettext("days unknown"),
        paragraphs=paragraph_links(citation.place.paragraph for citation in citations),
    )


def _name(citation: Citation) -> Link:
    if citation.slug is None or citation.source is None:
        return Link(text=gettext("a source whose name is lost"), href=None)
    note = gettext("several sources together") if citation.collective else ""
    return Link(text=citation.source, href=source_url(citation.slug), note=note)
