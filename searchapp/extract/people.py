"""Who is named in one text, as far as the text alone tells: full names, surnames, attributive uses.

Some of it is only a candidate, for the whole archive to confirm or drop: a mention of manner SURNAME is a
capitalised word that may be a surname, or, with a given name, two words that may be a full name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from searchapp.extract.lexicon import PERSONAL, Kind, Lexicon
from searchapp.extract.names import Name, name_in
from searchapp.extract.roles import role_after, role_before
from searchapp.extract.runs import Run, Word, opens_sentence, runs
from searchapp.model.article import Place
from searchapp.model.draft import Manner, NameMention

_NEXT = re.compile(r"[ ]([a-z][\w'’-]*)")
_LAST = re.compile(r"([\w-]+|,)[ ]+\W?$")
_FIRM = re.compile(r" (?:and|&) (?:Co|Sons|Partners|Associates)\b")
_PARTICIPLE = re.compile(r"[A-Z][a-z]+(?:ly|ing|ed)$")
_FUNCTION = frozenset(
    "of and or to in on at for with by from as is was has had were are will would who whom which that "
    "also not himself herself said says told may might could should did does do but while than then".split()
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A stretch of a run that may be a name, and where it stands."""

    paragraph: int
    text: str
    run: Run
    first: int
    last: int
    """The index past the stretch."""

    @property
    def words(self) -> Run:
        return self.run[self.first : self.last]

    @property
    def next_word(self) -> str:
        """The lower-case word behind the stretch, where the stretch ends its run."""
        if self.last < len(self.run) or self.run[self.last - 1].possessive:
            return ""
        found = _NEXT.match(self.text, self.run[self.last - 1].end)
        return found[1] if found else ""

    @property
    def last_word(self) -> str:
        """The word before the run."""
        start = self.run[0].start
        found = _LAST.search(self.text, max(0, start - 25), start)
        return found[1] if found else ""


def name_mentions(paragraphs: tuple[str, ...], lexicon: Lexicon) -> tuple[NameMention, ...]:
    """Every mention in order; those everyday words dropped that the text itself does not know as surnames."""
    found = [
        mention
        for number, text in enumerate(paragraphs, start=1)
        for run in runs(text, lexicon)
        if len(run) > 1 or run[0].kind in PERSONAL or run[0].text in lexicon.surnames
        for spot in _spots(number, text, run, lexicon)
        for mention in _mentions(spot, lexicon)
    ]
    surnames = {mention.surname for mention in found if mention.manner is Manner.FULL}
    return tuple(
        mention
        for mention in found
        if mention.surname in surnames or not _everyday(mention, paragraphs, lexicon)
    )


