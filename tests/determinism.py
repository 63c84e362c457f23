"""Index a folder in a process of its own and print a digest of everything it made: see test_determinism."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

import msgspec

from searchapp.engines.memory import MemoryEngine
from searchapp.indexing import index_paths
from searchapp.settings import Settings
from searchapp.wiring import load_known, passes


def main(folder: Path, processes: int, order: str) -> None:
    files = sorted(folder.glob("*.txt"), reverse=order == "backwards")
    engine = MemoryEngine()
    both = passes(load_known(Settings(archive=folder)))
    report = index_paths(files, engine, replace(both, processes=processes))
    assert report.added >= len(files)
    assert not report.failures
    articles = [engine.get(key) for key in sorted(engine.digests())]
    told = msgspec.json.encode((articles, tuple(engine.drafts()), engine.registry))
    print(hashlib.sha256(told).hexdigest())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
