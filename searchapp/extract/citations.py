"""Citations: parentheses that name sources and the days they are cited for.

`(AFP, April 1, 3; IRNA, April 1)`. A citation ends in a month and a day; a source whose name got lost
keeps its days. What might be prose is left alone: a missed citation is better than an invented one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchapp.extract.named_days import Entry, Group, Name, entries, groups, items
from searchapp.extract.references import is_pointer
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
_NOT_FIRST = frozenset("Born Died Since On In As Until From By At But Between During After Before No".split())
_NOT_LAST = frozenset(
    "day eve easter christmas ramadan birthday anniversary holiday session meeting summit conference talks "
    "election elections referendum decree resolution treaty agreement accord law congress visit speech "
    "match deadline".split()
)
_NOT_ALONE = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Moscow Washington London Paris Berlin Brussels "
    "Geneva Vienna Helsinki Kyiv Kiev Minsk Tbilisi Yerevan Baku Ankara Tehran Grozny Tashkent Almaty Astana "
    "Bishkek Dushanbe Ashgabat Chisinau Riga Tallinn Vilnius Warsaw Prague Beijing Tokyo Russia Chechnya "
    "Ukraine Belarus Georgia Armenia Azerbaijan".split()
)
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb"
_LONGEST_NAME = 60
"""In characters."""


def cited_days(paragraphs: tuple[str, ...]) -> tuple[CitedDays, ...]:
    """Every source cited with its days, in order; paragraphs count from 1."""
    return tuple(
        cited
        for number, paragraph in enumerate(paragraphs, start=1)
        if "(" in paragraph
        for cited in _paragraph(number, paragraph)
    )


def _paragraph(number: int, paragraph: str) -> Iterator[CitedDays]:
    done = 0
    for group in groups(paragraph):
        if group.square or group.start < done or not group.dated:
            continue
        found = tuple(_group(number, group))
        if found:
            done = group.end
        yield from found


def _group(number: int, group: Group) -> Iterator[CitedDays]:
    for at, item in items(group.text, group.start):
        for entry in entries(item, at):
            yield from _entry(number, entry)


def _entry(number: int, entry: Entry) -> Iterator[CitedDays]:
    names = tuple(name for name in entry.names if not is_pointer(name.text))
    sources = tuple(source for name in names for source in _sources(name))
    if not all(source is None or _is_plausible(source) for source, _ in sources):
        return
    place = Place(paragraph=number, start=entry.start, end=entry.end)
    for source, second_hand in sources:
        yield CitedDays(source=source, spans=entry.spans, second_hand=second_hand, place=place)


def _sources(name: Name) -> Iterator[tuple[str | None, bool]]:
    """The source's name without what leads up to it, and whether it only passed the news on."""
    if not name.text:
        yield None, False
        return
    lead = _LEAD.match(name.text)
    bare = name.text[lead.end() if lead else 0 :].strip(_QUOTES + " ")
    bare = bare.removesuffix(".") if " " in bare else bare
    second_hand = lead is not None and lead["second"] is not None
    if radios := _RADIOS.fullmatch(bare):
        yield f"{radios[1]} {radios[2]}", second_hand
        yield f"{radios[1]} {radios[3]}", second_hand
    else:
        yield bare, second_hand


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
