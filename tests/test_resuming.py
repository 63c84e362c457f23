"""Runs that were interrupted: what they had read is not read again, and the index is as without it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from searchapp.archive import load_archive
from searchapp.authority.briefs import Drafts
from searchapp.authority.resolution import Resolution, load_authority, resolve
from searchapp.engines.memory import MemoryEngine
from searchapp.extract import extract
from searchapp.indexing import Passes, Report, Running, index_paths
from searchapp.journal import Leftover
from searchapp.model.article import ArticleId, Document
from searchapp.model.draft import Draft

ROOT = Path(__file__).resolve().parent.parent
HEADER = "Publication: Monitor Volume: 8 Issue: 66\n\n"


class Run:
    """An archive of files and an index in memory, with what the last run extracted and found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = folder / "files"
        self.files.mkdir()
        self.engine = MemoryEngine()
        self.extracted: list[str] = []
        self.left: Leftover | None = None
        self.authority = load_authority(folder, load_archive(folder))
        for key in "abcdef":
            self.write(key, f"Grain prices rose in {key.upper()}omsk (Interfax, April 3).")

    def write(self, key: str, text: str) -> None:
        (self.files / f"{key}.txt").write_text(HEADER + text)

    def __call__(
        self, *, stop_at: str = "", resume: bool = False, rules: str = "rules", prune: bool = False
    ) -> Report:
        """Index the files; the run is interrupted when it comes to extract `stop_at`."""
        self.extracted = []

        def extracted(document: Document) -> Draft:
            if document.id == stop_at:
                raise KeyboardInterrupt
            self.extracted.append(document.id)
            return extract(document, lambda _: ())

        def found(left: Leftover | None) -> None:
            self.left = left

        return index_paths(
            [self.files],
            self.engine,
            Passes(extract=extracted, rules=rules, resolve=lambda drafts: resolve(drafts, self.authority)),
            prune=prune,
            running=Running(folder=self.folder / "unfinished", resume=resume, found=found),
        )

    def interrupted(self, at: str) -> None:
        with pytest.raises(KeyboardInterrupt):
            self(stop_at=at)

    def text(self, key: str) -> str:
        return self.engine.get(ArticleId(key)).paragraphs[0]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path)


@pytest.mark.parametrize("resume", [True, False])
def test_what_was_extracted_is_not_extracted_again(run: Run, resume: bool) -> None:
    run.interrupted("d")
    assert run.engine.digests() == {}
    report = run(resume=resume)
    assert run.extracted == ["d", "e", "f"]
    assert run.left == Leftover(articles=3, files=3)
    assert (report.added, report.articles) == (6, 6)
    assert [run.text(key)[21:26] for key in "abcdef"] == [f"{key.upper()}omsk" for key in "abcdef"]
    assert not (run.folder / "unfinished").exists()
    assert run(resume=resume).unchanged == 6
    assert run.left is None


def test_it_can_be_interrupted_again_and_again(run: Run) -> None:
    for last in "bcef":
        run.interrupted(last)
    assert run(resume=True).added == 6
    assert run.extracted == ["f"]


def test_files_are_trusted_by_size_and_time_only_when_that_is_asked_for(run: Run) -> None:
    for resume, said in ((True, "rose"), (False, "sank")):
        run.write("a", "Grain prices rose in Omsk.")
        stamp = (run.files / "a.txt").stat().st_mtime_ns
        run.interrupted("d")
        run.write("a", "Grain prices sank in Omsk.")
        os.utime(run.files / "a.txt", ns=(stamp, stamp))
        run(resume=resume)
        assert said in run.text("a")
        run.engine = MemoryEngine()


@pytest.mark.parametrize("resume", [True, False])
def test_files_that_changed_meanwhile_are_read_anew(run: Run, resume: bool) -> None:
    run.interrupted("d")
    run.write("b", "Traders in Tomsk shrugged.")
    (run.files / "c.txt").unlink()
    report = run(resume=resume)
    assert run.extracted == ["b", "d", "e", "f"]
    assert report.added == 5
    assert set(run.engine.digests()) == set("abdef")
    assert "Tomsk" in run.text("b")


def test_a_file_that_was_moved_meanwhile_gives_its_article(run: Run) -> None:
    run.interrupted("d")
    (run.files / "new").mkdir()
    (run.files / "a.txt").rename(run.files / "new" / "a.txt")
    assert run(resume=True).failures == ()
    assert run.engine.draft(ArticleId("a")).path == str(run.files / "new" / "a.txt")
    assert run.extracted == ["d", "e", "f"]


