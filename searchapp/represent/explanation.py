"""An explanation as the object that `--json` prints."""

from __future__ import annotations

from searchapp.model.explanation import Explanation
from searchapp.represent.json import Object


def explanation_object(explanation: Explanation) -> Object:
    """Every part with its amount; the amounts of `words` and `near` make up `score`."""
    return {
        "ok": True,
        "id": explanation.id,
        "read_as": explanation.read_as,
        "found": explanation.found,
        "score": explanation.score,
        "words": [
            {
                "text": word.text,
                "weight": word.weight,
                "amount": word.amount,
                "fields": [
                    {"field": each.field, "occurrences": each.occurrences, "amount": each.amount}
                    for each in word.fields
                ],
            }
            for word in explanation.words
        ],
        "near": [
            {"texts": list(each.texts), "field": each.field, "steps": each.steps, "amount": each.amount}
            for each in explanation.near
        ],
        "missing": list(explanation.missing),
        "filters": list(explanation.filters),
    }
