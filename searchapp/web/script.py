"""How names, queries and numbers stand in the sentences of a language that may read the other way."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import bidirectional

from babel import Locale

from searchapp.query.wording import in_digits

_NUMBERS = re.compile(r"\d+(–\d+)?")
_FROM_THE_RIGHT = frozenset({"R", "AL"})
_FROM_THE_LEFT = frozenset({"L", "ES"})
"""Letters; and the hyphen of 2002-04-05, which would turn that round."""
_APART = "\N{FIRST STRONG ISOLATE}%s\N{POP DIRECTIONAL ISOLATE}"


_PHRASE = re.compile(r"(?<=“)[^”]*[\u0590-\u08ff][^”]*(?=”)")
"""With a letter of a script that reads from the right."""


@lru_cache
def _from_the_right(locale: str) -> bool:
    return Locale.parse(locale).text_direction == "rtl"


def set_apart(text: str, locale: str) -> str:
    """A name or query within a sentence: kept together and in its own order, where that is the other one."""
    right = _from_the_right(locale)
    if text.isascii() and not right:
        return text
    if _NUMBERS.fullmatch(text):
        return in_digits(text, Locale.parse(locale))
    other = _FROM_THE_LEFT if right else _FROM_THE_RIGHT
    return text if other.isdisjoint(map(bidirectional, text)) else _APART % text


def phrases_apart(query: str) -> str:
    """A query with days like “۱ آوریل ۲۰۰۲”, which keep their order in it; it means the same."""
    return _PHRASE.sub(lambda phrase: _APART % phrase[0], query)
