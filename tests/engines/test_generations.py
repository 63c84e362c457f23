"""The folder of an index: what is served, what is kept, and what is told where nothing is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.generations import served
from searchapp.errors import IndexMissing
from searchapp.model.article import ArticleId
from searchapp.model.registry import Registry
from searchapp.model.search import SearchQuery
from tests.engines.builders import article, registry
from tests.engines.folders import A, B, C, current, generations, ids, put

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
    for each in (A, B, C):
        put(folder, each)
    put(folder, article("a", "Another text."))
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
        on_disk.append((str(path.relative_to(folder)), (folder / "CURRENT").read_text().split()[0]))

    monkeypatch.setattr(os, "fsync", fsync)
    put(folder, B)
    files = {str(path.relative_to(folder)) for path in current(folder).iterdir()}
    assert {path for path, served in on_disk if served == "1"} == {
        *files,
        "generations/2",
        "generations",
        "CURRENT.new",
    }
    # The manifest is written when all that it lists is on the disk.
    assert {path for path, _ in on_disk[: on_disk.index(("generations/2/manifest.json", "1"))]} == {
        *(files - {"generations/2/manifest.json"}),
        "generations/2",
        "generations",
    }
    assert on_disk[-1] == (".", "2")


def test_the_folders_of_a_first_index_are_on_the_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk: list[Path] = []
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: on_disk.append(Path(f"/proc/self/fd/{descriptor}").resolve())
    )
    folder = tmp_path / "indexes" / "monitor"
    put(folder, A)
    assert {tmp_path, tmp_path / "indexes", folder} <= set(on_disk[: on_disk.index(folder / "generations")])


def test_an_empty_archive_is_an_index(folder: Path) -> None:
    put(folder)
    assert ids(EmbeddedEngine(folder)) == []
    put(folder)
    assert EmbeddedEngine(folder).generation == "1"


def test_a_writer_that_was_told_nothing_makes_no_index(folder: Path) -> None:
    with EmbeddedEngine(folder).writer():
        pass
    with pytest.raises(IndexMissing):
        EmbeddedEngine(folder).search(SearchQuery())


def test_a_failed_change_leaves_no_trace(folder: Path) -> None:
    put(folder, A)
    before = sorted(folder.rglob("*"))
    with pytest.raises(KeyboardInterrupt), EmbeddedEngine(folder).writer() as writer:  # noqa: PT012 - late
        writer.put(*B)
        raise KeyboardInterrupt
    assert sorted(folder.rglob("*")) == before
