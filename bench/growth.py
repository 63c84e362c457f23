"""How time and size grow with the archive: the figures of several comparisons as one picture (SVG).

python -m bench.growth 10k.json 100k.json 1m.json --to docs/growth.svg
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import msgspec

from bench.results import OURS, EngineResult, Results

WIDTH, HEIGHT = 440, 300
"""Of one panel."""

LEFT, RIGHT, TOP, BOTTOM = 56, 112, 34, 34
COLOURS = {OURS: "#c2410c", "tantivy": "#1d4ed8", "lucene": "#15803d", "sqlite": "#7c3aed"}
OTHER = "#6b7280"
LABEL_GAP = 13
"""Pixels between two names at the ends of lines."""

Figure = Callable[[EngineResult], float | None]


@dataclass(frozen=True)
class Panel:
    """One measure of all engines."""

    title: str
    unit: str
    figure: Figure


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("results", type=Path, nargs="+", help="what bench.compare --json wrote")
    asked.add_argument("--to", type=Path, default=Path("docs/growth.svg"), help="default docs/growth.svg")
    options = asked.parse_args()
    runs = [msgspec.json.decode(path.read_bytes(), type=Results) for path in options.results]
    options.to.write_text(picture(runs), encoding="utf-8")


def picture(runs: Sequence[Results]) -> str:
    """An SVG document: four panels, both axes logarithmic."""
    runs = sorted(runs, key=lambda run: run.corpus.articles)
    panels = (
        Panel("With facet counts (b), p50", "ms", phase("b")),
        Panel("With ten snippets (c), p50", "ms", phase("c")),
        Panel("Indexing, CPU", "s", lambda engine: engine.built.cpu),
        Panel("Size on disk, without records", "MB", lambda e: (e.built.size - e.built.records) / 1e6),
    )
    places = [f"{WIDTH * (at % 2)} {HEIGHT * (at // 2)}" for at in range(len(panels))]
    drawn = [
        f'<g transform="translate({place})">{"".join(_panel(panel, runs))}</g>'
        for place, panel in zip(places, panels, strict=True)
    ]
    sizes = ", ".join(f"{run.corpus.articles:,} articles of {run.words_an_article} words" for run in runs)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * WIDTH} {2 * HEIGHT}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12" aria-labelledby="title description">\n'
        f'<title id="title">Time and size beside the number of articles</title>\n'
        f'<desc id="description">{escape(sizes)}; both axes are logarithmic.</desc>\n'
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def phase(name: str) -> Figure:
    def figure(engine: EngineResult) -> float | None:
        return engine.phases[name].p50 if name in engine.phases else None

    return figure


@dataclass(frozen=True)
class Scale:
    """A logarithmic axis from one pixel to another."""

    least: float
    most: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = math.log(self.most / self.least) or 1.0
        return self.start + (self.end - self.start) * math.log(value / self.least) / span

    def ticks(self) -> Iterator[float]:
        """The powers of ten on it."""
        for power in range(math.floor(math.log10(self.least)), math.ceil(math.log10(self.most)) + 1):
            if self.least * 0.999 <= 10.0**power <= self.most * 1.001:
                yield 10.0**power


def _panel(panel: Panel, runs: Sequence[Results]) -> Iterator[str]:
    lines = _lines(panel, runs)
    values = [value for points in lines.values() for _, value in points]
    if not values:
        return
    sizes = [run.corpus.articles for run in runs]
    across = Scale(min(sizes), max(*sizes, 2 * min(sizes)), LEFT, WIDTH - RIGHT)
    down = Scale(_below(min(values)), _above(max(values)), HEIGHT - BOTTOM, TOP)
    yield f'<text x="{LEFT}" y="18" font-weight="600">{escape(panel.title)}, {panel.unit}</text>'
    yield from _axes(across, down, sizes)
    ends = {name: down(points[-1][1]) for name, points in lines.items()}
    labels = _apart(ends)
    for name, points in lines.items():
        colour, width = COLOURS.get(name, OTHER), 2.5 if name == OURS else 1.5
        path = " ".join(f"{across(size):.1f},{down(value):.1f}" for size, value in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
        for size, value in points:
            yield f'<circle cx="{across(size):.1f}" cy="{down(value):.1f}" r="3" fill="{colour}"/>'
        told = f"{'searchapp' if name == OURS else name} {_short(points[-1][1])}"
        x, y = across(points[-1][0]) + 8, labels[name] + 4
        yield f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{escape(told)}</text>'


def _lines(panel: Panel, runs: Sequence[Results]) -> dict[str, list[tuple[int, float]]]:
    """Of the engines that were there at the largest size too."""
    lines: dict[str, list[tuple[int, float]]] = {}
    for run in runs:
        for name, engine in run.engines.items():
            value = panel.figure(engine)
            if value:
                lines.setdefault(name, []).append((run.corpus.articles, value))
    largest = max(run.corpus.articles for run in runs)
    return {name: points for name, points in lines.items() if points[-1][0] == largest}


def _axes(across: Scale, down: Scale, sizes: Sequence[int]) -> Iterator[str]:
    for tick in down.ticks():
        y = down(tick)
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e5e7eb"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#374151">{_short(tick)}</text>'
    for size in sizes:
        x = across(size)
        yield f'<text x="{x:.1f}" y="{HEIGHT - 12}" text-anchor="middle" fill="#374151">{_short(size)}</text>'


def _apart(places: dict[str, float]) -> dict[str, float]:
    """The same places, moved down where two names would overlap."""
    moved: dict[str, float] = {}
    last = -math.inf
    for name, place in sorted(places.items(), key=lambda each: each[1]):
        last = moved[name] = max(place, last + LABEL_GAP)
    return moved


def _below(value: float) -> float:
    return 10.0 ** math.floor(math.log10(value))


def _above(value: float) -> float:
    return 10.0 ** math.ceil(math.log10(value) + 1e-9)


def _short(value: float) -> str:
    """`10k` for ten thousand; three digits at most."""
    for size, name in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{name}"
    return f"{value:.2g}" if value < 10 else f"{value:.3g}"


if __name__ == "__main__":
    main()
