"""The words that tell names from other capitals: curated lists, read once from the package's data files.

Knows nothing of texts. A word has one kind; where lists overlap, places win over given names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from importlib import resources

from searchapp.text.fold import folded_name


class Kind(Enum):
    """What a capitalised word can be; a word of no list is UNKNOWN and may be a surname."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    EITHER = "either"
    """A given name that is more often something else: German, Said."""
    INITIAL = "initial"
    SUFFIX = "suffix"
    TITLE = "title"
    PEOPLE = "people"
    PLACE = "place"
    INSTITUTION = "institution"
    NOBODY = "nobody"
    CALENDAR = "calendar"

    # There is one of each: the name need not be hashed, which takes several times as long.
    __hash__ = object.__hash__


PERSONAL = frozenset((Kind.UNKNOWN, Kind.GIVEN, Kind.EITHER, Kind.INITIAL, Kind.SUFFIX))
"""What a name is made of."""

Printed = tuple[str, Kind, bool, bool]
"""A printed word without its possessive ending, its kind, whether it had one, and may name somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Every list; the lists of roles and verbs in lower case, the others as printed."""

    kinds: Mapping[str, Kind]
    openers: frozenset[str]
    everyday: frozenset[str]
    institutions: frozenset[str]
    family_first: frozenset[str]
    particles: frozenset[str]
    leading: frozenset[str]
    hyphened: frozenset[str]
    endings: tuple[str, ...]
    given_endings: tuple[str, ...]
    given_keys: frozenset[str]
    """Given names of six letters and more, folded."""
    titles: frozenset[str]
    ranks: frozenset[str]
    courtesies: frozenset[str]
    regal: frozenset[str]
    plurals: frozenset[str]
    weak: frozenset[str]
    modifiers: frozenset[str]
    links: frozenset[str]
    attributed: frozenset[str]
    attributed_verbs: frozenset[str]
    attributed_capitals: frozenset[str]
    ships: frozenset[str]
    memorials: frozenset[str]
    speech: frozenset[str]
    compounds: frozenset[str]
    surnames: frozenset[str]
    """Titles that are surnames too: Major, King."""
    place_surnames: frozenset[str]
    inner: frozenset[str]
    """Titles that stand inside a name: Khalid Sheikh Mohammed."""
    opening: frozenset[str]
    callings: frozenset[str]
    """What a person is only where printed in lower case: student."""
    kin: frozenset[str]
    fates: frozenset[str]
    singular: Mapping[str, str]
    """`governors` to `governor`."""
    printed: dict[str, Printed] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was found of words printed before."""
    gaps: dict[str, str | None] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was found of the gaps between them."""

    def is_title(self, word: str) -> bool:
        """Whether the word, in whatever case, says what a person is."""
        return word.lower() in self.titles or word in self.callings


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The shipped lists."""
    names, words, roles = _table("names"), _table("words"), _table("roles")
    singular = dict(pair.split("=") for pair in str(roles.pop("singular")).split())
    plain = {name: _words(roles[name]) for name in roles}
    endings = tuple(sorted(_words(names["surname"]["endings"])))
    return Lexicon(
        kinds=_kinds(names, words, plain),
        openers=_words(words["openers"]),
        everyday=_words(words["everyday"]),
        institutions=_words(words["institutions"]),
        family_first=_words(names["family_first"]["surnames"]),
        particles=_words(names["particles"]["words"]),
        leading=_words(names["particles"]["leading"]),
        hyphened=_words(names["particles"]["hyphened"]),
        endings=endings,
        given_endings=tuple(sorted(_words(names["surname"]["given"]))),
        given_keys=_given_keys(names["given"].values()),
        place_surnames=_words(names["surname"]["places"]),
        inner=_words(names["inner"]["words"]),
        opening=_words(names["particles"]["opening"]),
        singular=singular,
        **plain,
    )


def _table(name: str) -> dict[str, dict[str, str]]:
    text = resources.files("searchapp").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _words(text: object) -> frozenset[str]:
    return frozenset(str(text).split())


def _given_keys(groups: Iterable[str]) -> frozenset[str]:
    return frozenset(folded_name(word) for group in groups for word in group.split() if len(word) > 5)


def _kinds(
    names: dict[str, dict[str, str]], words: Mapping[str, object], roles: Mapping[str, frozenset[str]]
) -> dict[str, Kind]:
    # Later entries win: a place that is also a given name stays a place.
    kinds: dict[str, Kind] = {}
    everyday = _words(words["everyday"])
    modifiers = roles["modifiers"] - _words(names["particles"]["opening"])
    given = [word for group in names["given"].values() for word in group.split()]
    for kind, listed in (
        (Kind.INSTITUTION, [word.capitalize() for word in modifiers]),
        (Kind.INSTITUTION, _words(words["institutions"])),
        (Kind.NOBODY, _words(words["nobody"])),
        (Kind.GIVEN, given),
        (Kind.TITLE, [form for title in roles["titles"] for form in _capitals(title)]),
        (Kind.PEOPLE, _words(words["peoples"])),
        (Kind.PLACE, _words(words["places"])),
        (Kind.CALENDAR, _words(words["calendar"])),
        (Kind.EITHER, _words(names["either"]["words"])),
        (Kind.SUFFIX, _words(names["particles"]["suffixes"])),
    ):
        kinds.update((word, kind) for word in listed if kind is not Kind.INSTITUTION or word not in everyday)
    return kinds


def _capitals(title: str) -> tuple[str, ...]:
    parts = title.split("-")
    return title[0].upper() + title[1:], "-".join(part[0].upper() + part[1:] for part in parts)
