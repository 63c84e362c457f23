"""An index that is not what was written: noticed, told, and never written over."""

from __future__ import annotations

import gc
import json
import logging
import shutil
import warnings
from contextlib import suppress
from pathlib import Path

import pytest

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.errors import EngineError, IndexDamaged, IndexOutdated
from searchapp.model.search import SearchQuery
from tests.engines.folders import A, B, C, current, ids, put


@pytest.fixture
def files(folder: Path) -> list[Path]:
    """The files of the generation that is served."""
    put(folder, A, B)
    put(folder, C, A)
    return sorted(current(folder).iterdir())


def test_a_whole_index_is_verified(folder: Path, files: list[Path]) -> None:
    assert len(files) >= 4
    EmbeddedEngine(folder).verify()


def test_a_file_that_is_gone_or_cut_is_noticed_when_opened(folder: Path, files: list[Path]) -> None:
    for path in files:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        with pytest.raises(IndexDamaged, match="Delete its folder and run searchapp index again"):
            ids(EmbeddedEngine(folder))
        path.unlink()
        with pytest.raises(IndexDamaged):
            ids(EmbeddedEngine(folder))
        path.write_bytes(whole)
    assert ids(EmbeddedEngine(folder)) == ["a", "b", "c"]


def test_every_changed_byte_is_found(folder: Path, files: list[Path]) -> None:
    for path in files:
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 20)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
            with pytest.raises(EngineError):
                EmbeddedEngine(folder).verify()
        path.write_bytes(whole)


def test_bad_bytes_in_a_segment_raise_nothing_foreign(folder: Path, files: list[Path]) -> None:
    with warnings.catch_warnings():
        # Whoosh leaves a file to the garbage collector when it cannot read it.
        warnings.simplefilter("ignore", ResourceWarning)
        for path in files:
            if path.suffix == ".seg":
                search_with_bad_bytes(folder, path)
        gc.collect()


def search_with_bad_bytes(folder: Path, path: Path) -> None:
    whole = path.read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 30)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 16]) + whole[at + 1 :])
        with suppress(IndexDamaged):
            EmbeddedEngine(folder).search(SearchQuery(q='"axis of evil" tex* vile~'))
    path.write_bytes(whole)


def test_changed_records_are_noticed_when_opened(folder: Path, files: list[Path]) -> None:
    for path in files:
        if path.suffix == ".toc" or path.name == "registry.json":
            whole = path.read_bytes()
            path.write_bytes(whole.replace(b"a", b"b", 1))
            with pytest.raises(IndexDamaged, match="is not what was written"):
                ids(EmbeddedEngine(folder))
            path.write_bytes(whole)


@pytest.mark.parametrize("text", ["", "x", "99", "-1", "é"])
def test_a_current_that_names_nothing(folder: Path, text: str) -> None:
    put(folder, A)
    (folder / "CURRENT").write_text(text)
    with pytest.raises(IndexDamaged):
        ids(EmbeddedEngine(folder))


def test_a_damaged_index_is_not_written_over(folder: Path, files: list[Path]) -> None:
    files[0].write_bytes(b"")
    with pytest.raises(IndexDamaged):
        put(folder, B)
    shutil.rmtree(folder)
    put(folder, B)
    assert ids(EmbeddedEngine(folder)) == ["b"]


@pytest.mark.usefixtures("looks_always")
def test_a_running_engine_serves_on_where_the_next_generation_is_damaged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(folder, A)
    engine = EmbeddedEngine(folder)
    assert ids(engine) == ["a"]
    put(folder, B)
    (current(folder) / "registry.json").write_text("{}")
    with caplog.at_level(logging.ERROR):
        assert (engine.generation, ids(engine)) == ("1", ["a"])
    assert "The previous generation is still served." in caplog.text


def test_an_index_of_another_format_is_told_and_replaced(folder: Path) -> None:
    put(folder, A)
    path = current(folder) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema_version": 0}))
    with pytest.raises(IndexOutdated, match="Run searchapp index again"):
        ids(EmbeddedEngine(folder))
    put(folder, B)
    assert ids(EmbeddedEngine(folder)) == ["b"]
