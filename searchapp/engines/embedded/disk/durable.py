"""Files, folders and names that a power cut does not take back. Knows nothing of an index."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until what a file holds, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it where they are missing; their names are on the disk then."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync(each.parent)


def write_in_place_of(path: Path, content: bytes) -> None:
    """Replace a file in one step: whoever reads it, or a power cut, meets the old one or the new one."""
    fresh = fresh_of(path)
    fresh.write_bytes(content)
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)


def fresh_of(path: Path) -> Path:
    """Where a file is written that is to replace another."""
    return path.with_name(f"{path.name}.new")
