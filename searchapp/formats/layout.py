"""Lines on pages become paragraphs: without what every page repeats, joined again where a line broke."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from searchapp.formats.split import headers

_EDGE_LINES = 3
"""So many lines at the top and at the bottom of a page may be the page's own."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—\s]*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:…][”\"’')\]]*$")
_BROKEN = re.compile(r"(?P<head>[^\W\d_]+)[-\u00ad\u2010]\n(?P<tail>[^\W\d_]+)")
_BROKEN_AT_HYPHEN = re.compile(r"(?<=\w)([-\u2010])\n(?=\w)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a page: its words, where it begins and how large its letters are, in points."""

    words: str
    x: float
    y: float
    """Upwards from the page's foot."""
    size: float

    @classmethod
    def of(cls, text: str, x: float, y: float, size: float) -> Line:
        """A line of a text as drawn."""
        return cls(words=" ".join(text.translate(_LIGATURES).split()), x=x, y=y, size=size)


def text_of(pages: Sequence[Sequence[Line]]) -> str:
    """The text of pages; blank lines part its paragraphs."""
    written = [[line for line in page if line.words] for page in pages]
    lines = [line for page in _without_repeated(written) for line in page]
    known = {word for line in lines for word in _WORD.findall(line.words.lower()) if "-" in word}
    return "\n\n".join(_joined(paragraph, known) for paragraph in _paragraphs(lines))


def _without_repeated(pages: Sequence[Sequence[Line]]) -> Iterator[Sequence[Line]]:
    """The pages without their numbers and the heads and feet that they share.

    A header line stays where it stands first.
    """
    seen = Counter(key for page in pages for key in {_key(page[at]) for at in _edges(page)})
    repeated = {key for key, count in seen.items() if count >= max(2, len(pages) // 2)}
    kept: set[str] = set()
    for page in pages:
        cut = {
            at for at in _edges(page) if _key(page[at]) in repeated or _PAGE_NUMBER.fullmatch(page[at].words)
        }
        for at in sorted(cut):
            if headers(page[at].words) and page[at].words not in kept:
                kept.add(page[at].words)
                cut.remove(at)
        yield [line for at, line in enumerate(page) if at not in cut]


def _edges(page: Sequence[Line]) -> Iterable[int]:
    top = range(min(_EDGE_LINES, len(page)))
    return {*top, *range(max(0, len(page) - _EDGE_LINES), len(page))}


def _key(line: Line) -> str:
    """What two pages share: digits count differently on each, but not in a header line."""
    return line.words if headers(line.words) else _DIGITS.sub("0", line.words).casefold()


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[str]]:
    measure = _Measure.of(lines)
    paragraph: list[str] = []
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if paragraph and measure.begins(lines[at - 1], line, after):
            yield paragraph
            paragraph = []
        paragraph.append(line.words)
    if paragraph:
        yield paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """What is usual in a text: how far its lines stand apart, and how long a full one is."""

    gap: float
    """In points."""
    length: float
    """In characters."""
    size: float
    """Of its letters, in points."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Measure:
        gaps = [gap for upper, lower in pairwise(lines) if (gap := upper.y - lower.y) > 0]
        lengths = [len(line.words) for line in lines]
        return cls(
            gap=median(gaps) if gaps else 0.0,
            length=quantiles(lengths, n=4)[2] if len(lengths) > 1 else 0.0,
            size=median(line.size for line in lines) if lines else 0.0,
        )

    def begins(self, previous: Line, line: Line, after: Line | None) -> bool:
        """Whether a line begins a paragraph."""
        if headers(previous.words) or headers(line.words) or abs(previous.size - line.size) > line.size / 10:
            return True
        ended = _SENTENCE_END.search(previous.words) is not None
        short = len(previous.words) < 0.8 * self.length
        indented = after is not None and 0.7 * line.size < line.x - after.x < 6 * line.size
        gap = previous.y - line.y
        if gap <= 0:  # the next column or page
            return ended and (short or indented)
        if line.size > 1.1 * self.size:  # a title over several lines, which may be centred
            return gap > 2 * line.size
        return gap > 1.3 * self.gap or indented or (ended and short) or line.x - previous.x > 0.7 * line.size


def _joined(lines: list[str], known: set[str]) -> str:
    """One paragraph of its lines; a word that a line end broke is whole again."""

    def whole(broken: re.Match[str]) -> str:
        head, tail = broken["head"], broken["tail"]
        hyphened = f"{head}-{tail}"
        keeps = not tail[0].islower() or hyphened.lower() in known
        return hyphened if keeps else head + tail

    text = _BROKEN_AT_HYPHEN.sub(r"\1", _BROKEN.sub(whole, "\n".join(lines)))
    return text.replace("\u00ad", "").replace("\n", " ")
