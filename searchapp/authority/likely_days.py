"""The likeliest days of issues whose numbering leaves several open: a chain of numbers that rise with days.

Forward and backward over the issues of one volume (Rabiner 1989, section III A): an issue's state is
how many issues were lost before it, which never falls.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

LOSS = 0.05
"""The weight of one more lost issue from one number to the next, against none."""

Weights = Mapping[date, float]
"""How well each possible day of an issue fits its own texts."""

State = dict[int, float]
"""The weight of each number of issues lost so far."""


def likely_days(chain: Sequence[tuple[int, Weights]], slots: Mapping[date, int]) -> list[dict[date, float]]:
    """The probability of each possible day of each issue.

    `chain` has each issue's number, rising, with the weights of its days; `slots` counts the days on
    which an issue was due.
    """
    states = [(number, {slots[day] - number: w for day, w in weights.items()}) for number, weights in chain]
    mirrored = [(-number, {-lost: w for lost, w in state.items()}) for number, state in reversed(states)]
    ahead, back = _passed(states), list(reversed(_passed(mirrored)))
    return [
        _shares({day: ahead[i][lost] * back[i][-lost] / weight for day, lost, weight in _days(link, slots)})
        for i, link in enumerate(chain)
    ]


def _days(link: tuple[int, Weights], slots: Mapping[date, int]) -> list[tuple[date, int, float]]:
    number, weights = link
    return [(day, slots[day] - number, weight) for day, weight in weights.items()]


def _shares(weights: dict[date, float]) -> dict[date, float]:
    total = sum(weights.values()) or 1.0
    return {day: weight / total for day, weight in weights.items()}


def _passed(states: Sequence[tuple[int, State]]) -> list[State]:
    """Each state's weight together with all that lies before it in the chain, scaled to sum 1."""
    found: list[State] = []
    earlier = None
    for number, state in states:
        step = 1.0 if earlier is None else min(1.0, LOSS * (number - earlier))
        before = found[-1] if found else {}
        passed = {lost: weight * _reached(lost, before, step) for lost, weight in state.items()}
        total = sum(passed.values())
        # Contradicting evidence breaks the chain: it begins anew.
        found.append({lost: w / total for lost, w in passed.items()} if total else dict(state))
        earlier = number
    return found


def _reached(lost: int, before: State, step: float) -> float:
    if not before:
        return 1.0
    return sum(weight * step ** (lost - fewer) for fewer, weight in before.items() if fewer <= lost)