def _everyday(mention: NameMention, paragraphs: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether a bare word is likelier the everyday word than the surname."""
    bare = mention.manner is not Manner.FULL and not mention.given and not mention.role
    if not bare or mention.surname not in lexicon.everyday | lexicon.surnames:
        return False
    if mention.surname in lexicon.institutions or mention.surname in lexicon.surnames:
        return True
    return opens_sentence(paragraphs[mention.place.paragraph - 1], mention.place.start)


def _spots(number: int, text: str, run: Run, lexicon: Lexicon) -> Iterator[_Spot]:
    first = 0
    while first < len(run):
        if not _personal(run, first, lexicon):
            if len(run) == 1 and run[0].text in lexicon.surnames:
                yield _Spot(number, text, run, 0, 1)
            first += 1
            continue
        last = first + 1
        while last < len(run) and _personal(run, last, lexicon):
            last += 1
        if run[last - 1].kind is Kind.GIVEN and _titled_surname(run, last, lexicon):
            last += 1
        start = first
        while start < last and _opener(text, run, start, last, lexicon):
            start += 1
        if start < last:
            yield _Spot(number, text, run, start, last)
        first = last


def _personal(run: Run, at: int, lexicon: Lexicon) -> bool:
    kind = run[at].kind
    if "-" in run[at].text and len(run) > 1 and run[at].text.rpartition("-")[2] in lexicon.compounds:
        return False
    if kind is Kind.EITHER:
        follows = run[at + 1].kind if at + 1 < len(run) else None
        return follows in (Kind.UNKNOWN, Kind.GIVEN, Kind.INITIAL)
    return kind in PERSONAL


def _titled_surname(run: Run, at: int, lexicon: Lexicon) -> bool:
    """Whether the run ends with a title that is a surname here: John Major."""
    return at == len(run) - 1 and run[at].text in lexicon.surnames


def _opener(text: str, run: Run, at: int, last: int, lexicon: Lexicon) -> bool:
    word = run[at]
    if at or word.kind is Kind.GIVEN or (word.kind is Kind.EITHER and last > 2):
        return False
    common = word.text in lexicon.openers or (last > 1 and _PARTICIPLE.match(word.text) is not None)
    return common and opens_sentence(text, word.start)


def _mentions(spot: _Spot, lexicon: Lexicon) -> Iterator[NameMention]:
    if _is_thing(spot, lexicon):
        return
    words = spot.words
    alone = len(words) == 1
    use = _use(spot, lexicon)
    if alone and "-" in words[0].text:
        yield from _parts(spot, words[0], attributive=use is Manner.ATTRIBUTIVE, lexicon=lexicon)
    role, proven = _role(spot, lexicon)
    if alone and use is not Manner.ATTRIBUTIVE and _part_of_more(spot):
        return
    name = name_in(words, lexicon, proven=proven)
    if name is None or use is None:
        return
    if _holds_office(spot, lexicon) and not name.known:
        if not alone:
            return
        use = Manner.ATTRIBUTIVE
    regal = role is not None and alone and role.rpartition(" ")[2].lower() in lexicon.regal
    manner = use if use is Manner.ATTRIBUTIVE else Manner.FULL if name.known or regal else Manner.SURNAME
    yield _mention(spot, name, role, manner)


def _mention(spot: _Spot, name: Name, role: str | None, manner: Manner) -> NameMention:
    start = name.start
    inserted = "]" in (surface := spot.text[start : name.end]) and "[" not in surface
    if inserted and spot.text[start - 1 : start] == "[":
        start -= 1
    elif inserted:
        # [Colonel Yury] Budanov: the inserted words hold a role, so the surname alone is marked.
        start += surface.rindex("]") + 2
    return NameMention(
        given=name.given,
        surname=name.surname,
        role=role,
        manner=manner,
        surface=spot.text[start : name.end],
        place=Place(paragraph=spot.paragraph, start=start, end=name.end),
    )


def _parts(spot: _Spot, word: Word, *, attributive: bool, lexicon: Lexicon) -> Iterator[NameMention]:
    """The two persons of `the Yeltsin-Kuchma summit`, the one of `Yeltsin-era`."""
    parts = word.text.split("-")
    era = parts[-1] in lexicon.compounds
    if not era and not attributive and spot.next_word not in lexicon.attributed_verbs:
        return
    offset = word.start
    for part in parts[:1] if era else parts:
        if lexicon.kinds.get(part, Kind.UNKNOWN) in PERSONAL and part[0].isupper():
            name = Name(None, part, offset, offset + len(part), known=False)
            yield _mention(spot, name, None, Manner.ATTRIBUTIVE)
        offset += len(part) + 1


def _is_thing(spot: _Spot, lexicon: Lexicon) -> bool:
    """Whether the words name a ship, a street or a body rather than a person."""
    follower = spot.run[spot.last] if spot.last < len(spot.run) else None
    if follower is not None and not spot.words[-1].possessive and follower.kind is Kind.INSTITUTION:
        return follower.text not in lexicon.attributed_capitals
    if spot.next_word in lexicon.memorials and spot.next_word not in lexicon.attributed:
        return True
    titles = spot.run[: spot.first]
    if spot.last_word in lexicon.ships and all(word.kind is Kind.TITLE for word in titles):
        return True
    if spot.last_word == "the" and titles and all(word.text.lower() in lexicon.ranks for word in titles):
        return True
    start, end = spot.run[0].start, spot.words[-1].end
    if _FIRM.match(spot.text, end):
        return True
    return spot.text[start - 1 : start] in ('"', "“") and spot.text[end : end + 1] in ('"', "”")


def _use(spot: _Spot, lexicon: Lexicon) -> Manner | None:
    """ATTRIBUTIVE, SURNAME (for any plain use), or None where `the` makes it no name."""
    after = spot.next_word
    follower = spot.run[spot.last].text if spot.last < len(spot.run) else ""
    if spot.words[0].prefix or after in lexicon.attributed or follower in lexicon.attributed_capitals:
        return Manner.ATTRIBUTIVE
    if len(spot.words) > 1 or spot.first or spot.last_word.lower() not in ("the", "a", "an"):
        return Manner.SURNAME
    return Manner.ATTRIBUTIVE if after and after not in _FUNCTION else None


def _part_of_more(spot: _Spot) -> bool:
    """Whether a single word goes on into a place or a body: `New York`, `Glenn English`."""
    return spot.last < len(spot.run) and spot.run[spot.last].kind not in (Kind.TITLE, Kind.CALENDAR)


def _holds_office(spot: _Spot, lexicon: Lexicon) -> bool:
    """Whether a title follows: `Yabloko leader`, `Norilsk Nickel Chairman`."""
    if spot.last < len(spot.run):
        return spot.run[spot.last].kind is Kind.TITLE
    return spot.next_word in lexicon.titles


def _role(spot: _Spot, lexicon: Lexicon) -> tuple[str | None, bool]:
    """The role as printed, and whether it proves that a name follows it."""
    alone = len(spot.words) == 1
    first = spot.words[0]
    if alone and not (_titled(spot, lexicon) and spot.last_word != ","):
        return None, False
    if role := role_before(spot.text, first.start, lexicon):
        proven = _titled(spot, lexicon) and role.rpartition(" ")[2].lower() not in lexicon.weak
        plural = role.rpartition(" ")[2].lower() in lexicon.plurals
        return (None, proven) if plural else (None, False) if alone and not proven else (role, proven)
    if alone or spot.last < len(spot.run):
        return None, False
    role = role_after(spot.text, spot.words[-1].end, lexicon)
    return role, role is not None


def _titled(spot: _Spot, lexicon: Lexicon) -> bool:
    """Whether a title stands right before the words, or a comma that may set one off."""
    if spot.first:
        return spot.run[spot.first - 1].kind is Kind.TITLE or spot.run[spot.first - 1].text == "State"
    return spot.last_word.lower() in lexicon.titles or spot.last_word == ","
