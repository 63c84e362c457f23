"""An article for programs that read its page: schema.org in JSON-LD, and the `citation_` tags of scholars.

Article › PublicationIssue › PublicationVolume › Periodical, as far as they are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from searchapp.model.article import Article, Citation, CrossReference, DateRange
from searchapp.represent.json import Object, Publications, publication_name
from searchapp.represent.origin import Origin
from searchapp.urls.records import article_url, issue_url, person_url, source_url

Tag = tuple[str, str]
"""The name and content of a `<meta>`."""

_UNSAFE = re.compile("[<>&\u2028\u2029]")


def json_ld(article: Article, publications: Publications, origin: Origin) -> Object:
    """The article as schema.org describes one; what is unknown is left out."""
    url = origin.at(article_url(article.id))
    day = article.date.value
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "@id": url,
            "url": url,
            "headline": article.title,
            "datePublished": str(day) if day else None,
            "inLanguage": "en",
            "isAccessibleForFree": True,
            "isPartOf": _issue(article, publications, origin),
            "mentions": [
                {"@type": "Person", "@id": origin.at(person_url(person.slug)), "name": person.name}
                for person in article.identities
            ],
            "citation": [
                *(_source(each, origin) for each in article.citations if each.source),
                *(_reference(each, origin) for each in article.references),
            ],
        }
    )


def embedded(body: Object) -> str:
    """JSON that may stand inside a `<script>` whatever it says."""
    text = msgspec.json.encode(body).decode()
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def citation_tags(article: Article, publications: Publications, origin: Origin) -> Iterator[Tag]:
    """What Highwire Press began and scholars' programs read; an unknown date has no tag."""
    day = article.date.value
    tags = (
        ("citation_title", article.title),
        ("citation_journal_title", publication_name(article, publications)),
        ("citation_volume", article.volume),
        ("citation_issue", article.issue),
        ("citation_publication_date", day and f"{day:%Y/%m/%d}"),
        ("citation_language", "en"),
        ("citation_public_url", origin.at(article_url(article.id))),
        ("citation_fulltext_html_url", origin.at(article_url(article.id))),
    )
    yield from ((name, str(value)) for name, value in tags if value is not None)
    yield from (("citation_keywords", person.name) for person in article.identities)


def _issue(article: Article, publications: Publications, origin: Origin) -> Object | None:
    """The innermost that is known, each within the next."""
    name, day = publication_name(article, publications), article.date.value
    whole: Object | None = {"@type": "Periodical", "name": name} if name else None
    if article.volume is not None:
        whole = _known({"@type": "PublicationVolume", "volumeNumber": str(article.volume), "isPartOf": whole})
    if article.issue is not None:
        key = article.key
        whole = _known(
            {
                "@type": "PublicationIssue",
                "@id": origin.at(issue_url(key)) if key else None,
                "issueNumber": str(article.issue),
                "datePublished": str(day) if day else None,
                "isPartOf": whole,
            }
        )
    return whole


def _source(citation: Citation, origin: Origin) -> Object:
    """A report of a source: of one day, or of some."""
    url = origin.at(source_url(citation.slug)) if citation.slug else None
    publisher = _known({"@type": "Organization", "@id": url, "name": citation.source})
    days = [_day(each) for each in citation.dates]
    return _known(
        {
            "@type": "CreativeWork",
            "publisher": publisher,
            "datePublished": days[0] if len(days) == 1 and "/" not in days[0] else None,
            "temporalCoverage": days if len(days) > 1 or any("/" in day for day in days) else None,
        }
    )


def _reference(reference: CrossReference, origin: Origin) -> Object:
    """An issue that is referred to, with the article that is likely meant."""
    periodical = {"@type": "Periodical", "name": reference.publication}
    issue = _known(
        {
            "@type": "PublicationIssue",
            "issueNumber": None if reference.issue is None else str(reference.issue),
            "datePublished": str(reference.date) if reference.date else None,
            "isPartOf": periodical,
        }
    )
    if reference.likeliest is None:
        return issue
    return {"@type": "Article", "@id": origin.at(article_url(reference.likeliest)), "isPartOf": issue}


def _day(days: DateRange) -> str:
    return str(days)


def _known(body: dict[str, Any]) -> Object:
    return {name: value for name, value in body.items() if value not in (None, [])}
