"""Where the pages of articles, issues, people and sources are. A page of results links to two hundred.

They are what Flask's `url_for` gives, which takes ten times as long.
"""

from __future__ import annotations

from functools import lru_cache, partial
from urllib.parse import quote, quote_plus

from searchapp.model.article import ArticleId, IssueKey

_KEPT = 4096

_in_path = lru_cache(_KEPT)(partial(quote, safe="!$&'()*+,/:;=@"))
_in_query = lru_cache(_KEPT)(partial(quote_plus, safe="!$'()*,/:;?@"))


def article_url(article_id: ArticleId, q: str = "") -> str:
    """An article's page, with what the reader's words match marked."""
    asked = f"?q={_in_query(q)}" if q else ""
    return f"/article/{_in_path(article_id)}{asked}"


def issue_url(key: IssueKey) -> str:
    """An issue's page."""
    return f"/issue/{_in_path(key.publication)}/{key.volume}/{key.number}"


def person_url(slug: str) -> str:
    """A person's page."""
    return f"/person/{_in_path(slug)}"


def source_url(slug: str) -> str:
    """A source's page."""
    return f"/source/{_in_path(slug)}"
