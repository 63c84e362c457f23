"""An article that is like another, and by what."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.model.article import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """What the two have in common; at least two things."""

    id: ArticleId
    people: tuple[str, ...]
    """The slugs of people whom both name, in the order of the article that was asked about."""
    words: tuple[str, ...]
    """Words that few articles have, as they are indexed, rarest first."""
