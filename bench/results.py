"""What a comparison came to, in numbers: by engine, by phase, by kind of question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from bench.prepared import Summary
from bench.questions import Question, by_kind
from bench.rounds import PHASES, Times

OURS = "embedded"


class Spread(msgspec.Struct):
    """Milliseconds of CPU over so many questions."""

    p50: float
    p95: float
    questions: int


class Built(msgspec.Struct):
    """One index: seconds, and bytes."""

    cpu: float
    wall: float
    peak: int
    """The most memory of all its processes together."""
    size: int
    records: int = 0
    """Of these, what only extraction needs."""


class EngineResult(msgspec.Struct):
    """All of one engine."""

    version: str
    built: Built
    open_cpu: float
    open_wall: float
    """Seconds."""
    private: int
    """Bytes of its own memory after all questions, what the process had before opening taken away."""
    phases: dict[str, Spread]
    first: dict[str, Spread]
    """Of questions that were new to it."""
    kinds: dict[str, dict[str, Spread]]


class Ratio(msgspec.Struct):
    """Our time over a peer's, where both answered."""

    peer: str
    phase: str
    kind: str
    """Empty for all."""
    p50: float
    p95: float


class Results(msgspec.Struct):
    """One run."""

    command: str
    day: str
    machine: dict[str, str]
    corpus: Summary
    words_an_article: int
    titles: float
    plain: bool
    mode: str
    rounds: int
    engines: dict[str, EngineResult]
    ratios: list[Ratio] = []

    @property
    def peers(self) -> list[str]:
        return [name for name in self.engines if name != OURS]


def spread(times: Mapping[int, float]) -> Spread | None:
    if not times:
        return None
    each = sorted(1000 * spent for spent in times.values())
    return Spread(quantile(each, 0.5), quantile(each, 0.95), len(each))


def quantile(ordered: Sequence[float], share: float) -> float:
    """Interpolated between the two nearest."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def phases(times: Times, engine: str, *, first: bool = False) -> dict[str, Spread]:
    told = {phase: spread((times.first_of if first else times.of)(engine, phase)) for phase in PHASES}
    return {phase: value for phase, value in told.items() if value}


def kinds(times: Times, engine: str, asked: Sequence[Question]) -> dict[str, dict[str, Spread]]:
    told: dict[str, dict[str, Spread]] = {}
    for kind, group in by_kind(asked):
        for phase in PHASES:
            value = spread(_only(times.of(engine, phase), group))
            if value:
                told.setdefault(kind, {})[phase] = value
    return told


def ratios(times: Times, peers: Sequence[str], asked: Sequence[Question]) -> list[Ratio]:
    """To each peer, over all questions and by kind."""
    groups = [("", asked), *by_kind(asked)]
    told = (
        _ratio(times, peer, phase, kind, group)
        for peer in peers
        for phase in PHASES
        for kind, group in groups
    )
    return [each for each in told if each]


def _ratio(times: Times, peer: str, phase: str, kind: str, group: Sequence[Question]) -> Ratio | None:
    ours, theirs = _only(times.of(OURS, phase), group), _only(times.of(peer, phase), group)
    shared = ours.keys() & theirs.keys()
    mine, other = (spread({key: each[key] for key in shared}) for each in (ours, theirs))
    if mine is None or other is None:
        return None
    return Ratio(peer, phase, kind, mine.p50 / other.p50, mine.p95 / other.p95)


def _only(times: Mapping[int, float], group: Sequence[Question]) -> dict[int, float]:
    return {question.key: times[question.key] for question in group if question.key in times}
