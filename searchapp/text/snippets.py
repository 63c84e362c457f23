"""The sentences that show why an article was found: text and marked stretches to snippets.

Knows nothing of queries: what matched comes as stretches of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from searchapp.model.search import Run, Snippet

LONGEST = 320
"""Characters of one snippet; a longer sentence is shortened around its first mark."""

_OPENING = "(?=[\"'\u201c\u2018(\\[]?[A-Z\u0400-\u042f0-9])"
_SENTENCE_END = re.compile(rf"[.!?][\"'\u201d\u2019)\]]*(\s+){_OPENING}")
_FULL_STOP = re.compile(_SENTENCE_END.pattern.replace("[.!?]", r"\.", 1))
"""A third of the time, where there are no other marks."""
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\u201c\"])(?:[A-Z]|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Adm|Capt"
    r"|St|Sen|Rep|Gov|Nos?|nos?|vs|ca|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_ELLIPSIS = "\u2026"


class Stretch(msgspec.Struct, frozen=True, order=True, gc=False):
    """Characters of a paragraph, `end` exclusive."""

    start: int
    end: int


def sentences(paragraph: str) -> Iterator[Stretch]:
    """The sentences of a paragraph; `U.S.`, `Mr.` and initials do not end one."""
    start = 0
    ends = _SENTENCE_END if "!" in paragraph or "?" in paragraph else _FULL_STOP
    for end in ends.finditer(paragraph):
        if not _is_abbreviated(paragraph, start, end.start()):
            yield Stretch(start, end.start(1))
            start = end.end()
    if paragraph[start:].strip():
        yield Stretch(start, len(paragraph.rstrip()))


def _is_abbreviated(paragraph: str, start: int, dot: int) -> bool:
    """Whether the word before a dot is an abbreviation; none ends in four small letters."""
    word = paragraph[dot - 4 : dot] if dot - 4 >= start else ""
    if word.isalpha() and word.islower():
        return False
    return _ABBREVIATION.search(paragraph[max(start, dot - 11) : dot + 1]) is not None


def runs(text: str, marks: Sequence[Stretch], *, within: Stretch | None = None) -> tuple[Run, ...]:
    """A text cut at its marks. Marks are sorted and do not overlap; `within` limits what is given."""
    at, last = (within.start, within.end) if within else (0, len(text))
    pieces = []
    for mark in marks:
        start, end = max(mark.start, at), min(mark.end, last)
        if start < end:
            if at < start:
                pieces.append(Run(text=text[at:start]))
            pieces.append(Run(text=text[start:end], marked=True))
            at = end
    if at < last:
        pieces.append(Run(text=text[at:last]))
    return tuple(pieces)


def merged(marks: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Marks in order, overlapping ones made one."""
    whole: list[Stretch] = []
    for mark in sorted(marks):
        if whole and mark.start < whole[-1].end:
            whole[-1] = Stretch(whole[-1].start, max(whole[-1].end, mark.end))
        else:
            whole.append(mark)
    return tuple(whole)


def snippet(number: int, paragraph: str, sentence: Stretch, marks: Sequence[Stretch]) -> Snippet:
    """One sentence with its marks, shortened at spaces to `LONGEST` characters."""
    first = next((mark for mark in marks if sentence.start <= mark.start < sentence.end), None)
    part = _shortened(paragraph, sentence, first.start if first else sentence.start)
    shown = list(runs(paragraph, marks, within=part))
    if part.start > sentence.start:
        shown.insert(0, Run(text=_ELLIPSIS))
    if part.end < sentence.end:
        shown.append(Run(text=_ELLIPSIS))
    return Snippet(paragraph=number, runs=tuple(shown))


def _shortened(text: str, sentence: Stretch, focus: int) -> Stretch:
    if sentence.end - sentence.start <= LONGEST:
        return sentence
    start = max(sentence.start, min(focus - LONGEST // 3, sentence.end - LONGEST))
    end = min(sentence.end, start + LONGEST)
    if start > sentence.start:
        start = min(text.find(" ", start, focus) + 1 or start, focus)
    if end < sentence.end:
        end = text.rfind(" ", focus, end) if text.rfind(" ", focus, end) > focus else end
    return Stretch(start, end)
