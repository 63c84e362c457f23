"""Numbers in the text format of Prometheus (version 0.0.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MEDIA_TYPE = "text/plain"
VERSION = "0.0.4"

Sample = tuple[str, tuple[tuple[str, str], ...], float]
"""What follows the metric's name (`_bucket`, or nothing), labels with their values, and the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One metric with its samples."""

    name: str
    kind: str
    """`counter`, `gauge` or `histogram`."""
    about: str
    samples: Sequence[Sample]


def exposition(metrics: Iterable[Metric]) -> bytes:
    """All metrics, as they are scraped."""
    return "".join(line for metric in metrics for line in _lines(metric)).encode()


def buckets(bounds: Sequence[float], counts: Sequence[float]) -> list[tuple[str, float]]:
    """`le` and how many are no greater; `counts` has one more, of those above all bounds."""
    found, sofar = [], 0.0
    for bound, count in zip((*map(_number, bounds), "+Inf"), counts, strict=True):
        sofar += count
        found.append((bound, sofar))
    return found


def _lines(metric: Metric) -> Iterable[str]:
    yield f"# HELP {metric.name} {metric.about}\n"
    yield f"# TYPE {metric.name} {metric.kind}\n"
    for suffix, labels, value in metric.samples:
        inside = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels)
        braces = f"{{{inside}}}" if inside else ""
        yield f"{metric.name}{suffix}{braces} {_number(value)}\n"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
