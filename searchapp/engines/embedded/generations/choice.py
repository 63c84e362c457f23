"""Which generation is used: the one that CURRENT names or, where that is damaged, the newest before it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Generic, NamedTuple, TypeVar

from searchapp.engines.embedded.disk.damage import replaced_by
from searchapp.engines.embedded.generations.folder import Generations, State
from searchapp.engines.embedded.generations.manifest import Manifest
from searchapp.errors import EngineError, IndexDamaged, IndexMissing, IndexOutdated

Opened = TypeVar("Opened")


class Chosen(NamedTuple, Generic[Opened]):
    """A generation that opened, and what is wrong with the one that should have."""

    number: int
    opened: Opened
    trouble: IndexDamaged | None
    state: State


class Base(NamedTuple):
    """What a writer builds on; no number where there is nothing yet, no manifest where it is of no use."""

    number: int | None
    manifest: Manifest | None
    trouble: IndexDamaged | None = None


def served(generations: Generations, opened: Callable[[int], Opened]) -> Chosen[Opened]:
    """The newest generation that opens, those that are condemned last: they answer what they can.

    Raises IndexMissing, IndexOutdated, and IndexDamaged where none opens.
    """
    return _settled(generations, lambda state: _chosen(generations, state, opened, condemned_too=True))


def base(generations: Generations) -> Base:
    """The newest generation of which every byte is as it was written; those that are not are condemned.

    Raises IndexDamaged where there is none. The caller holds the lock.
    """

    def verified(number: int) -> Manifest:
        try:
            manifest = generations.manifest(number)
            manifest.check(generations.folder(number), whole=("*",))
        except IndexDamaged as error:
            generations.condemn(number, error)
            raise
        return manifest

    try:
        chosen = _settled(
            generations, lambda state: _chosen(generations, state, verified, condemned_too=False)
        )
    except IndexMissing:
        return Base(None, None)
    except IndexOutdated:
        return Base(generations.current(), None)
    return Base(chosen.number, chosen.opened, chosen.trouble)


def _settled(generations: Generations, choose: Callable[[State], Chosen[Opened]]) -> Chosen[Opened]:
    """A choice that no commit came in between of: what was being opened may have been removed meanwhile."""
    while True:
        state = generations.state()
        try:
            chosen = choose(state)
        except EngineError:
            if generations.state() == state:
                raise
        else:
            if chosen.trouble is None or generations.state() == state:
                return chosen


def _chosen(
    generations: Generations, state: State, opened: Callable[[int], Opened], *, condemned_too: bool
) -> Chosen[Opened]:
    numbers, unnamed = generations.in_order()
    errors = [error for error in (unnamed, *map(state.condemned.get, numbers[:1])) if error]
    for number in _fit_first(numbers, state.condemned, condemned_too=condemned_too):
        try:
            value = opened(number)
        except IndexDamaged as error:
            errors.append(error)
        except IndexOutdated:
            if not errors:
                raise
        else:
            told = errors[0] if errors else None
            if told and number not in state.condemned:
                told = replaced_by(told, number)
            return Chosen(number, value, told, state)
    raise errors[0]


def _fit_first(numbers: Sequence[int], condemned: Collection[int], *, condemned_too: bool) -> Sequence[int]:
    fit = [number for number in numbers if number not in condemned]
    unfit = [number for number in numbers if number in condemned]
    return [*fit, *unfit] if condemned_too else fit
