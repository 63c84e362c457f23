"""What a text says a person is, in its own words: before the name, or set off by commas on either side.

Reads backwards from a name, word by word, and stops at the first that cannot belong to a role.
"""

from __future__ import annotations

import re

from searchapp.extract.lexicon import Kind, Lexicon

_REACH = 130
"""Characters looked at on either side of a name."""

_PIECE = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Lt|Col|Gen|Maj|Adm|Capt|Sgt|Brig|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Rev|St)\."
    r"|[^\W_][\w&]*(?:[-'’´][\w]+)*|[^\w\s\[\]]"
)
_POSSESSIVE = ("'s", "’s", "´s")
_RETIRED = re.compile(r" ?\((?:ret|res|retired|reserve)\.?\)$", re.IGNORECASE)
_ADVERBS = frozenset("now once formerly previously currently himself herself also".split())
_DETERMINERS = frozenset("the a an his her its their another one".split())
_LEADING = _ADVERBS | _DETERMINERS
_CLAUSE = frozenset(
    "said says told was were is are has had have been that which who whom and or but as after before "
    "when while with by from than not both between including".split()
)
_PREPOSITIONS = frozenset("of for to in at on".split())
_AFTER = re.compile(r",\s+(?!who\b)((?:[A-Z]\.|[^,;.()–—]){3,110})(?=[,;.)])")

Piece = re.Match[str]


