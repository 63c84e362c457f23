"""What mentions of one text tell about each other: who acts, who is listed with whom, who is whose relative.

Works on mentions already read. It makes some candidates certain, hands a plural's role on to the names
behind the first, and reads given names that share a surname with somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from searchapp.extract.lexicon import Kind, Lexicon
from searchapp.model.draft import Manner, NameMention

_NEXT = re.compile(r" ([a-z]+)\b")
_FATE = re.compile(r"\b([a-z]+) of $")
_SETTLED = re.compile(
    r"(?:['’]s)?(?:[,.;:)]| (?:was|is|were|had|has|will|would|by|in|on|at|and|who|that|after|before)\b)"
)
_LISTED = re.compile(r",? and |, ")
_IN_LIST = re.compile(r", (?=[A-Z])|,? and (?=[A-Z])")
_SIBLINGS = re.compile(
    r"\b(?:(?:brothers|sisters) ([A-Z][\w'’-]+)|([A-Z][\w'’-]+) (?:brothers|sisters)), "
    r"(?:[A-Z][\w'’-]+(?:, | and ))?$"
)
_RELATIVE = re.compile(r"\b([a-z]+)(?:, | )$")
_PLURAL_KIN = re.compile(r"\b(?:brothers|sisters|sons|daughters|twins|spouses)(?: of| to)? $")


def in_company(
    paragraphs: Sequence[str], mentions: Sequence[NameMention], lexicon: Lexicon
) -> list[NameMention]:
    """The mentions as their company shows them, with those of relatives named without a surname."""
    acting = {m.surname for m in mentions if _acts(paragraphs[m.place.paragraph - 1], m, lexicon)}
    told: list[NameMention] = []
    before: NameMention | None = None
    for mention in mentions:
        text = paragraphs[mention.place.paragraph - 1]
        now = _certain(text, mention, acting, lexicon)
        now = _with_shared_role(text, before, now, lexicon)
        told.append(now)
        before = now if now.given else before
    return told + list(_relatives(paragraphs, told, lexicon))


def heads_list(text: str, mention: NameMention, following: NameMention | None) -> bool:
    """Whether the mention begins a list of names: `Bush, Putin and Blair spoke`."""
    if following is None or following.place.paragraph != mention.place.paragraph:
        return False
    first = _IN_LIST.match(text, mention.place.end)
    if first is None or first.end() != following.place.start:
        return False
    return "and" in first[0] or _IN_LIST.match(text, following.place.end) is not None


def _acts(text: str, mention: NameMention, lexicon: Lexicon) -> bool:
    """Whether a bare surname does what only people do: said, asked, wept."""
    if mention.given or mention.manner is not Manner.SURNAME:
        return False
    verb = _NEXT.match(text, mention.place.end)
    return verb is not None and verb[1] in lexicon.speech


def _certain(text: str, mention: NameMention, acting: set[str], lexicon: Lexicon) -> NameMention:
    """A candidate as a full name where its surname acts elsewhere, or where it is said what became of it."""
    if not mention.given or mention.manner is not Manner.SURNAME:
        return mention
    start, end = mention.place.start, mention.place.end
    fate = _FATE.search(text, max(0, start - 25), start)
    suffered = fate is not None and fate[1] in lexicon.fates and _SETTLED.match(text, end)
    return replace(mention, manner=Manner.FULL) if suffered or mention.surname in acting else mention


def _with_shared_role(
    text: str, before: NameMention | None, mention: NameMention, lexicon: Lexicon
) -> NameMention:
    """The mention with the role that a plural gives to every name of its list."""
    if before is None or before.role is None or mention.role or not mention.given:
        return mention
    if before.place.paragraph != mention.place.paragraph:
        return mention
    joined = _LISTED.fullmatch(text, before.place.end, mention.place.start)
    if joined is None or not _has_plural(text, before, lexicon):
        return mention
    return replace(mention, role=before.role)


def _has_plural(text: str, mention: NameMention, lexicon: Lexicon) -> bool:
    """Whether the names up to this one stand behind a plural, as far as a line back."""
    low = max(0, mention.place.start - 150)
    words = re.findall(r"[A-Za-z-]+", text[low : mention.place.start])
    title = (mention.role or "").rpartition(" ")[2].lower()
    return any(lexicon.singular.get(word.lower()) == title for word in words)


def _relatives(
    paragraphs: Sequence[str], mentions: Sequence[NameMention], lexicon: Lexicon
) -> Iterator[NameMention]:
    """Given names without a surname: `the brothers Magomed and Nadir Khachin`, `His son Ramzan`."""
    owner: NameMention | None = None
    for before, mention, following in zip((None, *mentions), mentions, (*mentions[1:], None), strict=False):
        text = paragraphs[mention.place.paragraph - 1]
        if mention.given:
            owner = mention
        elif lexicon.kinds.get(mention.surname) is Kind.GIVEN and mention.manner is Manner.SURNAME:
            if siblings := _siblings(text, mention):
                yield _with_surname(mention, siblings, Manner.FULL)
            elif following is not None and _sharing(text, mention, following):
                sure = _are_kin(text, mention) and following.manner is Manner.FULL
                yield _with_surname(mention, following.surname, Manner.FULL if sure else Manner.SURNAME)
            elif _is_relative(text, mention, lexicon) and (
                whose := _possessor(text, before, mention) or owner
            ):
                yield _with_surname(mention, whose.surname, Manner.SURNAME)


def _sharing(text: str, mention: NameMention, following: NameMention) -> bool:
    """Whether a full name follows whose surname is meant as well: `Mikhail and Raisa Gorbachev`."""
    if not following.given or " " in following.given:
        return False
    if following.place.paragraph != mention.place.paragraph:
        return False
    return text[mention.place.end : following.place.start] == " and "


def _siblings(text: str, mention: NameMention) -> str | None:
    """The surname of `the brothers Chernin, Mikhail and Lev` or `the Chernin brothers, Mikhail and Lev`."""
    start = mention.place.start
    found = _SIBLINGS.search(text, max(0, start - 60), start)
    return (found[1] or found[2]) if found else None


def _are_kin(text: str, mention: NameMention) -> bool:
    start = mention.place.start
    return _PLURAL_KIN.search(text, max(0, start - 20), start) is not None


def _is_relative(text: str, mention: NameMention, lexicon: Lexicon) -> bool:
    """Whether a relative is named: `his son Ramzan`, `the widow, Myroslava`."""
    start = mention.place.start
    found = _RELATIVE.search(text, max(0, start - 20), start)
    return found is not None and found[1] in lexicon.kin


def _possessor(text: str, before: NameMention | None, mention: NameMention) -> NameMention | None:
    """The mention before it, where it is named as the owner: `Zakharenko's wife, Olga`."""
    if before is None:
        return None
    near = before.place.paragraph == mention.place.paragraph and mention.place.start - before.place.end < 40
    owns = near and text[before.place.end : before.place.end + 2] in ("'s", "’s", "´s")
    return before if owns else None


def _with_surname(mention: NameMention, surname: str, manner: Manner) -> NameMention:
    return NameMention(
        given=mention.surname,
        surname=surname,
        manner=manner,
        surface=mention.surface,
        place=mention.place,
    )
