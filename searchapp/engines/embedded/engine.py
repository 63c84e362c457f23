"""The engine on disk: asks the arrays of the generation that is served, and writes the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from searchapp.engines.answer import Found, answer, facet, marked
from searchapp.engines.embedded.change import Change
from searchapp.engines.embedded.disk.lock import writing
from searchapp.engines.embedded.format import FORMAT
from searchapp.engines.embedded.generations.folder import Generations
from searchapp.engines.embedded.generations.served import Served
from searchapp.engines.embedded.generations.verification import Verification, verify
from searchapp.engines.embedded.search.evaluation import among, evaluate, reading_of, total
from searchapp.engines.embedded.search.explaining import explained
from searchapp.engines.embedded.search.likeness import similar
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.engines.suggestions import suggestions
from searchapp.errors import N_, ArticleNotFound, EngineError, Message
from searchapp.model.article import Article, ArticleId, IssueKey
from searchapp.model.draft import Draft
from searchapp.model.explanation import Explanation
from searchapp.model.registry import Issue, Person, Publication, Source, Withdrawn
from searchapp.model.search import Facet, Run, SearchPage, SearchQuery, Selection, Suggestion
from searchapp.model.similar import Similar

Answer = TypeVar("Answer")


class EmbeddedEngine:
    """An index in a folder; see `engines.base.Engine` for what each method promises.

    The folder may come to be later: without an index every question raises IndexMissing, until
    there is one.
    """

    def __init__(self, folder: Path, *, processes: int = 1) -> None:
        """`processes` help to write where there is much to write."""
        self._folder = folder
        self._processes = processes
        self._generations = Generations(folder, FORMAT)
        self._served = Served(self._generations)

    @property
    def generation(self) -> str:
        """The number of the generation that is served."""
        return self.snapshot().generation

    @property
    def made_by(self) -> str:
        """Of the registry that is served."""
        return self._asked(lambda snapshot: snapshot.registry.made_by)

    def snapshot(self) -> Snapshot:
        """The generation that is served, opened; it goes on answering when another comes to be served."""
        return self._served.snapshot()

    def search(self, query: SearchQuery, /) -> SearchPage:
        """One page of the answer."""
        return self._asked(lambda snapshot: _page(query, snapshot))

    def facet(self, query: SearchQuery, field: str, /) -> Facet:
        """All values of one facet."""
        return self._asked(
            lambda snapshot: facet(field, query, evaluate(snapshot, query).counts(), snapshot.labels)
        )

    def explain(self, query: SearchQuery, article_id: ArticleId, /) -> Explanation:
        """Why an article is found, or is not."""
        return self._asked(lambda snapshot: explained(snapshot, query, _document(snapshot, article_id)))

    def select(self, query: SearchQuery, /) -> Selection:
        """Every article of an answer; the snapshot is kept while it is walked."""
        return self._asked(lambda snapshot: _selection(query, snapshot))

    def among(self, query: SearchQuery, ids: Iterable[ArticleId], /) -> frozenset[ArticleId]:
        """Which of some articles are found."""
        return self._asked(lambda snapshot: among(snapshot, query, ids))

    def totals(self, queries: Sequence[SearchQuery], /) -> Sequence[int]:
        """How many articles each question finds."""
        return self._asked(lambda snapshot: [total(snapshot, query) for query in queries])

    def get(self, article_id: ArticleId, /) -> Article:
        """The article of this id."""
        return self._asked(lambda snapshot: snapshot.article(_document(snapshot, article_id)))

    def marked(self, query: SearchQuery, article_id: ArticleId, /) -> Sequence[Sequence[Run]]:
        """An article's paragraphs with what the words match marked."""
        return self._asked(
            lambda snapshot: marked(
                reading_of(query, snapshot), snapshot.article(_document(snapshot, article_id))
            )
        )

    def changed(self, article_id: ArticleId, /) -> datetime:
        """When this article was written."""
        return self._asked(lambda snapshot: snapshot.changed(_document(snapshot, article_id)))

    def publications(self) -> Mapping[str, Publication]:
        """By slug."""
        return self._asked(lambda snapshot: snapshot.publications)

    def people(self) -> Mapping[str, Person]:
        """By slug."""
        return self._asked(lambda snapshot: snapshot.people)

    def sources(self) -> Mapping[str, Source]:
        """By slug."""
        return self._asked(lambda snapshot: snapshot.sources)

    def redirects(self, field: str, /) -> Mapping[str, str]:
        """Old slug -> the one there is."""
        return self._asked(lambda snapshot: snapshot.naming.moved(field))

    def withdrawn(self) -> Mapping[ArticleId, Withdrawn]:
        """By id."""
        return self._asked(lambda snapshot: {record.id: record for record in snapshot.registry.withdrawn})

    def issues(self) -> Mapping[IssueKey, Issue]:
        """By key."""
        return self._asked(lambda snapshot: snapshot.issues)

    def suggest(self, prefix: str, /, *, limit: int) -> Sequence[Suggestion]:
        """What words that are begun may mean."""
        return self._asked(
            lambda snapshot: suggestions(prefix, snapshot.naming.beginnings, snapshot.words, limit=limit)
        )

    def similar(self, article_id: ArticleId, /, *, limit: int) -> Sequence[Similar]:
        """The articles most like one."""
        return self._asked(lambda snapshot: similar(snapshot, _document(snapshot, article_id), limit))

    def digests(self) -> Mapping[ArticleId, str]:
        """What is indexed."""
        return self._asked(
            lambda snapshot: {
                ArticleId(snapshot.id(doc)): snapshot.digest(doc) for doc in snapshot.summary.by_id.tolist()
            }
        )

    def draft(self, article_id: ArticleId, /) -> Draft:
        """What was read off this article's text."""
        return self._asked(lambda snapshot: snapshot.draft(_document(snapshot, article_id)))

    def drafts(self) -> Iterator[Draft]:
        """Every article's draft, in the order of ids."""
        snapshot = self.snapshot()
        return (snapshot.draft(doc) for doc in snapshot.summary.by_id.tolist())

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
            change = Change(self._generations, processes=self._processes)
            self._served.look()  # at what the change starts from
            try:
                yield change
                change.commit()
            except BaseException:
                change.cancel()
                raise
        self._served.look()

    def _asked(self, question: Callable[[Snapshot], Answer]) -> Answer:
        return self._served.answer(question)


def _page(query: SearchQuery, snapshot: Snapshot) -> SearchPage:
    found = evaluate(snapshot, query)
    last = query.page * query.per_page
    ranked = found.top(last, first=last - query.per_page)
    return answer(
        query,
        found.reading,
        Found(
            total=found.total,
            ranked=[(snapshot.article(doc), score) for doc, score in ranked],
            counts=found.counts(),
            notices=found.notices(),
            meanings=found.meanings(),
            relaxed=found.relaxed,
            suggestions=found.suggestions(),
        ),
        labels=snapshot.labels,
        generation=snapshot.generation,
    )


def _selection(query: SearchQuery, snapshot: Snapshot) -> Selection:
    ordered = evaluate(snapshot, query).ordered()
    articles = (snapshot.article(int(doc)) for doc in ordered)
    return Selection(generation=snapshot.generation, total=len(ordered), articles=articles)


def _document(snapshot: Snapshot, article_id: ArticleId) -> int:
    """The number of an article's document. Raises ArticleNotFound."""
    doc = snapshot.document(article_id)
    if doc is None:
        raise ArticleNotFound(
            Message.of(N_("No article has the id “%(id)s”."), id=article_id),
            Message.of(N_("Search for words of its title instead.")),
        )
    return doc
