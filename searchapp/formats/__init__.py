"""Files to documents: what a file is, by its name's ending, and how to read it."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats import html, jsonl, pdf, plain
from searchapp.formats import zip as archives
from searchapp.formats.source import Failure, Reader, Reading, Source, broken

_TEXTS: Mapping[str, Reader] = {
    ".txt": plain.documents,
    ".html": html.documents,
    ".htm": html.documents,
    ".xhtml": html.documents,
    ".pdf": pdf.documents,
    ".jsonl": jsonl.documents,
    ".ndjson": jsonl.documents,
}

FORMATS: Mapping[str, Reader] = {**_TEXTS, ".zip": partial(archives.documents, readers=_TEXTS)}
"""What reads a file of this ending."""

SUFFIXES = frozenset(FORMATS)


def documents(path: Path) -> Iterator[Reading]:
    """What a file holds: its documents, and by name what of it cannot be read. Never raises for a file."""
    source = Source.of(path)
    try:
        yield from _reader(source)(source)
    except ExtractionError as error:
        yield Failure(path=source.path, error=error)
    except OSError:
        yield Failure(path=source.path, error=broken(source.path))


def is_there(path: Path) -> bool:
    """Whether what a document's path names is still there: a file, or a member of an archive.

    What nobody can tell, since a folder may not be looked into, is not taken for gone.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        archive = next(
            (each for each in path.parents if each.suffix.lower() == ".zip" and each.is_file()), None
        )
        return archive is not None and archives.holds(archive, path.relative_to(archive).as_posix())
    except OSError as error:
        return error.errno != errno.ELOOP
    return True


def _reader(source: Source) -> Reader:
    reader = FORMATS.get(source.suffix)
    if reader is None:
        raise ExtractionError(
            Message.of(N_("%(path)s is of a kind that cannot be read."), path=source.path),
            Message.of(N_("Give files that end in %(suffixes)s."), suffixes=", ".join(sorted(SUFFIXES))),
        )
    return reader
