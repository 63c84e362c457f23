"""What was measured with test collections, as lines for people and as the object that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from searchapp.evaluation.measures import CUT, FIRST
from searchapp.evaluation.relevance import PLAIN, Measures, Relevance

Object = dict[str, Any]

_NAMES = (f"NDCG@{CUT}", "MAP", f"P@{FIRST}")


def relevance_object(found: Sequence[Relevance]) -> Object:
    """Every collection with its figures."""
    return {
        "ok": True,
        "collections": [
            {
                "name": each.name,
                "form": each.form,
                "documents": each.documents,
                "topics": each.topics,
                "relevant": each.relevant,
                "settings": {name: _object(measures) for name, measures in each.settings.items()},
            }
            for each in found
        ],
    }


def relevance_lines(found: Sequence[Relevance]) -> Iterator[str]:
    """A table for each collection; what ours gains is told in per cent of the plain ranking."""
    for number, each in enumerate(found):
        if number:
            yield ""
        yield (
            f"{each.name}, {each.form} form: {each.documents} documents, {each.topics} topics, "
            f"{each.relevant} relevant"
        )
        yield f"{'':<12}" + "".join(f"{name:>10}" for name in _NAMES)
        for name, measures in each.settings.items():
            yield f"{name:<12}" + "".join(f"{value:>10.4f}" for value in _values(measures))
            if name != PLAIN:
                yield f"{'':<12}" + "".join(f"{gain:>10}" for gain in _gains(measures, each.settings[PLAIN]))


def _object(measures: Measures) -> Object:
    return {"ndcg_10": measures.ndcg, "map": measures.map, "p_3": measures.precision}


def _values(measures: Measures) -> tuple[float, float, float]:
    return measures.ndcg, measures.map, measures.precision


def _gains(ours: Measures, plain: Measures) -> Iterator[str]:
    for value, other in zip(_values(ours), _values(plain), strict=True):
        yield f"{100 * (value / other - 1):+.1f} %" if other else "-"
