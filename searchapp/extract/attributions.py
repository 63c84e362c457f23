"""Attributions: sources named in the sentence, `Interfax reported`, `told Ogonek (no. 18) that`.

Each hangs on a word of reporting. What stands beside it must be a known source, and the words around must
leave no doubt: the chief of Interfax is not Interfax. Missing one is better than inventing one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from searchapp.extract.known_names import REACH, Known, name_ending, name_starting
from searchapp.extract.named_days import listed_days
from searchapp.extract.printed_days import DAY_LIST
from searchapp.extract.vocabulary import Vocabulary
from searchapp.model.article import CitationKind, Place
from searchapp.model.draft import CitedDays, DaySpan

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_KIND = (
    r"(?:news agency|wire service|press agency|agency|newspaper|daily|weekly|magazine|radio|television"
    r"|website|correspondents?)"
)
_SUBJECT_OF = {
    "reported": r"\b(?! (?:by|in)\b)",
    "reports": r"(?=\s+that\b|[.,;]|$)",
    "wrote": r"\b",
    "writes": r"(?=\s+that\b|[.,;]|$)",
    "commented": r"\b",
    "noted": r"\b",
    "quoted": r"\b(?! (?:by|in)\b)",
    "cited": r"\b(?! (?:by|in)\b)",
    "said": r"(?=[.,;]|$)",
    "says": r"(?=[.,;]|$)",
}
"""What a source before it does; what may follow."""
_LEADS_TO = {
    "ccording to": r"\b",
    "told": r"\b",
    "reported": r" (?:by|in)\b",
    "quoted": r" (?:by|in)\b",
    "cited": r" (?:by|in)\b",
    "published": r" (?:by|in)\b",
    "carried": r" (?:by|on)\b",
    "broadcast": r" (?:by|on)\b",
    "interview": r"(?:ed (?:by|in|on)|s? (?:with|to|in|on|for|published in|given to))\b",
    "speaking": r" (?:to|in|on)\b",
    "statement": r"s? (?:to|in)\b",
    "wrote": r" in\b",
}
"""What a source's name may come after, and the words between."""
_AUXILIARIES = re.compile(
    r"(?:\s(?:has|had|have|also|later|earlier|first|yesterday|today|recently|even|then))*\s$"
)
_KIND_BEHIND = re.compile(rf"\s{_KIND}$")
_TOGETHER = re.compile(r"(?:,|,?\s+and)\s+(?:the\s+)?$")
_DESCRIBED = re.compile(rf"\b(?:the|a|an)\s+(?:[\w-]+\s+)?(?:{_KIND}\s+)?$|\b{_KIND}\s+$", re.IGNORECASE)
_LAST_WORD = re.compile(r"([\w’'´-]+)\s+$")
_PREPOSITIONS = frozenset(
    "of for at in from by with to on about against between than like near inside outside toward via".split()
)
_OPENERS = frozenset(
    "The And But As When While After Before Since Yesterday Today Meanwhile However Later Earlier Then Both "
    "Although Though Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_ON_DAYS = re.compile(rf"(?:^|[.?!”\"]\s+)On\s+({DAY_LIST}),?\s+(?:the\s+)?$")

_BUSINESS = re.compile(
    r"\s+(?:(?:a|its|their|no|net|record|first|annual|[\w-]+-quarter)\s+)*(?:loss|profit|earning|revenue|sale)"
)
_STATED = re.compile(
    rf"\s+(?:on\s+)?(?:{_DAY},?\s+)?({DAY_LIST})(?=[.,;:”\"–—]|\s+(?:that|from|quoting|citing|how)\b|$)"
)

_LEAD_IN = re.compile(rf"\s+(?:(?:the|an?|[\w-]+['’´]s)\s+)?(?:(?:[a-z-]+\s+)?{_KIND}\s+)?")
_AND = re.compile(r",?\s+and\s+(?:the\s+)?")
_BEHIND = re.compile(rf"(?:\s+{_KIND}\b)?(?:\s*\((?:[Nn]os?\.?|#)\s*\d[^()]{{0,20}}\))?")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FREE = re.compile(
    r"\s*(?:[.,;:!?)”\"–—]|$)|\s+(?:that|on|in|yesterday|today|last|this|he|she|it|they|we|the|there|his|her|their"
    r"|a|an|no|some|all|how|why|what|and|but|as|while|when|earlier|later|shortly|recently|by (?:tele)?phone"
    rf"|{_MONTHS}|{_DAY})\b(?![-’'´])"
)


Attributed = tuple[tuple[Known, ...], tuple[DaySpan, ...]]
_NOTHING: Attributed = ((), ())


@dataclass(frozen=True, slots=True)
class Form:
    """A word of reporting, and what reads the sources beside it."""

    word: str
    pattern: re.Pattern[str]
    read: Callable[[str, re.Match[str], Vocabulary], Attributed]


def with_attributions(
    cited: Sequence[CitedDays], paragraphs: Sequence[str], vocabulary: Vocabulary
) -> tuple[CitedDays, ...]:
    """The citations joined by the sources that sentences name, in order.

    One that states no day says nothing new where its paragraph cites the source otherwise: it is left out.
    """
    body = "\n".join(paragraphs)
    words = {word for word in _WORDS if word in body}
    forms = tuple(form for form in _FORMS if form.word in words)
    inline = [
        found
        for number, text in enumerate(paragraphs, start=1)
        for found in _paragraph(number, text, forms, vocabulary)
    ]
    if not inline:
        return tuple(cited)
    said = {_said(each) for each in (*cited, *inline) if each.spans}
    kept = list(cited)
    for each in inline:
        if each.spans or _said(each) not in said:
            said.add(_said(each))
            kept.append(each)
    return tuple(sorted(kept, key=lambda each: each.place))


def _said(cited: CitedDays) -> tuple[int, str]:
    return cited.place.paragraph, (cited.source or "").casefold()


def _paragraph(number: int, text: str, forms: Sequence[Form], vocabulary: Vocabulary) -> Iterator[CitedDays]:
    for form in forms:
        if form.word in text:
            for found in form.pattern.finditer(text):
                names, days = form.read(text, found, vocabulary)
                for name in names:
                    place = Place(paragraph=number, start=name.start, end=name.end)
                    yield CitedDays(source=name.text, spans=days, kind=CitationKind.INLINE, place=place)


def _subjects(text: str, verb: re.Match[str], vocabulary: Vocabulary) -> Attributed:
    """The sources that stand before the verb and do what it says."""
    end = _before(text, verb.start(), _AUXILIARIES)
    if end is None:
        return _NOTHING
    last = name_ending(text, end, vocabulary)
    behind = None if last else _before(text, end, _KIND_BEHIND)
    last = name_ending(text, behind, vocabulary) if behind is not None else last
    if last is None or not _fits(text, last, verb):
        return _NOTHING
    names = [last]
    while (end := _before(text, names[0].start, _TOGETHER)) is not None:
        another = name_ending(text, end, vocabulary)
        if another is None:
            break
        names.insert(0, another)
    if not _is_free_before(text, names[0].start):
        return _NOTHING
    return tuple(names), _days(_STATED.match(text, verb.end()) or _days_before(text, names[0].start))


def _fits(text: str, name: Known, verb: re.Match[str]) -> bool:
    """Whether the source reports, rather than has or says something of its own."""
    if verb[0] in ("said", "says"):
        ahead = text[max(0, name.start - REACH) : name.start].rstrip().removesuffix(" the")
        return ahead.endswith((",", "”", '"'))
    return _BUSINESS.match(text, verb.end()) is None


def _is_free_before(text: str, start: int) -> bool:
    """Whether a name that starts here is no part of a longer one and depends on no preposition."""
    begun = max(0, start - REACH)
    before = text[begun:start]
    described = _DESCRIBED.search(before)
    last = _LAST_WORD.search(before[: described.start()] if described else before)
    if last is None:
        return True
    word = last[1]
    if word[0].isupper():
        return word in _OPENERS or word.endswith(("'s", "’s", "´s"))
    return word not in _PREPOSITIONS


def _objects(text: str, lead: re.Match[str], vocabulary: Vocabulary) -> Attributed:
    """The sources that the words lead to."""
    begun = _LEAD_IN.match(text, lead.end())
    first = name_starting(text, begun.end(), vocabulary) if begun else None
    if first is None:
        return _NOTHING
    names = [first]
    if (more := _AND.match(text, first.end)) and (second := name_starting(text, more.end(), vocabulary)):
        names.append(second)
    behind = _BEHIND.match(text, names[-1].end)
    end = behind.end() if behind else names[-1].end
    if _FREE.match(text, end) is None:
        return _NOTHING
    return tuple(names), _days(_STATED.match(text, end))


def _before(text: str, end: int, pattern: re.Pattern[str]) -> int | None:
    """Where a pattern begins that ends here."""
    begun = max(0, end - REACH)
    found = pattern.search(text[begun:end])
    return begun + found.start() if found else None


def _days_before(text: str, start: int) -> re.Match[str] | None:
    return _ON_DAYS.search(text[max(0, start - REACH) : start])


def _days(found: re.Match[str] | None) -> tuple[DaySpan, ...]:
    return listed_days(found[1]) if found else ()


# A pattern that begins with plain letters is found much faster than a choice of such patterns.
_FORMS = (
    *(Form(word, re.compile(word + behind), _subjects) for word, behind in _SUBJECT_OF.items()),
    *(Form(word, re.compile(word + behind), _objects) for word, behind in _LEADS_TO.items()),
)
_WORDS = frozenset(form.word for form in _FORMS)
