"""Finding names in a list while they are typed: every word typed begins a word of the name, in any script.

`iva` and `Ива` find Igor Ivanov. Looks for the beginnings of words; whole names in any spelling are `names`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from searchapp.text.analyze import words
from searchapp.text.fold import folded_words


def finder(typed: str) -> Callable[[Iterable[str]], bool]:
    """Whether one of somebody's names has all the words typed; text without words finds nobody."""
    # Sounds have no digits: what is typed with some is looked for as it stands.
    plain, folded = words(typed), () if any(map(str.isdigit, typed)) else folded_words(typed)

    def finds(names: Iterable[str]) -> bool:
        return any(_has(_words(name), plain) or _has(folded_words(name), folded) for name in names)

    return finds


def _has(held: Sequence[str], typed: Sequence[str]) -> bool:
    return bool(typed) and all(any(word.startswith(begin) for word in held) for begin in typed)


_words = lru_cache(maxsize=65536)(words)
