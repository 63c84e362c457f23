"""The words of periods in every language of the interface, as one table, and how a word becomes its key.

A word may mean several things (`mar` is March and mardi, `vor` is ago and before): the grammar tries them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
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
    UNKNOWN = "unknown"
    """What no period has."""


SEASONS = ("winter", "spring", "summer", "autumn")
UNITS = ("day", "week", "month", "quarter", "half", "year", "decade", "century")
PARTS = ("early", "mid", "late")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMED = {Kind.SEASON: SEASONS, Kind.UNIT: UNITS, Kind.PART: PARTS, Kind.WEEKDAY: _WEEKDAYS}
_NOISE = dict.fromkeys(("noise", "suffix", "ending"), Kind.NOISE)

Meaning = tuple[Kind, int]
Entry = tuple[str, int, str]
"""Section, value and form of a word."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a word or sign can be."""

    kind: Kind
    value: int = 0
    width: int = 0
    """Digits of a number; 0 for a year written with an apostrophe, which is whole already."""
    facts: Mapping[str, int] = field(default_factory=dict)
    """Of a date in numbers: its year, month, day and their order."""


Item = tuple[Sense, ...]
"""What a word or sign can be; at least one thing."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each word, or words together, can be."""

    items: Mapping[tuple[str, ...], Item]
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


@lru_cache(maxsize=8192)
def key(word: str) -> str:
    """A word as the table has it: without case and accents, with one letter for those that look alike."""
    return fold(word).translate(_ALIKE)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The table of all languages, read once."""
    senses: dict[tuple[str, ...], set[Meaning]] = {}
    endings: set[str] = set()
    glued: set[str] = set()
    for section, value, entry in (
        *_romans(),
        *(each for language in LANGUAGES for each in entries(language)),
    ):
        words = tuple(key(word) for word in WORD.findall(plain(entry.replace("_", " "))))
        senses.setdefault(words, set()).add((_NOISE.get(section) or Kind(section), value))
        endings.update(words if section == "ending" else ())
        glued.update(words if section in ("suffix", "mark") else ())
    longest: dict[str, int] = {}
    for words in senses:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    items = {
        words: tuple(Sense(kind, value) for kind, value in sorted(known, key=_likeliest_first))
        for words, known in senses.items()
    }
    return Vocabulary(items, longest, frozenset(endings), frozenset(glued))


_ORDER = {
    kind: at for at, kind in enumerate(sorted(Kind, key=lambda kind: kind not in (Kind.MARK, Kind.AGO)))
}
"""What gives others their meaning is tried first, and that a word means nothing at last."""


def _likeliest_first(meaning: Meaning) -> tuple[int, int]:
    return _ORDER[meaning[0]], meaning[1]


def _romans() -> Iterator[Entry]:
    """Numerals of centuries and quarters, also in the Cyrillic letters that look like them."""
    numerals = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split()
    for number, numeral in enumerate(numerals, start=1):
        cyrillic = numeral.replace("x", "х").replace("i", "і")
        for form in (numeral, cyrillic, f"{numeral}e", f"{numeral}eme", f"{numeral}th"):
            yield "ordinal", number, form


def entries(language: str) -> Iterator[Entry]:
    """Each form that a language's table lists."""
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
