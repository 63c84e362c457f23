"""The articles that are like one of a snapshot; `engines.similar` says what that means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from searchapp.engines.bm25 import SCORE_DIGITS, idf
from searchapp.engines.embedded.columns.arrays import Floats, Ints, Keys, Mask
from searchapp.engines.embedded.columns.postings import Postings
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.search.lexicon import Lexicon
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
    """The live documents whose texts have each of the words that may be rare; `words` are sorted."""
    live = snapshot.summary.live
    found = [_postings(segment, lexicon, words) for segment, lexicon in _segments(snapshot)]
    counts: Keys = np.zeros(len(words), dtype=np.int64)
    for each in found:
        counts += each.counts
    if live is None:
        rare = rarest(dict(zip(words, counts.tolist(), strict=True)), snapshot.size)
        wanted = np.flatnonzero(np.isin(words, rare))
    else:
        # Of these it is not known how many were deleted.
        wanted = np.flatnonzero(counts <= most_articles(snapshot.size) + len(snapshot) - snapshot.size)
    lists = {words[at]: _docs(snapshot, found, at) for at in wanted.tolist()}
    return lists if live is None else {word: docs[live[docs]] for word, docs in lists.items()}


class _Found(NamedTuple):
    """Where the postings of some words stand in a segment's body, -1 where there are none; and how many."""

    postings: Postings
    places: Keys
    counts: Keys


def _segments(snapshot: Snapshot) -> Iterator[tuple[Segment, Lexicon]]:
    return zip(snapshot.segments, snapshot.lexicons, strict=True)


def _postings(segment: Segment, lexicon: Lexicon, words: Sequence[str]) -> _Found:
    postings = segment.postings("body")
    if not len(postings.terms):  # texts that are titles alone
        none: Keys = np.zeros(len(words), dtype=np.int64)
        return _Found(postings, none - 1, none)
    places = lexicon.heads.find([word.encode("utf-8", "surrogatepass") for word in words])
    at = np.searchsorted(postings.terms, places.clip(0).astype(postings.terms.dtype))
    at[at == len(postings.terms)] = 0
    has = (places >= 0) & (postings.terms[at] == places)
    return _Found(postings, np.where(has, at, -1), np.where(has, postings.counts[at], 0).astype(np.int64))


def _docs(snapshot: Snapshot, found: Sequence[_Found], at: int) -> Ints:
    lists = [
        each.postings.docs(int(each.places[at])) + np.int32(first)
        for each, first in zip(found, snapshot.firsts, strict=False)
        if each.places[at] >= 0
    ]
    return np.concatenate(lists) if lists else np.zeros(0, dtype=np.int32)


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
