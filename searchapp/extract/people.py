"""Who is named in one text, as far as the text alone tells: full names, surnames, attributive uses.

Some of it is only a candidate, for the whole archive to confirm or drop: a mention of manner SURNAME is a
capitalised word that may be a surname, or, with a given name, two words that may be a full name.
"""

from __future__ import annotations

from collections.abc import Iterator

from searchapp.extract.company import heads_list, in_company
from searchapp.extract.lexicon import PERSONAL, Kind, Lexicon
from searchapp.extract.names import Name, name_in
from searchapp.extract.runs import Word, opens_sentence, runs
from searchapp.extract.spots import (
    Spot,
    is_part_of_more,
    is_stranger,
    is_thing,
    precedes_title,
    role_of,
    spots,
    use_of,
)
from searchapp.model.article import Place
from searchapp.model.draft import Manner, NameMention


def name_mentions(paragraphs: tuple[str, ...], lexicon: Lexicon) -> tuple[NameMention, ...]:
    """Every mention in order; an everyday word only where the text elsewhere shows it to be a surname."""
    found = [
        mention
        for number, text in enumerate(paragraphs, start=1)
        for run in runs(text, lexicon)
        for spot in spots(text, run, lexicon)
        for mention in _mentions(number, spot, lexicon)
    ]
    following = [*found[1:], None]
    surnames = {
        mention.surname
        for mention, after in zip(found, following, strict=False)
        if not _is_everyday(mention, after, paragraphs, lexicon)
    }
    return tuple(
        in_company(paragraphs, [mention for mention in found if mention.surname in surnames], lexicon)
    )


def _is_everyday(
    mention: NameMention, following: NameMention | None, paragraphs: tuple[str, ...], lexicon: Lexicon
) -> bool:
    """Whether a bare word is likelier the everyday word than the surname."""
    bare = mention.manner is not Manner.FULL and not mention.given and mention.role is None
    title = mention.surname in lexicon.surnames
    if not bare or not (title or mention.surname in lexicon.everyday):
        return False
    if title or mention.surname in lexicon.institutions:
        return True
    text = paragraphs[mention.place.paragraph - 1]
    # Behind a semicolon nothing owes its capital to its place.
    start = mention.place.start
    opening = opens_sentence(text, start) and text[max(0, start - 2) : start] != "; "
    return opening and not heads_list(text, mention, following)


def _mentions(number: int, spot: Spot, lexicon: Lexicon) -> tuple[NameMention, ...]:
    if is_thing(spot, lexicon):
        return ()
    use, alone = use_of(spot, lexicon), len(spot.words) == 1
    whole = _whole(number, spot, use, lexicon)
    if not (alone and "-" in spot.words[0].text):
        return whole
    return (*_parts(number, spot, attributive=use is Manner.ATTRIBUTIVE, lexicon=lexicon), *whole)


def _whole(number: int, spot: Spot, use: Manner | None, lexicon: Lexicon) -> tuple[NameMention, ...]:
    """What all words of the spot name together."""
    alone = len(spot.words) == 1
    if use is None or (alone and use is not Manner.ATTRIBUTIVE and is_part_of_more(spot)):
        return ()
    role, proven = role_of(spot, lexicon)
    name = name_in(spot.words, lexicon, proven=proven)
    if name is None:
        return ()
    if not name.known and precedes_title(spot, lexicon):
        if not alone:
            return ()
        use = Manner.ATTRIBUTIVE
    regal = role is not None and alone and role.rpartition(" ")[2].lower() in lexicon.regal
    full = name.known or regal or is_stranger(spot, lexicon)
    manner = use if use is Manner.ATTRIBUTIVE else Manner.FULL if full else Manner.SURNAME
    return (_mention(number, spot.text, name, role, manner),)


def _mention(number: int, text: str, name: Name, role: str | None, manner: Manner) -> NameMention:
    start = name.start
    inserted = "]" in (surface := text[start : name.end]) and "[" not in surface
    if inserted and text[start - 1 : start] == "[":
        start -= 1
    elif inserted:
        # [Colonel Yury] Budanov: the inserted words hold a role, so the surname alone is marked.
        start += surface.rindex("]") + 2
    return NameMention(
        given=name.given,
        surname=name.surname,
        role=role,
        manner=manner,
        surface=text[start : name.end],
        place=Place(paragraph=number, start=start, end=name.end),
    )


def _parts(number: int, spot: Spot, *, attributive: bool, lexicon: Lexicon) -> Iterator[NameMention]:
    """The two persons of `the Yeltsin-Kuchma summit`, the one of `Yeltsin-era`."""
    word: Word = spot.words[0]
    parts = word.text.split("-")
    compound = parts[-1] in lexicon.compounds
    if not compound and not attributive and spot.next_word not in lexicon.attributed_verbs:
        return
    offset = word.start
    for part in parts[:1] if compound else parts:
        if lexicon.kinds.get(part, Kind.UNKNOWN) in PERSONAL and part[0].isupper():
            name = Name(None, part, offset, offset + len(part), known=False)
            yield _mention(number, spot.text, name, None, Manner.ATTRIBUTIVE)
        offset += len(part) + 1
