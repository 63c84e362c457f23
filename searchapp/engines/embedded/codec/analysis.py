"""How Whoosh reads a text: by `text.analyze`, with positions kept as plain numbers.

A schema is a part of Whoosh's table of contents, a pickle that holds these classes by their import paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from whoosh.analysis import Analyzer, Token
from whoosh.formats import Positions

from searchapp.text.analyze import paragraph_tokens

PARAGRAPHS = "\n\n"
"""Stands between the paragraphs of a text."""

_POSITION = np.dtype("<i4")


class ArchiveAnalyzer(Analyzer):  # type: ignore[misc]
    """See `whoosh.analysis.Analyzer`; one text may have several paragraphs."""

    def __call__(
        self,
        value: str,
        *,
        positions: bool = False,
        chars: bool = False,
        start_pos: int = 0,
        start_char: int = 0,
        **others: object,
    ) -> Iterator[Token]:
        paragraphs = value.split(PARAGRAPHS)
        begins = [0, *(found.end() for found in re.finditer(PARAGRAPHS, value))]
        token = Token(positions, chars, **others)
        for number, read in paragraph_tokens(paragraphs):
            begin = start_char + begins[number - 1]
            token.text, token.pos = read.word, start_pos + read.position
            token.startchar, token.endchar = begin + read.start, begin + read.end
            yield token


class PlainPositions(Positions):  # type: ignore[misc]
    """See `whoosh.formats.Positions`, which would pickle them."""

    def encode(self, poslist: Sequence[int]) -> bytes:
        """Four bytes each."""
        return np.array(poslist, dtype=_POSITION).tobytes()

    def decode_positions(self, valuestring: bytes) -> Sequence[int]:
        """What was encoded."""
        positions: Sequence[int] = np.frombuffer(valuestring, dtype=_POSITION).tolist()
        return positions

    def decode_frequency(self, valuestring: bytes) -> int:
        """How many there are."""
        return len(valuestring) // _POSITION.itemsize
