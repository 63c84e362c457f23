"""The kinds of arrays an index is evaluated on, and the facet values of documents.

Documents are numbered from 0; `n` is how many there are, deleted ones counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.columns.sections import Array

Ints = NDArray[np.int32]
Keys = NDArray[np.int64]
Floats = NDArray[np.float64]
Amounts = NDArray[np.float32]
"""What a part of a question adds to scores; see `bm25.kept`."""
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """The values of one facet field: a dictionary, and which of its values each document holds."""

    values: Sequence[bytes]
    counts: Array
    """int[n]: how many values each document holds, at least one."""
    ordinals: Array
    """int[sum of counts]: places in `values`, document after document."""


def array_bytes(value: Any) -> int:
    """Of an array, or of some."""
    return sum(each.nbytes for each in value) if isinstance(value, tuple) else int(value.nbytes)
