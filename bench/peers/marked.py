"""A stretch of a stored text with the words that were found, for engines that make none of their own."""

from __future__ import annotations

from collections.abc import Sequence

from bench.peers.base import Question

AROUND = 100
"""Characters shown on each side."""


def words_of(question: Question) -> list[str]:
    return [word for clause in question["must"] for word in clause["words"]]


def snippet(text: str, words: Sequence[str]) -> str:
    """The surroundings of the first of the words that stands in the text as a word."""
    lower = text.lower()
    for word in words:
        at = _found(lower, word)
        if at >= 0:
            end = at + len(word)
            before, after = text[max(0, at - AROUND) : at], text[end : end + AROUND]
            return f"{before}<b>{text[at:end]}</b>{after}"
    return text[: 2 * AROUND]


def _found(text: str, word: str) -> int:
    """Where the word begins, -1 where it does not stand alone."""
    at = text.find(word)
    while at >= 0:
        begins = at == 0 or not text[at - 1].isalnum()
        if begins:
            return at
        at = text.find(word, at + 1)
    return -1
