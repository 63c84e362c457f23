"""The search that an article's address carries: what is marked, which hits are beside it, the way back.

`/article/visit?q=bushehr&person=igor-ivanov&at=3`: the search's own parameters, and which of its hits the
article is. The article's canonical address has none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from searchapp.errors import SearchAppError
from searchapp.model.article import ArticleId
from searchapp.model.search import DEEPEST_HIT, SearchQuery
from searchapp.urls import encoded, from_params, search_url, to_params
from searchapp.urls.records import article_url

_AT, _MARKS, _OFF = "at", "marks", "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A search, always on its first page, and a place among its hits."""

    query: SearchQuery
    at: int | None = None
    """The hit's rank, from 1; None where an address does not say."""
    marks: bool = True
    """Whether what matches is marked."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], today: date) -> Carried | None:
        """What an address carries; None where it carries nothing that can be understood."""
        given = list(pairs)
        one = dict(given)
        try:
            query = from_params(given, today=today).on_page(1)
        except SearchAppError:
            return None
        at = _rank(one.get(_AT, ""))
        return cls(query=query, at=at, marks=one.get(_MARKS) != _OFF) if query.q or at else None

    @property
    def page(self) -> int:
        """The page of results that has the hit."""
        return ((self.at or 1) - 1) // self.query.per_page + 1

    @property
    def back(self) -> str:
        """The address of the results, at the hit."""
        results = search_url(self.query.on_page(self.page))
        return f"{results}#hit-{self.at}" if self.at else results

    def unmarked(self) -> Carried:
        """The same without marks, or with marks again."""
        return replace(self, marks=not self.marks)

    def moved(self, at: int) -> Carried:
        """Of another hit."""
        return replace(self, at=at)

    def url(self, article_id: ArticleId) -> str:
        """The address of an article that carries this."""
        return f"{article_url(article_id)}?{self.params}"

    @property
    def params(self) -> str:
        """As the address has them."""
        pairs = to_params(self.query)
        pairs += [(_AT, str(self.at))] if self.at else []
        return encoded([*pairs, (_MARKS, _OFF)] if not self.marks else pairs)


def _rank(text: str) -> int | None:
    rank = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return rank if 1 <= rank <= DEEPEST_HIT else None
