"""Indexes in a folder: what the tests of the folder put into them and look at."""

from __future__ import annotations

import json
from pathlib import Path

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.model.search import SearchQuery
from tests.engines.builders import Put, article, registry

A, B, C = (article(key, f"The text of {key}, an axis of evil.", people=[f"Mister {key}"]) for key in "abc")


def put(folder: Path, *puts: Put) -> None:
    with EmbeddedEngine(folder).writer() as writer:
        for each in puts:
            writer.put(*each)
        writer.set_registry(registry(puts))


def ids(engine: EmbeddedEngine) -> list[str]:
    return sorted(hit.article.id for hit in engine.search(SearchQuery()).hits)


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "generations").iterdir())


def current(folder: Path) -> Path:
    return folder / "generations" / (folder / "CURRENT").read_text().split()[0]


def outdate(folder: Path) -> None:
    """Make the index one of another version."""
    manifest = current(folder) / "manifest.json"
    manifest.write_text(json.dumps({"schema_version": "0", "files": {}}))
    (folder / "CURRENT").write_text(f"{current(folder).name}\n")
