"""Whatever is asked of the API is answered as its description (/api/openapi.json) says, to the letter."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

from tests.browser.serving import started
from tests.proofs.proof import Tally, prove, scratch

FEW, MANY = 200, 20_000
SITE = (sys.executable, "-m", "tests.web.sample_site")
SCHEMATHESIS = (sys.executable, "-m", "schemathesis.cli", "run")
OPTIONS = ("--checks", "all", "--continue-on-failure", "--no-color", "--report-dir", "report")
PHASES = {False: ("--max-examples", "50"), True: ("--phases", "fuzzing", "--max-examples", "12")}
"""Without --quick also what lies at the edges of each parameter, and chains of operations."""
TOLD = 4000
"""Characters of the end of a report."""


def ask(tally: Tally, options: argparse.Namespace) -> None:
    with scratch() as folder, started(SITE, log=folder / "site.log") as (_, address):
        seed = options.seed
        while not tally.failures and tally.counts["requests made up"] < options.count:
            _round(tally, address, seed, folder, quick=options.quick)
            seed += 1


def _round(tally: Tally, address: str, seed: int, folder: Path, *, quick: bool) -> None:
    """Let Schemathesis make up requests and compare the answers."""
    command = (*SCHEMATHESIS, f"{address}/api/openapi.json", *OPTIONS, *PHASES[quick], "--seed", str(seed))
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    made = re.search(r"(\d+) generated", done.stdout)
    tally.count("rounds")
    tally.count("requests made up", int(made[1]) if made else 0)
    holds = done.returncode == 0 and made is not None
    tally.check(holds, f"seed {seed}: {done.stdout[-TOLD:]}{done.stderr[-TOLD:]}")


if __name__ == "__main__":
    prove(__doc__, ask, quick=FEW, full=MANY, unit="requests")
