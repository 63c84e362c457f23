"""The query tree, and the text that reads back as it. Leaves keep the reader's words.

Engines read the tree; no engine's own syntax is ever written or parsed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """A word with its other forms, or exactly that word; a hyphenated one is a phrase of its parts."""

    text: str
    exact: bool = False


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


@dataclass(frozen=True, slots=True)
class Near:
    """All these words in any order with at most `distance` other words in between."""

    text: str
    distance: int


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


def unparse(node: Node) -> str:
    """The text that `parser.parse` reads as this tree, in the form the reader is shown."""
    return _text(node, inside=False)


def _text(node: Node, *, inside: bool) -> str:
    match node:
        case Everything():
            return ""
        case And(nodes):
            joined = " AND ".join(_text(child, inside=True) for child in nodes)
            return f"({joined})" if inside else joined
        case Or(nodes):
            joined = " OR ".join(_text(child, inside=True) for child in nodes)
            return '""' if not nodes else f"({joined})" if inside else joined
        case Not(child):
            return f"-{_text(child, inside=True)}"
        case Field(name, value):
            return f"{name}:{_value(value)}"
        case Dates():
            return f"{node.name}:{_days(node)}"
        case _:
            return _leaf(node)


def _value(value: Leaf) -> str:
    """A field's value: quoted where it is more than one word."""
    text = _leaf(value)
    return f"\u201c{text}\u201d" if isinstance(value, Term) and any(c in " ()" for c in text) else text


def _leaf(node: Leaf) -> str:
    match node:
        case Term(text, exact):
            return f"={text}" if exact else text
        case Prefix(text):
            return f"{text}*"
        case Fuzzy(text):
            return f"{text}~"
        case Near(text, distance):
            return f"\u201c{text}\u201d~{distance}"
        case Phrase(text, exact):
            return f"=\u201c{text}\u201d" if exact else f"\u201c{text}\u201d"


def _days(node: Dates) -> str:
    """Absolute days; an ambiguous date stays as the reader wrote it, so that both its days are meant."""
    if node.alternatives:
        return f"\u201c{node.text}\u201d"
    if node.name == "after":
        return str(node.first)
    if node.name == "before":
        return str(node.last)
    if node.first == node.last:
        return str(node.first)
    return f"{node.first or ''}..{node.last or ''}"
