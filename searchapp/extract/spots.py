"""Stretches of capitals that may be names, each judged by the words around it.

Says where to look and what the neighbours make of it; which words are given name or surname is `names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from searchapp.extract.lexicon import PERSONAL, Kind, Lexicon
from searchapp.extract.roles import role_after, role_before
from searchapp.extract.runs import Run, Word, opens_sentence
from searchapp.model.draft import Manner

_NEXT = re.compile(r"[ ]([a-z][\w-]*)")
_LAST = re.compile(r"([\w-]+|,)[ ]+\W?$")
_LANDED = re.compile(
    r"(?:by way of|(?:land|touch|stopp|refuel|dock|chang)\w+(?: \w+){0,2} (?:at|in)|airport of"
    r"|(?:fl[ey]w|fly|flights?|flying|t[ao]ken? off|took off)(?: \w+)? (?:from|into|via|through|out of)) $"
)
_FIRM = re.compile(r" (?:and|&) (?:Co|Sons|Partners|Associates)\b")
_PARTICIPLE = re.compile(r"[A-Z][a-z]+(?:ly|ing|ed)$")
_ALIAS = ("alias", "nicknamed", "dubbed")
_FUNCTION = frozenset(
    "of and or to in on at for with by from as is was has had were are will would who whom which that "
    "also not himself herself said says told may might could should did does do but while than then".split()
)


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a run that may be a name, and where it stands."""

    text: str
    run: Run
    first: int
    last: int
    """The index past the stretch."""
    words: Run
    last_word: str
    """The word or comma before the run."""
    next_word: str
    """The lower-case word behind the stretch, where the stretch ends its run."""


def spots(text: str, run: Run, lexicon: Lexicon) -> Sequence[Spot]:
    """The run's stretches of words a name can be made of, without the word that only opens a sentence."""
    if len(run) == 1:
        return (_spot(text, run, 0, 1),) if _is_spot(text, run[0], lexicon) else ()
    return list(_spots(text, run, lexicon))


def _spots(text: str, run: Run, lexicon: Lexicon) -> Iterator[Spot]:
    first = 0
    while first < len(run):
        if not _personal(run, first, lexicon):
            first += 1
            continue
        last = first + 1
        while last < len(run) and (_personal(run, last, lexicon) or _inner_title(run, last, lexicon)):
            last += 1
        if run[last - 1].kind is Kind.GIVEN and _ends_as_surname(run, last, lexicon):
            last += 1
        start = first + _opener(text, run, first, last, lexicon)
        if start < last:
            yield _spot(text, run, start, last)
        first = last


def _is_spot(text: str, word: Word, lexicon: Lexicon) -> bool:
    """Whether a word alone may be a name."""
    if word.kind in PERSONAL and word.kind is not Kind.EITHER:
        opens = word.kind is not Kind.GIVEN and word.text in lexicon.openers
        return not (opens and opens_sentence(text, word.start))
    return word.text in lexicon.surnames


def _spot(text: str, run: Run, first: int, last: int) -> Spot:
    start = run[0].start
    if first and run[0].text in ("The", "A", "An"):
        article = _LAST.match(text, start, run[1].start)
        before = article[1] if article else ""
        run, first, last = run[1:], first - 1, last - 1
    else:
        before = _word_before(text, start)
    after = None if last < len(run) or run[-1].possessive else _NEXT.match(text, run[-1].end)
    return Spot(text, run, first, last, run[first:last], before, after[1] if after else "")


def _word_before(text: str, start: int) -> str:
    """The word or comma before a run, within a short reach."""
    low = max(0, start - 25)
    if text[start - 1 : start] == " ":
        # Nearly always plain letters between spaces, which are found without searching.
        word = text[text.rfind(" ", low, start - 1) + 1 or low : start - 1]
        if word.isalnum():
            return word
    found = _LAST.search(text, low, start)
    return found[1] if found else ""


def _personal(run: Run, at: int, lexicon: Lexicon) -> bool:
    word = run[at]
    if word.kind is Kind.EITHER:
        if at + 1 == len(run):
            return at > 0 and run[at - 1].kind is Kind.GIVEN
        return run[at + 1].kind in (Kind.UNKNOWN, Kind.GIVEN, Kind.INITIAL)
    if word.kind not in PERSONAL:
        return False
    return len(run) == 1 or "-" not in word.text or word.text.rpartition("-")[2] not in lexicon.compounds


def _inner_title(run: Run, at: int, lexicon: Lexicon) -> bool:
    """Whether a title stands inside a name: Khalid Sheikh Mohammed."""
    return at + 1 < len(run) and run[at].text in lexicon.inner and _personal(run, at + 1, lexicon)


def _ends_as_surname(run: Run, at: int, lexicon: Lexicon) -> bool:
    """Whether the run ends with a title or a place that is a surname here: John Major, Boris Jordan."""
    if at != len(run) - 1:
        return False
    return run[at].text in lexicon.surnames or run[at].text in lexicon.place_surnames


def _opener(text: str, run: Run, at: int, last: int, lexicon: Lexicon) -> bool:
    word = run[at]
    if at or word.kind is Kind.GIVEN or (word.kind is Kind.EITHER and last > 2):
        return False
    common = word.text in lexicon.openers or (last > 1 and _PARTICIPLE.match(word.text) is not None)
    return common and opens_sentence(text, word.start)


