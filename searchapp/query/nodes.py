"""The query tree, and the text that reads back as it. Leaves keep the reader's words.

Engines read the tree; no engine's own syntax is ever written or parsed.
"""

from __future__ import annotations

from dataclasses import dataclass
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

    `alternatives` are further days that an ambiguous numeric date could mean.
    """

    name: str
    text: str
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
