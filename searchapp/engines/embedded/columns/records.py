"""Articles and drafts as bytes: encoded as MessagePack, compressed by themselves with a shared dictionary.

A draft's paragraphs are its article's, and its original is nearly those again: what is the same is kept once.
Records know nothing of where they are kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from threading import local
from typing import NamedTuple

import msgspec
import zstandard

from searchapp.engines.embedded.columns.sections import Array
from searchapp.engines.embedded.columns.strings import Strings
from searchapp.model.article import Article
from searchapp.model.draft import Draft

LEVEL = 3
DICTIONARY = 110_000
"""Bytes of a trained dictionary."""
FEW = 200
"""Articles too few to train a dictionary."""

_OWN, _SHARED = b"o", b"s"
"""Whether a draft's paragraphs are its own, or its article's."""
_ALONE, _LIKE = b"a", b"l"
"""Whether a draft is compressed as articles are, or with its article as the beginning of its text."""

_Pieces = list[bytes | int]
"""A text: bytes, and the places of paragraphs."""


class Encoded(NamedTuple):
    """One article with its draft."""

    article: bytes
    draft: bytes
    """After `_OWN` or `_SHARED`; without the paragraphs where they are shared, and without the original."""
    original: bytes
    """Pieces."""

    @property
    def stamp(self) -> int:
        """64 bits that change with any change of either."""
        parts = b"".join((len(self.article).to_bytes(8, "little"), *self))
        return int.from_bytes(hashlib.sha256(parts).digest()[:8], "little")


def encoded(article: Article, draft: Draft) -> Encoded:
    """An article and its draft as bytes."""
    shared = draft.paragraphs == article.paragraphs
    bare = msgspec.structs.replace(draft, original="", paragraphs=() if shared else draft.paragraphs)
    return Encoded(
        article=msgspec.msgpack.encode(article),
        draft=(_SHARED if shared else _OWN) + msgspec.msgpack.encode(bare),
        original=msgspec.msgpack.encode(_pieces(draft.original, article.paragraphs)),
    )


def _pieces(original: str, paragraphs: Sequence[str]) -> _Pieces:
    pieces: _Pieces = []
    done = 0
    for place, paragraph in enumerate(paragraphs):
        at = _place(original, paragraph, done) if paragraph else -1
        if at >= 0:
            pieces += (original[done:at].encode("utf-8", "surrogatepass"), place)
            done = at + len(paragraph)
    return [*pieces, original[done:].encode("utf-8", "surrogatepass")]


def _place(original: str, paragraph: str, done: int) -> int:
    """As `find`, which begins by preparing to look for what mostly stands behind the next white space."""
    at = done
    while original[at : at + 1].isspace():
        at += 1
    if original.startswith(paragraph, at) and not paragraph[0].isspace():
        return at
    return original.find(paragraph, done)


def _joined(pieces: _Pieces, paragraphs: Sequence[str]) -> str:
    return "".join(
        paragraphs[piece] if isinstance(piece, int) else piece.decode("utf-8", "surrogatepass")
        for piece in pieces
    )


def trained(articles: Sequence[bytes]) -> bytes:
    """A dictionary for articles like these; empty for few of them."""
    if len(articles) < FEW:
        return b""
    try:
        return zstandard.train_dictionary(DICTIONARY, list(articles)).as_bytes()
    except zstandard.ZstdError:
        return b""  # too little text, or all of it the same


class Compression:
    """Compresses records with a dictionary, which may be empty. Of one thread only."""

    def __init__(self, dictionary: bytes) -> None:
        self.dictionary = dictionary
        shared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._compressor = zstandard.ZstdCompressor(level=LEVEL, dict_data=shared)

    def article(self, record: Encoded) -> bytes:
        """The article's record."""
        return self._compressor.compress(record.article)

    def draft(self, record: Encoded) -> bytes:
        """The draft's record."""
        body = b"".join((len(record.draft).to_bytes(4, "little"), record.draft, record.original))
        if 2 * len(record.original) < len(record.article):
            return _ALONE + self._compressor.compress(body)
        like = zstandard.ZstdCompressionDict(record.article, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        return _LIKE + zstandard.ZstdCompressor(level=LEVEL, dict_data=like).compress(body)


class Records:
    """The records of a segment. Safe from any thread."""

    def __init__(self, sections: Mapping[str, Array]) -> None:
        self.dictionary = bytes(sections["dictionary"])
        self._articles = Strings(sections, "articles")
        self._sections = sections
        self._of_thread = local()

    def article(self, place: int) -> Article:
        """The article at a place."""
        return msgspec.msgpack.decode(self._article(place), type=Article)

    def draft(self, place: int) -> Draft:
        """The draft at a place."""
        record = self.encoded(place)
        draft = msgspec.msgpack.decode(record.draft[1:], type=Draft)
        paragraphs = msgspec.msgpack.decode(record.article, type=_Text).paragraphs
        original = _joined(msgspec.msgpack.decode(record.original, type=_Pieces), paragraphs)
        if record.draft[:1] == _SHARED:
            return msgspec.structs.replace(draft, original=original, paragraphs=paragraphs)
        return msgspec.structs.replace(draft, original=original)

    def encoded(self, place: int) -> Encoded:
        """Both as bytes."""
        article = self._article(place)
        compressed = Strings(self._sections, "drafts")[place]
        body = self._draft_body(compressed, article)
        size = int.from_bytes(body[:4], "little")
        return Encoded(article, body[4 : 4 + size], body[4 + size :])

    def _draft_body(self, compressed: bytes, article: bytes) -> bytes:
        if compressed[:1] == _ALONE:
            return self._decompressor.decompress(compressed[1:])
        like = zstandard.ZstdCompressionDict(article, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        return zstandard.ZstdDecompressor(dict_data=like).decompress(compressed[1:])

    def _article(self, place: int) -> bytes:
        return self._decompressor.decompress(self._articles[place])

    @property
    def _decompressor(self) -> zstandard.ZstdDecompressor:
        # One for each thread: a decompressor is not to be used by several at once.
        held = getattr(self._of_thread, "decompressor", None)
        if held is None:
            shared = zstandard.ZstdCompressionDict(self.dictionary) if self.dictionary else None
            held = self._of_thread.decompressor = zstandard.ZstdDecompressor(dict_data=shared)
        return held


class _Text(msgspec.Struct):
    paragraphs: tuple[str, ...]
