"""The stages of a run, and how whoever waits is shown how far each is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from typing import Protocol, TypeVar

Given = TypeVar("Given")
_AT_ONCE = 64
"""So many steps are shown at once: showing each would take longer than doing it."""


class Stage(StrEnum):
    """What a run is at, one after the other; it compares several times."""

    READING = "reading"
    """Files."""
    COMPARING = "comparing"
    """Drafts, all of them with each other."""
    WRITING = "writing"
    """Articles."""


Advance = Callable[[int, int], None]
"""Told how much of a stage was done since, and how many articles came of it."""


class Progress(Protocol):
    """Whatever shows how far a stage is."""

    def __call__(self, stage: Stage, total: Callable[[], int], /) -> AbstractContextManager[Advance]:
        """For as long as the block lasts; `total` counts all there is to do, which may take a while."""


@contextmanager
def silent(_stage: Stage, _total: Callable[[], int], /) -> Iterator[Advance]:
    """Tells nobody how far a run is."""
    yield lambda _done, _articles: None


def watched(each: Iterable[Given], stage: Stage, total: int, progress: Progress) -> Iterator[Given]:
    """Shows how many of so many were asked for."""
    with progress(stage, lambda: total) as advance:
        for done, one in enumerate(each, start=1):
            yield one
            if done % _AT_ONCE == 0:
                advance(_AT_ONCE, 0)