class _Backwards:
    """The pieces of a text from its last one on, read as far as they are asked for: mostly few are."""

    __slots__ = ("_end", "_pieces", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = len(text)
        self._pieces: list[Piece] = []

    def at(self, place: int) -> Piece | None:
        """The one so many before the last; None where there are not so many."""
        while len(self._pieces) <= place:
            if self._end < 0:
                return None
            # No piece reaches past a space.
            begin = self._text.rfind(" ", 0, self._end) + 1
            found = list(_PIECE.finditer(self._text, begin, self._end))
            self._pieces += reversed(found)
            self._end = begin - 1
        return self._pieces[place]

    def some(self, place: int, count: int) -> list[Piece]:
        """So many of them that end with the one at this place, in their order in the text."""
        return self._pieces[place : place + count][::-1]


def role_before(text: str, start: int, lexicon: Lexicon) -> str | None:
    """The role printed right before the name at `start`, or set off by a comma: `the chairman, `."""
    low = max(0, start - _REACH)
    left = text[low:start].rstrip(" [\n")
    retired = _RETIRED.search(left) if left.endswith(")") else None
    if retired:
        left = left[: retired.start()]
    role = _printed(left, _role_pieces(_Backwards(left), lexicon))
    return f"{role}{retired[0]}" if role and retired else role


def _role_pieces(back: _Backwards, lexicon: Lexicon) -> list[Piece]:
    """The last pieces that are the role; with what a comma sets off before a rank: `the chief, General`."""
    last = 0
    while (piece := back.at(last)) and piece[0].lower() in lexicon.courtesies:
        last += 1
    if piece is None:
        return []
    if piece[0] == ",":
        return _set_off(back, last + 1, lexicon)
    taken = _taken(back, last, lexicon)
    if taken == 1 and ((low := piece[0].lower()) in lexicon.ranks or low in lexicon.regal):
        comma = back.at(last + 1)
        before = _set_off(back, last + 2, lexicon) if comma and comma[0] == "," else []
        if before:
            return [*before, *back.some(last, 2)]
    return back.some(last, taken)


def role_after(text: str, end: int, lexicon: Lexicon) -> str | None:
    """The role set off by commas behind the name that ends at `end`: `, the defense minister,`."""
    found = _AFTER.match(text, end)
    if found is None:
        return None
    pieces = list(_PIECE.finditer(found[1]))
    while pieces and pieces[0][0].lower() in _LEADING:
        pieces = pieces[1:]
    if not pieces or len(pieces) > 14 or not _is_role(pieces, lexicon):
        return None
    return _printed(found[1], pieces)


def _is_role(pieces: list[Piece], lexicon: Lexicon) -> bool:
    """Whether the pieces are `(owner's)? (modifier)* title (link complement)*`, with nothing else about."""
    at = _owner(pieces)
    while at < len(pieces) and not lexicon.is_title(pieces[at][0]):
        if not _belongs(pieces[at][0], lexicon):
            return False
        at += 1
    while at < len(pieces) and (
        lexicon.is_title(pieces[at][0]) or pieces[at][0].lower() in lexicon.modifiers
    ):
        at += 1
    if at == len(pieces):
        return at > 0 and lexicon.is_title(pieces[-1][0])
    if pieces[at][0] not in _PREPOSITIONS or not lexicon.is_title(pieces[at - 1][0]):
        return False
    return all((word := piece[0]).lower() not in _CLAUSE and word[0].isalnum() for piece in pieces[at:])


def _owner(pieces: list[Piece]) -> int:
    """How many of the first pieces say whose: `the old president's wife`."""
    for at, piece in enumerate(pieces[:4]):
        word = piece[0]
        if word.endswith(_POSSESSIVE):
            return at + 1
        if not word[0].isalpha() or word.lower() in _CLAUSE or word.lower() in _PREPOSITIONS:
            break
    return 0


def _belongs(word: str, lexicon: Lexicon) -> bool:
    """Whether a word before the title is one of its modifiers."""
    if word.lower() in lexicon.modifiers:
        return True
    if not word[0].isupper():
        return False
    kind = lexicon.kinds.get(word, Kind.UNKNOWN)
    return kind not in (Kind.GIVEN, Kind.CALENDAR) and word not in lexicon.openers


def _set_off(back: _Backwards, last: int, lexicon: Lexicon) -> list[Piece]:
    """The role of `the chairman of the Federation Council, Sergei Mironov`; needs its article."""
    for count in range(12):
        piece = back.at(last + count)
        if piece is None:
            break
        word = piece[0]
        if word.lower() in _DETERMINERS and count and _is_role(back.some(last, count), lexicon):
            return back.some(last, count)
        if word.endswith(_POSSESSIVE) and count and _is_role(back.some(last, count), lexicon):
            return back.some(last, count + 1)
        if not word[0].isalnum() or word in _CLAUSE:
            break
    return []


def _taken(back: _Backwards, last: int, lexicon: Lexicon) -> int:
    """How many of the pieces up to the last are the role; 0 where they are none."""
    ranks = 0
    while (piece := back.at(last + ranks)) and piece[0].lower() in lexicon.ranks:
        ranks += 1
    office = _scanned(back, last + ranks, lexicon) if ranks else 0
    taken = office + ranks if office else _scanned(back, last, lexicon)
    return _trimmed(back, last, taken, lexicon)


def _scanned(back: _Backwards, last: int, lexicon: Lexicon) -> int:
    """Backwards: first what completes a title (`of State`), then the title, then what modifies it."""
    title = linked = False
    complement = length = taken = 0
    while piece := back.at(last + taken):
        taken += 1
        word = piece[0]
        low = word.lower()
        if lexicon.is_title(word) and (title or linked or not complement):
            title, length = True, taken
        elif low in lexicon.links:
            if not taken > 1 or not _links(back, last + taken - 1, title, lexicon):
                break
            linked = True
        elif word.endswith(_POSSESSIVE):
            return taken if title and word[0].isupper() else length
        elif not _belongs(word, lexicon):
            break
        elif title:
            if lexicon.kinds.get(word) is Kind.PLACE and _is_in(back.at(last + taken)):
                break
            length = taken
        else:
            complement, linked = complement + 1, False
    return length


def _is_in(piece: Piece | None) -> bool:
    return piece is not None and piece[0].lower() == "in"


def _links(back: _Backwards, at: int, title: bool, lexicon: Lexicon) -> bool:
    """Whether the little word at a place joins two parts of one role."""
    this, behind, ahead = back.at(at), back.at(at - 1), back.at(at + 1)
    if this is None or behind is None or ahead is None:
        return False
    before, after = ahead[0].lower(), behind[0].lower()
    if (word := this[0].lower()) == "and":
        return _is_topic(before, lexicon) and _is_topic(after, lexicon)
    if word == "the":
        return not title and before in _PREPOSITIONS
    body = lexicon.kinds.get(ahead[0]) is Kind.INSTITUTION
    if title:
        return body and after not in lexicon.titles
    return body or before in lexicon.titles or before in lexicon.modifiers


def _is_topic(low: str, lexicon: Lexicon) -> bool:
    return low in lexicon.modifiers and low not in lexicon.titles


def _trimmed(back: _Backwards, last: int, taken: int, lexicon: Lexicon) -> int:
    role = [piece[0].lower() for piece in back.some(last, taken)]
    while role and role[0] in lexicon.links:
        role = role[1:]
    return 0 if all(word in lexicon.courtesies for word in role) else len(role)


def _printed(text: str, pieces: list[Piece]) -> str | None:
    if not pieces:
        return None
    return " ".join(text[pieces[0].start() : pieces[-1].end()].replace("[", "").replace("]", "").split())
