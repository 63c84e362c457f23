"""What a segment's two files hold, by name, and how they are opened.

`NAME.ndoc` has what is known of each document, `NAME.nfld` the words and where they occur.

    ndoc  ids, days, stamps, changed (seconds since 1970), digests, length.FIELD,
          held.FACET.values, .counts, .ordinals,
          articles, drafts (compressed records), dictionary (of the compression)
    nfld  words (sorted), stems (sorted) with stems.words, and FIELD.* as in `postings`;
          in a run no stems, but its analyzer's key and numbers of words
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from searchapp.engines.embedded.columns.arrays import FacetColumn
from searchapp.engines.embedded.columns.postings import Postings
from searchapp.engines.embedded.columns.records import Records
from searchapp.engines.embedded.columns.sections import Array, Sections, SectionWriter, smallest
from searchapp.engines.embedded.columns.strings import Strings, put_strings
from searchapp.engines.embedded.columns.tables import Table
from searchapp.text.analyze import stems

DOCUMENTS, FIELDS = ".ndoc", ".nfld"

_STEMMED = 1 << 15
"""Words at a time."""


class Segment:
    """A segment as it lies on the disk. Immutable; which documents are deleted is told elsewhere."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.documents = Sections(folder / f"{name}{DOCUMENTS}")
        self.fields = Sections(folder / f"{name}{FIELDS}")

    def __len__(self) -> int:
        return len(self.documents["days"])

    def let_go(self) -> None:
        """Hold none of its files in memory; what is used again is read again."""
        self.documents.let_go()
        self.fields.let_go()

    @cached_property
    def ids(self) -> Strings:
        """Of the documents, in UTF-8."""
        return Strings(self.documents, "ids")

    @cached_property
    def words(self) -> Strings:
        """The words of all text fields, sorted."""
        return Strings(self.fields, "words")

    @property
    def analyzer(self) -> bytes:
        """The key of the analyzer that read a run; empty for a segment that was merged."""
        return bytes(self.fields["analyzer"]) if "analyzer" in self.fields else b""

    @property
    def numbers(self) -> Array:
        """uint[words]: the analyzer's numbers of words, or their places where it is not known."""
        return self.fields["numbers"] if "numbers" in self.fields else np.arange(len(self.words))

    @cached_property
    def records(self) -> Records:
        """The articles and drafts."""
        return Records(self.documents)

    def postings(self, field: str) -> Postings:
        """Of a text field."""
        if field not in self._postings:
            self._postings[field] = Postings(self.fields, field)
        return self._postings[field]

    def lengths(self, field: str) -> Array:
        """uint[n]: how many words a text field has."""
        return self.documents[f"length.{field}"]

    def held(self, facet: str) -> FacetColumn:
        """The values of a facet field."""
        return FacetColumn(
            values=Strings(self.documents, f"held.{facet}.values"),
            counts=self.documents[f"held.{facet}.counts"],
            ordinals=self.documents[f"held.{facet}.ordinals"],
        )

    def words_of_stem(self, stem: bytes) -> Sequence[int]:
        """The places of the words with a stem, ascending."""
        place = self._stems.find(stem)
        if place is None:
            return ()
        first = self.fields["stems.first"]
        found: list[int] = self.fields["stems.words"][int(first[place]) : int(first[place + 1])].tolist()
        return found

    @cached_property
    def _stems(self) -> Strings:
        return Strings(self.fields, "stems")

    @cached_property
    def _postings(self) -> dict[str, Postings]:
        return {}


def remove_segment(folder: Path, name: str) -> None:
    """Delete the files of a segment; who has it open goes on reading them."""
    for ending in (DOCUMENTS, FIELDS):
        (folder / f"{name}{ending}").unlink()


def put_words(writer: SectionWriter, words: Table) -> None:
    """Write the words of a segment, which are sorted, with their stems."""
    words.put(writer, "words")
    stemmed = Table.joined([_stems(words, first) for first in range(0, len(words), _STEMMED)])
    order, is_other = stemmed.ordered()
    stemmed.some(order[is_other]).put(writer, "stems")
    writer.put("stems.first", smallest(np.append(np.flatnonzero(is_other), len(order))))
    writer.put("stems.words", smallest(order))


def _stems(words: Table, first: int) -> Table:
    """Of some words."""
    last = min(first + _STEMMED, len(words))
    read = [word.decode("utf-8", "surrogatepass") for word in words.strings(first, last)]
    return Table.of([stem.encode("utf-8", "surrogatepass") for stem in stems(read)])


def put_facet(writer: SectionWriter, facet: str, column: FacetColumn) -> None:
    """Write the values of a facet field."""
    put_strings(writer, f"held.{facet}.values", column.values)
    writer.put(f"held.{facet}.counts", smallest(column.counts))
    writer.put(f"held.{facet}.ordinals", smallest(column.ordinals))
