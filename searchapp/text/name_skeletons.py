"""Names in scripts that leave vowels out: a skeleton of consonants to look them up by, and what fits it.

Arabic and Persian letters, compared with the sounds that `name_sounds` gives for other scripts.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

VOWELLESS = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")

_ALIKE = str.maketrans("يىكةۀأإٱ", "ییکههااا", "\u200c\u200d\u0640" + "".join(map(chr, range(0x64B, 0x653))))
_CONSONANTS = dict(
    zip(
        "بپتثجچحخدذرزژسشصضطظغفقکگلمن",
        "b p t st Zg C X X d dz r z Z s S s dz t z gk fv kg k g l m n".split(),
        strict=True,
    )
)
"""Each letter's sounds."""
_VOWELS = {
    "ا": "[aeo]?",
    "آ": "[ao]",
    "ه": "X?",
    "و": "[ouv]?",
    "ی": "[ei]",
}
_SPOKEN = {"ه": ("X", ""), "و": ("f", "")}
"""Letters that can be a consonant, as skeletons have it."""
_BETWEEN = "[aeiou]?"
_UNSPOKEN = str.maketrans("v", "f", "aeiou")
_TWICE = re.compile(r"(.)\1+")
_LONGEST = 20
"""Letters of a name; the pattern of a longer word could keep a search busy."""
_MOST = 64
"""Skeletons one word may have."""


@dataclass(frozen=True, slots=True)
class Vowelless:
    """A word whose short vowels are not written."""

    skeletons: frozenset[str]
    pattern: re.Pattern[str]

    def fits(self, sounds: str) -> bool:
        """Whether these can be its sounds."""
        return self.pattern.fullmatch(sounds.replace("T", "ts")) is not None


@lru_cache(maxsize=4096)
def vowelless(word: str) -> Vowelless | None:
    """What a word in such a script can be; None where it is in another one or has too few consonants."""
    letters = letters_alike(word)
    if not VOWELLESS.search(letters) or len(letters) > _LONGEST:
        return None
    bare = letters[2:] if letters.startswith("ال") and len(letters) > 4 else letters
    choices = [_SPOKEN.get(each) or tuple(_CONSONANTS.get(each, "")) or ("",) for each in bare]
    spoken = itertools.islice(itertools.product(*choices), _MOST)
    skeletons = frozenset(found for each in spoken if len(found := skeleton("".join(each))) > 1)
    if not skeletons:
        return None
    return Vowelless(
        skeletons=skeletons,
        pattern=re.compile(_BETWEEN + _BETWEEN.join([*map(_sounds, bare[:-1]), _last(bare[-1])]) + _BETWEEN),
    )


def skeleton(sounds: str) -> str:
    """The consonants of some sounds, each once where it stands twice."""
    return _TWICE.sub(r"\1", sounds.replace("T", "ts").translate(_UNSPOKEN))


def letters_alike(word: str) -> str:
    """A word with one letter for what Arabic and Persian write with two."""
    return word.translate(_ALIKE)


def _sounds(letter: str) -> str:
    consonants = _CONSONANTS.get(letter)
    return f"[{consonants}]" if consonants else _VOWELS.get(letter, "")


def _last(letter: str) -> str:
    return "[aei]" if letter == "ی" else _sounds(letter)  # Mousa
