"""A quick version of each proof. The whole ones: docs/proofs.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.proofs.proof import CANNOT

PROOFS = ("kills", "power_cuts", "full_disk", "damage", "writers", "opens", "queries", "api")


def ran(root: Path, name: str, *options: str) -> subprocess.CompletedProcess[str]:
    """The proof as a program: it forks, which the process of the tests should not."""
    command = [sys.executable, "-m", f"tests.proofs.{name}", "--quick", *options]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode == CANNOT:
        pytest.skip(done.stderr.strip())
    return done


@pytest.mark.parametrize("name", PROOFS)
def test_a_quick_version_of_the_proof(root: Path, name: str) -> None:
    done = ran(root, name)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert done.stdout.endswith("Proven.\n")


def test_the_proof_of_power_cuts_notices_that_nothing_is_synced(root: Path) -> None:
    done = ran(root, "power_cuts", "--without-sync", "--count", "25")
    assert done.returncode == 1
    assert "cut after all, names that were not synced lost: before" in done.stdout


def test_every_proof_has_its_command_and_is_described(root: Path) -> None:
    modules = set(Path(__file__).parent.glob("*.py")) - {Path(__file__)}
    programs = {each.stem for each in modules if "__main__" in each.read_text("utf-8")}
    # The one ends only when it is told to, the other downloads a generator: neither has a quick version.
    assert programs - {"fuzz", "client"} == {*PROOFS}
    makefile, described = ((root / name).read_text("utf-8") for name in ("Makefile", "docs/proofs.md"))
    for name in (*PROOFS, "client"):
        assert f"\nprove-{name.replace('_', '-')}: " in makefile
        assert f"make prove-{name.replace('_', '-')}" in described
