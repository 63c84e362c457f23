"""English words that hold a sentence together and say little of what it is about.

A question asked in whole sentences (`what problems are there in ...`) is full of them; they are rare enough
in articles to outweigh the words that matter. `us`, `it`, `may` and `mine` are not among them: readers mean
a country, a trade, a month and a weapon.
"""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    # pronouns
    "i me my myself we our ours ourselves you your yours yourself him himself her hers herself itself "
    "them theirs themselves these those there here "
    # of questions
    "what who whom whose when where why how whether "
    # verbs that help others
    "am being do does did doing done having can could would should might must shall ought let lets "
    # joining clauses
    "if then else than so such because while although though unless until since however therefore "
    "thus hence "
    # places and ways
    "about above after again against among before behind below beneath beside besides between beyond during "
    "except inside into near onto outside over through throughout toward towards under underneath upon "
    "within without per via up down out off "
    # how many, and how
    "all any both each either every few many more most much neither none no nor other another others some "
    "several same own only very too also just even still yet ever never always often "
    "etc eg ie".split()
)
"""Folded. Stop words, which are not searched at all beside others, are in `text.analyze`."""
