"""An index that is not what was written: noticed, told, never written over, and never built on."""

from __future__ import annotations

import errno
import gc
import logging
import os
import resource
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.disk.damage import damage_told, damaged
from searchapp.engines.embedded.generations import served
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.errors import EngineError, IndexDamaged, IndexOutdated
from searchapp.model.search import SearchQuery
from tests.engines.folders import A, B, C, current, generations, ids, outdate, put


@pytest.fixture
def files(folder: Path) -> list[Path]:
    """The files of the only generation there is."""
    put(folder, A, B, C)
    return sorted(current(folder).iterdir())


def flipped(whole: bytes, at: int, bit: int = 4) -> bytes:
    return whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :]


# Noticed ------------------------------------------------------------------------------------------


def test_a_whole_index_is_verified(folder: Path) -> None:
    put(folder, A)
    put(folder, B)
    verified = EmbeddedEngine(folder).verify()
    assert verified.generations == ("2", "1")
    read = [path for path in folder.glob("generations/*/*") if path.name != "manifest.json"]
    assert verified.files == len({path.stat().st_ino for path in read})
    assert verified.bytes == sum({path.stat().st_ino: path.stat().st_size for path in read}.values())


def test_every_changed_byte_is_found(folder: Path) -> None:
    put(folder, A, B)
    put(folder, C, A)
    engine = EmbeddedEngine(folder)
    for path in (folder / "CURRENT", *folder.glob("generations/*/*")):
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 20)):
            for content in (flipped(whole, at), whole[:at]):
                path.write_bytes(content)
                with pytest.raises(IndexDamaged):
                    engine.verify()
        path.write_bytes(whole)
    engine.verify()


def test_all_that_is_damaged_is_told_and_what_is_whole(folder: Path) -> None:
    put(folder, A)
    (current(folder) / "registry.json").write_text("{}")
    with pytest.raises(IndexDamaged) as raised:
        EmbeddedEngine(folder).verify()
    assert str(raised.value).startswith("The index is damaged: registry.json has 2 bytes instead of ")
    assert "(generation 1). Delete its folder" in str(raised.value)
    shutil.rmtree(folder)
    put(folder, A)
    put(folder, B)
    for path in current(folder).iterdir():
        path.unlink()
    with pytest.raises(IndexDamaged, match="Generation 1 is whole: run searchapp index again"):
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


def test_changed_records_are_noticed_when_opened(folder: Path) -> None:
    put(folder, A)
    path = current(folder) / "registry.json"
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    with pytest.raises(IndexDamaged, match="is not what was written"):
        ids(EmbeddedEngine(folder))


