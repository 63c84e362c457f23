"""How many articles a second `searchapp index` takes in, from text files to an index that answers.

The articles are of the size of those in seeds/, recombined from them; reading, extraction, resolution and
writing are all in it. Then the same command again, when nothing has changed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.articles import FOLDERS, synthetic_articles
from bench.extraction import cpu
from bench.processes import Peak, size_of
from bench.progress import Progress


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=1_000, metavar="N", help="how many (default 1,000)")
    asked.add_argument("--texts", choices=FOLDERS, default="seeds", help="recombined from (default seeds)")
    asked.add_argument("--seed", type=int, default=1, metavar="N", help="of the generator (default 1)")
    options = asked.parse_args()
    print(f"$ python -m bench.indexing {' '.join(sys.argv[1:])}".rstrip())
    print(f"{cpu()}; {options.articles:,} articles recombined from {options.texts}")
    print(f"{'':12} {'seconds':>8} {'articles/s':>11} {'peak MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        texts = written(Path(folder) / "texts", options)
        for turn in ("new", "unchanged"):
            wall, peak = indexed(texts, Path(folder) / "index")
            print(f"{turn:12} {wall:8.1f} {options.articles / wall:11,.0f} {peak / 1e6:8,.0f}")
        print(f"texts {size_of(texts) / 1e6:,.1f} MB, index {size_of(Path(folder) / 'index') / 1e6:,.1f} MB")


def written(folder: Path, options: argparse.Namespace) -> Path:
    folder.mkdir()
    progress = Progress("texts", options.articles)
    made = synthetic_articles(options.articles, texts=options.texts, seed=options.seed)
    for number, (name, text) in enumerate(made, start=1):
        (folder / name).write_text(text, encoding="utf-8")
        progress.at(number)
    return folder


def indexed(texts: Path, index: Path) -> tuple[float, int]:
    """Seconds of the clock, and the most memory of all processes together."""
    command = [sys.executable, "-m", "searchapp", "index", str(texts), "--index", str(index)]
    began = time.monotonic()
    with subprocess.Popen(
        [*command, "--archive", str(texts.parent)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        peak = Peak(process.pid)
        with peak.watched():
            _, errors = process.communicate()
    if process.returncode:
        raise SystemExit(errors.decode(errors="replace"))
    return time.monotonic() - began, peak.bytes


if __name__ == "__main__":
    main()
