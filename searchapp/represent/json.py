"""The JSON that other programs rely on: search results, articles, people and errors.

The same objects answer `/search.json` and `searchapp search --json`. A value that is unknown is
null, never left out; addresses are relative to the site's root.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

import msgspec

from searchapp.errors import ParameterError, SearchAppError
from searchapp.model.article import Article, Citation, CrossReference, IssueDate, Mention, NamedPerson
from searchapp.model.registry import Person, Publication
from searchapp.model.search import Facet, FacetValue, Hit, Run, SearchPage, SearchQuery, Sort, Suggestion
from searchapp.urls import search_url
from searchapp.urls.links import Links
from searchapp.urls.lists import facet_url
from searchapp.urls.records import article_url

Object = dict[str, Any]
Publications = Mapping[str, Publication]


def dumped(body: object) -> bytes:
    """UTF-8, indented for people, with a newline at the end."""
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def line(body: Object) -> bytes:
    """UTF-8, in one line of JSON Lines."""
    return msgspec.json.encode(body) + b"\n"


def search_object(page: SearchPage, publications: Publications, *, took_ms: float) -> Object:
    """One page of results."""
    query = page.query
    links = Links(query)
    return {
        "ok": True,
        "generation": page.generation,
        "query": {
            "q": query.q,
            "read_as": page.read_as,
            "notices": [str(notice.message) for notice in page.notices],
            "suggestions": [_suggestion(each, query) for each in page.suggestions],
            "relaxed": page.relaxed,
        },
        "meta": {
            "total": page.total,
            "page": query.page,
            "pages": page.pages,
            "per_page": query.per_page,
            "took_ms": round(took_ms, 1),
        },
        "links": _links(page),
        "data": [_hit(hit, publications) for hit in page.hits],
        "facets": {facet.field: _facet(facet, query, links) for facet in page.facets},
    }


def article_object(article: Article, publications: Publications) -> Object:
    """One article with everything known of it."""
    return {
        "id": article.id,
        "url": article_url(article.id),
        "publication": publication_name(article, publications),
        "volume": article.volume,
        "issue": article.issue,
        "date": date_object(article.date),
        "title": article.title,
        "title_supplied": article.title_supplied,
        "paragraphs": list(article.paragraphs),
        "people": [_person(person) for person in article.people],
        "citations": [_citation(citation) for citation in article.citations],
        "references": [_reference(reference) for reference in article.references],
        "unresolved": [
            {
                "surface": name.surface,
                "candidates": list(name.candidates),
                "mentions": [_mention(mention) for mention in name.mentions],
            }
            for name in article.unresolved
        ],
        "referred_to_by": list(article.referred_to_by),
    }


def person_object(person: Person) -> Object:
    """One identity over all articles."""
    return {
        "slug": person.slug,
        "name": person.name,
        "aliases": list(person.aliases),
        "roles": [
            {"role": role.role, "first": _day(role.first), "last": _day(role.last)} for role in person.roles
        ],
        "articles": person.articles,
        "confusable_with": list(person.confusable_with),
    }


def error_object(error: SearchAppError) -> Object:
    """What went wrong and what to do."""
    return {
        "ok": False,
        "status": error.http_status,
        "error": str(error.message),
        "hint": str(error.hint) if error.hint else None,
        "param": error.param if isinstance(error, ParameterError) else None,
    }


def snippet_html(runs: Iterable[Run]) -> str:
    """Escaped text with `<mark>` around what matched."""
    return "".join(f"<mark>{escape(run.text)}</mark>" if run.marked else escape(run.text) for run in runs)


def _links(page: SearchPage) -> Object:
    query, number = page.query, page.query.page

    def link(other: int) -> str | None:
        return search_url(query.on_page(other), suffix=".json") if 1 <= other <= page.pages else None

    return {
        "self": link(number),
        "first": link(1),
        "prev": link(number - 1),
        "next": link(number + 1),
        "last": link(page.pages),
        "html": search_url(query),
        "atom": search_url(replace(query, sort=Sort.NEWEST, page=1), suffix=".atom"),
    }


def _hit(hit: Hit, publications: Publications) -> Object:
    article = hit.article
    return {
        "id": article.id,
        "url": article_url(article.id),
        "publication": publication_name(article, publications),
        "volume": article.volume,
        "issue": article.issue,
        "date": date_object(article.date),
        "title": article.title,
        "title_supplied": article.title_supplied,
        "snippets": [
            {"paragraph": snippet.paragraph, "html": snippet_html(snippet.runs)} for snippet in hit.snippets
        ],
        "people": [{"slug": person.slug, "name": person.name} for person in article.identities],
        "sources": [{"slug": slug, "name": name} for slug, name in article.sources],
    }


def publication_name(article: Article, publications: Publications) -> str | None:
    """How an article's publication is called; None where it is unknown."""
    record = publications.get(article.publication or "")
    return record.name if record else article.publication


def _facet(facet: Facet, query: SearchQuery, links: Links) -> Object:
    return {
        "total_values": facet.total_values,
        "values": [_value(value, facet.field, links) for value in facet.values],
        "more_url": facet_url(facet.field, query) if facet.total_values > len(facet.values) else None,
    }


def _value(value: FacetValue, field: str, links: Links) -> Object:
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
        "excluded": value.excluded,
        "url": links.toggled(field, value.value),
    }


def _suggestion(suggestion: Suggestion, query: SearchQuery) -> Object:
    asked = replace(query, q=suggestion.text, page=1)
    return {"text": suggestion.text, "count": suggestion.count, "url": search_url(asked)}


def date_object(date: IssueDate) -> Object:
    """The day of an issue, how certain it is and why."""
    return {
        "value": _day(date.value),
        "certainty": date.certainty.value,
        "evidence": [str(reason) for reason in date.evidence],
    }


def _day(day: object) -> str | None:
    return str(day) if day is not None else None


def _person(person: NamedPerson) -> Object:
    return {
        "slug": person.slug,
        "name": person.name,
        "roles": list(person.roles),
        "attributive": person.attributive,
        "mentions": [_mention(mention) for mention in person.mentions],
    }


def _mention(mention: Mention) -> Object:
    place = mention.place
    return {
        "paragraph": place.paragraph,
        "start": place.start,
        "end": place.end,
        "surface": mention.surface,
    }


def _citation(citation: Citation) -> Object:
    return {
        "source": citation.source,
        "slug": citation.slug,
        "lost": citation.lost,
        "collective": citation.collective,
        "dates": [str(days) for days in citation.dates],
        "paragraph": citation.place.paragraph,
    }


def _reference(reference: CrossReference) -> Object:
    return {
        "publication": reference.publication,
        "date": _day(reference.date),
        "volume": reference.volume,
        "issue": reference.issue,
        "articles": list(reference.articles),
        "likeliest": reference.likeliest,
        "paragraph": reference.place.paragraph,
    }
