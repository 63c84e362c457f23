"""The same bytes give the same articles and records, whoever reads them, in whatever order."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from searchapp.workers import FEW

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gold texts, each twice: enough for several processes."""
    folder = tmp_path_factory.mktemp("gold")
    for path in (ROOT / "tests" / "gold").glob("*.txt"):
        for copy in (folder / path.name, folder / f"again-{path.name}"):
            copy.write_bytes(path.read_bytes())
    assert len(list(folder.iterdir())) >= FEW
    return folder


def digest(folder: Path, *, seed: int, processes: int, order: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.determinism", str(folder), str(processes), order],
        env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_neither_hash_seeds_nor_processes_nor_the_order_of_files_count(folder: Path) -> None:
    first = digest(folder, seed=1, processes=1, order="forwards")
    assert len(first) == 64
    assert digest(folder, seed=2, processes=2, order="forwards") == first
    assert digest(folder, seed=3, processes=1, order="backwards") == first
