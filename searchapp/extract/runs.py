"""Runs of capitalised words, each word with its kind: what names are read from.

Reads one paragraph, in one pass over its capitals. A run ends at punctuation, at a possessive and at
any lower-case word that is no particle; brackets are looked through (`[Viktor] Kazantsev`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from searchapp.extract.lexicon import Kind, Lexicon, Printed

_UPPER = "A-ZÀ-ÖØ-ÞĀĆČĐĒĞĢĪİĶĹĻŁŅŚŞŠŪŹŻŽ"
_APOSTROPHES = "'’‘´ʼ`"
_WORD = re.compile(
    rf"[{_UPPER}](?<![^\W_][{_UPPER}])"
    rf"(?:\.(?:[A-Z]\.)+"  # U.S.
    rf"|\.(?=[\s\]]?\s?[\[(“\"]?[{_UPPER}])"  # George W. Bush
    rf"|(?:t|ol|en|aj|dm|apt|gt|rig|r|rs|s|rof|ep|ov|ev)\.(?=\s)"  # Lt. Col. Gen. Mr.
    rf"|[^\W\d_]*(?:[-{_APOSTROPHES}][^\W\d_]+)*)"
)
_ABBREVIATIONS = frozenset(
    "Lt. Col. Gen. Maj. Adm. Capt. Sgt. Brig. Mr. Mrs. Ms. Dr. Prof. Sen. Rep. Gov. Rev. Jr. Sr. St.".split()
)
_SHOUTED = re.compile(rf"[{_UPPER}]{{2}}")
_APOSTROPHE = re.compile(rf"[{_APOSTROPHES}]")
_BEFORE_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]+)-$")
_ELIDED = re.compile(r"(?<!\w)d['’]$")
_JOINING = frozenset(("", " ", "\n", "  ", " [", "] ", "["))
_WIDEST = 12
"""The longest gap that particles fill."""
_FAR_OFF = -100
_KEPT = 65536
"""How many printed words are remembered at most."""
# Early volumes run words together: Rakhmonovwill, Grachevsaid. Only surnames of telling endings are parted,
# and only from words that no surname ends in.
_GLUED = re.compile(
    r"([^\W\d_]+(?:[oe]v|[oe]va|in|yn|sky|skii|enko|dze|shvili|[iy]an))"
    r"(?:will|would|said|says|told|has|have|had|was|were|and|that|who|the|met|also|from|with|but|did)"
)
_SENTENCE_ENDS = '.?!:;“”"…('


# A struct is made several times as quickly as a tuple with names.
class Word(msgspec.Struct, frozen=True, gc=False):
    """A capitalised word; `text` has no possessive ending, particles stand in front of it."""

    text: str
    start: int
    end: int
    kind: Kind
    possessive: bool
    prefix: str
    """`pro` of `pro-Yeltsin`."""


Run = list[Word]


def runs(paragraph: str, lexicon: Lexicon) -> Iterator[Run]:
    """The paragraph's runs in order."""
    run: Run = []
    # Where the last word ended; far off behind a possessive, which nothing joins.
    end = _FAR_OFF
    printed = lexicon.printed
    for match in _WORD.finditer(paragraph):
        start = match.start()
        text, kind, owned = printed.get(match[0]) or _read(match[0], lexicon)
        if start and paragraph[start - 1] in "-'’":
            word = _with_prefix(text, start, paragraph, owned, lexicon)
        else:
            word = Word(text, start, start + len(text), kind, owned, "")
        joined = None
        if word.start - end <= _WIDEST and not word.prefix:
            gap = paragraph[end : word.start]
            joined = word if gap in _JOINING else _with_particles(word, gap, lexicon)
        if joined is None:
            if run:
                yield run
            run = [_with_particle_before(word, paragraph, lexicon)]
        else:
            run.append(joined)
        end = _FAR_OFF if word.possessive else word.end
    if run:
        yield run


def opens_sentence(paragraph: str, start: int) -> bool:
    """Whether the word at `start` owes its capital to its place."""
    before = paragraph[max(0, start - 6) : start].rstrip(" \n[")
    return not before or before[-1] in _SENTENCE_ENDS


