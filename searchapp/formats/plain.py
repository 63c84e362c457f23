"""Plain text files: UTF-8, with any line ends, with or without a byte order mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats.split import documents_of
from searchapp.model.article import Document


def documents(path: Path) -> Iterator[Document]:
    """The articles of a text file, in order. Raises ExtractionError where it is none.

    Bytes that are not UTF-8 become U+FFFD.
    """
    return documents_of(path.stem, str(path), plain_text(str(path), _bytes(path)))


def plain_text(path: str, content: bytes) -> str:
    """A file's text. Raises ExtractionError where it is empty or binary; `path` names it there."""
    if b"\x00" in content:
        raise ExtractionError(
            Message.of(N_("%(path)s is not a text file."), path=path),
            Message.of(N_("Save it as plain text in UTF-8.")),
        )
    text = content.decode("utf-8-sig", "replace")
    if not text.strip():
        raise ExtractionError(
            Message.of(N_("%(path)s is empty."), path=path),
            Message.of(N_("Put the article’s text in it, or take it away.")),
        )
    return text


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _unreadable(path, N_("%(path)s is not there."), N_("Check its name.")) from error
    except IsADirectoryError as error:
        raise _unreadable(
            path, N_("%(path)s is a folder, not a file."), N_("Name the files in it.")
        ) from error
    except PermissionError as error:
        raise _unreadable(path, N_("%(path)s may not be read."), N_("Change its permissions.")) from error
    except OSError as error:
        problem = N_("%(path)s could not be read.")
        raise _unreadable(path, problem, N_("Check the disk, or copy the file again.")) from error


def _unreadable(path: Path, problem: str, hint: str) -> ExtractionError:
    return ExtractionError(Message.of(problem, path=path), Message.of(hint))
