"""Text to tokens: the one analyzer, for indexing, querying and marking alike.

Exact words are indexed, folded in case and accents; stems serve to expand a query's words.
A hyphenated word is its parts at adjacent positions, an apostrophe inside a word vanishes,
a possessive `'s` is dropped, `U.S.` is `us`.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
import Stemmer

PARAGRAPH_GAP = 100
"""Positions left free between paragraphs: no phrase and no nearness crosses one."""

STOP_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he his in is its not of on or "
    "she that the their they this to was were which will with".split()
)
"""Skipped beside other words and outside quotes. Without "us" and "it": readers mean `US` and `IT`."""

APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`\u2032"
"""Joining the letters on both sides into one word."""

INVISIBLE = "\u00ad\u200c\u200d\u2060"
"""Soft hyphen, joiners and non-joiners (the thin gap within Persian words): they join, too."""

MARKS = "\u0300-\u036f\u064b-\u065f\u0670"
"""Accents and Arabic vowel signs, as a range within a pattern's brackets."""

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # U.S. and U.S
    r"|[^\W\d_]\.[^\W\d_](?![\w.])"  # U.S
    rf"|[^\W_]+(?:[{MARKS}{APOSTROPHES}{INVISIBLE}]+[^\W_]+)*[{MARKS}]*"
)
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}][sS]$")
_DROPPED = re.compile(rf"[.{APOSTROPHES}{INVISIBLE}\u0640]")  # the last one only makes a word longer
# й and ў are letters of their own and keep their breve.
_ACCENTS = re.compile("[\u0300-\u0305\u0307-\u036f\u064b-\u065f\u0670]|(?<![\u0438\u0443])\u0306")
_PERSIAN = str.maketrans("\u064a\u0649\u0643", "\u06cc\u06cc\u06a9")
"""The ye and kaf of Arabic keyboards."""
_STEMMERS = threading.local()


# A struct is made several times as quickly as a dataclass, and an archive has many millions of words.
class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of a text: folded, with its characters' offsets and its position among the words."""

    word: str
    start: int
    end: int
    position: int


def tokens(text: str, *, position: int = 0) -> Iterator[Token]:
    """The words of a text in order; positions count up from `position`."""
    for match in _WORD.finditer(text):
        word, length = _read(match[0])
        if word:
            start = match.start()
            yield Token(word, start, start + length, position)
            position += 1


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, without their places."""
    return tuple(word for word, _ in map(_read, _WORD.findall(text)) if word)


def paragraph_tokens(paragraphs: Sequence[str]) -> Iterator[tuple[int, Token]]:
    """Paragraph number (from 1) and token, positions running on with a gap between paragraphs."""
    position = 0
    for number, paragraph in enumerate(paragraphs, start=1):
        for token in tokens(paragraph, position=position):
            position = token.position + 1
            yield number, token
        position += PARAGRAPH_GAP


@lru_cache(maxsize=65536)
def _read(surface: str) -> tuple[str, int]:
    """A word as printed, folded and without `'s`, and how many characters of it that is."""
    bare = _POSSESSIVE.sub("", surface)
    return fold(bare), len(bare)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word without case, accents, inner apostrophes and dots: `El'za` is `elza`, `U.S.` is `us`."""
    plain = _DROPPED.sub("", word).casefold()
    if plain.isascii():
        return plain
    # Compatibility forms (a script capital A) may be capitals again.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", plain).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).translate(_PERSIAN)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball English stem of a folded word (PyStemmer; one stemmer a thread)."""
    return stems((word,))[0]


def stems(words: Sequence[str]) -> list[str]:
    """The stems of many folded words."""
    stemmer = getattr(_STEMMERS, "english", None)
    if stemmer is None:
        stemmer = _STEMMERS.english = Stemmer.Stemmer("english", 0)  # without a cache of its own
    stemmed: list[str] = stemmer.stemWords(words)
    return stemmed
