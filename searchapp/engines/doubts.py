"""Did you mean: what a query that finds little would find with its doubtful words spelled otherwise.

Words come from the archive alone, each suggestion says how many articles it finds, and nothing is ever
corrected unasked. The same for every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from searchapp.engines.vocabulary import Vocabulary
from searchapp.model.search import SearchQuery, Suggestion
from searchapp.query.lexer import Kind, Lexeme, lexemes
from searchapp.query.patterns import edits_allowed
from searchapp.text.analyze import STOP_WORDS, tokens
from searchapp.text.keyboard import retyped_right
from searchapp.text.spelling import corrections

THIN = 3
"""Articles up to which a reader may have meant something else."""

MOST_SUGGESTIONS = 3
_MOST_DOUBTED = 3
"""Words of a query that are looked at, the first ones: each costs a walk through all words."""

Total = Callable[[SearchQuery], int]


class _Doubted(NamedTuple):
    """A stretch of the query's text, and the words that may be meant by it, the likeliest first."""

    start: int
    end: int
    meant: Sequence[str]


def suggestions_for(query: SearchQuery, vocabulary: Vocabulary, total: Total) -> tuple[Suggestion, ...]:
    """Other texts that find something under the same filters, at most three."""
    found = []
    for text in dict.fromkeys(_texts(query.q, vocabulary)):
        count = total(replace(query, q=text, page=1))
        if count:
            found.append(Suggestion(text=text, count=count))
        if len(found) == MOST_SUGGESTIONS:
            break
    return tuple(found)


def _texts(q: str, vocabulary: Vocabulary) -> Iterator[str]:
    """The query typed on another keyboard; with every doubtful word corrected; with others of the words."""

    def is_known(word: str) -> bool:
        return vocabulary.documents(word) > 0 or _is_a_name(word, vocabulary)

    other_keys = retyped_right(q, is_known)
    if other_keys is not None:
        yield other_keys
    doubted = list(_doubted(q, vocabulary))
    if not doubted:
        return
    yield _replaced(q, [(each.start, each.end, each.meant[0]) for each in doubted])
    for each in doubted:
        others = [(other.start, other.end, other.meant[0]) for other in doubted if other is not each]
        for word in each.meant[1:]:
            yield _replaced(q, [*others, (each.start, each.end, word)])
    if len(doubted) > 1:
        for each in doubted:
            yield _replaced(q, [(each.start, each.end, each.meant[0])])


def _replaced(q: str, words: Sequence[tuple[int, int, str]]) -> str:
    for start, end, word in sorted(words, reverse=True):
        q = q[:start] + word + q[end:]
    return q


def _doubted(q: str, vocabulary: Vocabulary) -> Iterator[_Doubted]:
    """The plain words of the text that the archive does not have, or has much less than one near them."""
    looked_at = 0
    for lexeme in lexemes(q):
        for start, end, word in _plain_words(q, lexeme):
            if not edits_allowed(word) or word in STOP_WORDS or looked_at == _MOST_DOUBTED:
                continue
            known = sum(map(vocabulary.documents, vocabulary.forms(word)))
            if known > THIN or _is_a_name(q[start:end], vocabulary):
                continue
            looked_at += 1
            near = vocabulary.near(word, edits_allowed(word))
            meant = corrections(word, near, documents=known, limit=MOST_SUGGESTIONS)
            if meant:
                yield _Doubted(start, end, [each.word for each in meant])


def _is_a_name(typed: str, vocabulary: Vocabulary) -> bool:
    """Whether it is searched in the archive's own spellings already."""
    return bool(vocabulary.naming.people.spellings(typed, vocabulary.documents))


def _plain_words(q: str, lexeme: Lexeme) -> Iterator[tuple[int, int, str]]:
    """The words of a token that are asked for in any form: no field's value, beginning or exact word."""
    if lexeme.kind not in (Kind.WORD, Kind.QUOTED) or lexeme.exact or lexeme.field not in (None, "title"):
        return
    if lexeme.kind is Kind.WORD and lexeme.text.endswith(("*", "~")):
        return
    first = q.index(lexeme.text, lexeme.start)
    for token in tokens(lexeme.text):
        if not token.word.isdecimal():
            yield first + token.start, first + token.end, token.word
