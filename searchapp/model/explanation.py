"""Why an article is found by a question, or is not, and what its score is made of."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.model.article import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShare:
    """A field's part of what a word adds."""

    field: str
    occurrences: int
    """How often the word stands there."""
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WordShare:
    """What a word or phrase of the question adds."""

    text: str
    """As the reader would write it."""
    weight: float
    """How much it counts, of 1: words that only hold a question together count less."""
    amount: float
    fields: tuple[FieldShare, ...]
    """Those that have it; their amounts make up the word's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearShare:
    """What two neighbours of the question add that stand near each other in the article, too."""

    texts: tuple[str, str]
    field: str
    steps: int
    """From the one to the other, 1 being side by side; one more where they stand the other way round."""
    amount: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The parts of an article's relevance to a question: their amounts make up the score."""

    id: ArticleId
    read_as: str
    """How the question was read."""
    found: bool
    """Whether the article is among the answers."""
    score: float
    """As that of the hit; of an article that is not found, what its words would give it."""
    words: tuple[WordShare, ...]
    near: tuple[NearShare, ...]
    missing: tuple[str, ...]
    """The parts of the question that the article does not meet, in the query language."""
    filters: tuple[str, ...]
    """The filters that it does not pass, by the names of their parameters."""
