"""Every engine asked every question, in turns: what they answer is compared first, then they are timed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

import msgspec

from bench.processes import Engine
from bench.progress import Progress
from bench.questions import Question, by_kind, search_query, stemmed

PHASES = ("a", "b", "c")
SLOW = {"whoosh": 3}
"""Engines that are asked only so many questions of a kind, and once."""

WARMED = {"lucene": 5}
"""Rounds that are not counted: a virtual machine compiles what runs often."""


class Disagreement(Exception):
    """Two engines answer one question differently: then no time means anything."""


class Times:
    """CPU seconds by engine, phase and question."""

    def __init__(self) -> None:
        self.each: defaultdict[tuple[str, str, int], list[float]] = defaultdict(list)
        self.first: dict[tuple[str, str, int], float] = {}
        """Of questions that an engine had not been asked before, in any phase."""

    def of(self, engine: str, phase: str) -> dict[int, float]:
        """Question -> the median of its rounds."""
        return {
            key: median(spent)
            for (name, at, key), spent in self.each.items()
            if (name, at) == (engine, phase)
        }

    def first_of(self, engine: str, phase: str) -> dict[int, float]:
        return {key: spent for (name, at, key), spent in self.first.items() if (name, at) == (engine, phase)}


class Rounds:
    """One comparison of engines that serve the same corpus."""

    def __init__(
        self, engines: Mapping[str, Engine], asked: Sequence[Question], mode: str, seed: int
    ) -> None:
        self.engines = engines
        self.asked = asked
        self.mode = mode
        self.draw = random.Random(f"rounds {seed}")
        self.times = Times()
        self.before = [question for question in asked if question.kind == asked[0].kind]
        """Asked before a timed question, untimed: a server's code is not new to the processor's caches."""
        self.sampled = {
            name: {q.key for _, group in by_kind(asked) for q in group[:few]} for name, few in SLOW.items()
        }

    def compare(self) -> None:
        """Asks everything once. Raises Disagreement."""
        progress = Progress("comparing answers", len(self.asked) * len(PHASES))
        seen: set[tuple[str, int]] = set()
        for step, (question, phase) in enumerate(self._turns(), start=1):
            replies = {name: self._ask(name, question, phase) for name in self._asked_of(question)}
            given = {name: reply for name, reply in replies.items() if "absent" not in reply}
            self._check(question, phase, given)
            for name, reply in given.items():
                if (name, question.key) not in seen:
                    self.times.first[name, phase, question.key] = reply["cpu"]
                    seen.add((name, question.key))
            progress.at(step)

    def warm(self) -> None:
        for name, rounds in WARMED.items():
            if name not in self.engines:
                continue
            progress = Progress(f"{name}: warming", rounds)
            for turn in range(rounds):
                for question, phase in self._turns():
                    self._ask(name, question, phase)
                progress.at(turn + 1)

    def measure(self, rounds: int) -> None:
        progress = Progress("measuring", rounds * len(self.asked) * len(PHASES))
        for turn in range(rounds):
            for step, (question, phase) in enumerate(self._turns(), start=1):
                for name in self._asked_of(question):
                    if turn and name in SLOW:
                        continue
                    self._ask(name, self.draw.choice(self.before), phase)
                    reply = self._ask(name, question, phase)
                    if "absent" not in reply:
                        self.times.each[name, phase, question.key].append(reply["cpu"])
                progress.at(turn * len(self.asked) * len(PHASES) + step)

    def _turns(self) -> list[tuple[Question, str]]:
        turns = [(question, phase) for question in self.asked for phase in PHASES]
        self.draw.shuffle(turns)
        return turns

    def _asked_of(self, question: Question) -> list[str]:
        """Engines in random order."""
        names = [n for n in self.engines if question.key in self.sampled.get(n, (question.key,))]
        self.draw.shuffle(names)
        return names

    def _ask(self, name: str, question: Question, phase: str) -> dict[str, Any]:
        told = question if name == "embedded" or self.mode == "words" else stemmed(question)
        fields = msgspec.to_builtins(told) | {"mode": self.mode}
        return self.engines[name].told({"do": "ask", "question": fields, "phase": phase})

    def _check(self, question: Question, phase: str, given: Mapping[str, dict[str, Any]]) -> None:
        """Totals of all phases, and every listed count."""
        for what in ("total", "facets"):
            told = {name: reply[what] for name, reply in given.items() if reply[what] != {}}
            if any(value != other for value, other in pairwise(told.values())):
                raise Disagreement(self._described(question, phase, what, told))

    def _described(self, question: Question, phase: str, what: str, told: Mapping[str, Any]) -> str:
        query = search_query(question, mode=self.mode)
        narrowed = " ".join(f"{name}:{value}" for name, value in question.filters.items())
        lines = [f"{what} of phase {phase} differ for {query.q} {narrowed} {query.after}..{query.before}:"]
        lines += [f"  {name}: {_short(value)}" for name, value in told.items()]
        return "\n".join(lines)


def _short(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{field} {counts[:8]}" for field, counts in value.items())
    return str(value)
