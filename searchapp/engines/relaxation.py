"""Most of the words, where no article has them all: the rule, the same for every engine.

Only the words give way: fields, days and what must not match hold. The articles shown are those that have
as many of the words as any article has under these conditions; filters narrow them as they narrow any others.
"""

from __future__ import annotations

from typing import NamedTuple

from searchapp.errors import N_, Message
from searchapp.model.search import Match, Notice, SearchQuery
from searchapp.query.nodes import Node
from searchapp.query.parts import Parts


class Relaxed(NamedTuple):
    """How many of the words each article shown has."""

    most: int
    words: int

    @property
    def notice(self) -> Notice:
        """The same for the reader."""
        said = N_("No article has all of these words. These have %(most)s of %(words)s, best first.")
        return Notice(message=Message.of(said, most=self.most, words=self.words))


def relaxable(query: SearchQuery, node: Node) -> Parts | None:
    """The parts of a question that may give way, where it found nothing; None where none may."""
    parts = Parts.of(node)
    return parts if query.match is Match.AUTO and len(parts.words) > 1 else None
