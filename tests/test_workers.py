"""Many files read by several processes: the same as by one, in the same order, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from searchapp.errors import ExtractionError, Message
from searchapp.formats.source import Failure
from searchapp.model.article import Document
from searchapp.model.draft import Draft
from searchapp.reading import Reader, Same
from searchapp.workers import FEW, outcomes

ROOT = Path(__file__).resolve().parent.parent


def drafted(document: Document) -> Draft:
    if document.text == "fatal":
        os._exit(1)
    if document.text == "bad":
        raise ExtractionError(Message("It is bad."))
    return Draft(
        id=document.id,
        path=document.path,
        digest=document.text,
        publication=None,
        volume=None,
        number=None,
        title=None,
        paragraphs=(document.text,),
    )


READER = Reader(extract=drafted, rules="one", held={})


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number:03}.txt" for number in range(FEW + 20)]
    for number, path in enumerate(paths):
        path.write_text(f"text {number}")
    return paths


def test_the_order_is_the_files(files: list[Path]) -> None:
    files.reverse()
    files[7].write_text("bad")
    read = list(outcomes(files, READER, 2))
    assert list(map(str, read)) == list(map(str, outcomes(files, READER, 1)))
    assert [each.path for [each] in read] == list(map(str, files))
    assert isinstance(read[7][0], Failure)


def test_a_file_that_ends_its_process_fails_by_name(files: list[Path]) -> None:
    files[33].write_text("fatal")
    read = [each for [each] in outcomes(files, READER, 2)]
    assert [each.path for each in read if isinstance(each, Failure)] == [str(files[33])]
    assert [each.path for each in read] == list(map(str, files))


def test_whoever_stops_early_leaves_no_process(files: list[Path]) -> None:
    before = set(active_children())
    with closing(outcomes(files, READER, 2)) as read:
        next(read)
        assert set(active_children()) > before
    assert set(active_children()) <= before


def test_what_is_held_is_not_extracted_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Grain prices rose.")
    [held] = Reader(extract=real_draft, held={}).read(path)
    assert isinstance(held, Draft)
    again = Reader(extract=real_draft, held={held.id: held.digest})
    assert again.read(path) == (Same(id=held.id, path=str(path), position=1),)
    path.write_text("Grain prices fell.")
    assert isinstance(again.read(path)[0], Draft)


def real_draft(document: Document) -> Draft:
    from searchapp.extract import extract

    return extract(document, lambda _: ())


def test_ctrl_c_ends_at_once(files: list[Path]) -> None:
    folder = files[0].parent
    for path in files:
        path.write_text("Publication: Monitor Volume: 8 Issue: 66\n\n" + "Igor Ivanov spoke. " * 4_000)
    command = [sys.executable, "-m", "searchapp", "index", str(folder), "--processes", "2"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "SEARCHAPP_INDEX": str(folder / "index")}
    with subprocess.Popen(
        command, env=environ, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as run:
        while not list(folder.glob("index/generations/*")):
            assert run.poll() is None
            time.sleep(0.05)
        time.sleep(1)
        assert run.poll() is None, "it should still be reading"
        stopped = time.monotonic()
        os.killpg(run.pid, signal.SIGINT)
        assert run.wait(timeout=20) == 130
        assert time.monotonic() - stopped < 5
        assert run.stderr
        assert run.stderr.read().strip() == "Stopped."
    assert not (folder / "index" / "CURRENT").exists()
