"""The query tree, and the text that reads back as it. Leaves keep the reader's words.

Engines read the tree; no engine's own syntax is ever written or parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from searchapp.query.lexer import QUOTES

Spellings = tuple[tuple[str, ...], ...]
"""For each word of a leaf, folded words that do as well; empty where none does.

A reader's text has none: an archive that knows the words as names adds them.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its other forms, or exactly that word; a hyphenated one is a phrase of its parts."""

    text: str
    exact: bool = False
    also: Spellings = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with these letters."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words within one edit (3-5 letters) or two (from 6); a swap of neighbours is one edit."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words one after another within a paragraph."""

    text: str
    exact: bool = False
    also: Spellings = ()


@dataclass(frozen=True, slots=True)
class Near:
    """All these words in any order with at most `distance` other words in between."""

    text: str
    distance: int
    also: Spellings = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A word, phrase, prefix or spelling of one field only."""

    name: str
    value: Term | Phrase | Prefix | Fuzzy | Near


@dataclass(frozen=True, slots=True)
class Dates:
    """Issues that appeared from `first` through `last`; None is open.

    `alternatives` are further days that an ambiguous numeric date could mean. The text is how the
    reader wrote the period; two ways to write one period are equal.
    """

    name: str
    text: str = field(compare=False)
    first: date | None
    last: date | None
    alternatives: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Everything that the node does not match."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """What all nodes match (at least one node)."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What any of the nodes matches; nothing, where there is none."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article."""


Leaf = Term | Prefix | Fuzzy | Phrase | Near
Node = Leaf | Field | Dates | Not | And | Or | Everything

NOTHING = Or(())

DEEPEST = 8
"""Brackets within brackets that a text may have."""

_PLAIN = re.compile(r"\w[\w.:-]*")


def unparse(node: Node) -> str:
    """The text that `parser.parse` reads as this tree, in the form the reader is shown.

    An AND within an OR needs no brackets; it is shown with them unless that would be too deep to read.
    """
    return _text(node, within=None, sparing=nesting(node) > DEEPEST)


def nesting(node: Node) -> int:
    """How many groups lie within each other, the outermost aside: as many brackets are written."""
    match node:
        case And(nodes) | Or(nodes):
            groups = [child for child in nodes if isinstance(child, And | Or | Not)]
            return max((isinstance(child, And | Or) + nesting(child) for child in groups), default=0)
        case Not(child):
            return isinstance(child, And | Or) + nesting(child)
        case _:
            return 0


def _text(node: Node, *, within: type | None, sparing: bool) -> str:
    match node:
        case Everything():
            return ""
        case And(nodes):
            joined = " AND ".join(_text(child, within=And, sparing=sparing) for child in nodes)
            return joined if within is None or (sparing and within is Or) else f"({joined})"
        case Or(nodes):
            joined = " OR ".join(_text(child, within=Or, sparing=sparing) for child in nodes)
            return '""' if not nodes else joined if within is None else f"({joined})"
        case Not(child):
            return f"-{_text(child, within=Not, sparing=sparing)}"
        case Field(name, value):
            return f"{name}:{_value(name, value)}"
        case Dates():
            return f"{node.name}:{_days(node)}"
        case _:
            return _leaf(node)


def _value(name: str, value: Leaf) -> str:
    """A field's value: quoted where it is more than a word, a number or a range.

    In the title a quotation would be a phrase.
    """
    if name != "title" and isinstance(value, Term) and not _PLAIN.fullmatch(value.text):
        return _quoted(value.text)
    return _leaf(value)


def _leaf(node: Leaf) -> str:
    match node:
        case Term(text, exact, _):
            return f"={text}" if exact else text
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
        case Near(text, distance, _):
            return f"{_quoted(text)}~{distance}"
        case Phrase(text, exact, _):
            return f"={_quoted(text)}" if exact else _quoted(text)


def _quoted(text: str) -> str:
    """In the quotation marks that none of its characters closes."""
    return next(
        f"{opening}{text}{closing[0]}"
        for opening, closing in (("\u201c", QUOTES["\u201c"]), *QUOTES.items())
        if not set(closing) & set(text)
    )


def _days(node: Dates) -> str:
    """Absolute days; an ambiguous date stays as the reader wrote it, so that both its days are meant."""
    if node.alternatives:
        return _quoted(node.text)
    if node.name == "after":
        return str(node.first)
    if node.name == "before":
        return str(node.last)
    if node.first == node.last:
        return str(node.first)
    return f"{node.first or ''}..{node.last or ''}"
