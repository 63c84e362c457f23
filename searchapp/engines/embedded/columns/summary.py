"""What queries need of every document of a generation, as it lies in one file.

`summary.cols`: days, lengths, the orders by age, and the facets with their values in the order in
which they are listed. Facets that hold one value each (volume, issue, month...) are kept as one code a
document: an issue has one volume and one day, so that there are few more codes than issues.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from searchapp.engines.bm25 import OPTIONAL_FIELDS, TEXT_FIELDS
from searchapp.engines.embedded.columns.arrays import Ints, Keys, Mask
from searchapp.engines.embedded.columns.sections import Array, Sections
from searchapp.engines.embedded.columns.strings import Strings
from searchapp.fields import FACETS
from searchapp.model.search import natural

SUMMARY = "summary.cols"

SINGLE = tuple(field.name for field in FACETS if not field.several)
SEVERAL = tuple(field.name for field in FACETS if field.several)


class Summary:
    """The summary of a generation, as it lies in its file. `n` documents, some of them deleted."""

    def __init__(self, folder: Path) -> None:
        self._sections = Sections(folder / SUMMARY)

    @cached_property
    def live(self) -> Mask | None:
        """bool[n]: which documents are not deleted; None where all are."""
        live = self._sections["live"]
        return None if live.all() else live

    @cached_property
    def size(self) -> int:
        """How many documents are not deleted."""
        return len(self.by_id)

    def __len__(self) -> int:
        """How many there are, deleted ones counted."""
        return len(self.days)

    @property
    def days(self) -> Ints:
        """int32[n]: proleptic Gregorian ordinals, 0 where the date is unknown."""
        return self._sections["days"]

    @property
    def by_id(self) -> Ints:
        """int32[live documents], in the order of their ids."""
        return self._sections["by_id"]

    @property
    def newest(self) -> Ints:
        """int32[n]: each document's rank by newest, then id, undated ones last."""
        return self._sections["newest"]

    @property
    def oldest(self) -> Ints:
        """int32[n]: each document's rank by oldest, then id, undated ones last."""
        return self._sections["oldest"]

    def lengths(self, field: str) -> Array:
        """uint[n]: how many words a text field has."""
        return self._sections[f"length.{field}"]

    def mean_length(self, field: str) -> float:
        """Of the live documents, those that have the field where they need not; 0 where there are none."""
        count = self.size
        if field in OPTIONAL_FIELDS:
            having = self.lengths(field) != 0
            count = int(np.count_nonzero(having if self.live is None else having & self.live))
        return int(self._sections["length.totals"][TEXT_FIELDS.index(field)]) / count if count else 0.0

    @property
    def codes(self) -> Array:
        """uint[n]: what each document holds of the facets of one value, as one number."""
        return self._sections["codes"]

    def of_codes(self, facet: str) -> Array:
        """uint[codes]: the place of the value that a code stands for."""
        return self._sections[f"{facet}.codes"]

    def values(self, facet: str) -> Strings:
        """The values of a facet in the order of their labels, in UTF-8."""
        return Strings(self._sections, f"{facet}.values")

    @property
    def rows(self) -> Array:
        """uint[n, width]: what each document holds of the facets of several values.

        The values of all these facets are counted through, facet after facet; the number behind the last one
        stands where there is nothing more.
        """
        stored = self._sections["several"]
        return stored.reshape(len(self), len(stored) // max(1, len(self)))

    @property
    def beyond(self) -> tuple[Ints, Array]:
        """int32[k], ascending, and uint[k]: documents of more values than a row holds, and those values."""
        return self._sections["several.docs"], self._sections["several.beyond"]

    @property
    def totals(self) -> Keys:
        """int64[values of all facets of several]: how many live documents hold each."""
        return self._sections["several.totals"]

    def check_all(self) -> None:
        """Compare every checksum. Raises IndexDamaged."""
        self._sections.check_all()


def listed(label: str, value: bytes | str) -> tuple[object, ...]:
    """What values are sorted by, those of equal counts: their labels."""
    return (natural(label.casefold()), value)
