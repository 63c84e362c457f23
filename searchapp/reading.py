"""Files to drafts: each is read and its documents extracted.

Knows no index: what is held is told as digests, and a document that says the same is not extracted again.
"""

from __future__ import annotations

import errno
import hashlib
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TypeAlias

from msgspec.structs import replace

from searchapp.authority.slug_file import FILE as REGISTRY
from searchapp.errors import N_, ExtractionError, Message
from searchapp.extract import digest
from searchapp.formats import SUFFIXES, documents
from searchapp.formats.source import Failure, Reading, unread
from searchapp.model.article import ArticleId, Document
from searchapp.model.draft import Draft

Extract = Callable[[Document], Draft]


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A document of which there is a draft already."""

    id: ArticleId
    path: str
    position: int
    digest: str


Outcome: TypeAlias = Draft | Same | Failure

_NOWHERE = frozenset((errno.ENOENT, errno.ENOTDIR, errno.ELOOP))

_KEY = 16
"""Bytes of a key: no two of any number of texts have the same."""


@dataclass(frozen=True, slots=True)
class Known:
    """Texts of which there are drafts: 16 bytes for each, so that every process can have them all."""

    keys: bytes = b""
    """Sorted."""

    @classmethod
    def of(cls, texts: Iterable[tuple[ArticleId, str]]) -> Known:
        """Those of these ids and digests."""
        return cls(b"".join(sorted({_key(*text) for text in texts})))

    def __contains__(self, text: tuple[ArticleId, str]) -> bool:
        """Whether there is a draft of this id and digest."""
        key = _key(*text)
        place = bisect_left(range(len(self)), key, key=self._at)
        return place < len(self) and self._at(place) == key

    def __len__(self) -> int:
        return len(self.keys) // _KEY

    def _at(self, place: int) -> bytes:
        return self.keys[place * _KEY : (place + 1) * _KEY]


def _key(article_id: ArticleId, text: str) -> bytes:
    return hashlib.blake2b(f"{text} {article_id}".encode(), digest_size=_KEY).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a file gives. Travels to other processes where `extract` does."""

    extract: Extract
    rules: str = ""
    """Fingerprint of `extract`, put into what it gives."""
    known: Known = Known()
    """What needs no second reading."""

    def read(self, path: Path) -> Iterator[Outcome]:
        """The drafts of a file, and by name what of it fails."""
        return map(self.outcome, documents(path))

    def outcome(self, read: Reading) -> Outcome:
        """What one document gives."""
        if isinstance(read, Failure):
            return read
        if not _is_text(read.path):
            return _unnamed(read.path)
        if self.known and (read.id, said := digest(read)) in self.known:
            return Same(id=read.id, path=read.path, position=read.position, digest=said)
        try:
            return replace(self.extract(read), rules=self.rules)
        except ExtractionError as error:
            return Failure(path=read.path, error=error)


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unnamed(path: str) -> Failure:
    shown = os.fsencode(path).decode("utf-8", "replace")
    problem, hint = N_("The name of %(path)s is not in UTF-8."), N_("Rename the file.")
    return Failure(path=shown, error=ExtractionError(Message.of(problem, path=shown), Message.of(hint)))


def files_under(paths: Sequence[Path]) -> Iterator[Path | Failure]:
    """The files to read: those named, and in folders those of a known kind, in order of their paths.

    What cannot be looked into is a failure.
    """
    for path in paths:
        mode = _mode(path)
        if isinstance(mode, Failure):
            yield mode
        elif S_ISDIR(mode):
            yield from _files_in(path)
        elif not mode:
            yield _failure(path, N_("There is no file or folder %(path)s."), N_("Check the path."))
        elif path.name != REGISTRY:
            yield _regular(path, mode)


def _files_in(folder: Path) -> Iterator[Path | Failure]:
    """The files of a folder and of those in it, without hidden ones."""
    try:
        listed = os.listdir(folder)  # noqa: PTH208 - names are a tenth as large as paths
    except FileNotFoundError:  # it went away meanwhile, as all that was in it did
        return
    except OSError as error:
        yield unread(folder, error)
        return
    names = sorted((name for name in listed if not name.startswith(".")), reverse=True)
    while names:
        # A name that is done with is forgotten: there may be a million in one folder.
        path = folder / names.pop()
        mode = _mode(path)
        if isinstance(mode, Failure):
            yield mode
        elif S_ISDIR(mode):
            if not path.is_symlink():
                yield from _files_in(path)
        elif _is_input(path):
            yield _regular(path, mode)


def _mode(path: Path) -> int | Failure:
    """What a path leads to; 0 where it leads nowhere."""
    try:
        return path.stat().st_mode
    except OSError as error:
        return 0 if error.errno in _NOWHERE else unread(path, error)


def _regular(path: Path, mode: int) -> Path | Failure:
    """A file with a beginning and an end: reading a pipe might never come to one."""
    if S_ISREG(mode):
        return path
    return _failure(path, N_("%(path)s is not a file."), N_("Give the texts as files."))


def _is_input(path: Path) -> bool:
    """Whether a file may hold articles: its ending says so, and it is not our own."""
    return path.suffix.lower() in SUFFIXES and path.name != REGISTRY


def _failure(path: Path, problem: str, hint: str) -> Failure:
    return Failure(path=str(path), error=ExtractionError(Message.of(problem, path=path), Message.of(hint)))
