"""Where a long run has got to, on stderr."""

from __future__ import annotations

import sys
import time

EVERY = 5.0
"""Seconds between two lines."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Progress:
    """One task of so many steps; says how far it is and when it will be done."""

    def __init__(self, task: str, steps: int) -> None:
        self.task = task
        self.steps = steps
        self.began = time.monotonic()
        self.said = self.began

    def at(self, step: int) -> None:
        now = time.monotonic()
        if step >= self.steps:
            say(f"{self.task}: {step:,} in {now - self.began:,.0f} s")
        elif now - self.said >= EVERY:
            left = (now - self.began) / step * (self.steps - step)
            say(f"{self.task}: {step:,} of {self.steps:,}, {left:,.0f} s to go")
            self.said = now
