"""Tables of strings in a file of sections: all bytes together, and where each begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import overload

import numpy as np

from searchapp.engines.embedded.columns.sections import Array, SectionWriter, smallest


def put_strings(writer: SectionWriter, name: str, strings: Sequence[bytes]) -> None:
    """Write a table as two sections, `name` and `name.at`."""
    writer.put(name, b"".join(strings))
    writer.put(f"{name}.at", beginnings(map(len, strings)))


def beginnings(sizes: Iterable[int]) -> Array:
    """uint[n + 1]: where each of some stretches begins, and where the last one ends."""
    return smallest(np.concatenate([[0], np.cumsum(np.fromiter(sizes, dtype=np.int64))]))


class Strings(Sequence[bytes]):
    """A table as it lies in the file; each string is made when it is asked for."""

    def __init__(self, sections: Mapping[str, Array], name: str) -> None:
        self.at = sections[f"{name}.at"]
        self.bytes = sections[name].data

    def __len__(self) -> int:
        return len(self.at) - 1

    @overload
    def __getitem__(self, place: int) -> bytes: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[bytes]: ...
    def __getitem__(self, place: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(place, slice):
            return list(self.some(*place.indices(len(self))[:2]))
        if not 0 <= place < len(self):
            raise IndexError(place)
        return bytes(self.bytes[self.at.item(place) : self.at.item(place + 1)])

    def some(self, first: int, last: int) -> Iterator[bytes]:
        """The strings from `first` until `last`, which is left out."""
        at = self.at[first : last + 1].tolist()
        if len(at) > 1:
            whole = bytes(self.bytes[at[0] : at[-1]])
            yield from (whole[a - at[0] : b - at[0]] for a, b in pairwise(at))

    def __iter__(self) -> Iterator[bytes]:
        return self.some(0, len(self))

    def find(self, string: bytes) -> int | None:
        """The place of a string in a sorted table."""
        place = bisect_left(self, string)
        return place if place < len(self) and self[place] == string else None
