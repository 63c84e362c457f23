"""The engine on disk: asks the arrays of the generation that is served, and writes the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from searchapp.engines.answer import Found, answer, read
from searchapp.engines.embedded.change import Change
from searchapp.engines.embedded.collect import Sieve, best
from searchapp.engines.embedded.columns import Keys
from searchapp.engines.embedded.generations import Generations
from searchapp.engines.embedded.lock import writing
from searchapp.engines.embedded.match import matching
from searchapp.engines.embedded.occurrences import Occurrences
from searchapp.engines.embedded.schema import SCHEMA_VERSION
from searchapp.engines.embedded.score import scores
from searchapp.engines.embedded.served import Served
from searchapp.engines.embedded.snapshot import MOST_EXPANSIONS, Snapshot
from searchapp.engines.embedded.verification import Verification, verify
from searchapp.engines.suggestions import suggestions
from searchapp.engines.values import moved
from searchapp.errors import N_, ArticleNotFound, EngineError, Message
from searchapp.model.article import Article, ArticleId, IssueKey
from searchapp.model.draft import Draft
from searchapp.model.registry import Issue, Person, Publication, Source
from searchapp.model.search import Notice, SearchPage, SearchQuery, Sort, Suggestion
from searchapp.query.nodes import Node


class EmbeddedEngine:
    """An index in a folder; see `engines.base.Engine` for what each method promises.

    The folder may come to be later: without an index every question raises IndexMissing, until
    there is one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._generations = Generations(folder, SCHEMA_VERSION)
        self._served = Served(self._generations)

    @property
    def generation(self) -> str:
        """The number of the generation that is served."""
        return self._served.snapshot().generation

    @property
    def made_by(self) -> str:
        """Of the registry that is served."""
        return self._served.snapshot().registry.made_by

    def search(self, query: SearchQuery, /) -> SearchPage:
        """One page of the answer."""
        _, node = read(query)
        snapshot = self._served.snapshot()
        occurrences = Occurrences(snapshot)
        sieve = Sieve(snapshot, query, matching(node, occurrences))
        docs = np.flatnonzero(sieve.passing())
        found = Found(
            total=len(docs),
            ranked=_ranked(query, node, docs, occurrences),
            counts=sieve.counts(),
            notices=[_cut(text) for text in occurrences.cut],
        )
        return answer(query, found, registry=snapshot.registry, generation=snapshot.generation)

    def get(self, article_id: ArticleId, /) -> Article:
        """The article of this id."""
        snapshot = self._served.snapshot()
        return snapshot.article(_document(snapshot, article_id))

    def publications(self) -> Mapping[str, Publication]:
        """By slug."""
        return {record.slug: record for record in self._served.snapshot().registry.publications}

    def people(self) -> Mapping[str, Person]:
        """By slug."""
        return self._served.snapshot().people

    def sources(self) -> Mapping[str, Source]:
        """By slug."""
        return self._served.snapshot().sources

    def redirects(self, field: str, /) -> Mapping[str, str]:
        """Old slug -> the one there is."""
        return moved(field, self._served.snapshot().registry)

    def issues(self) -> Mapping[IssueKey, Issue]:
        """By key."""
        return self._served.snapshot().issues

    def suggest(self, prefix: str, /, *, limit: int) -> Sequence[Suggestion]:
        """People and sources that begin like this."""
        return suggestions(prefix, self._served.snapshot().registry, limit=limit)

    def digests(self) -> Mapping[ArticleId, str]:
        """What is indexed."""
        snapshot = self._served.snapshot()
        return dict(zip(map(ArticleId, snapshot.rows.ids), snapshot.digests(), strict=True))

    def draft(self, article_id: ArticleId, /) -> Draft:
        """What was read off this article's text."""
        snapshot = self._served.snapshot()
        return snapshot.draft(_document(snapshot, article_id))

    def drafts(self) -> Iterator[Draft]:
        """Every article's draft, in the order of ids."""
        snapshot = self._served.snapshot()
        return (snapshot.draft(snapshot.documents[key]) for key in sorted(snapshot.rows.ids))

    @property
    def trouble(self) -> EngineError | None:
        """What an operator should know: why there is no answer, or why it is of an older generation."""
        return self._served.trouble()

    def verify(self) -> Verification:
        """Read every byte of the generations that are kept. Raises IndexDamaged where one is wrong."""
        return verify(self._generations)

    @contextmanager
    def writer(self) -> Iterator[Change]:
        """The way to change the index. Raises IndexLocked."""
        with writing(self._folder):
            change = Change(self._generations)
            self._served.look()  # at what the change starts from
            try:
                yield change
                change.commit()
            except BaseException:
                change.cancel()
                raise
        self._served.look()


def _document(snapshot: Snapshot, article_id: ArticleId) -> int:
    """The number of an article's document. Raises ArticleNotFound."""
    doc = snapshot.documents.get(article_id)
    if doc is None:
        raise ArticleNotFound(
            Message.of(N_("No article has the id “%(id)s”."), id=article_id),
            Message.of(N_("Search for words of its title instead.")),
        )
    return doc


def _cut(text: str) -> Notice:
    return Notice(
        message=Message.of(
            N_("“%(text)s” can mean very many words; only the %(most)s most frequent were searched."),
            text=text,
            most=MOST_EXPANSIONS,
        )
    )


def _ranked(
    query: SearchQuery, node: Node, docs: Keys, occurrences: Occurrences
) -> Sequence[tuple[Article, float]]:
    """The articles of the page that is asked for, with their scores."""
    snapshot = occurrences.snapshot
    last = query.page * query.per_page
    scored = np.zeros(len(docs))
    if query.sort is Sort.RELEVANCE:
        scored = scores(node, docs, occurrences)
    places = best(snapshot, query.sort, docs, scored, last)[last - query.per_page :]
    return [(snapshot.article(int(docs[place])), float(scored[place])) for place in places]
