"""The generations that are kept, and the way back to one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from searchapp.engines.embedded.columns.summary import Summary
from searchapp.engines.embedded.disk.damage import damage_told
from searchapp.engines.embedded.disk.lock import writing
from searchapp.engines.embedded.disk.unwritable import refusal_told
from searchapp.engines.embedded.format import FORMAT
from searchapp.engines.embedded.generations.folder import Generations
from searchapp.engines.embedded.generations.manifest import MANIFEST
from searchapp.errors import N_, EngineError, IndexDamaged, IndexMissing, InputError, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One generation on the disk."""

    number: int
    served: bool
    """Whether CURRENT names it."""
    written: datetime | None
    """In UTC; None where it cannot be told, as `articles`."""
    articles: int | None
    trouble: EngineError | None
    """Why it could not be served, as far as opening it tells; `verify` reads all of it."""


def held(folder: Path) -> tuple[Held, ...]:
    """The generations that an index keeps, newest first. Raises IndexMissing."""
    generations = Generations(folder, FORMAT)
    state = generations.state()
    while True:
        served = _served(generations)
        found = tuple(_held(generations, number, served) for number in generations.complete())
        before, state = state, generations.state()
        if state == before:  # else a commit may have removed what was looked at
            return found


def go_back(folder: Path, number: int | None) -> Held:
    """Serve another generation, by default the one before; every byte of it is read first.

    Raises IndexMissing, IndexOutdated, IndexDamaged and IndexLocked, and InputError where there is no
    such generation.
    """
    generations = Generations(folder, FORMAT)
    generations.state()  # a folder without an index is left as it is
    with writing(folder):
        target = _before(generations) if number is None else number
        if target not in generations.complete():
            raise _not_kept(target)
        with refusal_told():
            generations.serve(target)
    return _held(generations, target, target)


def _before(generations: Generations) -> int:
    numbers, unnamed = generations.in_order()
    earlier = numbers if unnamed else numbers[1:]
    if not earlier:
        raise InputError(
            Message.of(N_("There is no generation before %(number)s."), number=numbers[0]),
            Message.of(N_("searchapp generations lists those that are kept.")),
        )
    return earlier[0]


def _served(generations: Generations) -> int | None:
    try:
        return generations.current()
    except (IndexDamaged, IndexMissing):
        return None


def _held(generations: Generations, number: int, served: int | None) -> Held:
    folder = generations.folder(number)
    written, articles, trouble = None, None, None
    try:
        with damage_told("its manifest cannot be read"):
            written = datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime, UTC)
        generations.manifest(number).check(folder, whole=())
        articles = Summary(folder).size
    except EngineError as error:
        trouble = error
    return Held(number=number, served=number == served, written=written, articles=articles, trouble=trouble)


def _not_kept(number: int) -> InputError:
    return InputError(
        Message.of(N_("Generation %(number)s is not kept."), number=number),
        Message.of(N_("searchapp generations lists those that are kept.")),
    )
