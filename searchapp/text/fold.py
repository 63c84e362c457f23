"""Names across spellings and scripts: one key for what transliterators write differently.

Made to find, never to merge: two persons are one only where their given names agree as well. The rules
come from pairs of the archive's world: shch/sh, zh/dj, kh/h, ts/tz, -ev/-yev/-iev, y/i/j, doubled letters.
What readers type is compared more widely, by `name_keys`, since no identity hangs on it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['’‘´ʼ`′]")
_OTHER = re.compile(r"[^a-z]+")
_ARTICLE = re.compile(r"^(?:al|el|ul|an|as|ash|at|ad|ar|az)[- ]")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"shch|sch|tsch", "sh"),
        (r"tch", "ch"),
        (r"dzh|zh|dj|(?<![a-z])j(?=i)", "ʒ"),
        (r"tz|ts", "c"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou", "u"),
        (r"[yj]", "i"),
        (r"i{2,}", "i"),
        (r"(?<=[^i])io(?=v$|va$)", "e"),
        (r"i(?=ev$|eva$)", ""),
        (r"^ie", "e"),
        (r"(?<=[aeou])ie", "e"),
        (r"enka$", "enko"),
        (r"der$", "dr"),
        (r"ine$", "in"),
        (r"gu(?=e)", "g"),
        (r"(?<=[cs]h)ov(?=$|a$)", "ev"),
        (r"([a-zʒ])\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def folded_name(name: str) -> str:
    """The key of one word of a name, or of several written as one: `Djohar` and `Dzhokhar` are equal.

    Only letters are left; Cyrillic, Latin and other scripts give the same keys.
    """
    plain: str = anyascii(_APOSTROPHES.sub("", name))
    key = _OTHER.sub("", _APOSTROPHES.sub("", plain).lower())
    for pattern, new in _RULES:
        key = pattern.sub(new, key)
    return key


@lru_cache(maxsize=65536)
def folded_surname(surname: str) -> str:
    """A surname's key, without an Arabic article: `al-Assad` is `Assad`, `bin Laden` stays whole."""
    return folded_name(_ARTICLE.sub("", surname.lower()))


@lru_cache(maxsize=65536)
def folded_words(name: str) -> tuple[str, ...]:
    """The keys of a name's words in order, initials as single letters."""
    return tuple(key for word in name.replace("-", " ").split() if (key := folded_name(word)))
