"""What documents are read from: a file or a member of an archive, which may fail by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, TypeAlias

from searchapp.errors import N_, ExtractionError, Message
from searchapp.model.article import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file, or one document of it, that cannot be read, and why."""

    path: str
    error: ExtractionError


Reading: TypeAlias = Document | Failure
Reader: TypeAlias = "Callable[[Source], Iterator[Reading]]"
"""Gives what a source holds. Raises ExtractionError where none of it can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Bytes with a name; nothing is read before they are asked for."""

    path: str
    """The file, for a zip member `archive.zip/member.txt`."""
    open: Callable[[], IO[bytes]]

    @classmethod
    def of(cls, path: Path) -> Source:
        """A file as a source. Opening it raises ExtractionError, which says what is wrong with the file."""
        return cls(path=str(path), open=lambda: _opened(path))

    @property
    def stem(self) -> str:
        """Its name without the ending: what ids are made of."""
        return PurePath(self.path).stem

    @property
    def suffix(self) -> str:
        """The ending of its name in small letters, with the dot."""
        return PurePath(self.path).suffix.lower()

    def content(self) -> bytes:
        """All of its bytes."""
        with self.open() as file:
            return file.read()


def broken(path: str) -> ExtractionError:
    """What a source fails with where the disk or the file system does."""
    return _unreadable(path, N_("%(path)s could not be read."), N_("Check the disk, or copy the file again."))


def unread(path: Path, error: OSError) -> Failure:
    """A file or folder that could not be looked into."""
    if not isinstance(error, PermissionError):
        return Failure(path=str(path), error=broken(str(path)))
    return Failure(path=str(path), error=_forbidden(path))


def no_text(path: str) -> ExtractionError:
    """What a source without a word in it fails with."""
    return ExtractionError(
        Message.of(N_("%(path)s is empty."), path=path),
        Message.of(N_("Put the article’s text in it, or take it away.")),
    )


def _forbidden(path: Path) -> ExtractionError:
    return _unreadable(path, N_("%(path)s may not be read."), N_("Change its permissions."))


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise _unreadable(path, N_("%(path)s is not there."), N_("Check its name.")) from error
    except IsADirectoryError as error:
        problem = N_("%(path)s is a folder, not a file.")
        raise _unreadable(path, problem, N_("Name the files in it.")) from error
    except PermissionError as error:
        raise _forbidden(path) from error


def _unreadable(path: Path | str, problem: str, hint: str) -> ExtractionError:
    return ExtractionError(Message.of(problem, path=path), Message.of(hint))
