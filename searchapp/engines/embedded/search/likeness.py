"""The articles that are like one of a snapshot; `engines.similar` says what that means."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from searchapp.engines.bm25 import SCORE_DIGITS, idf
from searchapp.engines.embedded.columns.arrays import Floats, Ints, Mask
from searchapp.engines.embedded.search.sets import among, union
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.engines.similar import LEAST, most_articles, rarest, telling_words
from searchapp.model.article import ArticleId
from searchapp.model.similar import Similar


def similar(snapshot: Snapshot, doc: int, limit: int) -> Sequence[Similar]:
    """The most similar to a document, in order."""
    article = snapshot.article(doc)
    having = _rare(snapshot, telling_words(article))
    words = rarest({word: len(docs) for word, docs in having.items()}, snapshot.size)
    docs = union([having[word] for word in words])
    docs = docs[docs != doc]
    by_word = _all(docs, [among(docs, having[word]) for word in words])
    slugs = list(dict.fromkeys(person.slug for person in article.identities))
    by_person = _all(docs, [snapshot.facets.held_among("person", slug, docs) for slug in slugs])
    total = snapshot.size
    scores = _sums(by_word, [idf(len(having[word]), total) for word in words])
    scores += _sums(by_person, [idf(count, total) for count in _counts(snapshot, slugs)])
    enough = np.flatnonzero(by_word.sum(axis=0) + by_person.sum(axis=0) >= LEAST)
    ranks = snapshot.summary.newest[docs[enough]]
    best = enough[np.lexsort((ranks, -np.round(scores[enough], SCORE_DIGITS)))][:limit]
    return [
        Similar(
            id=ArticleId(snapshot.id(int(docs[at]))),
            people=tuple(slug for slug, has in zip(slugs, by_person[:, at].tolist(), strict=True) if has),
            words=tuple(word for word, has in zip(words, by_word[:, at].tolist(), strict=True) if has),
        )
        for at in best.tolist()
    ]


def _rare(snapshot: Snapshot, words: Sequence[str]) -> dict[str, Ints]:
    """The live documents whose texts have each of the words that are rare."""
    live = snapshot.summary.live
    deleted = len(snapshot) - snapshot.size
    most = most_articles(snapshot.size) + deleted
    found: dict[str, list[Ints]] = {}
    counts: dict[str, int] = {}
    for segment, first in zip(snapshot.segments, snapshot.firsts, strict=False):
        postings = segment.postings("body")
        places = {word: segment.words.find(word.encode("utf-8", "surrogatepass")) for word in words}
        for word, place in places.items():
            for at in postings.places([] if place is None else [place]).tolist():
                counts[word] = counts.get(word, 0) + int(postings.counts[at])
                if counts[word] <= most:
                    found.setdefault(word, []).append(postings.docs(at) + np.int32(first))
    held = {word: np.concatenate(lists) for word, lists in found.items() if counts[word] <= most}
    return held if live is None else {word: docs[live[docs]] for word, docs in held.items()}


def _all(docs: Ints, masks: Sequence[Mask]) -> Mask:
    """Masks as rows: bool[masks, docs]."""
    return np.array(masks, dtype=np.bool_).reshape(len(masks), len(docs))


def _counts(snapshot: Snapshot, slugs: Sequence[str]) -> list[int]:
    """How many live documents name each."""
    dictionary = snapshot.facets.dictionary("person")
    totals = snapshot.facets.of_several("person", snapshot.summary.totals)
    return [int(totals[dictionary.places[slug]]) for slug in slugs]


def _sums(has: Mask, weights: Sequence[float]) -> Floats:
    """float64[documents]: added row by row, in the order in which the definition adds."""
    total = np.zeros(has.shape[1])
    for row, weight in zip(has, weights, strict=True):
        total[row] += weight
    return total
