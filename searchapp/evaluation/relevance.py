"""How well questions are answered: a test collection indexed as an archive is, asked, and measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.search.matching import matching
from searchapp.engines.embedded.search.ranking import best
from searchapp.engines.embedded.search.scoring import scores
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.evaluation.collection import Collection, CollectionDocument
from searchapp.evaluation.measures import DEEPEST, average_precision, ndcg, precision
from searchapp.evaluation.plain_bm25 import PlainBM25
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft
from searchapp.model.search import Sort
from searchapp.query.nodes import Node, Or, Term
from searchapp.text.analyze import STOP_WORDS, words

Ranking = Callable[[Sequence[str]], Sequence[str]]
"""Words of a question -> the ids of documents, best first."""

PLAIN, OURS = "plain BM25", "searchapp"


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over topics."""

    ndcg: float
    map: float
    precision: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Relevance:
    """How well one collection is answered."""

    name: str
    form: str
    documents: int
    topics: int
    relevant: int
    """Pairs of a topic and a document that is relevant to it."""
    settings: Mapping[str, Measures]


def measured(collection: Collection) -> Relevance:
    """By the plain ranking, and by ours."""
    plain = PlainBM25(collection.documents)
    with TemporaryDirectory(prefix="searchapp-eval-") as folder:
        engine = _indexed(collection.documents, Path(folder))
        snapshot = engine.snapshot()
        settings: Mapping[str, Ranking] = {
            PLAIN: lambda asked: plain.ranking(asked, DEEPEST),
            OURS: lambda asked: _ranking(snapshot, any_of_words(asked)),
        }
        found = {name: _means(collection, ranked) for name, ranked in settings.items()}
    return Relevance(
        name=collection.name,
        form=collection.form,
        documents=len(collection.documents),
        topics=len(collection.topics),
        relevant=sum(
            grade > 0 for topic in collection.topics for grade in collection.judgments[topic.id].values()
        ),
        settings=found,
    )


def plain_words(text: str) -> Sequence[str]:
    """The words of a question as a reader types them who knows no operators, without stop words."""
    asked = words(text)
    return [word for word in asked if word not in STOP_WORDS] or asked


def any_of_words(asked: Sequence[str]) -> Node:
    """What `match=any` makes of words, also of more than a reader may type."""
    terms = tuple(map(Term, asked))
    return terms[0] if len(terms) == 1 else Or(terms)


def _ranking(snapshot: Snapshot, node: Node) -> Sequence[str]:
    """As `search` finds, scores and sorts; a question may be longer than a reader's."""
    docs = matching(node, snapshot)
    places = best(snapshot, Sort.RELEVANCE, docs, scores(node, docs, snapshot), DEEPEST)
    return [snapshot.id(int(docs[place])) for place in places]


def _indexed(documents: Sequence[CollectionDocument], folder: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(folder)
    with engine.writer() as writer:
        for document in documents:
            writer.put(*_article(document))
    return engine


def _article(document: CollectionDocument) -> tuple[Article, Draft]:
    facts: Mapping[str, Any] = {"id": ArticleId(document.id), "publication": None, "volume": None}
    title, paragraphs = document.title, document.paragraphs
    article = Article(issue=None, title=title, title_supplied=not title, paragraphs=paragraphs, **facts)
    draft = Draft(path=document.id, digest="0" * 64, number=None, title=title, paragraphs=paragraphs, **facts)
    return article, draft


def _means(collection: Collection, ranked: Ranking) -> Measures:
    asked = [(ranked(plain_words(each.text)), collection.judgments[each.id]) for each in collection.topics]
    return Measures(
        *(
            sum(measure(found, judged) for found, judged in asked) / len(asked)
            for measure in (ndcg, average_precision, precision)
        )
    )
