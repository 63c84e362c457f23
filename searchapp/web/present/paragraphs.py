"""Paragraphs with marks and links: two divisions of one text laid over each other. Knows no article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from searchapp.model.search import Run
from searchapp.web import written
from searchapp.web.i18n import gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A stretch of a paragraph that refers to something: linked where it is held."""

    start: int
    end: int
    href: str | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Which match it is, and the ways to those before and after it; the first has none before it."""

    text: str
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one mark or none; the first piece of a match carries its anchor and its step."""

    text: str
    marked: bool = False
    anchor: str = ""
    step: Step | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Pieces that are one link, one reference to what is not held, or plain text."""

    pieces: tuple[Piece, ...]
    target: Target | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """Of the matches that begin in it."""
        return tuple(piece.step for piece in self.pieces if piece.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    """One paragraph."""

    number: int
    segments: tuple[Segment, ...]


def numbered(paragraphs: Iterable[Sequence[Run]]) -> tuple[tuple[Piece, ...], ...]:
    """The runs of all paragraphs, their matches anchored `m1`, `m2`, ..."""
    held = [tuple(runs) for runs in paragraphs]
    total = sum(run.marked for runs in held for run in runs)
    matches = count(1)
    return tuple(
        tuple(_match(run, next(matches), total) if run.marked else Piece(text=run.text) for run in runs)
        for runs in held
    )


def _match(run: Run, number: int, total: int) -> Piece:
    step = Step(
        text=gettext(
            "Match %(number)s of %(total)s", number=written.number(number), total=written.number(total)
        ),
        previous=f"#m{number - 1}" if number > 1 else None,
        next=f"#m{number + 1}" if number < total else None,
    )
    return Piece(text=run.text, marked=True, anchor=f"m{number}", step=step)


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
            text, begins = piece.text[first:last], first == 0
            yield Piece(
                text=text,
                marked=piece.marked,
                anchor=piece.anchor if begins else "",
                step=piece.step if begins else None,
            )
        offset += len(piece.text)
