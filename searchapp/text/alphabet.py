"""The order of names in an index: by the letter they begin with, Latin letters before those of other scripts.

Accents do not count, `Ørsted` stands under O and `Ёлкин` under Е. Knows no reader's language: an archive has
one order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from string import ascii_uppercase

from anyascii import anyascii

from searchapp.text.analyze import words

DIGITS = "0–9"
OTHERS = "#"
"""Of what begins with no letter, or with one of thousands."""

Place = tuple[int, tuple[int, str], str]
"""What names are sorted by."""

_CYRILLIC = "АБВГҐДЂЃЕЄЖЗЅИІЇЙЈКЌЛЉМНЊОПРСТЋУЎФХЦЧЏШЩЪЫЬЭЮЯ"
_ARTICLE = re.compile(r"(?:al|el|ul|an|as|ash|at|ad|ar|az)-(?=\w)", re.IGNORECASE)
_JUNIOR = re.compile(r",? (?:Jr|Sr|Jnr|Snr)\.?$")
_REGNAL = re.compile(r" [IVX]+$")
_LAST_LATIN = "\u024f"


@lru_cache(maxsize=65536)
def place(text: str) -> Place:
    """Where a text stands among others."""
    letter = initial(text)
    spelt = anyascii(text) if letter in ascii_uppercase else text
    return (_rank(letter), _in_alphabet(letter), " ".join(words(spelt)))


def _rank(letter: str) -> int:
    if letter in (DIGITS, OTHERS):
        return 2 if letter == DIGITS else 3
    return int(letter not in ascii_uppercase)


def initial(text: str) -> str:
    """The letter that a text stands under."""
    first = next((character for character in text if character.isalnum()), "")
    if first.isdigit():
        return DIGITS
    if first and first <= _LAST_LATIN:
        spelt: str = anyascii(first)
        return spelt[:1].upper()
    capital = first.upper()[:1]
    if "\u0400" <= capital <= "\u052f":
        return "Е" if capital == "Ё" else capital
    basic = unicodedata.normalize("NFD", capital)[:1]
    return OTHERS if not basic.isalpha() or _is_ideograph(basic) else basic


def _is_ideograph(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("CJK", "KANGXI"))


def _in_alphabet(letter: str) -> tuple[int, str]:
    return (_CYRILLIC.find(letter) + 0x400, "") if letter in _CYRILLIC else (ord(letter[0]), letter)


def surname_first(name: str) -> str:
    """A name as it is looked up: `Bush George W.`, `Assad Bashar`, but `John Paul II`."""
    if _REGNAL.search(name):
        return name
    given, _, surname = _JUNIOR.sub("", name).rpartition(" ")
    return f"{_ARTICLE.sub('', surname, count=1)} {given}".strip()
