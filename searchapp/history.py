"""What each run of indexing added, changed and withdrew, so that a bookmark can tell what is new since then.

A line a generation in `changes.log`, beside the index whose generations they are: without the one there is
nothing to know of the other. A generation that no line speaks of breaks the chain, and then nothing is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from searchapp.authority.slug_file import replace_text
from searchapp.model.article import ArticleId

FILE = "changes.log"
MOST_STEPS = 500
MOST_IDS = 5_000
"""Of one run; of more it is only told that they are too many."""


class News(msgspec.Struct, frozen=True):
    """The articles of which a run brought something new."""

    added: tuple[ArticleId, ...] = ()
    changed: tuple[ArticleId, ...] = ()
    """Their text is another."""
    withdrawn: tuple[ArticleId, ...] = ()

    def __len__(self) -> int:
        return len(self.added) + len(self.changed) + len(self.withdrawn)


NO_NEWS = News()


class Step(msgspec.Struct, frozen=True):
    """How one generation came of another."""

    after: str
    """The generation before it; empty for the first."""
    generation: str
    day: date
    news: News | None = None
    """None where there is too much of it."""


class Since(NamedTuple):
    """What is new since a generation."""

    day: date
    """When that generation was made."""
    added: frozenset[ArticleId]
    changed: frozenset[ArticleId]
    withdrawn: frozenset[ArticleId]


def add_step(folder: Path, step: Step) -> None:
    """Add a step to those of an index. Raises OSError."""
    if step.news is not None and len(step.news) > MOST_IDS:
        step = msgspec.structs.replace(step, news=None)
    lines = [msgspec.json.encode(each).decode() for each in (*steps(folder)[1 - MOST_STEPS :], step)]
    replace_text(folder / FILE, "".join(f"{line}\n" for line in lines))


def steps(folder: Path) -> Sequence[Step]:
    """The steps of an index, oldest first; what cannot be read is passed over."""
    found = []
    with suppress(OSError, UnicodeDecodeError):
        for line in (folder / FILE).read_text(encoding="utf-8").splitlines():
            with suppress(msgspec.DecodeError):
                found.append(msgspec.json.decode(line, type=Step))
    return found


def since(made: Sequence[Step], seen: str, now: str) -> Since | None:
    """What came between two generations; None where the steps do not lead from the one to the other."""
    at = next((place for place in reversed(range(len(made))) if made[place].generation == seen), None)
    if at is None:
        return None
    added: set[ArticleId] = set()
    changed: set[ArticleId] = set()
    withdrawn: set[ArticleId] = set()
    reached = seen
    for step in made[at + 1 :]:
        if step.after != reached or step.news is None:
            return None
        reached = step.generation
        back = withdrawn.intersection(step.news.added)
        added |= {*step.news.added} - back
        changed |= back | {*step.news.changed} - added
        withdrawn -= back
        gone = {*step.news.withdrawn}
        withdrawn |= gone - added
        added, changed = added - gone, changed - gone
    if reached != now:
        return None
    return Since(made[at].day, frozenset(added), frozenset(changed), frozenset(withdrawn))
