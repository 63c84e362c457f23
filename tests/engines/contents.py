"""What a segment holds, document by document, and what it should hold of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.columns.records import encoded
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.writing.batch import Row, row
from searchapp.engines.embedded.writing.merging import Part
from searchapp.engines.embedded.writing.runs import Runs
from searchapp.engines.texts import indexed_words
from searchapp.engines.values import held_values
from searchapp.fields import FACETS
from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.text.analyze import stem
from tests.engines.builders import Put

Words = Mapping[str, Mapping[str, Sequence[int]]]
"""Field -> word -> positions."""


class Content(NamedTuple):
    """Of one document."""

    id: str
    day: int
    digest: str
    stamp: int
    held: Mapping[str, Sequence[str]]
    lengths: Mapping[str, int]
    words: Words
    article: Article
    draft: Draft


def wanted(put: Put) -> Content:
    """What should be held of an article, read plainly."""
    made, draft = put
    tokens = indexed_words(made)
    words: dict[str, dict[str, list[int]]] = {name: {} for name in TEXT_FIELDS}
    for name, read in tokens.items():
        for token in read:
            words[name].setdefault(token.word, []).append(token.position)
    return Content(
        id=made.id,
        day=made.date.value.toordinal() if made.date.value else 0,
        digest=draft.digest,
        stamp=encoded(made, draft).stamp,
        held=held_values(made),
        lengths={name: len(read) for name, read in tokens.items()},
        words=words,
        article=made,
        draft=draft,
    )


def contents(parts: Sequence[Part]) -> list[Content]:
    """Of the live documents, in their order."""
    return [content for part in parts for content in _contents(part.segment, part.live.tolist())]


def _contents(segment: Segment, live: Sequence[bool]) -> Iterator[Content]:
    words = [dict[str, dict[str, Sequence[int]]]() for _ in live]
    for name in TEXT_FIELDS:
        for doc in words:
            doc[name] = {}
        for word, doc_number, positions in _postings(segment, name):
            words[doc_number][name][word] = positions
    facets = {facet.name: list(_values(segment, facet.name)) for facet in FACETS}
    digests = segment.documents["digests"].reshape(-1, 32)
    for number in np.flatnonzero(live).tolist():
        yield Content(
            id=segment.ids[number].decode(),
            day=int(segment.documents["days"][number]),
            digest=digests[number].tobytes().hex(),
            stamp=int(segment.documents["stamps"][number]),
            held={facet: values[number] for facet, values in facets.items()},
            lengths={name: int(segment.lengths(name)[number]) for name in TEXT_FIELDS},
            words=words[number],
            article=segment.records.article(number),
            draft=segment.records.draft(number),
        )


def _postings(segment: Segment, field: str) -> Iterator[tuple[str, int, Sequence[int]]]:
    postings = segment.postings(field)
    for place, term in enumerate(postings.terms.tolist()):
        docs, freqs = postings.docs(place).tolist(), postings.freqs(place)
        at = np.split(postings.positions(place), np.cumsum(freqs)[:-1])
        for doc, positions in zip(docs, at, strict=True):
            yield segment.words[term].decode(), doc, positions.tolist()


def _values(segment: Segment, facet: str) -> Iterator[Sequence[str]]:
    column = segment.held(facet)
    for ordinals in np.split(column.ordinals, np.cumsum(column.counts)[:-1]):
        yield tuple(column.values[ordinal].decode() for ordinal in ordinals.tolist())


def check_words(segment: Segment) -> None:
    """The words are sorted, and each is found by its stem."""
    words = [word.decode() for word in segment.words]
    assert words == sorted(set(words))
    by_stem: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        by_stem.setdefault(stem(word), []).append(place)
    for each, places in by_stem.items():
        assert list(segment.words_of_stem(each.encode())) == places
    assert segment.words_of_stem(b"no such stem") == ()


def run(folder: Path, puts: Sequence[Put], *, dictionary: bytes = b"") -> Segment:
    """One run of articles as `runs` writes it."""
    runs = Runs(folder, dictionary, 1 << 24)
    runs.add(map(a_row, puts))
    (written,) = runs.finish()
    return Segment(folder, written.name)


def a_row(put: Put) -> Row:
    """As a run takes it."""
    record = encoded(*put)
    return row(*put, record, record.stamp)