def test_by_other_rules_everything_is_extracted_again(run: Run) -> None:
    run.interrupted("d")
    run(resume=True, rules="others")
    assert run.extracted == list("abcdef")
    assert run.left is None


def test_what_is_held_needs_no_extraction_after_an_interruption_either(run: Run) -> None:
    run()
    run.write("b", "Traders in Tomsk shrugged.")
    run.interrupted("b")
    report = run(resume=True)
    assert run.extracted == ["b"]
    assert (report.changed, report.unchanged) == (1, 5)


def test_a_run_that_was_interrupted_while_it_compared_has_nothing_to_read(run: Run) -> None:
    def interrupted(_: Drafts) -> Resolution:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index_paths(
            [run.files],
            run.engine,
            Passes(extract=lambda each: extract(each, lambda _: ()), rules="rules", resolve=interrupted),
            running=Running(folder=run.folder / "unfinished"),
        )
    assert run(resume=True).added == 6
    assert run.extracted == []


def test_files_that_fail_are_told_again(run: Run) -> None:
    (run.files / "b.txt").write_bytes(b"\x00")
    run.interrupted("d")
    report = run(resume=True)
    assert [Path(failure.path).name for failure in report.failures] == ["b.txt"]
    assert report.added == 5


def test_an_id_stays_with_the_file_that_is_read_first(run: Run) -> None:
    (run.files / "aa").mkdir()
    (run.files / "z").mkdir()
    (run.files / "aa" / "e.txt").write_text(HEADER + "This one is first.")
    (run.files / "z" / "a.txt").write_text(HEADER + "This one is last.")
    whole = run()
    first = [run.text("a"), run.text("e"), *(failure.path for failure in whole.failures)]
    run.engine = MemoryEngine()
    run.interrupted("d")
    report = run(resume=True)
    assert [run.text("a"), run.text("e"), *(failure.path for failure in report.failures)] == first
    assert [Path(failure.path).name for failure in report.failures] == ["a.txt", "e.txt"]


def test_pruning_withdraws_what_is_gone_after_an_interruption_too(run: Run) -> None:
    run()
    (run.files / "a.txt").unlink()
    run.write("e", "Traders in Tomsk shrugged.")
    run.interrupted("e")
    assert run(resume=True, prune=True).withdrawn == 1
    assert set(run.engine.digests()) == set("bcdef")


def test_what_an_index_no_longer_holds_is_not_taken_for_read(run: Run) -> None:
    run()
    run.write("e", "Traders in Tomsk shrugged.")
    run.interrupted("e")
    run.engine = MemoryEngine()  # another index was put in its place meanwhile
    report = run(resume=True)
    assert report.added == 2
    assert {Path(failure.path).name for failure in report.failures} == {"a.txt", "b.txt", "c.txt", "d.txt"}
    assert run().added == 4


# Killed -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    for number, path in enumerate(sorted((ROOT / "tests" / "gold").glob("*.txt"))[:24]):
        shutil.copy(path, folder / f"{number:02}-{path.name}")
    return folder


@pytest.fixture(scope="module")
def whole(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the index says after a run that nothing interrupts."""
    return digest(archive, tmp_path_factory.mktemp("whole") / "index")


def killed(archive: Path, index: Path, operation: str, at: int) -> bool:
    """Index an archive in a process that is killed at its n-th operation; False if it had fewer."""
    command = [sys.executable, "-m", "tests.killed_run", str(archive), str(index), operation, str(at)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


def digest(archive: Path, index: Path, *arguments: str) -> str:
    """Index the archive to its end; what the index says then."""
    command = [sys.executable, "-m", "tests.killed_run", str(archive), str(index), *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("operation", "at"),
    [
        ("pwrite", 1),
        ("pwrite", 9),
        ("pwrite", 30),
        ("pread", 3),
        ("pread", 60),
        ("fsync", 1),
    ],
)
def test_a_killed_run_goes_on_to_the_same_index(
    archive: Path, whole: str, tmp_path: Path, operation: str, at: int
) -> None:
    assert killed(archive, tmp_path / "index", operation, at)
    resumed = digest(archive, tmp_path / "index", "resume")
    assert resumed == whole
    assert not (tmp_path / "index" / "unfinished").exists()
