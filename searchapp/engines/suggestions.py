"""What a reader who has begun to type may mean: people and sources. The same for every engine."""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.model.registry import Registry
from searchapp.model.search import Suggestion
from searchapp.text.analyze import words


def suggestions(prefix: str, registry: Registry, *, limit: int) -> Sequence[Suggestion]:
    """The records with a word that begins like the last one typed, those of most articles first."""
    begin = words(prefix)
    found = [
        Suggestion(text=record.name, count=record.articles, field=kind, value=record.slug)
        for kind, records in (("person", registry.people), ("source", registry.sources))
        for record in records
        if begin and any(word.startswith(begin[-1]) for word in words(record.name))
    ]
    return sorted(found, key=lambda each: (-each.count, each.text))[:limit]
