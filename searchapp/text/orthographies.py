r"""How the languages that papers are written in spell the sounds of names.

Most names are read as English papers spell them, or as Cyrillic. What another language spells
differently is read its way as well, where its letters show that a word may be of it. Rules are written
as `Rules.of` takes them; what has become a capital is a sound, and no letter any more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from searchapp.text.name_sounds import Rules, without_marks

# What papers do not tell apart, whatever letters they write it with.
_SETTLED = (
    r"ii>i ii>i \bie>e (?<=[aoue])ie>e",  # Dudayev, Dudaev
    r"(?<=[SZC])o(?=v|rn)>e",  # Gorbachov, Gorbachev
    r"ou>u enka\b>enko \bm[ou]Xam+[ae]d>moXamad sain\b>sein",
    # A letter twice is one; but Sergeev is not Sergev.
    " ".join(f"{letter * 2}>{letter}" for letter in "aoubdfgklmnprstvzSZCTX"),
)

_VOWELS = (
    r"(?<=[iy])ne\b>n gu(?=[ei])>g",  # Poutine, Sergueï
    r"(?<=[bfmpv])yo(?=v)>ie (?<=[^\Waeiouy])yo>e",  # Vorobyov, Vorobiev; Seleznyov, Seleznev
    r"\bfio(?=d)>fe \bpiotr\b>petr",
    r"ow(?=h)>u ee(?!v|nk|h)>i oo>u y>i",  # Rowhani
)
_HISSES = (
    r"schi\b>ski shch>S stch>S (?<!t)sch>S sh>S",
    r"dzh>Z dj>Z zh>Z tsch>C tch>C ch>C cz>C ts>T tz>T",
)
_BREATHS = r"kh>X gh>g ph>f th>t dh>d (?<=[ae])h\b> h>X"  # Abdullah
_C = r"(?<=[vjdsz]i)c\b>C c(?=\w+i[cC]\b)>T ck>k c(?=[ei])>T c>k"  # Milosevic
_J = r"(?<=l)j\b> (?<=[bfklmpstvz])j>i j(?=[aeiou])>Z j>i"
_SINGLE = r"q>k x>ks w>v y>i der\b>dr dre\b>dr ff\b>v"  # Alexander, Aleksandr

ENGLISH = Rules.of(*_VOWELS, *_HISSES, _BREATHS, _C, _J, _SINGLE, *_SETTLED)

CYRILLIC = Rules.of(
    r"дж>Z ж>Z џ>Z ђ>Z ѓ>Z ҷ>Z ш>S щ>S ч>C ћ>C ќ>C ц>T х>X һ>X ҳ>X",
    r"ь(?=[еёє])>i ъ(?=[бвгдзклмнпрст])>a ь> ъ>",  # Първанов
    r"\bё>io е>e ё>e є>e э>e я>ia ю>iu љ\b>l љ>li њ>ni ѕ>dz",
    " ".join(
        f"{letter}>{sound}"
        for letter, sound in zip(
            "абвгґғдзийіїыјӣклмнңопрстуўүұӯфқөә", "abvgggdziiiiiiiklmnnoprstuvuuufkoa", strict=True
        )
    ),
    *_SETTLED,
)


_NONE = Rules(())


@dataclass(frozen=True)
class Orthography:
    """A language's way to spell sounds, and the letters that show that a word may be of it."""

    name: str
    evidence: re.Pattern[str]
    reading: Rules
    blurred: Rules = _NONE
    """Makes one of sounds that this language writes alike."""
    marked: Rules = _NONE
    """For marked letters that are more than the letter."""

    def sounds(self, words: str) -> str:
        """Words as this language reads them, as far as it tells their sounds apart."""
        return self.blurred(self.reading(without_marks(self.marked(words))))


FRENCH = Orthography(
    "fr",
    re.compile(r"ou|[éèêëïîâô]|tch|ine\b|gu[eiéï]|j|chvili|chidz"),
    Rules.of(
        *_VOWELS, r"chtch>S tch>C sch>S ch>S dj>Z j>Z c(?=[ei])>s", *_HISSES, _BREATHS, _C, _SINGLE, *_SETTLED
    ),
    marked=Rules.of("ç>s"),
)
GERMAN = Orthography(
    "de",
    re.compile(r"w|sch|(?<=[^\Waeou])j|\bj(?=[aeu]\w*(?:in|[eo]v|sk[iy]|enko|uk)\b)|chr|[aou]ch\b|dse\b"),
    Rules.of(
        r"schtsch>S tsch>C dsch>Z sch>S ch>X ph>f th>t h>X tz>T ts>T (?<=[lnr])z\b>s z>T",
        r"(?<=[^\Waeiou])jo>e oe>o j>i ck>k c>k",
        _SINGLE,
        *_SETTLED,
    ),
    blurred=Rules.of("sX>S Z>S z>s"),  # Maschadow, Luschkow, Beresowski
)
SPANISH = Orthography(
    "es",
    re.compile(r"[áíóúñ]|j(?![aeiou])"),
    Rules.of(*_VOWELS, "j>X", *_HISSES, _BREATHS, _C, _SINGLE, *_SETTLED),
)
POLISH = Orthography(
    "pl",
    re.compile(r"(?:\b|[bcdgkpstwz])rz|sz|cz|[łśńżźąę]|wsk"),
    Rules.of(r"rz>Z sz>S cz>C ch>X h>X c>T (?<=[^\Waeiouy])ie>e j>i", _SINGLE, *_SETTLED),
    marked=Rules.of("ą>on ę>en"),
)
BALKAN = Orthography(
    "balkan",
    re.compile(r"ica?\b|lj\b"),
    Rules.of(r"dz>z dj>z lj\b>l j>i h>X", _SINGLE, *_SETTLED),
    blurred=Rules.of("dz>z S>s Z>z C>c T>c"),  # Draskovic without its marks
)
OTHERS = (FRENCH, GERMAN, SPANISH, POLISH, BALKAN)


@dataclass(frozen=True)
class Swap:
    """Letters that some languages use for the sound of others; the rest is read as ever."""

    letters: re.Pattern[str]
    instead: str
    reading: Rules = ENGLISH


SWAPS = (
    Swap(re.compile(r"(?<![cdgkpst])h(?=\w)"), "g"),  # Hrytsenko, Gritsenko; Huseinov, Guseinov
    Swap(re.compile("q"), "g"),  # Qaddafi, Gaddafi
    Swap(re.compile("c(?=[eiy])"), "C"),  # Ciller
    Swap(re.compile("c(?=[aeiouy])"), "Z"),  # Ecevit
    Swap(re.compile("c(?=[eiy])(?!.*ic$)"), "s"),
    Swap(re.compile("дз(?=[еёіьюя])"), "д", CYRILLIC),  # Лебедзь
    Swap(re.compile("ц(?=[еёіьюя])"), "т", CYRILLIC),  # Пуцін
)
