"""A stretch of capitalised words as one name: which of them is given, which the surname, or no name at all.

Looks at the words only; whether a role stands in front (`proven`) is the caller's to say.
"""

from __future__ import annotations

import re

import msgspec

from searchapp.extract.lexicon import Kind, Lexicon
from searchapp.extract.runs import Run, Word
from searchapp.text.fold import folded_name

_LONGEST = 4
_GIVING = (Kind.GIVEN, Kind.EITHER, Kind.INITIAL)
_PARTICLES = frozenset(("Bin", "Ibn", "Van", "Von", "De", "Del", "Di", "Da", "Le", "Abu"))
_OPENING = frozenset(("De", "Del", "Della", "Di", "Da", "Van", "Von", "Le", "La"))
_DESCENT = ("bin ", "ibn ", "van ", "von ", "Bin ", "Ibn ")
_ROMAN = frozenset(("I", "II", "III", "IV", "V", "VI", "XII", "XIII", "XVI"))
_FUSED = re.compile(r"([A-Z][a-z]+)([A-Z][a-zé'’]+)$")
_ADJECTIVE = re.compile(r".+(?:sk[yi]i?|skaya|skoe|skoye|aya|oye|nye|skie|ian|ese|ish)$")
_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:il|nam|chol|chul|hyok|hak|iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v)"
)
_EASTERN = re.compile(rf"(?:{_SYLLABLE}){{1,2}}$|[A-Z][a-z]{{1,4}}-[A-Za-z][a-z]{{1,5}}$", re.IGNORECASE)


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name read from adjacent words; `known` where it is certainly a person's whole name."""

    given: str | None
    surname: str
    start: int
    end: int
    known: bool


def name_in(words: Run, lexicon: Lexicon, *, proven: bool) -> Name | None:
    """The name these words are; `proven` where a person's title stands right before them."""
    words = _until_suffix(words)
    if not words:
        return None
    if words[-1].text in _ROMAN:
        if not proven and any(word.kind is not Kind.GIVEN for word in words[:-1]):
            return _full(words[:-1], lexicon, proven=False) if len(words) > 3 else None
        return _whole(words)
    if len(words) == 1:
        return _single(words[0], lexicon)
    if words[0].text in _PARTICLES and (len(words) == 2 or (words[0].text in _OPENING and len(words) == 3)):
        known = words[0].text == "Abu" and words[1].kind in (Kind.UNKNOWN, Kind.GIVEN)
        return Name(None, _text(words), words[0].start, words[-1].end, known=known)
    if _family_first(words, lexicon):
        return Name(_text(words[1:]), words[0].text, words[0].start, words[-1].end, known=True)
    start, last = 0, len(words) - 1
    while start < last and words[start].kind not in _GIVING:
        start += 1
    if start == last:
        return _unknown(words, lexicon, proven=proven)
    if not (proven or start == 0) and words[start].kind is not Kind.INITIAL:
        words = words[start:]
    return _full(words, lexicon, proven=proven)


def _full(words: Run, lexicon: Lexicon, *, proven: bool) -> Name | None:
    if len(words) > _LONGEST or words[-1].kind is Kind.INITIAL:
        return None
    if words[0].kind is Kind.INITIAL and words[1].text in lexicon.openers:
        return None
    if (
        words[0].kind is Kind.EITHER
        and len(words) == 2
        and not proven
        and not _surname_like(words[-1], lexicon)
    ):
        return _pair(words, lexicon, known=False)
    return _pair(words, lexicon, known=True)


def _unknown(words: Run, lexicon: Lexicon, *, proven: bool) -> Name | None:
    if len(words) > _LONGEST - 1 or words[0].text in lexicon.everyday:
        return None
    listed = any(word.text in lexicon.everyday for word in words)
    slavic = _surname_like(words[-1], lexicon) and not _ADJECTIVE.match(words[0].text)
    descended = words[-1].text.startswith(_DESCENT)
    spelled = words[-1].kind in (Kind.UNKNOWN, Kind.GIVEN) and _is_spelling_of_given(words[0], lexicon)
    return _pair(words, lexicon, known=not listed and (proven or slavic or descended or spelled))


def _is_spelling_of_given(word: Word, lexicon: Lexicon) -> bool:
    """Whether an unknown word is a given name in another spelling, or built like one: Serguei, Otambek."""
    if len(word.text) < 6 or word.kind is not Kind.UNKNOWN:
        return False
    return word.text.lower().endswith(lexicon.given_endings) or folded_name(word.text) in lexicon.given_keys


def _pair(words: Run, lexicon: Lexicon, *, known: bool) -> Name:
    start, end = words[0].start, words[-1].end
    at = 1
    while at < len(words) - 1 and not _opens_surname(words, at, lexicon):
        at += 1
    return Name(_text(words[:at]), _text(words[at:]), start, end, known=known)


def _opens_surname(words: Run, at: int, lexicon: Lexicon) -> bool:
    """Whether a surname of several words begins: Jaap de Hoop Scheffer, Carla Del Ponte."""
    if words[at].text.partition(" ")[0] in lexicon.opening:
        return True
    return words[at].text in _OPENING and words[0].kind is Kind.GIVEN


def _whole(words: Run) -> Name | None:
    if len(words) == 1:
        return None
    return Name(None, _text(words), words[0].start, words[-1].end, known=True)


def _single(word: Word, lexicon: Lexicon) -> Name | None:
    if word.kind is Kind.INITIAL or len(word.text) < 2:
        return None
    fused = _FUSED.match(word.text)
    if fused and lexicon.kinds.get(fused[1]) is Kind.GIVEN:
        # Early volumes run words together: VladislavArdzinba.
        return Name(fused[1], fused[2], word.start, word.end, known=True)
    return Name(None, word.text, word.start, word.end, known=False)


def _until_suffix(words: Run) -> Run:
    """The words up to Jr. or a numeral that is part of the name."""
    if words[-1].kind is Kind.SUFFIX and words[-1].text not in _ROMAN:
        return words[:-1]
    return words


def _family_first(words: Run, lexicon: Lexicon) -> bool:
    if words[0].text not in lexicon.family_first or len(words) > 3:
        return False
    rest = words[1:]
    if any(word.kind is Kind.INITIAL for word in rest):
        return False
    return all(_EASTERN.match(word.text) is not None for word in rest)


def _surname_like(word: Word, lexicon: Lexicon) -> bool:
    return word.kind is Kind.UNKNOWN and len(word.text) > 4 and word.text.endswith(lexicon.endings)


def _text(words: Run) -> str:
    return " ".join([word.text for word in words]) if len(words) > 1 else words[0].text
