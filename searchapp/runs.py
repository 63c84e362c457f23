"""What runs of indexing refused, in a few numbers beside the index, for those who watch a site."""

from __future__ import annotations

from pathlib import Path

import msgspec

from searchapp.authority.slug_file import replace_text

FILE = "runs.json"


class Runs(msgspec.Struct, frozen=True):
    """All runs that came to their ends."""

    at: float
    """When the last one did, in seconds since 1970."""
    refused: int = 0
    """Files and documents of files that the last one could not take."""
    refused_total: int = 0
    number: int = 0


def add_run(folder: Path, *, refused: int, at: float) -> None:
    """Add a run to those of an index. Raises OSError."""
    before = runs(folder) or Runs(at=at)
    told = Runs(
        at=at,
        refused=refused,
        refused_total=before.refused_total + refused,
        number=before.number + 1,
    )
    replace_text(folder / FILE, f"{msgspec.json.encode(told).decode()}\n")


def runs(folder: Path) -> Runs | None:
    """What is told of the runs; None where nothing is, or nothing that can be read."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Runs)
    except (OSError, msgspec.DecodeError):
        return None
