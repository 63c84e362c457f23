"""What the second pass compares of a draft: all but its text, and what only the text can tell of its day.

An archive may be larger than memory: its briefs and drafts are walked, several times, and never kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

import msgspec

from searchapp.model.article import ArticleId
from searchapp.model.draft import CitedDays, Draft, NameMention, Pointer

_TODAY = re.compile(r"\b(?:today|this morning|earlier this day)\b")


class Brief(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A draft without its text."""

    id: ArticleId
    path: str
    publication: str | None
    volume: int | None
    number: int | None
    says_today: bool = False
    """Whether it speaks of its own day as today."""
    date_lines: tuple[str, ...] = ()
    """Lines that are a date and nothing else."""
    citations: tuple[CitedDays, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    names: tuple[NameMention, ...] = ()


class Drafts(Protocol):
    """The drafts of an archive, as often as they are asked for; each walk is in order of id."""

    def briefs(self) -> Iterable[Brief]:
        """All of them, without their texts."""

    def __iter__(self) -> Iterator[Draft]:
        """All of them, whole."""

    def draft(self, article_id: ArticleId, /) -> Draft:
        """The one of an id that is there."""


class Listed:
    """Drafts that are few enough for memory, in whatever order they are given."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._drafts = {draft.id: draft for draft in sorted(drafts, key=lambda draft: draft.id)}
        self._briefs = tuple(map(brief, self._drafts.values()))

    def briefs(self) -> Iterable[Brief]:
        """All of them, without their texts."""
        return self._briefs

    def __iter__(self) -> Iterator[Draft]:
        """All of them, in order of id."""
        return iter(self._drafts.values())

    def draft(self, article_id: ArticleId, /) -> Draft:
        """The one of an id."""
        return self._drafts[article_id]


def brief(draft: Draft) -> Brief:
    """A draft without its text."""
    return Brief(
        id=draft.id,
        path=draft.path,
        publication=draft.publication,
        volume=draft.volume,
        number=draft.number,
        says_today=any(map(_says_today, draft.paragraphs)),
        date_lines=tuple(cut.text for cut in draft.cuts if cut.reason == "date line"),
        citations=draft.citations,
        pointers=draft.pointers,
        names=draft.names,
    )


def _says_today(paragraph: str) -> bool:
    low = paragraph.lower()
    # Plain words are found much sooner than a choice of them.
    said = "today" in low or "this morning" in low or "earlier this day" in low
    return said and _TODAY.search(low) is not None
