"""Files to drafts: each is read and its documents extracted, by several processes where there are many.

Knows no index: what is held is told as digests, and a document that says the same is not extracted again.
What files give comes in their order, whatever process read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from msgspec.structs import replace

from searchapp.authority.slug_file import FILE as REGISTRY
from searchapp.errors import N_, ExtractionError, Message
from searchapp.extract import digest
from searchapp.formats import SUFFIXES, documents
from searchapp.formats.source import Failure
from searchapp.model.article import ArticleId, Document
from searchapp.model.draft import Draft

Extract = Callable[[Document], Draft]


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A document of which a draft is held already."""

    id: ArticleId
    path: str
    position: int


Outcome: TypeAlias = Draft | Same | Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What a file gives. Travels to other processes where `extract` does."""

    extract: Extract
    rules: str = ""
    """Fingerprint of `extract`, put into what it gives."""
    held: Mapping[ArticleId, str]
    """Digests of the drafts that need no second reading."""

    def read(self, path: Path) -> tuple[Outcome, ...]:
        """The drafts of a file, and by name what of it fails."""
        return tuple(map(self._outcome, documents(path)))

    def _outcome(self, read: Document | Failure) -> Outcome:
        if isinstance(read, Failure):
            return read
        if read.id in self.held and self.held[read.id] == digest(read):
            return Same(id=read.id, path=read.path, position=read.position)
        try:
            return replace(self.extract(read), rules=self.rules)
        except ExtractionError as error:
            return Failure(path=read.path, error=error)


def files_under(paths: Sequence[Path]) -> Iterator[Path | Failure]:
    """The files to read: those named, and in folders those of a known kind, in order of their paths."""
    for path in paths:
        if path.is_dir():
            yield from _files_in(path)
        elif not path.exists():
            yield _failure(path, N_("There is no file or folder %(path)s."), N_("Check the path."))
        elif path.name != REGISTRY:
            yield _regular(path)


def _files_in(folder: Path) -> Iterator[Path | Failure]:
    inside = (each for each in sorted(folder.rglob("*")) if _is_input(each) and not each.is_dir())
    yield from (_regular(each) for each in inside if not _is_hidden(each, folder))


def _regular(path: Path) -> Path | Failure:
    """A file with a beginning and an end: reading a pipe might never come to one."""
    if path.is_file():
        return path
    return _failure(path, N_("%(path)s is not a file."), N_("Give the texts as files."))


def _is_input(path: Path) -> bool:
    """Whether a file may hold articles: its ending says so, and it is not our own."""
    return path.suffix.lower() in SUFFIXES and path.name != REGISTRY


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _failure(path: Path, problem: str, hint: str) -> Failure:
    return Failure(path=str(path), error=ExtractionError(Message.of(problem, path=path), Message.of(hint)))
