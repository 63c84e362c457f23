"""How many articles a second one core reads: formats, pass one (extract) and pass two (resolve).

The articles are of the size of those in seeds/, recombined from the paragraphs of tests/gold (dense) or of
seeds/ (as articles are). CPU time, not the clock's; the median of rounds in which both take turns.
"""

from __future__ import annotations

import argparse
import gc
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bench.articles import FOLDERS, synthetic_articles
from searchapp import __version__
from searchapp.authority.briefs import Listed
from searchapp.formats import documents
from searchapp.formats.source import Failure
from searchapp.model.article import Document
from searchapp.settings import Settings
from searchapp.wiring import load_known, passes

STAGES = ("formats", "extract", "resolve")
Given = TypeVar("Given")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=500, metavar="N", help="how many (default 500)")
    asked.add_argument("--rounds", type=int, default=5, metavar="N", help="how many times (default 5)")
    asked.add_argument("--seed", type=int, default=1, metavar="N", help="of the generator (default 1)")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = {texts: written(Path(folder) / texts, texts, options) for texts in FOLDERS}
        rounds = [{texts: measured(paths) for texts, paths in made.items()} for _ in range(options.rounds)]
    print(f"$ python -m bench.extraction {' '.join(sys.argv[1:])}".rstrip())
    print(f"searchapp {__version__}, Python {platform.python_version()}, {cpu()}")
    print(f"{options.articles} articles, median of {options.rounds} rounds")
    for texts in FOLDERS:
        print(f"\nrecombined from {FOLDERS[texts].name}/")
        print("\n".join(table(options.articles, [each[texts] for each in rounds])))


def written(folder: Path, texts: str, options: argparse.Namespace) -> list[Path]:
    """The articles as files."""
    folder.mkdir()
    paths = []
    for name, text in synthetic_articles(options.articles, texts=texts, seed=options.seed):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def measured(paths: list[Path]) -> dict[str, float]:
    """CPU seconds of each stage."""
    gc.collect()
    run = passes(load_known(Settings(archive=paths[0].parent)))
    read, formats = timed(lambda: [each for path in paths for each in documents(path)])
    drafts, extract = timed(lambda: [run.extract(document) for document in only_documents(read)])
    _, resolve = timed(lambda: list(run.resolve(Listed(drafts)).articles))
    return dict(zip(STAGES, (formats, extract, resolve), strict=True))


def only_documents(read: list[Document | Failure]) -> list[Document]:
    failed = [each for each in read if isinstance(each, Failure)]
    if failed:
        raise failed[0].error
    return [each for each in read if isinstance(each, Document)]


def timed(work: Callable[[], Given]) -> tuple[Given, float]:
    started = time.process_time()
    done = work()
    return done, time.process_time() - started


def table(articles: int, rounds: list[dict[str, float]]) -> list[str]:
    """Articles a second and milliseconds an article, a line for each stage and one for all."""
    lines = [f"{'':10} {'articles/s/core':>16} {'ms/article':>11} {'slowest':>9} {'quickest':>9}"]
    for stage in (*STAGES, "all"):
        each = [sum(spent.values()) if stage == "all" else spent[stage] for spent in rounds]
        rates = [articles / seconds for seconds in each]
        rate = articles / statistics.median(each)
        lines.append(f"{stage:10} {rate:16,.0f} {1000 / rate:11.2f} {min(rates):9,.0f} {max(rates):9,.0f}")
    return lines


def cpu() -> str:
    """What the machine calls its processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "CPU")


if __name__ == "__main__":
    main()
