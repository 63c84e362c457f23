"""One writer at a time, and what is left where the disk refuses. Where one is killed: tests/proofs."""

from __future__ import annotations

import errno
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.errors import EngineError, IndexLocked
from tests.engines.builders import article
from tests.engines.folders import A, B, C, generations, ids, put


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with EmbeddedEngine(folder).writer(), pytest.raises(IndexLocked) as raised:
        put(folder, A)
    text = str(raised.value)
    assert text.startswith(f"Process {os.getpid()} has been writing this index since 20")
    assert text.endswith(" UTC. Try again when it has finished, or end it.")
    put(folder, A)


@pytest.mark.usefixtures("looks_always")
def test_many_writers_and_readers(folder: Path) -> None:
    put(folder, A)

    def write(key: str) -> None:
        for _ in range(1000):
            try:
                with EmbeddedEngine(folder).writer() as writer:
                    writer.put(*article(key, "Text"))
            except IndexLocked:
                time.sleep(0.005)
            else:
                return

    def ask(_: int) -> bool:
        return "a" in ids(EmbeddedEngine(folder))

    with ThreadPoolExecutor(8) as threads:
        written = [threads.submit(write, key) for key in "bcdefghi"]
        assert all(threads.map(ask, range(60)))
        for each in written:
            each.result()
    assert ids(EmbeddedEngine(folder)) == list("abcdefghi")


@pytest.mark.parametrize("steps", [0, 2, 5])
def test_a_full_disk_is_told_and_leaves_the_index_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    put(folder, A)
    left = iter(range(steps))

    def fsync(_: int) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", fsync)
        with pytest.raises(EngineError, match=r"cannot be written: .*No space left"):
            put(folder, B)
    assert (ids(EmbeddedEngine(folder)), generations(folder)) == (["a"], ["1"])
    put(folder, C)
    assert ids(EmbeddedEngine(folder)) == ["a", "c"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(EngineError, match="cannot be written"):
        put(tmp_path / "file" / "index", A)
