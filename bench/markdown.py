"""A comparison's figures for the documentation: first where ours is not ahead, then everything.

python -m bench.markdown build/bench/100k-words.json
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from bench.report import NAMES, kind_of, spread_of
from bench.results import OURS, EngineResult, Ratio, Results
from bench.rounds import PHASES
from bench.targets import targets


def main() -> None:
    for name in sys.argv[1:]:
        results = msgspec.json.decode(Path(name).read_bytes(), type=Results)
        print("\n".join(markdown(results)) + "\n")


def markdown(results: Results) -> Iterator[str]:
    yield from _head(results)
    yield from ("", "Where ours is not ahead, p50 and p95 of our time over theirs:", "")
    yield from _behind(results)
    yield ""
    yield from _engines(results)
    yield ""
    yield from _kinds(results)
    yield ""
    yield from _targets(results)


def _head(results: Results) -> Iterator[str]:
    corpus, machine = results.corpus, results.machine
    made = "plain words" if results.plain else "words with capitals, accents, quotes and hyphens"
    yield (
        f"On {results.day}, {machine['cpu']}, {machine['python']}: {corpus.articles:,} articles of "
        f"{results.words_an_article} {made}, {corpus.tokens / 1e6:,.1f} million tokens, {corpus.words:,} "
        f"different; the peers were given our {results.mode}; median of {results.rounds} rounds."
    )
    yield from ("", "```", results.command, "```")


def _behind(results: Results) -> Iterator[str]:
    """A row for each peer that is quicker at some kind of question."""
    rows = []
    for peer in results.peers:
        cells = [_behind_in([r for r in results.ratios if (r.peer, r.phase) == (peer, p)]) for p in PHASES]
        if any(cells):
            rows.append([results.engines[peer].version, *(cell or "–" for cell in cells)])
    heads = ["", *(f"({phase}) {NAMES[phase]}" for phase in PHASES)]
    yield from _table(heads, rows) if rows else ("Nowhere.",)


def _behind_in(ratios: Sequence[Ratio]) -> str:
    behind = [ratio for ratio in ratios if max(ratio.p50, ratio.p95) > 1]
    kinds = [ratio for ratio in behind if ratio.kind]
    told = [f"**all** {ratio.p50:.2f}, {ratio.p95:.2f}" for ratio in behind if not ratio.kind]
    ahead = [ratio.kind for ratio in ratios if ratio.kind and ratio not in behind]
    if len(kinds) > len(ahead):
        each = [ratio.p50 for ratio in kinds]
        but = f" but {', '.join(ahead)}" if ahead else ""
        return "; ".join((*told, f"every kind{but}, p50 {min(each):.2f} to {max(each):.2f}"))
    return "; ".join((*told, *(f"{ratio.kind} {ratio.p50:.2f}, {ratio.p95:.2f}" for ratio in kinds)))


def _engines(results: Results) -> Iterator[str]:
    heads = ["", "index CPU s", "wall s", "peak MB", "size MB", "open ms", "private MB"]
    heads += [f"({phase}) {NAMES[phase]}, p50 / p95 ms" for phase in PHASES]
    yield from _table(heads, (_engine(name, engine) for name, engine in results.engines.items()))


def _engine(name: str, engine: EngineResult) -> Iterator[str]:
    built = engine.built
    told = [
        engine.version,
        f"{built.cpu:,.1f}",
        f"{built.wall:,.1f}",
        f"{built.peak / 1e6:,.0f}",
        f"{(built.size - built.records) / 1e6:,.1f}"
        + (f" + {built.records / 1e6:,.1f}" if built.records else ""),
        f"{1000 * engine.open_wall:,.0f}",
        f"{engine.private / 1e6:,.0f}",
        *(spread_of(engine.phases.get(phase)) for phase in PHASES),
    ]
    return (f"**{each}**" if name == OURS else each for each in told)


def _kinds(results: Results) -> Iterator[str]:
    heads = ["p50 of (a), (b), (c) in ms", *(engine.version for engine in results.engines.values())]
    kinds = dict.fromkeys(kind for engine in results.engines.values() for kind in engine.kinds)
    yield from _table(
        heads, ([kind, *(kind_of(engine, kind) for engine in results.engines.values())] for kind in kinds)
    )


def _targets(results: Results) -> Iterator[str]:
    rows = (
        [
            each.what,
            f"{each.reached:.2f}{each.unit}",
            f"{each.most:g}{each.unit}",
            "yes" if each.met else "**no**",
        ]
        for each in targets(results)
    )
    yield from _table(["aim", "reached", "at most", "met"], rows)


def _table(heads: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---|" + "--:|" * (len(heads) - 1)
    for row in rows:
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    main()
