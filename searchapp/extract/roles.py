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


def role_before(text: str, start: int, lexicon: Lexicon) -> str | None:
    """The role printed right before the name at `start`, or set off by a comma: `the chairman, `."""
    low = max(0, start - _REACH)
    left = text[low:start].rstrip(" [\n")
    retired = _RETIRED.search(left) if left.endswith(")") else None
    if retired:
        left = left[: retired.start()]
    pieces = list(_PIECE.finditer(left))
    role = _printed(left, _role_pieces(pieces, lexicon))
    return f"{role}{retired[0]}" if role and retired else role


def _role_pieces(pieces: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """The last pieces that are the role; with what a comma sets off before a rank: `the chief, General`."""
    last = len(pieces)
    while last and pieces[last - 1][0].lower() in lexicon.courtesies:
        last -= 1
    pieces = pieces[:last]
    if not pieces or pieces[-1][0] == ",":
        return _set_off(pieces[:-1], lexicon)
    taken = _taken(pieces, lexicon)
    first = len(pieces) - taken
    ranked = (
        taken == 1 and (low := pieces[first][0].lower()) and (low in lexicon.ranks or low in lexicon.regal)
    )
    if first and ranked and pieces[first - 1][0] == ",":
        return (
            pieces[first - 1 - len(before) :]
            if (before := _set_off(pieces[: first - 1], lexicon))
            else pieces[first:]
        )
    return pieces[first:]


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


def _set_off(pieces: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """The role of `the chairman of the Federation Council, Sergei Mironov`; needs its article."""
    for count in range(1, min(len(pieces), 12) + 1):
        word = pieces[-count][0]
        if (
            word.lower() in _DETERMINERS
            and count > 1
            and _is_role(pieces[len(pieces) - count + 1 :], lexicon)
        ):
            return pieces[len(pieces) - count + 1 :]
        owned = word.endswith(_POSSESSIVE) and count > 1
        if owned and _is_role(pieces[len(pieces) - count + 1 :], lexicon):
            return pieces[len(pieces) - count :]
        if not word[0].isalnum() or word in _CLAUSE:
            break
    return []


def _taken(pieces: list[Piece], lexicon: Lexicon) -> int:
    """How many of the last pieces are the role; 0 where they are none."""
    ranks = 0
    while ranks < len(pieces) and pieces[-1 - ranks][0].lower() in lexicon.ranks:
        ranks += 1
    office = _scanned(pieces[: len(pieces) - ranks], lexicon) if ranks else 0
    taken = office + ranks if office else _scanned(pieces, lexicon)
    return _trimmed(pieces, taken, lexicon)


def _scanned(pieces: list[Piece], lexicon: Lexicon) -> int:
    """Backwards: first what completes a title (`of State`), then the title, then what modifies it."""
    title = linked = False
    complement = length = 0
    for taken, at in enumerate(range(len(pieces) - 1, -1, -1), start=1):
        word = pieces[at][0]
        low = word.lower()
        if lexicon.is_title(word) and (title or linked or not complement):
            title, length = True, taken
        elif low in lexicon.links:
            if not taken > 1 or not at or not _links(pieces, at, title, lexicon):
                break
            linked = True
        elif word.endswith(_POSSESSIVE):
            return taken if title and word[0].isupper() else length
        elif not _belongs(word, lexicon):
            break
        elif title:
            if at and pieces[at - 1][0].lower() == "in" and lexicon.kinds.get(word) is Kind.PLACE:
                break
            length = taken
        else:
            complement, linked = complement + 1, False
    return length


def _links(pieces: list[Piece], at: int, title: bool, lexicon: Lexicon) -> bool:
    """Whether the little word at `at` joins two parts of one role."""
    word, before, after = (pieces[at + step][0].lower() for step in (0, -1, 1))
    if word == "and":
        topics = lexicon.modifiers - lexicon.titles
        return before in topics and after in topics
    if word == "the":
        return not title and before in _PREPOSITIONS
    body = lexicon.kinds.get(pieces[at - 1][0]) is Kind.INSTITUTION
    if title:
        return body and after not in lexicon.titles
    return body or before in lexicon.titles or before in lexicon.modifiers


def _trimmed(pieces: list[Piece], taken: int, lexicon: Lexicon) -> int:
    while taken and pieces[len(pieces) - taken][0].lower() in lexicon.links:
        taken -= 1
    role = [piece[0].lower() for piece in pieces[len(pieces) - taken :]]
    return 0 if all(word in lexicon.courtesies for word in role) else taken


def _printed(text: str, pieces: list[Piece]) -> str | None:
    if not pieces:
        return None
    return " ".join(text[pieces[0].start() : pieces[-1].end()].replace("[", "").replace("]", "").split())
