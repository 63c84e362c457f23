"""What Whoosh keeps of an article: words with positions, columns for facets and the day, the originals.

Knows the format of the index on disk. A change of what is written here is a new `FORMAT`; a change of
the model or of the analyzer is noticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from whoosh.analysis import Analyzer, IDTokenizer
from whoosh.analysis import Token as WhooshToken
from whoosh.columns import CompressedBytesColumn, NumericColumn, VarBytesColumn
from whoosh.fields import COLUMN, ID, TEXT, Schema

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.texts import indexed_words
from searchapp.engines.values import held_values
from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.model.registry import Registry
from searchapp.text.analyze import Token, paragraph_tokens

FORMAT = 1

ID_FIELD = "id"
DAY = "day"
HELD = "held"
DIGEST = "digest"
ARTICLE = "article"
DRAFT = "draft"


class _Words(str):
    """A text that is already in tokens. Whoosh takes a field's value for text only if it is a `str`."""

    __slots__ = ("tokens",)
    tokens: Sequence[Token]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> _Words:
        words = cls()
        words.tokens = tokens
        return words


class _Given(Analyzer):  # type: ignore[misc]
    """Hands Whoosh the tokens it is given; `text.analyze` alone makes them."""

    def __call__(self, value: _Words, **_: object) -> Iterator[object]:
        token = WhooshToken(positions=True)
        token.boost, token.stopped = 1.0, False
        for each in value.tokens:
            token.text, token.pos = each.word, each.position
            yield token

    def __reduce__(self) -> tuple[type, tuple[()]]:
        # The schema is pickled into the index; no class of ours is to be a part of its format.
        return IDTokenizer, ()


def _columns() -> Iterator[tuple[str, object]]:
    yield ID_FIELD, ID(unique=True, sortable=True)
    yield DAY, COLUMN(NumericColumn("i"))
    yield HELD, COLUMN(VarBytesColumn())
    yield DIGEST, COLUMN(VarBytesColumn())
    yield ARTICLE, COLUMN(CompressedBytesColumn())
    yield DRAFT, COLUMN(CompressedBytesColumn())
    for name in TEXT_FIELDS:
        yield name, TEXT(analyzer=_Given())
        yield length_of(name), COLUMN(NumericColumn("i"))


def length_of(field: str) -> str:
    """The column of a text field's exact length; Whoosh keeps lengths to one byte."""
    return f"{field}_length"


SCHEMA = Schema(**dict(_columns()))


def _fingerprint() -> str:
    """Another one when stored articles would be read differently, or their words would be others."""
    _, model = msgspec.json.schema_components((Article, Draft, Registry))
    sample = "Itar-Tass; U.S., B-52's El’za naïve йод ΑΘΉΝΑ straße don't"
    words = [(token.word, token.position) for _, token in paragraph_tokens((sample, sample))]
    told = msgspec.json.encode((_without_descriptions(model), words), order="sorted")
    return hashlib.sha256(told).hexdigest()[:8]


def _without_descriptions(schema: object) -> object:
    """A JSON schema without docstrings; a field may be called `title`, but its schema is no text."""
    if isinstance(schema, dict):
        told = ("description", "title")
        kept = (
            (key, value) for key, value in schema.items() if key not in told or not isinstance(value, str)
        )
        return {key: _without_descriptions(each) for key, each in kept}
    return [_without_descriptions(each) for each in schema] if isinstance(schema, list) else schema


SCHEMA_VERSION = f"{FORMAT}-{_fingerprint()}"
"""An index of another version is not read."""


def document_fields(article: Article, draft: Draft) -> Mapping[str, object]:
    """The values of one document, all of them encoded: whatever can fail fails before Whoosh is told."""
    day = article.date.value
    words = indexed_words(article)
    return {
        ID_FIELD: article.id,
        DAY: day.toordinal() if day else 0,
        HELD: msgspec.json.encode(held_values(article)),
        DIGEST: draft.digest.encode(),
        ARTICLE: msgspec.json.encode(article),
        DRAFT: msgspec.json.encode(draft),
        **{name: _Words.of(tokens) for name, tokens in words.items()},
        **{length_of(name): len(tokens) for name, tokens in words.items()},
    }
