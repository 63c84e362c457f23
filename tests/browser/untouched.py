"""Chromium that nobody looks into while it shows a page: told over a pipe where to go, asked afterwards.

Whatever drives a browser as a test does listens to each of its steps, which lengthens them. Here a page is
attached to only to be asked something, and let go at once.
"""

from __future__ import annotations

import fcntl
import json
import os
import select
import subprocess
import tempfile
from types import TracebackType
from typing import Any, Self

from tests.browser import chromium

_READS, _WRITES = 3, 4
"""The files over which Chromium is driven (--remote-debugging-pipe)."""
ANSWERS_WITHIN = 30.0
"""Seconds."""


class Untouched:
    """A running browser, with one window of 1280 pixels' width."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        commands, answers = (_pipe(), _pipe())
        self._commands = os.fdopen(commands[1], "wb", buffering=0)
        self._answers = os.fdopen(answers[0], "rb")

        def hand_over() -> None:
            os.dup2(commands[0], _READS)
            os.dup2(answers[1], _WRITES)

        self._process = subprocess.Popen(
            [
                chromium.path() or "chromium",
                "--headless=new",
                "--remote-debugging-pipe",
                "--window-size=1280,1000",
                f"--user-data-dir={self._folder.name}",
                *chromium.ARGUMENTS,
                "about:blank",
            ],
            stderr=subprocess.DEVNULL,
            close_fds=False,
            preexec_fn=hand_over,  # noqa: PLW1509 - only one thread runs here
        )
        os.close(commands[0])
        os.close(answers[1])
        self._last, self._pending = 0, b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        self._commands.close()
        self._answers.close()
        self._folder.cleanup()

    def open(self, address: str) -> str:
        """A new tab; gives its name."""
        return str(self._told("Target.createTarget", url=address)["targetId"])

    def close(self, tab: str) -> None:
        self._told("Target.closeTarget", targetId=tab)

    def follow(self, tab: str, address: str) -> None:
        """As if the reader had chosen a link."""
        self.ask(tab, f"void (location.href = {json.dumps(address)})")

    def ask(self, tab: str, expression: str) -> Any:
        """What an expression comes to, or what it promises."""
        session = self._told("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]
        told = self._told(
            "Runtime.evaluate", session, expression=expression, awaitPromise=True, returnByValue=True
        )
        self._told("Target.detachFromTarget", sessionId=session)
        return told["result"].get("value")

    def _told(self, method: str, session: str | None = None, **params: object) -> dict[str, Any]:
        self._last += 1
        command = {"id": self._last, "method": method, "params": params}
        if session:
            command["sessionId"] = session
        self._commands.write(json.dumps(command).encode() + b"\0")
        while (answer := self._next()).get("id") != self._last:
            pass  # what the browser tells of itself
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._pending:
            came, _, _ = select.select([self._answers], [], [], ANSWERS_WITHIN)
            if not came or not (read := os.read(self._answers.fileno(), 1 << 16)):
                raise RuntimeError("Chromium does not answer.")
            self._pending += read
        message, _, self._pending = self._pending.partition(b"\0")
        return dict(json.loads(message))


def _pipe() -> tuple[int, int]:
    """One whose ends are not the files that Chromium will take for its own."""
    ends = os.pipe()
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _WRITES + 1) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]
