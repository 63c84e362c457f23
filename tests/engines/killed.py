"""Kills a writer at each of its file operations and tells what the index holds afterwards.

A program of its own, because it forks, which the process of the tests should not.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.errors import IndexMissing
from searchapp.model.article import ArticleId
from tests.engines.builders import article, registry

OLD = [article(key, f"The old text of {key}.", people=["Old Person"]) for key in "abc"]
NEW = [article(key, f"The new text of {key}.", people=["New Person"]) for key in "bcd"]
OPERATIONS = ("open", "os.link", "os.rename", "os.mkdir", "os.truncate")
REMOVALS = ("os.remove", "os.rmdir")


def prepare(index: Path) -> None:
    """Two generations, so that a third removes one."""
    for puts in (OLD[:1], OLD):
        with EmbeddedEngine(index).writer() as writer:
            for each in puts:
                writer.put(*each)
            writer.set_registry(registry(puts))


def change(index: Path) -> None:
    with EmbeddedEngine(index).writer() as writer:
        for each in NEW:
            writer.put(*each)
        writer.delete(ArticleId("a"))
        writer.set_registry(registry(NEW))


def kill_at(operation: int, index: Path) -> bool:
    """Change the index in a process that is killed at its n-th file operation; False if it had fewer."""
    child = os.fork()
    if child == 0:
        left = operation

        def count(event: str, args: tuple[object, ...]) -> None:
            nonlocal left
            # A file is removed by its name within an opened folder.
            if event in REMOVALS or (event in OPERATIONS and any(str(index) in str(each) for each in args)):
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left -= 1

        sys.addaudithook(count)
        try:
            change(index)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def state(index: Path) -> str:
    """What is served: `old`, `new`, `none`, or what is wrong with it."""
    engine = EmbeddedEngine(index)
    try:
        engine.verify()
    except IndexMissing:
        return "none"
    held = {key: engine.get(key) for key in engine.digests()}
    for name, puts, person in (("old", OLD, "old-person"), ("new", NEW, "new-person")):
        if held == {made.id: made for made, _ in puts} and set(engine.people()) == {person}:
            return name
    return f"neither: {sorted(held)}"


def states(first: Path) -> Iterator[str]:
    """What is served after a change was killed, operation by operation, until it came to its end."""
    operation, killed = 0, True
    while killed:
        index = first.with_name(f"killed-{operation}")
        shutil.copytree(first, index)
        killed = kill_at(operation, index)
        yield state(index)
        begun = time.monotonic()
        change(index)
        assert time.monotonic() - begun < 1, f"after operation {operation} the next writer had to wait"
        assert state(index) == "new", state(index)
        assert len(list((index / "generations").iterdir())) <= 2, f"left after operation {operation}"
        assert not list(index.glob("*.new"))
        shutil.rmtree(index)
        operation += 1


def main(folder: Path) -> None:
    (folder / "empty").mkdir()
    prepare(folder / "full")
    print(*states(folder / "empty"))
    print(*states(folder / "full"))


if __name__ == "__main__":
    with mock.patch.object(os, "fsync"):  # a killed process loses nothing that it has written
        main(Path(sys.argv[1]))
