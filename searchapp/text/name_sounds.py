"""How a name is read aloud: spelling to sounds, in each orthography that papers use for names.

A sound is a lower-case letter; capitals are the sounds that take several letters in English: `S` sh,
`Z` zh and dj, `C` ch, `T` ts, `X` kh and h. Words come in lower case without apostrophes, one on each
line, so that the names of a whole archive are read in one go. Knows nothing of who bears them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LITERAL = re.compile(r"\w+")


@dataclass(frozen=True)
class Rules:
    """Replacements that are made one after another in the whole text."""

    steps: tuple[tuple[str | re.Pattern[str], str], ...]

    @classmethod
    def of(cls, *texts: str) -> Rules:
        """From texts like `sh>S th>t`: a pattern, and what stands instead; earlier ones come first."""
        pairs = [rule.split(">") for text in texts for rule in text.split()]
        # Letters without a context are replaced many times as quickly without a pattern.
        return cls(tuple((old if _LITERAL.fullmatch(old) else re.compile(old), new) for old, new in pairs))

    def __call__(self, text: str) -> str:
        """The text with all replacements made."""
        for old, new in self.steps:
            text = text.replace(old, new) if isinstance(old, str) else old.sub(new, text)
        return text


_MARKED = str.maketrans(
    {
        **dict.fromkeys("čćç", "C"),
        **dict.fromkeys("šşș", "S"),
        **dict.fromkeys("žżđ", "Z"),
        **dict.fromkeys("ţț", "T"),
    }
    | dict(pair.split(":") for pair in "ğ:g ı:i ł:l ø:o ß:ss æ:ae".split())
)
_SCHWA = re.compile(r"\bə")


def sounding_marks(words: str) -> str:
    """Latin words with `š` and the like as sounds, and without all other accents."""
    return without_marks(words.translate(_MARKED))


def without_marks(words: str) -> str:
    """Latin words as papers print them that have no accents."""
    if words.isascii():
        return words
    schwas = _SCHWA.sub("a", words).replace("ə", "e")
    letters = (each for each in unicodedata.normalize("NFKD", schwas) if not unicodedata.combining(each))
    return "".join(letters).translate(_MARKED)
