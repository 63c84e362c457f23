"""What an engine knows of the words of its archive, whatever way it keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from searchapp.engines.naming import Naming
from searchapp.text.spelling import Correction


class Vocabulary(Protocol):
    """The words of the articles' bodies, and the names that some of them are."""

    @property
    def naming(self) -> Naming:
        """What names mean."""

    def documents(self, word: str, /) -> int:
        """In how many articles' bodies a folded word stands."""

    def forms(self, word: str, /) -> Sequence[str]:
        """The words of the same stem as a folded word, itself among them where any text has it."""

    def beginning(self, letters: str, most: int, /) -> Sequence[tuple[str, int]]:
        """The words of bodies that begin so, and in how many they are: the most frequent ones, in order."""

    def near(self, word: str, most: int, /) -> Sequence[Correction]:
        """The words within so many edits that stand in some body; of very many those likeliest meant."""
