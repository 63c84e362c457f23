"""The article's own paragraphs: what a page or the next story left at their edges is cut and kept aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchapp.extract.header import Header
from searchapp.model.draft import Cut

TRAILER_VOLUMES = range(1, 6)
"""The volumes whose stories often end with the next one's headline."""

TRAILER_WORDS = 12
"""A headline has fewer words than this."""

_BLOCK_END = re.compile(r"\n[^\S\n]*\n\s*")
_PLACEHOLDER = re.compile(r"placeholder canvas[.\s]*", re.IGNORECASE)
_MASTHEAD = re.compile(
    r"(?:The )?[A-Z][\w’' ]{2,60} is a publication of [Tt]he Jamestown Foundation(?=\.|$)"
    r"|It is researched and written under the direction of"
    r"|Copyright (?:\([cC]\)|©) (?:19|20)\d\d"
)
_GLUED_MASTHEAD = re.compile(
    r"(?:The )?[A-Z][\w’' ]{2,60} is a publication of [Tt]he Jamestown Foundation\.\s+It is researched"
)
_MONTH_AND_DAY = re.compile(r"\([^()]*[A-Z][a-z]{2,8}\.?\s*\d{1,2}[^()]*\)")
_SENTENCE_END = tuple(".!?:;…”\"’')]")
_QUOTE = re.compile(r"[“”\"«»]")
_WRAPPED = range(40, 101)
"""The lengths of lines that some program broke, in characters."""


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, whether blank lines or single line ends part them."""
    return tuple(
        paragraph for block in _BLOCK_END.split(text.strip()) for paragraph in _block(block) if paragraph
    )


def _block(block: str) -> tuple[str, ...]:
    lines = tuple(stripped for line in block.split("\n") if (stripped := line.strip()))
    return (" ".join(lines),) if _is_wrapped(lines) else lines


def _is_wrapped(lines: tuple[str, ...]) -> bool:
    """Whether these are lines of one paragraph: about equally long, ending in mid-sentence."""
    before_last = lines[:-1]
    if not before_last or any(len(line) not in _WRAPPED for line in before_last):
        return False
    broken = sum(not line.endswith(_SENTENCE_END) for line in before_last)
    return 2 * broken > len(before_last)


def without_placeholder(body: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Cut, ...]]:
    """The paragraphs without the "Placeholder canvas" that an empty picture leaves on top."""
    if body and _PLACEHOLDER.fullmatch(body[0]):
        return body[1:], (Cut(reason="placeholder", text=body[0]),)
    return body, ()


def without_tail(body: tuple[str, ...], header: Header | None) -> tuple[tuple[str, ...], tuple[Cut, ...]]:
    """The paragraphs without the masthead and the next story's headline that some end with."""
    body = _unglued(body)
    end = next((i for i, paragraph in enumerate(body) if i and _MASTHEAD.match(paragraph)), len(body))
    cuts = [Cut(reason="masthead", text=paragraph) for paragraph in body[end:]]
    if end > 1 and _is_trailer(body[end - 1], header):
        end -= 1
        cuts.insert(0, Cut(reason="trailer", text=body[end]))
    return body[:end], tuple(cuts)


def _unglued(body: tuple[str, ...]) -> tuple[str, ...]:
    """The paragraphs with a masthead that is glued to the end of one parted from it."""
    for i, paragraph in enumerate(body):
        if (glued := _glued(paragraph)) is not None:
            return (
                *body[:i],
                paragraph[: glued.start()].rstrip(),
                paragraph[glued.start() :],
                *body[i + 1 :],
            )
    return body


def _glued(paragraph: str) -> re.Match[str] | None:
    found = _GLUED_MASTHEAD.search(paragraph) if "Jamestown" in paragraph else None
    return found if found and paragraph[: found.start()].rstrip().endswith(_SENTENCE_END) else None


def _is_trailer(paragraph: str, header: Header | None) -> bool:
    if len(paragraph.split()) >= TRAILER_WORDS or _MONTH_AND_DAY.search(paragraph):
        return False
    if header is None:
        return _is_headline(paragraph)
    if header.volume not in TRAILER_VOLUMES:
        return False
    # In the Monitor's early volumes every story ends with its citation; elsewhere an end can be short.
    if header.publication.lower().removeprefix("the ") == "monitor":
        return _QUOTE.search(paragraph) is None
    return _is_headline(paragraph)


def _is_headline(paragraph: str) -> bool:
    """Whether the longer words are all capitalised."""
    longer = list(_long_words(paragraph))
    return len(longer) > 1 and all(word[0].isupper() for word in longer)


def _long_words(paragraph: str) -> Iterator[str]:
    return (word for word in re.findall(r"[^\W\d_]+", paragraph) if len(word) > 4)
