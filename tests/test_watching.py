"""Watching a folder: what arrives is found by a search, whatever state it arrives in."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.disk.lock import writing
from searchapp.errors import SearchAppError
from searchapp.model.search import SearchQuery
from searchapp.watching import Due, Seen, due, look, looked
from tests.browser.serving import SEARCHAPP

HEADER = "Publication: Monitor Volume: 8 Issue: 66\n\n"
WITHIN = 60.0
"""Seconds that anything may take before a test gives up."""


class Folder:
    """A folder, and what is known of it from one look to the next."""

    def __init__(self, path: Path, *, prune: bool = False) -> None:
        self.path, self.prune, self.seen = path, prune, Seen()
        path.mkdir()

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(HEADER + text)

    def look(self) -> list[str]:
        """The names that the run is told which is due after one more look."""
        run = self.due()
        return [] if run is None else [path.name for path in run.paths]

    def due(self) -> Due | None:
        now = look(self.path)
        run = due(self.path, self.seen, now, prune=self.prune)
        self.seen = looked(self.seen, now, prune=self.prune) if run is None else run.after
        return run


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "incoming")


def test_a_file_is_read_once_when_two_looks_find_it_the_same(folder: Folder) -> None:
    folder.write("a.txt", "Grain.")
    assert [folder.look() for _ in range(4)] == [[], ["incoming"], [], []]
    folder.write("b.txt", "Steel.")
    assert [folder.look() for _ in range(3)] == [[], ["b.txt"], []]


def test_a_growing_file_is_waited_for_and_the_others_are_not_kept_waiting(folder: Folder) -> None:
    folder.write("a.txt", "Grain.")
    folder.write("b.txt", "Steel.")
    read = []
    for part in range(4):
        folder.write("b.txt", "Steel. " * (part + 2))
        read.append(folder.look())
    assert read == [[], ["a.txt"], [], []]
    assert folder.look() == ["b.txt"]


def test_a_changed_file_is_read_again_though_its_size_and_time_are_the_same(folder: Folder) -> None:
    folder.write("a.txt", "Grain.")
    assert [folder.look(), folder.look()] == [[], ["incoming"]]
    path = folder.path / "a.txt"
    before = path.stat()
    path.write_text(HEADER + "Steel.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [folder.look(), folder.look()] == [[], ["incoming"]]


def test_a_file_that_came_back_is_read_again(folder: Folder) -> None:
    folder.write("a.txt", "Grain.")
    folder.write("b.txt", "Steel.")
    folder.look(), folder.look()
    (folder.path / "b.txt").unlink()
    assert folder.look() == []
    folder.write("b.txt", "Steel.")
    assert [folder.look(), folder.look()] == [[], ["b.txt"]]


def test_only_with_prune_what_is_gone_is_withdrawn(tmp_path: Path) -> None:
    for prune in (False, True):
        folder = Folder(tmp_path / str(prune), prune=prune)
        for name in ("a.txt", "b.txt"):
            folder.write(name, name)
        folder.look(), folder.look()
        (folder.path / "b.txt").unlink()
        run = folder.due()
        assert (run is not None) is prune
        assert folder.due() is None
        if run is not None:
            assert (run.prune, [path.name for path in run.paths]) == (True, ["b.txt"])


def test_what_went_before_the_first_look_is_withdrawn_when_nothing_is_growing(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "incoming", prune=True)
    folder.write("a.txt", "Grain.")
    folder.write("b.txt", "Steel.")
    folder.look()
    folder.write("b.txt", "Steel, still coming.")
    first, second, third = folder.due(), folder.due(), folder.due()
    assert first is not None
    assert second is not None
    assert (first.prune, [path.name for path in first.paths]) == (False, ["a.txt"])
    assert (second.prune, second.paths) == (True, (folder.path,))
    assert third is None


def test_an_empty_folder_withdraws_nothing(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "incoming", prune=True)
    folder.write("a.txt", "Grain.")
    folder.look(), folder.look()
    (folder.path / "a.txt").unlink()
    assert [folder.due() for _ in range(3)] == [None] * 3


def test_a_folder_that_is_not_there_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        look(tmp_path / "nowhere")


# The command --------------------------------------------------------------------------------------


def eventually(true: Callable[[], bool]) -> bool:
    """Once is enough: of several processes another may be asked next, which does not know yet."""
    deadline = time.monotonic() + WITHIN
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


class Watching:
    """`searchapp watch` of a folder, with what it printed so far."""

    def __init__(self, process: subprocess.Popen[bytes], folder: Path) -> None:
        self.process, self.folder = process, folder

    def found(self, query: str) -> bool:
        try:
            return EmbeddedEngine(self.folder / "index").search(SearchQuery(q=query)).total > 0
        except SearchAppError:
            return False

    def told(self, text: str) -> bool:
        return text in (self.folder / "told").read_text()

    def runs(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.folder / "runs").read_text().splitlines()]

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(WITHIN)


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    path = tmp_path / "incoming"
    path.mkdir()
    return path


@contextmanager
def watching(folder: Path, *options: str) -> Iterator[Watching]:
    command = [*SEARCHAPP, "watch", str(folder / "incoming"), "--index", str(folder / "index")]
    command += ["--archive", str(folder), "--interval", "0.2", "--processes", "1", *options]
    with (folder / "runs").open("a") as runs, (folder / "told").open("a") as told:
        process = subprocess.Popen(command, stdout=runs, stderr=told)
        try:
            yield Watching(process, folder)
        finally:
            process.kill()
            process.wait()


def arrive(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(HEADER + text)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_what_arrives_is_found_and_a_broken_file_stops_nothing(
    tmp_path: Path, incoming: Path, stop: int
) -> None:
    arrive(incoming, "a.txt", "Grain prices rose.")
    with watching(tmp_path, "--json") as watch:
        assert eventually(lambda: watch.found("grain"))
        (incoming / "broken.txt").write_bytes(b"Publication: Monitor\x00\x01\x02")
        assert eventually(lambda: len(watch.runs()) == 2)
        arrive(incoming, "b.txt", "Steel prices fell.")
        assert eventually(lambda: watch.found("steel"))
        assert eventually(lambda: len(watch.runs()) == 3)
        assert watch.end(stop) == 0
        first, second, third = watch.runs()
    assert (first["added"], third["added"], third["articles"]) == (1, 1, 2)
    assert (second["ok"], "broken.txt" in second["failures"][0]["path"]) == (False, True)


def test_a_half_written_file_is_waited_for(tmp_path: Path, incoming: Path) -> None:
    arrive(incoming, "a.txt", "Grain prices rose.")
    with watching(tmp_path) as watch, (incoming / "b.txt").open("w") as file:
        file.write(f"{HEADER}Steel prices")
        while not watch.found("grain"):
            assert watch.process.poll() is None
            file.write(" and steel prices")
            file.flush()
            time.sleep(0.02)
        assert not watch.found("steel")
        file.write(" fell.")
        file.close()
        assert eventually(lambda: watch.found("steel prices fell"))


def test_another_writer_is_told_and_waited_for(tmp_path: Path, incoming: Path) -> None:
    arrive(incoming, "a.txt", "Grain prices rose.")
    with writing(tmp_path / "index"), watching(tmp_path) as watch:
        assert eventually(lambda: watch.told("has been writing this index"))
    with watching(tmp_path) as watch:
        assert eventually(lambda: watch.found("grain"))


def test_a_folder_that_goes_is_looked_for_until_it_is_back(tmp_path: Path, incoming: Path) -> None:
    arrive(incoming, "a.txt", "Grain prices rose.")
    with watching(tmp_path, "--prune") as watch:
        assert eventually(lambda: watch.found("grain"))
        incoming.rename(tmp_path / "elsewhere")
        assert eventually(lambda: watch.told("incoming cannot be read"))
        assert watch.found("grain")
        (tmp_path / "elsewhere").rename(incoming)
        arrive(incoming, "b.txt", "Steel prices fell.")
        assert eventually(lambda: watch.found("steel"))
        (incoming / "a.txt").unlink()
        assert eventually(lambda: not watch.found("grain"))
        assert watch.found("steel")
        assert not watch.told("There is no file")


def test_a_watch_that_was_killed_loses_nothing(tmp_path: Path, incoming: Path) -> None:
    for number in range(40):
        arrive(incoming, f"{number}.txt", f"Grain prices rose in village{number}.")
    with watching(tmp_path) as watch:
        assert eventually((tmp_path / "index" / "unfinished").exists)
        watch.process.kill()
    with watching(tmp_path) as watch:
        assert eventually(lambda: watch.found("village39"))
        assert all(watch.found(f"village{number}") for number in range(40))
        assert watch.end(signal.SIGTERM) == 0
    assert not (tmp_path / "index" / "unfinished").exists()


def test_no_folder_and_bad_settings_are_told_at_once(tmp_path: Path) -> None:
    def code(folder: str) -> int:
        command = [*SEARCHAPP, "watch", folder, "--archive", str(tmp_path)]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode

    assert code("nowhere") == 2
    (tmp_path / "archive.toml").write_text("nonsense")
    assert code(".") == 78
