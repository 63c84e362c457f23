"""Names of sources that a vocabulary knows, found beside a place in a text.

A place's radio or television (`Moscow radio`, `Radio Tashkent`) and a web address are known by their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from searchapp.extract.vocabulary import Vocabulary

REACH = 90
"""In characters: no name is longer."""
_MOST_WORDS = 6

_PARTED = re.compile(r"[,;:()“”\"–—]")
_WORD = re.compile(r"[^\s,;:()“”\"–—]+")
_BROADCASTER = re.compile(
    r"([A-Z][\w’'-]*)(?: ([A-Z][\w’'-]*))? (?:radio|television|TV)|(?:Radio|Television) ([A-Z][\w’'-]*)()"
)
_SITE = re.compile(r"[a-z][\w-]*(?:\.[\w-]+)*\.(?:ru|com|net|org|info|ua|by|kz|ge|az|am)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """A known name and where it stands."""

    text: str
    start: int
    end: int


def name_ending(text: str, end: int, vocabulary: Vocabulary) -> Known | None:
    """The longest known name that ends exactly here."""
    words = _joined(_WORD.finditer(text, max(0, end - REACH), end))[-_MOST_WORDS:]
    if not words or words[-1].end() != end:
        return None
    names = ((text[word.start() : end], word.start()) for word in words)
    return next((Known(name, at, end) for name, at in names if _is_known(name, vocabulary)), None)


def name_starting(text: str, start: int, vocabulary: Vocabulary) -> Known | None:
    """The longest known name that starts exactly here."""
    if not text[start : start + 1].isalnum():
        return None
    words = list(islice(_WORD.finditer(text, start, start + REACH), _MOST_WORDS))
    names = (text[start : word.end()].rstrip(".") for word in reversed(words))
    return next(
        (Known(name, start, start + len(name)) for name in names if _is_known(name, vocabulary)), None
    )


def _joined(words: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """The last of the words between which there are only spaces."""
    found: list[re.Match[str]] = []
    for word in words:
        if found and word.start() != found[-1].end() + 1:
            found.clear()
        found.append(word)
    return found


def _is_known(name: str, vocabulary: Vocabulary) -> bool:
    """Whether it is a source's, printed as a name is: with a capital, in one piece."""
    if not name[0].isupper():
        return "." in name and _SITE.fullmatch(name) is not None
    if name in vocabulary.places or _PARTED.search(name):
        return False
    return (
        vocabulary.has_source(name) or _SITE.fullmatch(name) is not None or _is_broadcaster(name, vocabulary)
    )


def _is_broadcaster(name: str, vocabulary: Vocabulary) -> bool:
    found = _BROADCASTER.fullmatch(name)
    return found is not None and all(word in vocabulary.places for word in found.groups() if word)
