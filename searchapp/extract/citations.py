"""Citations: parentheses that name sources and the days they are cited for.

`(AFP, April 1, 3; IRNA, April 1)`. A citation ends in a month and a day; a source whose name got lost
keeps its days. What might be prose is left alone: a missed citation is better than an invented one.
Punctuation may be missing or misplaced where the source is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from msgspec.structs import replace

from searchapp.extract.named_days import Entry, Group, Name, entries, groups, items, names
from searchapp.extract.references import Forms, forms, is_pointer
from searchapp.extract.vocabulary import Vocabulary
from searchapp.model.article import Place
from searchapp.model.draft import CitedDays

_LEAD = re.compile(
    r"(?:(?:and|also|see|see also|cf\.?|source|sources):?\s+)*"
    r"(?P<second>(?:as\s+)?(?:first\s+)?(?:cited|reported|quoted|carried|relayed|translated|reprinted)\s+"
    r"(?:by|in|on|via)\s+|citing\s+|via\s+|according\s+to\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_RADIOS = re.compile(r"(Radio|Television|TV|Station)s\s+(\S.*?)\s+(?:and|&)\s+(\S.*)")
_SMALL_FIRST = re.compile(
    r"(?:al|an|ar|as|ash|at|az|el|ul)-[A-Z]|(?:der|die|das|le|la|el|il|radio|daily|gazeta)\b|[\w-]+\.[a-z]{2,4}\b"
)
_PROSE = frozenset(
    "was were is are be been being had has have will would could should may that which who whom whose when "
    "where while because until before after during he she they we his her their its it this these those said "
    "told signed born died began begun held scheduled due dated effective on into not no".split()
)
_NOT_FIRST = frozenset(
    "Born Died Since On In As Until From By At But Between During After Before No "
    "Battle Siege Fall Feast Treaty Day".split()
)
_NOT_LAST = frozenset(
    "day eve easter christmas ramadan birthday anniversary holiday session meeting summit conference talks "
    "election elections referendum decree resolution treaty agreement accord law congress visit speech "
    "match deadline battle disaster massacre revolution uprising coup putsch war ceasefire truce bombing "
    "attack attacks explosion earthquake crash trial hearing vote inauguration parade rally festival games "
    "olympics birth death funeral independence constitution crisis raid siege".split()
)
_NOT_ALONE = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Moscow Washington London Paris Berlin Brussels "
    "Geneva Vienna Helsinki Kyiv Kiev Minsk Tbilisi Yerevan Baku Ankara Tehran Grozny Tashkent Almaty Astana "
    "Bishkek Dushanbe Ashgabat Chisinau Riga Tallinn Vilnius Warsaw Prague Beijing Tokyo Russia Chechnya "
    "Ukraine Belarus Georgia Armenia Azerbaijan".split()
)
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"
_KEPT = 8192
_LONGEST_NAME = 60
"""In characters."""


def cited_days(
    paragraphs: Sequence[str], vocabulary: Vocabulary, publication: str | None = None
) -> tuple[CitedDays, ...]:
    """Every source cited with its days, in order; paragraphs count from 1.

    `publication` is the article's own: what names it is a cross-reference.
    """
    own = forms(vocabulary, publication)
    return tuple(
        cited
        for number, paragraph in enumerate(paragraphs, start=1)
        if "(" in paragraph
        for cited in _Paragraph(number, vocabulary, own).read(paragraph)
    )


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One paragraph's number, and what is known of names."""

    number: int
    vocabulary: Vocabulary
    own: Forms

    def read(self, paragraph: str) -> Iterator[CitedDays]:
        done = 0
        for group in groups(paragraph):
            if group.square or group.start < done or not group.dated:
                continue
            found = tuple(cited for entry in self._entries(group) for cited in self._cited(entry))
            if found:
                done = group.end
            yield from found

    def _entries(self, group: Group) -> Iterator[Entry]:
        """The entries of all items; known names before a misplaced semicolon share the next one's days."""
        waiting: tuple[Name, ...] = ()
        for at, item in items(group.text, group.start):
            found = entries(item, at)
            if found and waiting:
                first = replace(found[0], names=(*waiting, *found[0].names), start=waiting[0].start)
                found = (first, *found[1:])
            waiting = () if found else self._known(names(item, at))
            yield from found

    def _known(self, found: tuple[Name, ...]) -> tuple[Name, ...]:
        return found if all(self.vocabulary.has_source(name.text) for name in found) else ()

    def _cited(self, entry: Entry) -> Iterator[CitedDays]:
        printed = tuple(name for name in entry.names if not is_pointer(name.text, self.own))
        sources = [(source, second, name) for name in printed for source, second in _sources(name.text)]
        if not all(source is None or self._is_source(source, name) for source, _, name in sources):
            return
        place = Place(paragraph=self.number, start=entry.start, end=entry.end)
        for source, second_hand, _ in sources:
            yield CitedDays(source=source, spans=entry.spans, second_hand=second_hand, place=place)

    def _is_source(self, source: str, name: Name) -> bool:
        known = self.vocabulary.has_source(source)
        return known or (not name.loose and _is_plausible(source))


# An archive cites the same sources again and again.
@lru_cache(maxsize=_KEPT)
def _sources(name: str) -> tuple[tuple[str | None, bool], ...]:
    """The source's name without what leads up to it, and whether it only passed the news on."""
    if not name:
        return ((None, False),)
    lead = _LEAD.match(name)
    bare = name[lead.end() if lead else 0 :].strip(_QUOTES + " ")
    bare = bare.removesuffix(".") if " " in bare else bare
    second_hand = lead is not None and lead["second"] is not None
    if radios := _RADIOS.fullmatch(bare):
        return (f"{radios[1]} {radios[2]}", second_hand), (f"{radios[1]} {radios[3]}", second_hand)
    return ((bare, second_hand),)


@lru_cache(maxsize=_KEPT)
def _is_plausible(name: str) -> bool:
    """Whether these words can be the name of a source, rather than prose with a day at its end."""
    words = name.split()
    if not words or len(words) > 9 or len(name) > _LONGEST_NAME or name in _NOT_ALONE:
        return False
    if not (name[0].isupper() or name[0].isdigit() or _SMALL_FIRST.match(name)):
        return False
    if name.isdigit() or words[0] in _NOT_FIRST or words[-1].lower() in _NOT_LAST:
        return False
    return _PROSE.isdisjoint(words)