def _read(printed: str, lexicon: Lexicon) -> Printed:
    """A word by itself, its kind, and whether it had a possessive ending; kept for the next time."""
    owned = printed[-1] == "s" and len(printed) > 2 and printed[-2] in _APOSTROPHES
    text = printed[:-2] if owned else printed
    kind = lexicon.kinds.get(text) or _kind(text, lexicon)
    if kind is Kind.UNKNOWN and (glued := _GLUED.fullmatch(text)):
        text = glued[1]
        kind = lexicon.kinds.get(text) or kind
    read = text, kind, owned
    if len(lexicon.printed) >= _KEPT:
        lexicon.printed.clear()
    lexicon.printed[printed] = read
    return read


def _with_prefix(text: str, start: int, paragraph: str, owned: bool, lexicon: Lexicon) -> Word:
    """The word with what a hyphen or an apostrophe ties to it."""
    before = paragraph[max(0, start - 14) : start]
    end, prefix = start + len(text), ""
    if elided := _ELIDED.search(before):
        text = elided[0] + text
    elif found := _BEFORE_HYPHEN.search(before):
        if found[1] in lexicon.hyphened:
            text = found[0] + text
        else:
            prefix = found[1]
    kind = lexicon.kinds.get(text) or _kind(text, lexicon)
    return Word(text, end - len(text), end, kind, owned, prefix)


def _kind(text: str, lexicon: Lexicon) -> Kind:
    if len(text) == 2 and text[1] == ".":
        return Kind.INITIAL
    if "." in text:
        return Kind.SUFFIX if text in ("Jr.", "Sr.") else _dotted(text)
    if (plain := _APOSTROPHE.sub("", text)) != text and plain in lexicon.kinds:
        return lexicon.kinds[plain]
    if "-" in text:
        return _hyphenated(text, lexicon)
    shouted = _SHOUTED.search(text) is not None
    return Kind.NOBODY if shouted or len(text) == 1 else Kind.UNKNOWN


def _dotted(text: str) -> Kind:
    if text in _ABBREVIATIONS:
        return Kind.TITLE
    # H.W. and J.D. are initials; U.S. and U.N. are in the lists.
    return Kind.INITIAL if len(text) <= 4 else Kind.NOBODY


def _hyphenated(text: str, lexicon: Lexicon) -> Kind:
    parts = text.split("-")
    kinds = [lexicon.kinds.get(part, Kind.UNKNOWN) for part in parts]
    if kinds[0] is Kind.TITLE and (kinds[-1] is Kind.TITLE or parts[1].islower()):
        # Secretary-General, Sheikh-ul-Islam.
        return Kind.TITLE
    if kinds[0] in (Kind.PEOPLE, Kind.PLACE, Kind.INSTITUTION, Kind.NOBODY, Kind.CALENDAR):
        return kinds[0]
    if kinds[-1] in (Kind.PEOPLE, Kind.PLACE, Kind.INSTITUTION):
        return kinds[-1]
    if parts[0].isupper() and len(parts[0]) > 1:
        return Kind.NOBODY
    return Kind.GIVEN if kinds[0] is Kind.GIVEN and kinds[-1] is not Kind.UNKNOWN else Kind.UNKNOWN


def _with_particles(word: Word, gap: str, lexicon: Lexicon) -> Word | None:
    """The word with the particles that fill the gap before it, None where something else does."""
    if gap[0] != " " or gap[-1] != " ":
        return None
    particles = gap.split()
    if not particles or not lexicon.particles.issuperset(particles):
        return None
    text = f"{' '.join(particles)} {word.text}"
    return Word(text, word.end - len(text), word.end, word.kind, word.possessive, word.prefix)


def _with_particle_before(word: Word, paragraph: str, lexicon: Lexicon) -> Word:
    # Every such particle ends in n or l: a quick look spares most words the rest.
    start = word.start
    if paragraph[start - 2 : start] not in ("n ", "l "):
        return word
    before = paragraph[max(0, start - 5) : start]
    particle = before.rstrip(" ").rpartition(" ")[2]
    if particle not in lexicon.leading or word.kind not in (Kind.UNKNOWN, Kind.GIVEN):
        return word
    text = f"{particle} {word.text}"
    return Word(text, start - len(particle) - 1, word.end, word.kind, word.possessive, word.prefix)
