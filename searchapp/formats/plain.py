"""Plain text files: UTF-8, with any line ends, with or without a byte order mark."""

from __future__ import annotations

from collections.abc import Iterator

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats.source import Reading, Source, no_text
from searchapp.formats.split import documents_of


def documents(source: Source) -> Iterator[Reading]:
    """The articles of a text file, in order. Raises ExtractionError where it is none.

    Bytes that are not UTF-8 become U+FFFD.
    """
    return documents_of(source.stem, source.path, plain_text(source.path, source.content()))


def plain_text(path: str, content: bytes) -> str:
    """A file's text. Raises ExtractionError where it is empty or binary; `path` names it there."""
    if b"\x00" in content:
        raise ExtractionError(
            Message.of(N_("%(path)s is not a text file."), path=path),
            Message.of(N_("Save it as plain text in UTF-8.")),
        )
    text = content.decode("utf-8-sig", "replace")
    if not text.strip():
        raise no_text(path)
    return text
