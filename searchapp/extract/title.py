"""The title of a text: printed above or below the header, or made of its lead clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchapp.model.draft import Cut
from searchapp.text.snippets import sentences

LONGEST_SUPPLIED = 110
"""In characters, the ellipsis included."""
_SHORTEST_CLAUSE = 35
_LONGEST_TITLE = 40
"""In words."""

_BY_LINE = re.compile(
    r"[Bb][Yy]\s*:?(?:\s+(?:[A-Z][\w.’'´-]*,?|and|&|de|da|van|von|der|al|el)){0,9}\s*|BY(?:\s+[A-Z.’'-]+){1,6}"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE_LINE = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}}),?|(?P<day_first>\d{{1,2}})\s+(?P<month_after>{_MONTH}),?)"
    r"\s+(?P<year>(?:19|20)\d\d)\.?"
)
"""A paragraph that is a full date and nothing else."""
_ENDS_LIKE_PROSE = tuple(".!?,;:…”\"’')]–—-")
_MID_SENTENCE = re.compile(r"[a-z]{2,}[ ,;]")
_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_ALNUM = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A text after its title: what was printed, what remains, what was cut off."""

    title: str | None
    paragraphs: tuple[str, ...]
    cuts: tuple[Cut, ...] = ()


def opening(above: tuple[str, ...], below: tuple[str, ...]) -> Opening:
    """The printed title and the paragraphs without it, By lines and a date line.

    What stands above is the text's own first words, where the text goes on in mid-sentence.
    """
    if len(above) == 1 and below and _goes_on(above[0], below[0]):
        return opening((), (f"{above[0]} {below[0]}", *below[1:]))
    title, above = _title_above(above)
    rest = (*above, *below)
    cuts: list[Cut] = []
    while rest and (cut := _cut(title, rest, cuts)):
        title = title or (cut.text if cut.reason == "title" else None)
        cuts.append(cut)
        rest = rest[1:]
    return Opening(title=title, paragraphs=rest, cuts=tuple(cuts))


def _title_above(above: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    if not above or len(above[0].split()) > _LONGEST_TITLE or _is_edge(above[0]):
        return None, above
    lines = 1
    while lines < len(above) and _is_capitals(above[lines - 1]) and _is_capitals(above[lines]):
        lines += 1
    return " ".join(above[:lines]), above[lines:]


def _cut(title: str | None, rest: tuple[str, ...], cuts: list[Cut]) -> Cut | None:
    """What the first remaining paragraph is, where it is none of the article's."""
    first = rest[0]
    done = {cut.reason for cut in cuts}
    if "by line" not in done and _BY_LINE.fullmatch(first):
        return Cut(reason="by line", text=first)
    if "date line" not in done and DATE_LINE.fullmatch(first):
        return Cut(reason="date line", text=first)
    repeated = title is not None and _letters(first) == _letters(title)
    if "title" not in done and (repeated or (title is None and _is_title(rest))):
        return Cut(reason="title", text=first)
    return None


def _is_title(rest: tuple[str, ...]) -> bool:
    """Whether the first of several paragraphs looks like a printed title."""
    if len(rest) < 2 or len(rest[0].split()) > _LONGEST_TITLE:
        return False
    if _is_capitals(rest[0]) or _BY_LINE.fullmatch(rest[1]):
        return True
    short = len(rest[0].split()) <= 20 and len(rest[0]) < len(rest[1])
    return short and rest[0][0].isupper() and not rest[0].endswith(_ENDS_LIKE_PROSE)


def _goes_on(above: str, below: str) -> bool:
    """Whether a line is the beginning of the sentence that the text goes on with, rather than a title."""
    longer = [word for word in _LETTERS.findall(above) if len(word) > 3]
    is_headline = _is_capitals(above) or sum(word[0].isupper() for word in longer) > len(longer) / 2
    begun = bool(longer) and not is_headline and not above.endswith((".", "!", "?", "”", '"'))
    return begun and not _is_edge(above) and _MID_SENTENCE.match(below) is not None


def _is_edge(paragraph: str) -> bool:
    return bool(_BY_LINE.fullmatch(paragraph) or DATE_LINE.fullmatch(paragraph))


def _is_capitals(paragraph: str) -> bool:
    return paragraph.isupper() and len(_LETTERS.findall(paragraph)) > 1


def _letters(text: str) -> str:
    return _NOT_ALNUM.sub("", text).casefold()


_CLAUSE_END = re.compile(r"(?:,(?!\d)|;|:|\s+[–—-]|[–—])\s*(?=\S)")
_WEAKER_END = re.compile(
    r"\s+(?=(?:that|which|who|whose|where|when|while|as|after|before|because|but|and|in order|despite"
    r"|following|amid|during|by|for|over|with|from|to|in|on|at|of)\s)"
)
_CITATION = re.compile(r"\s*\([^()]*\)\.?$")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))


def supplied_title(paragraphs: tuple[str, ...]) -> str:
    """A title of the first sentence, or of its lead clause with an ellipsis, at most 110 characters.

    >>> supplied_title(("Three weeks after the vote, the chamber met. It adjourned (Interfax, May 5).",))
    'Three weeks after the vote, the chamber met'
    """
    if not paragraphs:
        return ""
    sentence = _first_sentence(" ".join(paragraphs[0].split()))
    if len(sentence) <= LONGEST_SUPPLIED:
        return sentence
    room = LONGEST_SUPPLIED - 1
    for boundary in (_CLAUSE_END, _WEAKER_END):
        ends = [m.start() for m in boundary.finditer(sentence, 0, LONGEST_SUPPLIED)]
        fitting = [end for end in ends if _SHORTEST_CLAUSE <= end <= room and _is_balanced(sentence[:end])]
        if fitting:
            return sentence[: fitting[-1]].rstrip(" ,;:–—-") + "…"
    at = sentence.rfind(" ", 0, room + 1)
    return sentence[: at if at > 0 else room].rstrip(" ,;:–—-") + "…"


def _first_sentence(text: str) -> str:
    first = next(sentences(text), None)
    sentence = text[first.start : first.end] if first else text
    ended = re.sub(r"(?<!\.)(?<!\.\w)\.([”\"’']?)$", r"\1", sentence)
    return _CITATION.sub("", ended).strip()


def _is_balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in _PAIRS)
