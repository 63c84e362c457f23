"""Articles that are indexed while readers read: `searchapp index` run after run, into a copy of an index."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event, Thread
from typing import Self

from bench.articles import synthetic_articles
from bench.progress import say

ARTICLES = 200
"""That the first run adds, which also writes anew what the made-up archive resolved otherwise. Later runs
find other texts in them, so that the archive does not grow."""
_NICE = 10
"""As deploy/searchapp-watch.service has it."""


class Reindexing:
    """Where nothing is asked, the index is served as it is, and nothing happens beside."""

    def __init__(self, index: Path, work: Path, *, asked: bool) -> None:
        self.index = index
        self.runs = 0
        """That have come to their ends."""
        self._work, self._asked = work, asked
        self._stop = Event()
        self._thread = Thread(target=self._run)
        self._failure = ""

    def __enter__(self) -> Self:
        if self._asked:
            self._folder = Path(tempfile.mkdtemp(prefix="reindexed-", dir=self._work))
            self.index = Path(shutil.copytree(self.index, self._folder / "index"))
        return self

    def begin(self) -> None:
        if self._asked:
            self._thread.start()

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        self._stop.set()
        if self._asked:
            if self._thread.is_alive():
                say("The run of indexing that is under way comes to its end")
                self._thread.join()
            shutil.rmtree(self._folder)
        if self._failure and error is None:
            raise SystemExit(self._failure)

    def _run(self) -> None:
        while not self._stop.is_set() and not self._failure:
            texts = _written(self._folder / "more.jsonl", seed=self.runs)
            command = [sys.executable, "-m", "searchapp", "index", str(texts), "--index", str(self.index)]
            ran = subprocess.run(
                [*command, "--archive", str(self._folder)],
                capture_output=True,
                text=True,
                check=False,
                preexec_fn=lambda: os.nice(_NICE),
            )
            self._failure = ran.stderr if ran.returncode else ""
            self.runs += 1


def _written(path: Path, *, seed: int) -> Path:
    made = synthetic_articles(ARTICLES, texts="seeds", seed=seed + 1)
    records = ({"id": f"more-{number}", "text": text} for number, (_, text) in enumerate(made))
    path.write_text("".join(f"{json.dumps(each)}\n" for each in records), encoding="utf-8")
    return path
