"""The folder of an index: what is served, what is kept, and what happens when something is wrong."""

from __future__ import annotations

import errno
import gc
import json
import logging
import os
import shutil
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.query import Phrase, Term

from searchapp.engines.embedded import EmbeddedEngine, served
from searchapp.errors import EngineError, IndexDamaged, IndexLocked, IndexMissing, IndexOutdated
from searchapp.model.article import ArticleId
from searchapp.model.registry import Registry
from searchapp.model.search import SearchQuery
from tests.engines.builders import Put, article, registry

ROOT = Path(__file__).parents[2]
A, B, C = (article(key, f"The text of {key}, an axis of evil.", people=[f"Mister {key}"]) for key in "abc")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def looks_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "LOOKS_EVERY", 0.0)


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
    return folder / "generations" / (folder / "CURRENT").read_text().strip()


# Missing ------------------------------------------------------------------------------------------

QUESTIONS: list[Callable[[EmbeddedEngine], object]] = [
    lambda engine: engine.generation,
    lambda engine: engine.search(SearchQuery()),
    lambda engine: engine.get(ArticleId("a")),
    lambda engine: engine.people(),
    lambda engine: engine.digests(),
    lambda engine: list(engine.drafts()),
    lambda engine: engine.verify(),
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_missing_index_is_told_when_asked_and_not_made(
    question: Callable[[EmbeddedEngine], object], folder: Path
) -> None:
    with pytest.raises(IndexMissing) as raised:
        question(EmbeddedEngine(folder))
    assert str(raised.value) == f"There is no index in {folder}/. Run searchapp index PATH first."
    assert not folder.exists()


def test_an_engine_recovers_when_the_index_appears(folder: Path) -> None:
    engine = EmbeddedEngine(folder)
    with pytest.raises(IndexMissing):
        ids(engine)
    put(folder, A)
    assert ids(engine) == ["a"]


def test_an_index_where_a_file_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("not a folder")
    with pytest.raises(IndexMissing):
        ids(EmbeddedEngine(tmp_path / "index"))


# Generations --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("looks_always")
def test_an_open_engine_sees_what_another_commits(folder: Path) -> None:
    put(folder, A)
    engine = EmbeddedEngine(folder)
    assert (engine.generation, ids(engine)) == ("1", ["a"])
    put(folder, B)
    assert (engine.generation, ids(engine)) == ("2", ["a", "b"])


def test_an_engine_does_not_look_at_every_question(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "LOOKS_EVERY", 3600.0)
    put(folder, A)
    engine = EmbeddedEngine(folder)
    assert ids(engine) == ["a"]
    put(folder, B)
    assert ids(engine) == ["a"]
    with engine.writer() as writer:
        writer.put(*C)
    assert ids(engine) == ["a", "b", "c"]


@pytest.mark.usefixtures("looks_always")
def test_an_index_made_anew_is_seen_though_its_number_is_the_same(folder: Path) -> None:
    put(folder, A)
    engine = EmbeddedEngine(folder)
    assert ids(engine) == ["a"]
    shutil.rmtree(folder)
    put(folder, B)
    assert (engine.generation, ids(engine)) == ("1", ["b"])


@pytest.mark.usefixtures("looks_always")
def test_drafts_are_of_one_generation_though_it_is_removed_meanwhile(folder: Path) -> None:
    put(folder, A, B)
    drafts = EmbeddedEngine(folder).drafts()
    assert next(iter(drafts)) == A[1]
    for _ in range(3):
        put(folder, article("b", "Another text."))
    assert list(drafts) == [B[1]]


def test_two_generations_are_kept(folder: Path) -> None:
    for each in (A, B, C, A):
        put(folder, each)
    assert generations(folder) == ["3", "4"]
    (folder / "CURRENT").write_text("3\n")
    engine = EmbeddedEngine(folder)
    engine.verify()
    assert ids(engine) == ["a", "b", "c"]


def test_a_change_of_nothing_makes_no_generation(folder: Path) -> None:
    put(folder, A)
    engine = EmbeddedEngine(folder)
    with engine.writer() as writer:
        writer.delete(ArticleId("b"))
        writer.set_registry(registry([A]))
    assert (engine.generation, generations(folder)) == ("1", ["1"])
    with engine.writer() as writer:
        writer.set_registry(Registry())
    assert (engine.generation, generations(folder)) == ("2", ["1", "2"])


def test_all_of_a_generation_is_on_the_disk_before_it_is_served(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(folder, A)
    on_disk: list[tuple[str, str]] = []

    def fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").resolve()
        on_disk.append((str(path.relative_to(folder)), (folder / "CURRENT").read_text().strip()))

    monkeypatch.setattr(os, "fsync", fsync)
    put(folder, B)
    files = {str(path.relative_to(folder)) for path in current(folder).iterdir()}
    assert {path for path, served in on_disk if served == "1"} == {
        *files,
        "generations/2",
        "generations",
        "CURRENT.new",
    }
    assert on_disk[-1] == (".", "2")


def test_an_empty_archive_is_an_index(folder: Path) -> None:
    put(folder)
    assert ids(EmbeddedEngine(folder)) == []
    put(folder)
    assert EmbeddedEngine(folder).generation == "1"


def test_a_failed_change_leaves_no_trace(folder: Path) -> None:
    put(folder, A)
    before = sorted(folder.rglob("*"))
    with pytest.raises(KeyboardInterrupt), EmbeddedEngine(folder).writer() as writer:  # noqa: PT012 - late
        writer.put(*B)
        raise KeyboardInterrupt
    assert sorted(folder.rglob("*")) == before


def test_whoosh_itself_reads_the_index(folder: Path) -> None:
    put(folder, A, B)
    put(folder, C, article("a", "Axis and evil."))
    held = open_dir(str(current(folder)))
    with held.searcher() as searcher:
        keys = searcher.reader().column_reader("id")
        assert {keys[hit.docnum] for hit in searcher.search(Phrase("body", ["axis", "of", "evil"]))} == {
            "b",
            "c",
        }
        assert {keys[hit.docnum] for hit in searcher.search(Term("id", "a"))} == {"a"}


def test_no_class_of_ours_is_pickled_into_the_index(folder: Path) -> None:
    put(folder, A)
    for path in current(folder).iterdir():
        assert path.suffix == ".json" or b"searchapp" not in path.read_bytes(), path


# One writer ---------------------------------------------------------------------------------------


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with EmbeddedEngine(folder).writer(), pytest.raises(IndexLocked) as raised:
        put(folder, A)
    text = str(raised.value)
    assert text.startswith(f"Process {os.getpid()} has been writing this index since 20")
    assert text.endswith(" UTC. Try again when it has finished, or end it.")
    put(folder, A)


def test_a_writer_killed_at_any_file_operation(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.engines.killed", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not ran.stderr
    first_build, update = (line.split() for line in ran.stdout.splitlines())
    assert list(dict.fromkeys(first_build)) == ["none", "new"]
    assert first_build == sorted(first_build, reverse=True)
    assert list(dict.fromkeys(update)) == ["old", "new"]
    assert update == sorted(update, reverse=True)


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


# Damage -------------------------------------------------------------------------------------------


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
