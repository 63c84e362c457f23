"""Runs of capitalised words, each word with its kind: what names are read from.

Reads one paragraph, in one pass over its capitals. A run ends at punctuation, at a possessive and at
any lower-case word that is no particle; brackets are looked through (`[Viktor] Kazantsev`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from searchapp.extract.lexicon import PERSONAL, Kind, Lexicon, Printed

_UPPER = "A-ZÀ-ÖØ-ÞĀĆČĐĒĞĢĪİĶĹĻŁŅŚŞŠŪŹŻŽ"
_APOSTROPHES = "'’‘´ʼ`"
_WORD = re.compile(
    rf"([{_UPPER}](?<![^\W_][{_UPPER}])"
    rf"(?:[a-z]++(?=[ ,\n])"  # most words, at once
    rf"|\.(?:[A-Z]\.)+"  # U.S.
    rf"|\.(?=[\s\]]?\s?[\[(“\"]?[{_UPPER}])"  # George W. Bush
    rf"|(?:t|ol|en|aj|dm|apt|gt|rig|r|rs|s|rof|ep|ov|ev)\.(?=\s)"  # Lt. Col. Gen. Mr.
    rf"|[^\W\d_]*(?:[-{_APOSTROPHES}][^\W\d_]+)*))"
)
_TYING = ("-", "'", "’")
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
_Head = tuple[str, int, int, Kind, bool, str]
"""The values of a word."""


def runs(paragraph: str, lexicon: Lexicon) -> Iterator[Run]:
    """The paragraph's runs that may hold a name, in order: those in which some word may name somebody."""
    run: Run = []
    # The first word of a run, while it is alone: most are, and most of these are no names.
    head: _Head | None = None
    is_named = False
    # Where the last word ended; far off behind a possessive, which nothing joins.
    end, at = _FAR_OFF, 0
    printed, gaps = lexicon.printed, lexicon.gaps
    parts = iter(_WORD.split(paragraph))
    for before, whole in zip(parts, parts, strict=False):
        start = at + len(before)
        at = start + len(whole)
        text, kind, owned, named = printed.get(whole) or _read(whole, lexicon)
        stop, prefix = start + len(text), ""
        if before[-1:] in _TYING:
            text, kind, prefix, named = _tied(text, start, paragraph, lexicon)
            start = stop - len(text)
        joining = None
        if start - end <= _WIDEST and not prefix:
            # What a word run together with the next one left out is a part of the gap.
            gap = paragraph[end:start]
            joining = gaps[gap] if gap in gaps else _joining(gap, lexicon)
        if joining is None:
            if is_named:
                yield run if head is None else [_first(head, paragraph, lexicon)]
            head, is_named = (text, start, stop, kind, owned, prefix), named
        else:
            if head is not None:
                run, head = [_first(head, paragraph, lexicon)], None
            text = joining + text
            run.append(Word(text, stop - len(text), stop, kind, owned, ""))
            is_named = is_named or named
        end = _FAR_OFF if owned else stop
    if is_named:
        yield run if head is None else [_first(head, paragraph, lexicon)]


def opens_sentence(paragraph: str, start: int) -> bool:
    """Whether the word at `start` owes its capital to its place."""
    before = paragraph[max(0, start - 6) : start].rstrip(" \n[")
    return not before or before[-1] in _SENTENCE_ENDS


def _read(printed: str, lexicon: Lexicon) -> Printed:
    """A word by itself, kept for the next time."""
    owned = printed[-1] == "s" and len(printed) > 2 and printed[-2] in _APOSTROPHES
    text = printed[:-2] if owned else printed
    kind = lexicon.kinds.get(text) or _kind(text, lexicon)
    if kind is Kind.UNKNOWN and (glued := _GLUED.fullmatch(text)):
        text = glued[1]
        kind = lexicon.kinds.get(text) or kind
    read = text, kind, owned, _may_be_named(text, kind, lexicon)
    if len(lexicon.printed) >= _KEPT:
        lexicon.printed.clear()
    lexicon.printed[printed] = read
    return read


def _may_be_named(text: str, kind: Kind, lexicon: Lexicon) -> bool:
    """Whether a word alone may name somebody."""
    return kind in PERSONAL or text in lexicon.surnames


def _tied(text: str, start: int, paragraph: str, lexicon: Lexicon) -> tuple[str, Kind, str, bool]:
    """A word with what a hyphen or an apostrophe ties to it: text, kind, prefix, and `_may_be_named`."""
    before = paragraph[max(0, start - 14) : start]
    prefix = ""
    if elided := _ELIDED.search(before):
        text = elided[0] + text
    elif found := _BEFORE_HYPHEN.search(before):
        if found[1] in lexicon.hyphened:
            text = found[0] + text
        else:
            prefix = found[1]
    kind = lexicon.kinds.get(text) or _kind(text, lexicon)
    return text, kind, prefix, _may_be_named(text, kind, lexicon)


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


def _joining(gap: str, lexicon: Lexicon) -> str | None:
    """The particles before a word that goes on a run behind this gap, kept for the next time.

    None where no word goes on behind it.
    """
    joining: str | None = None
    if gap in _JOINING:
        joining = ""
    elif gap[0] == gap[-1] == " " and (particles := gap.split()) and lexicon.particles.issuperset(particles):
        joining = f"{' '.join(particles)} "
    if len(lexicon.gaps) >= _KEPT:
        lexicon.gaps.clear()
    lexicon.gaps[gap] = joining
    return joining


def _first(head: _Head, paragraph: str, lexicon: Lexicon) -> Word:
    """The first word of a run, with a particle that stands before it."""
    text, start, stop, kind, owned, prefix = head
    # Every such particle ends in n or l: a quick look spares most words the rest.
    if paragraph[start - 2 : start] in ("n ", "l ") and kind in (Kind.UNKNOWN, Kind.GIVEN):
        before = paragraph[max(0, start - 5) : start]
        particle = before.rstrip(" ").rpartition(" ")[2]
        if particle in lexicon.leading:
            text, start = f"{particle} {text}", start - len(particle) - 1
    return Word(text, start, stop, kind, owned, prefix)
