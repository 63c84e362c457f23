"""The contract in code: an engine that scans everything, defines what is right, and doubles in tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from searchapp.engines.answer import Found, answer, facet, label, labels_of, marked, read
from searchapp.engines.doubts import THIN, suggestions_for
from searchapp.engines.explaining import Evidence, explanation
from searchapp.engines.naming import Naming
from searchapp.engines.plain_matching import Entry, counts, matches, order, passes
from searchapp.engines.plain_scoring import PlainScoring
from searchapp.engines.plain_vocabulary import PlainVocabulary
from searchapp.engines.relaxation import Relaxed, relaxable
from searchapp.engines.similar import similar
from searchapp.engines.suggestions import suggestions
from searchapp.engines.tallies import Counts, plain_counts
from searchapp.engines.understanding import Understood, understood
from searchapp.engines.weighing import weighed
from searchapp.errors import N_, ArticleNotFound, Message
from searchapp.fields import FACETS
from searchapp.model.article import Article, ArticleId, IssueKey
from searchapp.model.draft import Draft
from searchapp.model.explanation import Explanation
from searchapp.model.registry import Issue, Person, Publication, Registry, Source, Withdrawn
from searchapp.model.search import Facet, Run, SearchPage, SearchQuery, Selection, Sort, Suggestion
from searchapp.model.similar import Similar
from searchapp.query.nodes import And, Node
from searchapp.query.parts import joined


@dataclass(slots=True)
class _Change:
    """What a writer has been told; nothing of it is seen before the commit."""

    entries: dict[ArticleId, Entry]
    registry: Registry

    def put(self, article: Article, draft: Draft, /) -> bool:
        held = self.entries.get(article.id)
        if held and (held.article, held.draft) == (article, draft):
            return False
        self.entries[article.id] = Entry.of(article, draft)
        return True

    def delete(self, article_id: ArticleId, /) -> None:
        self.entries.pop(article_id, None)

    def set_registry(self, registry: Registry, /) -> None:
        self.registry = registry


@dataclass(slots=True)
class MemoryEngine:
    """An index in memory; see `engines.base.Engine` for what each method promises."""

    entries: dict[ArticleId, Entry] = field(default_factory=dict)
    registry: Registry = field(default_factory=Registry)
    commits: int = 0
    _vocabulary: PlainVocabulary = field(init=False)
    _scoring: PlainScoring = field(init=False)

    def __post_init__(self) -> None:
        self._learn()

    @property
    def generation(self) -> str:
        return str(self.commits)

    @property
    def made_by(self) -> str:
        return self.registry.made_by

    @property
    def trouble(self) -> None:
        return None

    def search(self, query: SearchQuery, /) -> SearchPage:
        reading = read(query, self._understood)
        matching, relaxed = self._matched(query, reading.node)
        found = [entry for entry in matching if passes(query, entry, but=None)]
        ranked = self._ranked(query, reading.node, found)
        return answer(
            query,
            reading,
            Found(
                total=len(found),
                ranked=ranked[(first := (query.page - 1) * query.per_page) : first + query.per_page],
                counts=self._counts(query, matching),
                notices=(relaxed.notice,) if relaxed else (),
                relaxed=relaxed,
                suggestions=self._suggestions(query, len(found), relaxed),
            ),
            labels=labels_of(self.registry),
            generation=self.generation,
        )

    def facet(self, query: SearchQuery, field: str, /) -> Facet:
        matching, _ = self._matched(query, read(query, self._understood).node)
        return facet(field, query, self._counts(query, matching), labels_of(self.registry))

    def explain(self, query: SearchQuery, article_id: ArticleId, /) -> Explanation:
        entry, reading = self._entry(article_id), read(query, self._understood)
        matching, _ = self._matched(query, reading.node)
        evidence = Evidence(
            article=entry.article,
            found=any(each is entry for each in matching) and passes(query, entry, but=None),
            has=lambda node: self._is_matched(node, entry),
            passes=lambda asked: passes(asked, entry, but=None),
            amounts=lambda parts: self._scoring.amounts(parts, entry.texts),
            norm=lambda name: self._scoring.norm(entry.texts, name),
        )
        return explanation(query, reading, evidence)

    def select(self, query: SearchQuery, /) -> Selection:
        matching, _ = self._matched(query, node := read(query, self._understood).node)
        ranked = self._ranked(query, node, [each for each in matching if passes(query, each, but=None)])
        return Selection(generation=self.generation, total=len(ranked), articles=(each for each, _ in ranked))

    def among(self, query: SearchQuery, ids: Iterable[ArticleId], /) -> frozenset[ArticleId]:
        matching, _ = self._matched(query, read(query, self._understood).node)
        found = (entry.article.id for entry in matching if passes(query, entry, but=None))
        return frozenset(ids).intersection(found)

    def totals(self, queries: Sequence[SearchQuery], /) -> Sequence[int]:
        return [self._total(query) for query in queries]

    def get(self, article_id: ArticleId, /) -> Article:
        return self._entry(article_id).article

    def marked(self, query: SearchQuery, article_id: ArticleId, /) -> Sequence[Sequence[Run]]:
        return marked(read(query, self._understood), self.get(article_id))

    def changed(self, article_id: ArticleId, /) -> datetime:
        return self._entry(article_id).changed

    def publications(self) -> Mapping[str, Publication]:
        return {record.slug: record for record in self.registry.publications}

    def people(self) -> Mapping[str, Person]:
        return {record.slug: record for record in self.registry.people}

    def sources(self) -> Mapping[str, Source]:
        return {record.slug: record for record in self.registry.sources}

    def redirects(self, field: str, /) -> Mapping[str, str]:
        return self._vocabulary.naming.moved(field)

    def withdrawn(self) -> Mapping[ArticleId, Withdrawn]:
        return {record.id: record for record in self.registry.withdrawn}

    def issues(self) -> Mapping[IssueKey, Issue]:
        return {record.key: record for record in self.registry.issues}

    def suggest(self, prefix: str, /, *, limit: int) -> Sequence[Suggestion]:
        return suggestions(prefix, self._vocabulary.naming.beginnings, self._vocabulary, limit=limit)

    def similar(self, article_id: ArticleId, /, *, limit: int) -> Sequence[Similar]:
        return similar(self.get(article_id), ((e.article, e.texts) for e in self.entries.values()), limit)

    def digests(self) -> Mapping[ArticleId, str]:
        return {key: entry.draft.digest for key, entry in self.entries.items()}

    def draft(self, article_id: ArticleId, /) -> Draft:
        return self._entry(article_id).draft

    def drafts(self) -> Iterator[Draft]:
        return (self.entries[key].draft for key in sorted(self.entries))

    @contextmanager
    def writer(self) -> Iterator[_Change]:
        change = _Change(dict(self.entries), self.registry)
        yield change
        self.entries, self.registry = change.entries, change.registry
        self._learn()
        self.commits += 1

    def _learn(self) -> None:
        texts = [entry.texts for entry in self.entries.values()]
        self._vocabulary = PlainVocabulary(Naming(self.registry), texts)
        self._scoring = PlainScoring(texts)

    def _understood(self, node: Node) -> Understood:
        return understood(node, self._vocabulary.naming, self._vocabulary.documents)

    def _total(self, query: SearchQuery) -> int:
        matching, _ = self._matched(query, read(query, self._understood).node)
        return sum(passes(query, entry, but=None) for entry in matching)

    def _suggestions(self, query: SearchQuery, total: int, relaxed: Relaxed | None) -> Sequence[Suggestion]:
        if total > THIN and not relaxed:
            return ()
        return suggestions_for(query, self._vocabulary, self._total)

    def _matched(self, query: SearchQuery, node: Node) -> tuple[list[Entry], Relaxed | None]:
        """What matches or, where no article has all words, what has most of them."""
        matching = self._matching(node)
        parts = None if matching else relaxable(query, node)
        if parts is None or self._matching(joined(parts.words)):
            return matching, None
        meeting = self._matching(And(parts.conditions))
        had = [sum(self._is_matched(word, entry) for word in parts.words) for entry in meeting]
        most = max(had, default=0)
        if not most:
            return [], None
        having = [entry for entry, words in zip(meeting, had, strict=True) if words == most]
        return having, Relaxed(most, len(parts.words))

    def _entry(self, article_id: ArticleId) -> Entry:
        if article_id not in self.entries:
            raise ArticleNotFound(
                Message.of(N_("No article has the id “%(id)s”."), id=article_id),
                Message.of(N_("Search for words of its title instead.")),
            )
        return self.entries[article_id]

    def _is_matched(self, node: Node, entry: Entry) -> bool:
        return matches(node, entry, self._vocabulary.naming)

    def _matching(self, node: Node) -> list[Entry]:
        return [entry for entry in self.entries.values() if self._is_matched(node, entry)]

    def _counts(self, query: SearchQuery, matching: list[Entry]) -> Counts:
        labels = labels_of(self.registry)
        held = {each.name: counts(query, matching, each.name) for each in FACETS}
        return plain_counts(query, held, lambda name, value: label(name, value, labels))

    def _ranked(self, query: SearchQuery, node: Node, found: list[Entry]) -> list[tuple[Article, float]]:
        scored = [(entry.article, 0.0) for entry in found]
        if query.sort is Sort.RELEVANCE:
            parts = weighed(node)
            scored = [(entry.article, self._scoring.score(parts, entry.texts)) for entry in found]
        return sorted(scored, key=lambda each: order(query.sort, *each))