def test_bad_bytes_give_the_right_answer_or_none(folder: Path, files: list[Path]) -> None:
    query = SearchQuery(q='"axis of evil" tex* vile~')
    right = EmbeddedEngine(folder).search(query)
    with warnings.catch_warnings():
        # Whoosh leaves a file to the garbage collector when it cannot read it.
        warnings.simplefilter("ignore", ResourceWarning)
        for path in files:
            whole = path.read_bytes()
            for at in range(0, len(whole), max(1, len(whole) // 30)):
                path.write_bytes(flipped(whole, at, 16))
                try:
                    answer = EmbeddedEngine(folder).search(query)
                except IndexDamaged:
                    continue
                assert answer == right
            path.write_bytes(whole)
        gc.collect()


def test_what_the_system_refuses_is_no_damage() -> None:
    def refused(number: int) -> None:
        with damage_told("it cannot be read"):
            raise OSError(number, os.strerror(number))

    for number in (errno.EACCES, errno.EMFILE):
        with pytest.raises(EngineError, match="cannot be read: ") as raised:
            refused(number)
        assert not isinstance(raised.value, IndexDamaged)
    with pytest.raises(IndexDamaged):
        refused(errno.EIO)


def test_an_index_of_another_format_is_told_and_replaced(folder: Path) -> None:
    put(folder, A)
    outdate(folder)
    for ask in (ids, EmbeddedEngine.verify):
        with pytest.raises(IndexOutdated, match="Run searchapp index again"):
            ask(EmbeddedEngine(folder))
    put(folder, B)
    assert (ids(EmbeddedEngine(folder)), generations(folder)) == (["b"], ["1", "2"])


# The generation before ----------------------------------------------------------------------------

Damage = Callable[[Path], object]
LAST: list[Damage] = [
    lambda folder: (current(folder) / "registry.json").write_text("{}"),
    lambda folder: (current(folder) / "manifest.json").unlink(),
    lambda folder: (current(folder) / "manifest.json").write_bytes(
        (folder / "generations" / "1" / "manifest.json").read_bytes()
    ),
    lambda folder: shutil.rmtree(current(folder)),
]
NAMES: list[Damage] = [
    lambda folder: (folder / "CURRENT").write_bytes(b""),
    lambda folder: (folder / "CURRENT").write_text("\N{LATIN SMALL LETTER E WITH ACUTE}", encoding="utf-8"),
    lambda folder: (folder / "CURRENT").write_text("-1\n"),
    lambda folder: (folder / "CURRENT").write_text("99\n"),
    lambda folder: (folder / "CURRENT").unlink(),
]


@pytest.mark.parametrize("damage", LAST)
def test_the_generation_before_a_damaged_one_serves(
    folder: Path, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    put(folder, A)
    put(folder, B)
    damage(folder)
    engine = EmbeddedEngine(folder)
    assert (engine.generation, ids(engine)) == ("1", ["a"])
    assert "Generation 1 is served instead." in str(engine.trouble)
    assert str(engine.trouble) in caplog.text


@pytest.mark.parametrize("damage", NAMES)
def test_a_current_that_names_nothing(folder: Path, damage: Damage) -> None:
    put(folder, A)
    put(folder, B)
    damage(folder)
    engine = EmbeddedEngine(folder)
    assert (engine.generation, ids(engine)) == ("2", ["a", "b"])
    assert "Generation 2 is served instead." in str(engine.trouble)
    with pytest.raises(IndexDamaged):
        engine.verify()


@pytest.mark.parametrize("damage", [*LAST, *NAMES])
def test_a_writer_builds_on_what_is_whole_and_ends_the_trouble(folder: Path, damage: Damage) -> None:
    put(folder, A)
    put(folder, B)
    damage(folder)
    engine = EmbeddedEngine(folder)
    before = ids(engine)
    with engine.writer():
        assert ids(engine) == before
    healed = engine.generation
    assert (int(healed) > 2, ids(engine), engine.trouble) == (True, before, None)
    put(folder, C)
    assert ids(EmbeddedEngine(folder)) == [*before, "c"]
    assert EmbeddedEngine(folder).verify().generations == (str(int(healed) + 1), healed)


def test_a_number_never_comes_back(folder: Path) -> None:
    put(folder, A)
    put(folder, B)
    shutil.rmtree(current(folder))
    put(folder, C)
    engine = EmbeddedEngine(folder)
    assert (engine.generation, ids(engine)) == ("3", ["a", "c"])


def test_damage_that_a_reader_would_not_meet_is_not_built_on(folder: Path) -> None:
    put(folder, A)
    put(folder, B)
    engine = EmbeddedEngine(folder)
    assert ids(engine) == ["a", "b"]
    (current(folder) / "registry.json").write_text("{}")
    with engine.writer() as writer:
        # What is held is what the change starts from: `b` will be written again where it is read again.
        assert ids(engine) == ["a"]
        writer.put(*C)
    assert (engine.generation, ids(engine)) == ("3", ["a", "c"])


def test_an_index_that_is_all_damaged_is_not_written_over(folder: Path) -> None:
    put(folder, A)
    put(folder, B)
    for path in folder.glob("generations/*/registry.json"):
        path.write_bytes(b"")
    with pytest.raises(IndexDamaged):
        put(folder, C)
    assert isinstance(EmbeddedEngine(folder).trouble, IndexDamaged)
    shutil.rmtree(folder)
    put(folder, B)
    assert ids(EmbeddedEngine(folder)) == ["b"]


# An engine that runs ------------------------------------------------------------------------------


@pytest.mark.usefixtures("looks_always")
def test_a_running_engine_serves_on_where_the_next_generation_is_damaged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(folder, A)
    engine = EmbeddedEngine(folder)
    assert (ids(engine), engine.trouble) == (["a"], None)
    put(folder, B)
    for path in folder.glob("generations/*/registry.json"):
        path.write_text("{}")
    with caplog.at_level(logging.ERROR):
        assert (engine.generation, ids(engine)) == ("1", ["a"])
    assert caplog.text.count("Generation 1 is served instead.") == 1


@pytest.mark.usefixtures("looks_always")
def test_files_that_are_put_back_are_served_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(served, "TRIES_EVERY", 0.0)
    put(folder, A)
    put(folder, B)
    path = current(folder) / "registry.json"
    whole = path.read_bytes()
    path.write_text("{}")
    engine = EmbeddedEngine(folder)
    assert ids(engine) == ["a"]
    path.write_bytes(whole)
    assert (ids(engine), engine.trouble) == (["a", "b"], None)


@contextmanager
def no_more_files() -> Iterator[None]:
    """The process has as many files open as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("looks_always")
def test_a_running_engine_serves_on_where_the_system_refuses_to_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "TRIES_EVERY", 0.0)
    put(folder, A)
    engine = EmbeddedEngine(folder)
    assert ids(engine) == ["a"]
    put(folder, B)
    with no_more_files():
        found, trouble = ids(engine), engine.trouble
        with pytest.raises(EngineError, match="The index cannot be read: "):
            ids(EmbeddedEngine(folder))
    assert (found, type(trouble)) == (["a"], EngineError)
    assert (ids(engine), engine.trouble) == (["a", "b"], None)


def generation_of(snapshot: Snapshot, *, broken: set[str]) -> str:
    """A question that meets damage in some generations."""
    if snapshot.generation in broken:
        raise damaged(f"a section of {snapshot.generation}")
    return snapshot.generation


def test_a_question_that_meets_damage_is_answered_by_the_generation_before(folder: Path) -> None:
    put(folder, A)
    put(folder, B)
    engine = EmbeddedEngine(folder)
    assert ids(engine) == ["a", "b"]
    assert engine._served.answer(lambda snapshot: generation_of(snapshot, broken={"2"})) == "1"
    assert (engine.generation, ids(engine)) == ("1", ["a"])
    assert "a section of 2. Generation 1 is served instead." in str(engine.trouble)
    put(folder, C)
    engine._served.look()
    assert (engine.generation, engine.trouble) == ("3", None)


def test_where_all_generations_are_damaged_the_newest_answers_what_it_can(folder: Path) -> None:
    put(folder, A)
    put(folder, B)
    engine = EmbeddedEngine(folder)
    for _ in range(2):
        with pytest.raises(IndexDamaged, match="a section of 2"):
            engine._served.answer(lambda snapshot: generation_of(snapshot, broken={"1", "2"}))
        assert (engine.generation, ids(engine)) == ("2", ["a", "b"])
        assert isinstance(engine.trouble, IndexDamaged)


def test_a_change_does_not_start_from_what_a_question_found_damaged(folder: Path) -> None:
    put(folder, A)
    put(folder, B)
    engine = EmbeddedEngine(folder)
    engine._served.answer(lambda snapshot: generation_of(snapshot, broken={"2"}))
    with engine.writer() as writer:
        writer.put(*C)
    assert (ids(engine), engine.trouble) == (["a", "c"], None)
