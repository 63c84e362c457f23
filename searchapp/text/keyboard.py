"""Words typed while the keyboard was set to another script: `genby` for путин, `зкщмукл` for proverk.

Latin keys are those of a US keyboard, Cyrillic ones those of the Russian and of the Ukrainian layout.
"""

from __future__ import annotations

from collections.abc import Callable

from searchapp.text.analyze import words

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
_CYRILLIC = ("ёйцукенгшщзхъфывапролджэячсмитьбю", "'йцукенгшщзхїфівапролджєячсмитьбю")
_LAYOUTS = tuple(tuple(zip(_LATIN, keys + keys.upper(), strict=True)) for keys in _CYRILLIC)
_TO_CYRILLIC = tuple(str.maketrans(dict(layout)) for layout in _LAYOUTS)
_TO_LATIN = tuple(
    str.maketrans({there: here for here, there in layout if there.isalpha()}) for layout in _LAYOUTS
)
_ROWS = ((1, 13, 0.0), (13, 24, 0.25), (24, 33, 0.75))
"""Where each row begins and ends among the keys, and by how much of a key it is shifted."""

KEYS = {
    letter: (row, place + shift)
    for layout in _LAYOUTS
    for row, (first, last, shift) in enumerate(_ROWS)
    for place, keys in enumerate(layout[first:last])
    for letter in keys
}
"""The place of each lower-case letter: its row, and how far to the right it is, in keys."""


def retyped(text: str) -> tuple[str, ...]:
    """The text as the same keys write it on other layouts; none for a text of both scripts or neither."""
    latin = any("a" <= letter <= "z" for letter in text.lower())
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in text)
    if latin == cyrillic:
        return ()
    found = (text.translate(keys) for keys in (_TO_CYRILLIC if latin else _TO_LATIN))
    return tuple(dict.fromkeys(other for other in found if not cyrillic or other.isascii()))


def retyped_right(text: str, known: Callable[[str], bool]) -> str | None:
    """What was meant, where no word of the text is known and all those on another layout are.

    Numbers are the same on all layouts and do not count.
    """
    if any(map(known, _spelled(text))):
        return None
    return next((other for other in retyped(text) if _is_known(other, known)), None)


def _is_known(text: str, known: Callable[[str], bool]) -> bool:
    found = _spelled(text)
    return bool(found) and all(map(known, found))


def _spelled(text: str) -> list[str]:
    return [word for word in words(text) if not word.isdecimal()]
