"""Paragraphs with marks and links: two divisions of one text laid over each other. Knows no article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from searchapp.model.search import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A stretch of a paragraph that refers to something: linked where it is held."""

    start: int
    end: int
    href: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one mark or none; the first piece of a match carries its anchor."""

    text: str
    marked: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Pieces that are one link, one reference to what is not held, or plain text."""

    pieces: tuple[Piece, ...]
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """One paragraph."""

    number: int
    segments: tuple[Segment, ...]


def numbered(paragraphs: Iterable[Sequence[Run]]) -> tuple[tuple[Piece, ...], ...]:
    """The runs of all paragraphs, their matches anchored `m1`, `m2`, ..."""
    matches = 0
    made = []
    for runs in paragraphs:
        pieces = []
        for run in runs:
            matches += run.marked
            anchor = f"m{matches}" if run.marked else ""
            pieces.append(Piece(text=run.text, marked=run.marked, anchor=anchor))
        made.append(tuple(pieces))
    return tuple(made)


def segments(pieces: Sequence[Piece], targets: Iterable[Target]) -> tuple[Segment, ...]:
    """The pieces, cut where a target begins or ends. Of overlapping targets the first is kept."""
    made, position = [], 0
    for target in sorted(targets, key=lambda each: (each.start, each.href is None, each.end)):
        if target.start < position or target.end <= target.start:
            continue
        made.append(Segment(pieces=_cut(pieces, position, target.start)))
        made.append(Segment(pieces=_cut(pieces, target.start, target.end), target=target))
        position = target.end
    made.append(Segment(pieces=_cut(pieces, position, None)))
    return tuple(segment for segment in made if segment.pieces)


def _cut(pieces: Sequence[Piece], start: int, end: int | None) -> tuple[Piece, ...]:
    return tuple(_within(pieces, start, end))


def _within(pieces: Sequence[Piece], start: int, end: int | None) -> Iterator[Piece]:
    offset = 0
    for piece in pieces:
        first = max(start - offset, 0)
        last = len(piece.text) if end is None else min(end - offset, len(piece.text))
        if first < last:
            anchor = piece.anchor if first == 0 else ""
            yield Piece(text=piece.text[first:last], marked=piece.marked, anchor=anchor)
        offset += len(piece.text)
