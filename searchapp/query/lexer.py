"""A reader's text to tokens: words, quotes, brackets and operators, each with its place. Total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from searchapp.fields import SEARCHABLE

QUOTES = {
    '"': '"\u201d\u201c',
    "\u201c": '\u201d"\u201c',
    "\u201d": '\u201d"',
    "\u201e": '\u201c\u201d"',
    "\u00ab": "\u00bb",
}
"""Each opening quotation mark and what closes it."""

_OPENING = "".join(QUOTES)
_DISTANCE = re.compile(r"~(\d{1,4})(?![^\s()])")
_WORD = re.compile(rf"[^\s(){_OPENING}]+")
_FIELD = re.compile(r"([A-Za-z]+):(?=[^\s()])")
_OPERATORS = {"OR", "AND", "NOT"}


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    OPEN = "("
    CLOSE = ")"
    OR = "OR"
    AND = "AND"
    NOT = "NOT"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A token of a query: `text` without its quotes, field, `=` and `~5`."""

    kind: Kind
    text: str
    start: int
    end: int
    field: str | None = None
    exact: bool = False
    distance: int | None = None
    closed: bool = True
    """False for a quotation that the reader did not close."""


def lexemes(text: str) -> Iterator[Lexeme]:
    """The tokens of a query. A `-` at the start of a token is NOT; elsewhere it is a hyphen."""
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
            continue
        if character in "()":
            found = Lexeme(Kind(character), character, at, at + 1)
        elif character == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            found = Lexeme(Kind.NOT, "-", at, at + 1)
        else:
            found = _operand(text, at)
        yield found
        at = found.end


def _operand(text: str, start: int) -> Lexeme:
    """A word or quotation, with the field before it and the `=` that makes it exact."""
    at, field = start, None
    named = _FIELD.match(text, at)
    if named and named[1].lower() in SEARCHABLE:
        field, at = named[1].lower(), named.end()
    exact = text[at] == "=" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] not in "()"
    at += exact
    if text[at] in QUOTES:
        return _quotation(text, start, at, field, exact)
    word = _WORD.match(text, at)
    end = word.end() if word else at + 1
    if text[at:end] in _OPERATORS and at == start:
        return Lexeme(Kind(text[at:end]), text[at:end], start, end)
    return Lexeme(Kind.WORD, text[at:end], start, end, field, exact)


def _quotation(text: str, start: int, at: int, field: str | None, exact: bool) -> Lexeme:
    closing = QUOTES[text[at]]
    end = next((i for i in range(at + 1, len(text)) if text[i] in closing), len(text))
    closed = end < len(text)
    inside = text[at + 1 : end]
    end += closed
    near = _DISTANCE.match(text, end) if closed else None
    distance = int(near[1]) if near else None
    return Lexeme(Kind.QUOTED, inside, start, near.end() if near else end, field, exact, distance, closed)