def is_thing(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether the words name a ship, a street, a firm or a body rather than a person."""
    follower = spot.run[spot.last] if spot.last < len(spot.run) else None
    if follower is not None and not spot.words[-1].possessive and follower.kind is Kind.INSTITUTION:
        return follower.text not in lexicon.attributed_capitals
    if spot.next_word in lexicon.memorials and spot.next_word not in lexicon.attributed:
        return True
    if spot.first and spot.run[spot.first - 1].text in ("USS", "HMS"):
        return True
    titles = spot.run[: spot.first]
    if spot.last_word in lexicon.ships and all(word.kind is Kind.TITLE for word in titles):
        return True
    if (
        spot.last_word.lower() == "the"
        and titles
        and all(word.text.lower() in lexicon.ranks for word in titles)
    ):
        return True
    if _is_namesake(spot, lexicon):
        return True
    start, end = spot.run[0].start, spot.words[-1].end
    if spot.text.startswith((" and ", " & "), end) and _FIRM.match(spot.text, end):
        return True
    return spot.text[start - 1 : start] in ('"', "“") and spot.text[end : end + 1] in ('"', "”")


def _is_namesake(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether an article or a journey makes a ship or an airport of a full name: the Charles de Gaulle."""
    if spot.first or len(spot.words) < 2 or spot.words[-1].possessive:
        return False
    if _LANDED.search(spot.text, max(0, spot.words[0].start - 40), spot.words[0].start):
        return True
    plain = spot.next_word not in ("of", "who", "whom") and spot.next_word not in lexicon.attributed
    given = any(word.kind is Kind.GIVEN for word in spot.words[:-1])
    return spot.last_word.lower() == "the" and given and plain


def use_of(spot: Spot, lexicon: Lexicon) -> Manner | None:
    """ATTRIBUTIVE, SURNAME (for any plain use), or None where an article makes it no name."""
    after = spot.next_word
    if spot.last_word in _ALIAS and len(spot.words) == 1:
        return None
    follower = spot.run[spot.last].text if spot.last < len(spot.run) else ""
    if spot.words[0].prefix or after in lexicon.attributed or follower in lexicon.attributed_capitals:
        return Manner.ATTRIBUTIVE
    if not spot.first and len(spot.words) > 1 and spot.last_word in ("a", "an", "A", "An"):
        # A Tom Clancy plot.
        return Manner.ATTRIBUTIVE if after and after not in _FUNCTION else Manner.SURNAME
    if len(spot.words) > 1 or spot.first or spot.last_word.lower() not in ("the", "a", "an"):
        return Manner.SURNAME
    return Manner.ATTRIBUTIVE if after and after not in _FUNCTION else None


def is_part_of_more(spot: Spot) -> bool:
    """Whether a single word goes on into a place or a body: `New York`, `Glenn English`."""
    return spot.last < len(spot.run) and spot.run[spot.last].kind not in (Kind.TITLE, Kind.CALENDAR)


def is_stranger(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether the name is that of somebody unknown so far: `a Mr. Petrov`."""
    return spot.last_word in ("a", "A", "certain") and len(spot.words) == 1 and _is_courteous(spot, lexicon)


def _is_courteous(spot: Spot, lexicon: Lexicon) -> bool:
    return spot.first > 0 and spot.run[spot.first - 1].text.lower() in lexicon.courtesies


def precedes_title(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a title follows: `Yabloko leader`, `Norilsk Nickel Chairman`."""
    if spot.last < len(spot.run):
        return spot.run[spot.last].kind is Kind.TITLE
    return spot.next_word in lexicon.titles


def role_of(spot: Spot, lexicon: Lexicon) -> tuple[str | None, bool]:
    """The role as printed, and whether it proves that a name follows it.

    It is empty where nothing but a courtesy says that a single word is a name: Mrs. Thatcher.
    """
    alone = len(spot.words) == 1
    # Commas set off full names only: too much else stands alone between two of them.
    if alone and not (_titled(spot, lexicon) and (spot.first or spot.last_word != ",")):
        return None, False
    if role := role_before(spot.text, spot.words[0].start, lexicon):
        title = role.rpartition(" ")[2].lower()
        proven = _titled(spot, lexicon) and title not in lexicon.weak
        if title in lexicon.plurals:
            return _singular(role, title, lexicon) if not alone or role[0].isupper() else None, proven
        return None if alone and not proven else role, proven
    if alone and _is_courteous(spot, lexicon):
        return "", True
    if alone or spot.last < len(spot.run):
        return None, False
    role = role_after(spot.text, spot.words[-1].end, lexicon)
    return role, role is not None


def _titled(spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a title stands right before the words, or a comma that may set one off."""
    if spot.first:
        return spot.run[spot.first - 1].kind is Kind.TITLE or spot.run[spot.first - 1].text == "State"
    if spot.last_word in lexicon.callings:
        return len(spot.words) > 1
    return spot.last_word.lower() in lexicon.titles or spot.last_word == ","


def _singular(role: str, title: str, lexicon: Lexicon) -> str | None:
    """What one of `Governors Rossel and Ishaev` is."""
    one = lexicon.singular.get(title)
    if one is None:
        return None
    return role[: -len(title)] + (one.capitalize() if role[-len(title)].isupper() else one)
