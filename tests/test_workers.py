"""Many files read by several processes: the same as by one, in the same order, and nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path

import pytest

from searchapp import workers
from searchapp.errors import ExtractionError, Message
from searchapp.model.article import Document
from searchapp.model.draft import Draft
from searchapp.reading import Known, Reader, Same
from searchapp.records import FileEnd, Given, draft_of
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


READER = Reader(extract=drafted, rules="one")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number:03}.txt" for number in range(FEW + 20)]
    for number, path in enumerate(paths):
        path.write_text(f"text {number}")
    return paths


def told(read: Iterable[Given]) -> list[tuple[str, str]]:
    """Each file's path with what its draft says, or what failed."""
    found = []
    for given in read:
        drafts = [draft_of(given.records[start:]) for start in given.starts]
        assert given.ids == tuple(draft.id for draft in drafts)
        found += [(draft.path, draft.digest) for draft in drafts]
        found += [(failure.path, str(failure.error)) for failure in given.failures]
    return found


def test_the_order_is_the_files(files: list[Path]) -> None:
    files.reverse()
    files[7].write_text("bad")
    read = list(outcomes(files, READER, 2))
    assert told(read) == told(outcomes(files, READER, 1))
    assert [path for path, _ in told(read)] == list(map(str, files))
    assert told(read)[7] == (str(files[7]), "It is bad.")
    assert [each.end for each in read] == list(map(FileEnd.of, files))


def test_a_file_that_ends_its_process_fails_by_name(files: list[Path]) -> None:
    files[33].write_text("fatal")
    read = list(outcomes(files, READER, 2))
    assert [failure.path for each in read for failure in each.failures] == [str(files[33])]
    assert [path for path, _ in told(read)] == list(map(str, files))


def test_a_large_file_of_many_texts_is_parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "LARGE", 500)
    path, small = tmp_path / "many.jsonl", tmp_path / "small.txt"
    texts = [f"text {number}" for number in range(3 * workers.CHUNK)]
    texts[40], texts[41] = "fatal", "bad"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    small.write_text("text")
    read = list(outcomes([small, path], READER, 2))
    assert [each.end for each in read if each.end] == [FileEnd.of(small), FileEnd.of(path)]
    assert [text for _, text in told(read) if "It is" not in text and "crashed" not in text] == [
        "text",
        *(text for text in texts if text.startswith("text")),
    ]
    assert [len(each.failures) for each in read if each.failures] == [1, 1]
    assert max(len(each.ids) for each in read) == workers.CHUNK


def test_a_file_that_changes_while_it_is_read_is_to_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("grows")

    def grown(document: Document) -> Draft:
        path.write_text("grows and grows")
        return drafted(document)

    [given] = outcomes([path], Reader(extract=grown), 1)
    assert given.end == FileEnd(str(path))


def test_a_file_whose_name_is_no_text_fails(tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(odd).write_text("text")
    [given] = outcomes([Path(odd)], READER, 1)
    assert [str(failure.error) for failure in given.failures] == [
        f"The name of {tmp_path}/caf\ufffd.txt is not in UTF-8. Rename the file."
    ]


def test_whoever_stops_early_leaves_no_process(files: list[Path]) -> None:
    before = set(active_children())
    with closing(outcomes(files, READER, 2)) as read:
        next(read)
        assert set(active_children()) > before
    assert set(active_children()) <= before


def test_what_is_held_is_not_extracted_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Grain prices rose.")
    [held] = Reader(extract=real_draft).read(path)
    assert isinstance(held, Draft)
    again = Reader(extract=real_draft, known=Known.of([(held.id, held.digest)]))
    assert list(again.read(path)) == [Same(id=held.id, path=str(path), position=1, digest=held.digest)]
    path.write_text("Grain prices fell.")
    assert isinstance(next(again.read(path)), Draft)


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
