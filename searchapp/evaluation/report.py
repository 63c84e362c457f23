"""An evaluation as lines for people and as the object that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from searchapp.evaluation.comparison import Comparison
from searchapp.evaluation.extraction import Evaluation, Tally
from searchapp.model.article import ArticleId

Object = dict[str, Any]

_HEAD = f"{'':<12}{'right':>7}{'missed':>8}{'false':>7}{'precision':>11}{'recall':>8}{'F1':>7}"


def evaluation_object(evaluation: Evaluation) -> Object:
    """The figures, then every difference by article."""
    return {
        "ok": True,
        "articles": len(evaluation.comparisons),
        "measures": {aspect: _tally(tally) for aspect, tally in evaluation.tallies.items()},
        "dates": {
            "covered": evaluation.covered,
            "covered_exact": evaluation.covered_exact,
            "wrong_but_certain": list(evaluation.wrong_but_certain),
        },
        "differences": [
            {
                "article": article_id,
                "measure": aspect,
                "missed": list(comparison.missed),
                "false": list(comparison.false),
            }
            for article_id, aspect, comparison in _differences(evaluation)
        ],
    }


def evaluation_lines(evaluation: Evaluation) -> Iterator[str]:
    """A table of the figures, then every difference by article."""
    yield f"{len(evaluation.comparisons)} articles"
    yield _HEAD
    for aspect, tally in evaluation.tallies.items():
        shares = f"{_percent(tally.precision):>11}{_percent(tally.recall):>8}{_percent(tally.f1):>7}"
        yield f"{aspect:<12}{tally.right:>7}{tally.missed:>8}{tally.false:>7}{shares}"
    certain = ", ".join(evaluation.wrong_but_certain) or "none"
    yield f"dates that the calendar covers: {evaluation.covered_exact} of {evaluation.covered} exact"
    yield f"dates wrong but called certain: {certain}"
    last = None
    for article_id, aspect, comparison in _differences(evaluation):
        if article_id != last:
            yield from ("", article_id)
        last = article_id
        yield from (f"  {aspect}, missed: {shown}" for shown in comparison.missed)
        yield from (f"  {aspect}, false:  {shown}" for shown in comparison.false)


def _differences(evaluation: Evaluation) -> Iterator[tuple[ArticleId, str, Comparison]]:
    for article_id, aspects in sorted(evaluation.comparisons.items()):
        for aspect, comparison in aspects.items():
            if comparison.missed or comparison.false:
                yield article_id, aspect, comparison


def _tally(tally: Tally) -> Object:
    return {
        "right": tally.right,
        "missed": tally.missed,
        "false": tally.false,
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
    }


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.3f}"
