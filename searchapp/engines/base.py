"""The contract of every engine, in words; `MemoryEngine` is the same contract in code.

The values of one field are alternatives, fields narrow each other. A facet's counts ignore the
filters of its own family and are exact. `after` and `before` include their day. Equal scores and
days are ordered by newest, then id; undated articles come last in every order by date. `search` is
safe from any thread and sees one generation. Engines never know today's date. What an engine cannot do it
refuses with an error; it never quietly finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from searchapp.errors import SearchAppError
from searchapp.model.article import Article, ArticleId, IssueKey
from searchapp.model.draft import Draft
from searchapp.model.explanation import Explanation
from searchapp.model.registry import Issue, Person, Publication, Registry, Source, Withdrawn
from searchapp.model.search import Facet, Run, SearchPage, SearchQuery, Selection, Suggestion
from searchapp.model.similar import Similar


class Writer(Protocol):
    """One change of the index, seen whole or not at all.

    Leaving the context without an error commits; leaving it by one changes nothing.
    """

    def put(self, article: Article, draft: Draft, /) -> bool:
        """Add an article, or replace the one of the same id.

        Whether either differs from what is held under the id; where neither does, nothing changes.
        """

    def delete(self, article_id: ArticleId, /) -> None:
        """Withdraw an article; one that is not there is no error."""

    def set_registry(self, registry: Registry, /) -> None:
        """The records of people, sources and issues that belong to the articles from now on."""


class Engine(Protocol):
    """What the shells ask of an index."""

    @property
    def generation(self) -> str:
        """Names the state that is served; changes with every commit."""

    @property
    def made_by(self) -> str:
        """What the registry says of it: the fingerprint of what the articles were resolved by."""

    @property
    def trouble(self) -> SearchAppError | None:
        """What an operator should know: why there is no answer, or why it is not of the newest state."""

    def search(self, query: SearchQuery, /) -> SearchPage:
        """One page of the answer. Raises PageNotFound past the end, QueryTooLong, EngineError."""

    def facet(self, query: SearchQuery, field: str, /) -> Facet:
        """All values of one facet of an answer, of which its pages list the first. Raises as `search`."""

    def select(self, query: SearchQuery, /) -> Selection:
        """Every article of an answer, whatever its page, of the state when asked. Raises QueryTooLong."""

    def explain(self, query: SearchQuery, article_id: ArticleId, /) -> Explanation:
        """Why an article is found by a question, or is not; the amounts are those of its score.

        Raises ArticleNotFound, QueryTooLong.
        """

    def among(self, query: SearchQuery, ids: Iterable[ArticleId], /) -> frozenset[ArticleId]:
        """Which of some articles an answer has, whatever its page. Raises QueryTooLong."""

    def totals(self, queries: Sequence[SearchQuery], /) -> Sequence[int]:
        """How many articles each question finds: `total` of its page, for much less. Raises QueryTooLong."""

    def get(self, article_id: ArticleId, /) -> Article:
        """The article of this id. Raises ArticleNotFound."""

    def marked(self, query: SearchQuery, article_id: ArticleId, /) -> Sequence[Sequence[Run]]:
        """An article's paragraphs with what a query's words match marked, as in the snippets of hits.

        Raises ArticleNotFound, QueryTooLong.
        """

    def changed(self, article_id: ArticleId, /) -> datetime:
        """When an article was last put otherwise than it was, in UTC, in seconds. Raises ArticleNotFound."""

    def publications(self) -> Mapping[str, Publication]:
        """By slug."""

    def people(self) -> Mapping[str, Person]:
        """By slug."""

    def sources(self) -> Mapping[str, Source]:
        """By slug."""

    def redirects(self, field: str, /) -> Mapping[str, str]:
        """The slugs that people ("person") or sources ("source") had before -> those they have."""

    def withdrawn(self) -> Mapping[ArticleId, Withdrawn]:
        """The articles that were held once and are not, by id."""

    def issues(self) -> Mapping[IssueKey, Issue]:
        """The issues of which articles are held, in order."""

    def suggest(self, prefix: str, /, *, limit: int) -> Sequence[Suggestion]:
        """What words that are begun may mean: people, sources, issues, words, most frequent first.

        At most `limit` of each kind; see `engines.suggestions`.
        """

    def similar(self, article_id: ArticleId, /, *, limit: int) -> Sequence[Similar]:
        """The articles most like one, best first; see `engines.similar`. Raises ArticleNotFound."""

    def digests(self) -> Mapping[ArticleId, str]:
        """What is indexed: each article's draft's digest."""

    def draft(self, article_id: ArticleId, /) -> Draft:
        """What was read off the text of this id's article. Raises ArticleNotFound."""

    def drafts(self) -> Iterable[Draft]:
        """Every article's draft, in the order of ids."""

    def writer(self) -> AbstractContextManager[Writer]:
        """The way to change the index. Raises IndexLocked where another process is at it."""
