"""Texts in which words stand in all the ways that the analyzer treats differently."""

from __future__ import annotations

from hypothesis import strategies as st

PRINTED = (
    "Iran", "IRAN", "Iranian", "Iran's", "Iran’s", "‘Iran’", "“Iran”", "(Iran)", "Iran,", "Iran-", "İran",
    "Irán", "nuclear", "nucleus", "nuclaer", "U.S.", "U.S", "u.s.", "U.S.'s", "U.S’s", "U.S.-led",
    "U.S.based", "U.Sx", "US", "us", "s", "u", "U.S.S.R.", "a.b", "3.5", "p.m.", "Itar-Tass", "Itar—Tass",
    "tass", "B-52", "El'za", "El’za", "Elza", "d’Estaing’s", "rock’n’roll", "'s", "’s", "s’", "x’’y",
    "evil", "évil", "e\u0301vil", "evil\u0301", "e\u0301\u0302’vil", "\u0301", "axis", "of", "the", "The",
    "happy", "happily", "dying", "die", "possibility", "possible", "hoping", "hope", "skies", "sky",
    "Путин", "путин’s", "чай", "чаи\u0306", "ﬁne", "fine", "ſee", "see", "\u212aiev", "kiev", "Straße",
    "strasse", "ʼ", "´", "aʼb", "bʼ", "snake_case", "_", "x²", "٣", "x" * 50, "Mr.", "Gen.", "St.", "A.",
    "می\u200cخواهد", "كتاب", "مُحَمَّد", "co\u00adoperation", "a\u200c’s", "\u200d",
    "no.", "?", "??", "|", "`", "…", "\u037a", "𝒜bc", "\x00",
)  # fmt: skip
"""Words and what is no word."""

SEPARATORS = (
    " ", " ", " ", " ", " ", "", ", ", ". ", ".” ", "! ", "?) ", "—", "-", "\u00a0", "\u2028", "\x1c", "\n",
    "\t", "  ", "\u200c", "\u00ad",
)  # fmt: skip

FEW = ("Iran’s", "axis", "of", "évil", "U.S.", "—", "Itar-Tass")
"""So few that texts have much in common."""


def _joined(printed: tuple[str, ...]) -> st.SearchStrategy[str]:
    parts = st.tuples(st.sampled_from(printed), st.sampled_from(SEPARATORS)).map("".join)
    return st.lists(parts, max_size=30).map("".join)


_letters = st.text("aAsSuU.’' ?`´-_|é\u0301\u200c\u064eЖ“”\n\u00a0ʼ1", max_size=30)

texts = _joined(PRINTED) | _joined(FEW) | _letters | st.text(max_size=20)
paragraphs = st.lists(texts, max_size=4)
