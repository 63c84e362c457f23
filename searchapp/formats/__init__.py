"""Files to documents: what a file is, by its name's ending, and how to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats import plain
from searchapp.model.article import Document

FORMATS: Mapping[str, Callable[[Path], Iterator[Document]]] = {".txt": plain.documents}
"""What reads a file of this ending."""

SUFFIXES = frozenset(FORMATS)


def documents(path: Path) -> Iterator[Document]:
    """The documents of a file. Raises ExtractionError, which names the file."""
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        raise ExtractionError(
            Message.of(N_("%(path)s is of a kind that cannot be read."), path=path),
            Message.of(N_("Give files that end in %(suffixes)s."), suffixes=", ".join(sorted(SUFFIXES))),
        )
    return reader(path)
