"""Folders that may not be read: what they hold is never taken for gone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from searchapp.formats import is_there
from searchapp.watching import look
from tests.browser.serving import SEARCHAPP

TEXT = "Publication: Monitor Volume: 8 Issue: 66\n\nGrain prices rose in Omsk."
POWERLESS = ("setpriv", "--bounding-set", "-all", "--inh-caps", "-all")
"""Root may read everything, but not without its capabilities."""

Index = Callable[..., dict[str, Any]]


@pytest.fixture
def texts(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "texts"
    for name in ("a.txt", "inside/b.txt", "inside/deeper/c.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT)
    yield folder
    if (folder / "inside").exists():
        (folder / "inside").chmod(0o755)  # so that it can be removed


@pytest.fixture
def index(tmp_path: Path, texts: Path) -> Index:
    command: tuple[str, ...] = SEARCHAPP
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None or subprocess.run([*POWERLESS, "true"], check=False).returncode:
            pytest.skip("root's powers cannot be laid down here: setpriv is missing or refused")
        command = (*POWERLESS, *SEARCHAPP)

    def run(*options: str, path: Path = texts) -> dict[str, Any]:
        asked = [*command, "index", str(path), *options, "--json", "--index", str(tmp_path / "index")]
        ran = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode in (0, 2), ran.stderr
        told: dict[str, Any] = json.loads(ran.stdout)
        return told

    return run


@pytest.mark.parametrize("mode", [0o000, 0o300, 0o600], ids=["closed", "not listed", "not entered"])
def test_nothing_is_withdrawn_with_a_folder_that_may_not_be_read(
    index: Index, texts: Path, mode: int
) -> None:
    assert index()["added"] == 3
    (texts / "inside").chmod(mode)
    told = index("--prune")
    assert (told["withdrawn"], told["articles"]) == (0, 3)
    assert all("may not be read" in each["error"] for each in told["failures"])
    assert {each["path"] for each in told["failures"]} <= {
        str(texts / name) for name in ("inside", "inside/b.txt", "inside/deeper")
    }
    assert told["failures"]


def test_what_lies_below_a_closed_folder_is_kept_when_it_is_asked_for_by_name(
    index: Index, texts: Path
) -> None:
    index()
    (texts / "inside").chmod(0o000)
    told = index("--prune", path=texts / "inside" / "deeper")
    assert (told["withdrawn"], told["articles"], len(told["failures"])) == (0, 3, 1)


def test_an_id_stays_with_a_file_that_nobody_can_look_for(index: Index, texts: Path) -> None:
    index()
    (texts / "inside").chmod(0o000)
    (texts / "b.txt").write_text(TEXT)
    failures = {each["path"]: each["error"] for each in index("--prune")["failures"]}
    assert "belongs to" in failures[str(texts / "b.txt")]


def test_a_folder_that_is_gone_takes_its_articles_with_it(index: Index, texts: Path) -> None:
    index()
    shutil.rmtree(texts / "inside")
    told = index("--prune")
    assert (told["withdrawn"], told["articles"], told["failures"]) == (2, 1, [])


def test_a_disk_that_fails_is_no_folder_without_files(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: object) -> list[str]:
        raise OSError(5, "Input/output error", str(path))

    monkeypatch.setattr(os, "listdir", broken)
    with pytest.raises(OSError, match=r"texts"):
        look(texts)


def test_links_that_go_round_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert not is_there(tmp_path / "round")


def test_a_name_that_is_too_long_is_told(index: Index, tmp_path: Path) -> None:
    [failure] = index(path=tmp_path / ("x" * 300))["failures"]
    assert "could not be read" in failure["error"]
