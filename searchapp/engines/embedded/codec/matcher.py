"""A term's documents as Whoosh walks through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.matching import Matcher, NullMatcher, ReadTooFar
from whoosh.query.spans import Span

from searchapp.engines.embedded.columns.arrays import Ints


class ArrayMatcher(Matcher):  # type: ignore[misc]
    """See `whoosh.matching.Matcher`. The whole list is one block, so that its bounds are true ones."""

    def __init__(  # noqa: PLR0913 - what Whoosh hands over
        self,
        docs: Ints,
        freqs: Ints,
        positions: Ints | None,
        *,
        format_: Any,
        scorer: Any,
        term: tuple[str, bytes],
        info: Any,
    ) -> None:
        self._docs, self._freqs, self._positions = docs, freqs, positions
        self.format, self.scorer = format_, scorer
        self._term, self._info = term, info
        self._at = 0

    def is_active(self) -> bool:
        """Whether there is a document."""
        return self._at < len(self._docs)

    def reset(self) -> None:
        """Back to the first one."""
        self._at = 0

    def term(self) -> tuple[str, bytes]:
        """Whose documents they are."""
        return self._term

    def copy(self) -> ArrayMatcher:
        """Another one at the same place."""
        other = ArrayMatcher(
            self._docs,
            self._freqs,
            self._positions,
            format_=self.format,
            scorer=self.scorer,
            term=self._term,
            info=self._info,
        )
        other._at = self._at
        return other

    def id(self) -> int:
        """The document's number."""
        if not self.is_active():
            raise ReadTooFar
        return int(self._docs[self._at])

    def all_ids(self) -> Iterator[int]:
        """Those of all documents from here on."""
        return iter(self._docs[self._at :].tolist())

    def next(self) -> bool:
        """Go on to the next one."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return True

    def skip_to(self, id: int) -> bool:  # noqa: A002 - Whoosh's
        """Go on to the first that is not before this one."""
        if not self.is_active():
            raise ReadTooFar
        self._at = max(self._at, int(np.searchsorted(self._docs, id)))
        return True

    def weight(self) -> float:
        """How often the term is in the document."""
        return float(self._freqs[self._at])

    def score(self) -> float:
        """By Whoosh's scorer."""
        score: float = self.scorer.score(self)
        return score

    def value(self) -> bytes:
        """As Whoosh's own format would store it: what its merging reads."""
        if self._positions is None:
            return b""
        encoded: bytes = self.format.encode(self.positions())
        return encoded

    def supports(self, astype: str) -> bool:
        """Frequencies, and of words positions."""
        return astype in _KNOWN and (astype != "positions" or self._positions is not None)

    def value_as(self, astype: str) -> Any:
        """The one or the other."""
        return _KNOWN[astype](self)

    def spans(self) -> Sequence[Span]:
        """The positions."""
        return [Span(position) for position in self.positions()]

    def supports_block_quality(self) -> bool:
        """If the scorer does."""
        return self.scorer is not None and self.scorer.supports_block_quality()

    def max_quality(self) -> float:
        """Of the whole list."""
        quality: float = self.scorer.max_quality() if self.scorer else self.block_max_weight()
        return quality

    def block_quality(self) -> float:
        """The same."""
        quality: float = self.scorer.block_quality(self)
        return quality

    def block_min_length(self) -> int:
        """Of the shortest field that has the term."""
        return int(self._info.min_length())

    def block_max_length(self) -> int:
        """Of the longest."""
        return int(self._info.max_length())

    def block_max_weight(self) -> float:
        """Of the document that has it most often."""
        return float(self._info.max_weight())

    def skip_to_quality(self, minquality: float) -> int:
        """There is one block: all of it, or nothing more."""
        if self.is_active() and self.block_quality() <= minquality:
            self._at = len(self._docs)
            return 1
        return 0

    def replace(self, minquality: float = 0) -> Matcher:
        """Nothing, where nothing more can come of it."""
        if not self.is_active():
            return NullMatcher()
        if minquality and self.supports_block_quality() and self.max_quality() < minquality:
            return NullMatcher()
        return self

    def positions(self) -> Sequence[int]:
        """Of the term in the document."""
        if self._positions is None:
            raise NotImplementedError
        first = int(self._firsts[self._at])
        here: Sequence[int] = self._positions[first : first + int(self._freqs[self._at])].tolist()
        return here

    @cached_property
    def _firsts(self) -> Any:
        return np.cumsum(self._freqs) - self._freqs


_KNOWN: dict[str, Callable[[ArrayMatcher], Any]] = {
    "positions": ArrayMatcher.positions,
    "frequency": ArrayMatcher.weight,
    "weight": ArrayMatcher.weight,
}
