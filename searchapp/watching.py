"""What is to be indexed of a folder that files arrive in: looks at it compared. Knows no index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from searchapp.formats import is_there
from searchapp.formats.source import Failure
from searchapp.reading import files_under


class Signature(NamedTuple):
    """Changes whenever a file does; times are in nanoseconds."""

    inode: int
    size: int
    modified: int
    changed: int


Look = Mapping[Path, Signature]
"""The files of a folder at one moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known of a folder from one look to the next."""

    done: Look = field(default_factory=dict)
    """Files as they were when a run was told to read them."""
    last: Look = field(default_factory=dict)
    swept: bool = False
    """Whether what was gone before the first look has been withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What one run is to do."""

    paths: tuple[Path, ...]
    prune: bool
    after: Seen
    """What is known once it has been done."""


def look(folder: Path) -> Look:
    """The files of a folder that may hold articles, in order of their paths. Raises OSError."""
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    found: dict[Path, Signature] = {}
    for each in files_under([folder]):
        # What is not a file, or a folder that may not be read, is told by the run, once.
        path = Path(each.path) if isinstance(each, Failure) else each
        if path == folder:
            raise PermissionError(folder)
        try:
            status = path.stat()
        except OSError:
            continue  # gone meanwhile, or a link to nowhere
        found[path] = Signature(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    return found


def due(folder: Path, seen: Seen, now: Look, *, prune: bool) -> Due | None:
    """The run that is due, if one is: files are read once they are as they were at the look before.

    An empty folder is one that is not mounted: nothing is withdrawn for it.
    """
    new = {path: signature for path, signature in now.items() if seen.done.get(path) != signature}
    ready = {path: signature for path, signature in new.items() if seen.last.get(path) == signature}
    gone = {path for path in seen.done if path not in now and not is_there(path)} if prune and now else set()
    is_sweep = prune and bool(now) and not seen.swept and len(ready) == len(new)
    if not ready and not gone and not is_sweep:
        return None
    is_whole = is_sweep or len(ready) == len(now)
    return Due(
        paths=(folder,) if is_whole else (*ready, *sorted(gone)),
        prune=is_sweep or bool(gone),
        after=Seen(
            done={path: each for path, each in {**seen.done, **ready}.items() if path not in gone},
            last=now,
            swept=seen.swept or is_sweep,
        ),
    )


def looked(seen: Seen, now: Look, *, prune: bool) -> Seen:
    """What is known after a look that no run was done for."""
    done = seen.done if prune else {path: each for path, each in seen.done.items() if path in now}
    return Seen(done=done, last=now, swept=seen.swept)
