"""What Whoosh is told of the fields: text with positions, values as terms, the day as a number.

All but text is stored, and nothing else can be known of a document that Whoosh's own writer adds. Its
`record` is the article itself; a document without one is found and counted, but has no article to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec
from whoosh.fields import ID, NUMERIC, STORED, TEXT, Schema

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.codec.analysis import PARAGRAPHS, ArchiveAnalyzer, PlainPositions
from searchapp.engines.embedded.columns.records import Encoded, encoded
from searchapp.engines.texts import indexed_texts
from searchapp.engines.values import held_values
from searchapp.fields import FACETS
from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.model.search import NONE

ID_FIELD, DAY, RECORD = "id", "day", "record"


class Record(NamedTuple):
    """An article with its draft, as one stored value."""

    encoded: Encoded
    digest: bytes
    """SHA-256 of what the document says."""


NO_RECORD = Record(Encoded(b"", b"", b""), b"")


def schema() -> Schema:
    """A schema of one's own: Whoosh changes what it is given."""
    fields: Mapping[str, object] = dict(_fields())
    return Schema(**fields)


def _fields() -> Iterator[tuple[str, object]]:
    yield ID_FIELD, ID(unique=True, stored=True)
    yield DAY, NUMERIC(int, shift_step=0, stored=True)
    yield RECORD, STORED()
    for facet in FACETS:
        yield facet.name, ID(stored=True)
    for name in TEXT_FIELDS:
        # A query's "Itar-Tass" is a phrase, as in the index.
        text = TEXT(analyzer=ArchiveAnalyzer(), multitoken_query="phrase")
        text.format = PlainPositions()
        yield name, text


def document(article: Article, draft: Draft) -> Mapping[str, object]:
    """What Whoosh's `add_document` is to be given for an article."""
    day, held, texts = article.date.value, held_values(article), indexed_texts(article)
    record = Record(encoded(article, draft), bytes.fromhex(draft.digest))
    return {
        ID_FIELD: article.id,
        **({DAY: day.toordinal()} if day else {}),
        **{facet: list(values) for facet, values in held.items() if values != (NONE,)},
        **{name: PARAGRAPHS.join(paragraphs) for name, paragraphs in texts.items() if paragraphs},
        RECORD: packed(record),
    }


def packed(record: Record) -> bytes:
    """As the value of a stored field."""
    return msgspec.msgpack.encode(record)


def unpacked(value: bytes) -> Record:
    """The record of a stored value. Raises ValueError."""
    return msgspec.msgpack.decode(value, type=Record)
