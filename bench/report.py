"""A comparison as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from bench.results import OURS, EngineResult, Results, Spread
from bench.rounds import PHASES
from bench.targets import targets

NAMES = {"a": "top 10 + total", "b": "+ counts of 4 fields", "c": "+ 10 snippets"}


def report(results: Results) -> str:
    return "\n".join(
        (*_head(results), "", *_engines(results), *_kinds(results), *_ratios(results), *_targets(results))
    )


def _head(results: Results) -> Iterator[str]:
    corpus = results.corpus
    yield f"$ {results.command}"
    yield f"{results.day}; " + ", ".join(results.machine.values())
    yield (
        f"{corpus.articles:,} articles, {corpus.tokens:,} tokens, {corpus.words:,} different; "
        f"{'titles on ' + format(results.titles, '.0%') if results.titles else 'no printed titles'}; "
        f"peers are given our {results.mode}; {results.rounds} rounds"
    )


def _engines(results: Results) -> Iterator[str]:
    yield "CPU ms, p50 / p95 over questions of the median of each question's rounds"
    yield (
        f"{'':24} {'index CPU s':>11} {'wall s':>7} {'peak MB':>8} {'MB':>8} {'open ms':>8} {'own MB':>7} "
        + " ".join(f"{f'({phase}) {NAMES[phase]}':>26}" for phase in PHASES)
    )
    for engine in results.engines.values():
        yield f"{engine.version:24} {_costs(engine)} " + " ".join(
            f"{spread_of(engine.phases.get(phase)):>26}" for phase in PHASES
        )
    yield "\nThe same, asked for the first time"
    for engine in results.engines.values():
        yield f"{engine.version:24} " + " ".join(f"{spread_of(engine.first.get(p)):>26}" for p in PHASES)
    records = results.engines[OURS].built.records if OURS in results.engines else 0
    if records:
        yield f"Of ours, {records / 1e6:,.1f} MB are records of extraction, which no peer has."


def _costs(engine: EngineResult) -> str:
    built = engine.built
    return (
        f"{built.cpu:11,.1f} {built.wall:7,.1f} {built.peak / 1e6:8,.0f} {built.size / 1e6:8,.1f} "
        f"{1000 * engine.open_wall:8,.1f} {engine.private / 1e6:7,.1f}"
    )


def spread_of(spread: Spread | None) -> str:
    return f"{_ms(spread.p50)} / {_ms(spread.p95)}" if spread else "–"


def _ms(spent: float) -> str:
    return f"{spent:,.2f}" if spent < 10 else f"{spent:,.0f}"


def _kinds(results: Results) -> Iterator[str]:
    yield "\nBy kind of question, p50 of (a), (b), (c)"
    yield f"{'':18}" + "".join(f"{name:>24}" for name in results.engines)
    kinds = dict.fromkeys(kind for engine in results.engines.values() for kind in engine.kinds)
    for kind in kinds:
        yield f"{kind:18}" + "".join(f"{kind_of(engine, kind):>24}" for engine in results.engines.values())


def kind_of(engine: EngineResult, kind: str) -> str:
    told = engine.kinds.get(kind, {})
    return "  ".join(_ms(told[phase].p50) if phase in told else "–" for phase in PHASES)


def _ratios(results: Results) -> Iterator[str]:
    yield "\nOurs over theirs, p50 and p95 (below 1: ours is quicker)"
    yield f"{'':12}" + "".join(f"{f'({phase})':>18}" for phase in PHASES)
    told = {(ratio.peer, ratio.phase): ratio for ratio in results.ratios if not ratio.kind}
    for peer in results.peers:
        cells = (told.get((peer, phase)) for phase in PHASES)
        yield f"{peer:12}" + "".join(f"{f'{c.p50:.2f}  {c.p95:.2f}' if c else '–':>18}" for c in cells)
    for peer in results.peers:
        for phase in PHASES:
            slower = [r for r in results.ratios if (r.peer, r.phase) == (peer, phase) and r.kind]
            named = [f"{r.kind} {r.p50:.2f} {r.p95:.2f}" for r in slower if max(r.p50, r.p95) > 1]
            if named:
                yield f"Slower than {peer} in ({phase}): {'; '.join(named)}"


def _targets(results: Results) -> Iterator[str]:
    yield "\nTargets"
    for each in targets(results):
        mark = "ok    " if each.met else "MISSED"
        yield f"{mark}  {each.what:40} {each.reached:8,.2f}{each.unit:3} (at most {each.most:g})"
