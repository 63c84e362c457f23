"""The words of periods in every language of the interface, as one table, and how a word becomes its key.

A word may mean several things (`mar` is March and mardi, `vor` is ago and before): the grammar tries them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from searchapp.text.analyze import fold

LANGUAGES = ("en", "ru", "uk", "de", "fr", "es", "tr", "fa")


class Kind(StrEnum):
    """What a word or sign of a period can be. The first ones are parts of a period's name, with values."""

    MONTH = "month"
    SEASON = "season"
    WEEKDAY = "weekday"
    """Monday is 0."""
    UNIT = "unit"
    COUNT = "count"
    ORDINAL = "ordinal"
    SHIFT = "shift"
    """How many units from the present one: last is -1."""
    DAY_SHIFT = "day_shift"
    YEAR_SHIFT = "year_shift"
    DECADE = "decade"
    """Its first year."""
    TENS = "tens"
    """A decade's number in words, beside a word that says so: années soixante."""
    MARK = "mark"
    """Makes a number a decade (1990s); the value is the fewest digits that the number must have."""
    PART = "part"
    PAST = "past"
    AGO = "ago"
    NUMBER = "number"
    NUMERIC = "numeric"
    """A date in numbers."""
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    TO = "to"
    BETWEEN = "between"
    AND = "and"
    DASH = "-"
    SLASH = "/"
    DOTS = ".."
    OTHER_CALENDAR = "other_calendar"
    NOISE = "noise"


SEASONS = ("winter", "spring", "summer", "autumn")
UNITS = ("day", "week", "month", "quarter", "half", "year", "decade", "century")
PARTS = ("early", "mid", "late")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {Kind.SEASON: SEASONS, Kind.UNIT: UNITS, Kind.PART: PARTS, Kind.WEEKDAY: _WEEKDAYS}
_NOISE = ("noise", "suffix", "ending")

Meaning = tuple[Kind, int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each word, or words together, can mean."""

    meanings: Mapping[tuple[str, ...], tuple[Meaning, ...]]
    longest: Mapping[str, int]
    """First word -> the number of words of the longest entry that begins with it."""
    endings: frozenset[str]
    """What may hang on a word (Turkish)."""
    glued: frozenset[str]
    """What may hang on a number with a hyphen: 1990-е."""


WORD = re.compile(r"[^\W\d_]+")
_BRACES = re.compile(r"([^\s{}]*)\{([^{}]*)\}|(\S+)")
_ALIKE = str.maketrans("ıيىكۀة", "iییکهه")
_SIGNS = {ord(sign): "'" for sign in "\u2019\u2018\u02bc\u00b4`\u2032\uff07"}
# Signs without a width part Persian words or only turn the direction; vowel signs and hamza are not written
# by everybody.
_SIGNS |= {0x200C: " ", **dict.fromkeys([0x200B, 0x200D, 0x200E, 0x200F, 0x2066, 0x2067, 0x2068, 0x2069], "")}
_SIGNS |= dict.fromkeys([0x202A, 0x202B, 0x202C, 0x61C, 0x640, *range(0x64B, 0x653), 0x654, 0x670], "")


def plain(text: str) -> str:
    """A text with one sign for what looks alike; its words are folded one by one (`key`)."""
    return text.translate(_SIGNS)


def key(word: str) -> str:
    """A word as the table has it: without case and accents, with one letter for those that look alike."""
    return fold(word).translate(_ALIKE)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The table of all languages, read once."""
    meanings: dict[tuple[str, ...], list[Meaning]] = {}
    endings: set[str] = set()
    glued: set[str] = set()
    for language in LANGUAGES:
        for section, value, entry in entries(language):
            words = tuple(key(word) for word in WORD.findall(plain(entry.replace("_", " "))))
            kind = Kind.NOISE if section in _NOISE else Kind(section)
            known = meanings.setdefault(words, [])
            if (kind, value) not in known:
                known.append((kind, value))
            endings.update(words if section == "ending" else ())
            glued.update(words if section in ("suffix", "mark") else ())
    longest: dict[str, int] = {}
    for words in meanings:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    # What a word may mean comes before that it may mean nothing.
    ordered = {words: tuple(sorted(known, key=_rank)) for words, known in meanings.items()}
    return Vocabulary(ordered, longest, frozenset(endings), frozenset(glued))


_RANKS = {kind: rank for rank, kind in enumerate((Kind.MARK, *Kind))}


def _rank(meaning: Meaning) -> int:
    return _RANKS[meaning[0]] if meaning[0] is not Kind.MARK else -1


def entries(language: str) -> Iterator[tuple[str, int, str]]:
    """Section, value and entry, for each form that a language's table lists."""
    path = resources.files("searchapp").joinpath("query", "periods", "data", f"{language}.toml")
    for section, given in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if isinstance(given, str):
            yield from ((section, 0, entry) for entry in _forms(given))
        else:
            for name, listed in given.items():
                value = _value(section, name)
                yield from ((section, value, entry) for entry in _forms(listed))


def _value(section: str, name: str) -> int:
    names = _NAMED.get(Kind(section))
    return names.index(name) if names else int(name)


def _forms(listed: str) -> Iterator[str]:
    """The words of a line, its endings written out."""
    for stem, endings, whole in _BRACES.findall(listed):
        if whole:
            yield whole
        else:
            yield from (stem + ending for ending in endings.split(","))
