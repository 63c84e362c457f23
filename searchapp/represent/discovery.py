"""What programs find the archive by: the OpenSearch description, the map of the site, what not to crawl."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from searchapp.represent.atom import MEDIA_TYPE as ATOM
from searchapp.represent.atom import moment
from searchapp.represent.origin import Origin
from searchapp.represent.xml import Element, child, element, written

DESCRIPTION_TYPE = "application/opensearchdescription+xml"
SUGGESTIONS_TYPE = "application/x-suggestions+json"
SITEMAP_TYPE = "application/xml"
MOST_URLS = 50_000
"""That one map may have, as sitemaps.org says."""

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LONGEST_NAME = 16
"""Characters that OpenSearch gives a short name; 48 for a long one."""


def opensearch_description(origin: Origin) -> bytes:
    """How to search this archive, for browsers and other programs (OpenSearch 1.1, draft 6)."""
    root = element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    child(root, "ShortName", origin.archive[:_LONGEST_NAME].strip())
    child(root, "LongName", origin.archive[:48].strip())
    child(root, "Description", f"Search for articles of {origin.archive}"[:1024])
    words, page = "q={searchTerms}", "page={startPage?}"
    _put_url(root, "text/html", origin.at(f"/search?{words}&{page}"), "results")
    _put_url(root, ATOM, origin.at(f"/search.atom?{words}&{page}"), "results")
    _put_url(root, "application/json", origin.at(f"/search.json?{words}&{page}"), "results")
    _put_url(root, SUGGESTIONS_TYPE, origin.at(f"/suggest?{words}"), "suggestions")
    _put_url(root, DESCRIPTION_TYPE, origin.at("/opensearch.xml"), "self")
    child(root, "Image", origin.at("/static/icon.svg"), width="16", height="16", type="image/svg+xml")
    child(root, "Query", role="example", searchTerms="moscow")
    child(root, "Language", "en")
    child(root, "InputEncoding", "UTF-8")
    child(root, "OutputEncoding", "UTF-8")
    return written(root)


Changed = tuple[str, datetime | None]
"""An absolute address, and when what is there last changed, where that is known."""


def sitemap(pages: Iterable[Changed]) -> bytes:
    """One map: at most `MOST_URLS`."""
    return _mapped("urlset", "url", pages)


def sitemap_index(maps: Iterable[Changed]) -> bytes:
    """The map of maps."""
    return _mapped("sitemapindex", "sitemap", maps)


def _mapped(whole: str, part: str, addresses: Iterable[Changed]) -> bytes:
    root = element(whole, {"xmlns": _SITEMAPS})
    for url, changed in addresses:
        each = child(root, part)
        child(each, "loc", url)
        if changed is not None:
            child(each, "lastmod", moment(changed))
    return written(root)


def robots(kept_out: Iterable[str], origin: Origin) -> str:
    """Articles are for everybody; searches of searches would never end.

    Paths begin at the top of the host, as crawlers read them, wherever the site lies below it.
    """
    mount = urlsplit(origin.url).path
    refused = "".join(f"Disallow: {mount}{path}\n" for path in kept_out)
    return f"User-agent: *\n{refused}\nSitemap: {origin.at('/sitemap.xml')}\n"


def _put_url(root: Element, media_type: str, template: str, rel: str) -> None:
    child(root, "Url", type=media_type, rel=rel, template=template)
