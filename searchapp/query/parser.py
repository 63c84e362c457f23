"""A reader's text to a query tree: total, forgiving, and open about what it forgave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from searchapp.errors import N_
from searchapp.model.search import Notice
from searchapp.query.leaves import Leaves
from searchapp.query.lexer import Kind, Lexeme, lexemes
from searchapp.query.nodes import DEEPEST, NOTHING, And, Everything, Node, Not, Or, Term
from searchapp.text.analyze import STOP_WORDS, words

MOST_TERMS = 32


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as it was read, and what there is to say about it."""

    node: Node
    notices: tuple[Notice, ...] = ()
    absolute: str = ""
    """The text with its relative dates replaced by the days they mean."""


def parse(text: str, today: date | None = None) -> Parsed:
    """The tree of a text. Only an empty text is everything; `today` gives relative dates a meaning."""
    if not text.strip():
        return Parsed(Everything(), absolute=text)
    return _parse(text, today)


def absolute(text: str, today: date) -> str:
    """A query's text without relative dates: it means the same tomorrow."""
    return parse(text, today).absolute


@lru_cache(maxsize=1024)
def _parse(text: str, today: date | None) -> Parsed:
    reader = _Reader(list(lexemes(text)), Leaves(today))
    node = reader.read()
    if node is None:
        reader.note(N_("There is no word to search for in this."))
        return Parsed(NOTHING, tuple(reader.leaves.notices), text)
    if _only_stop_words(node):
        reader.note(N_("These words are on almost every page; they were searched all the same."))
    rewritten = text
    for start, end, dates in reversed(reader.leaves.rewritten):
        rewritten = rewritten[:start] + dates + rewritten[end:]
    return Parsed(node, tuple(reader.leaves.notices), rewritten)


class _Reader:
    """Recursive descent over the tokens; every token is used, whatever their order."""

    def __init__(self, found: Sequence[Lexeme], leaves: Leaves) -> None:
        self.found = found
        self.leaves = leaves
        self.at = 0
        self.depth = 0
        self.negations = 0
        self.terms = 0

    def note(self, text: str, lexeme: Lexeme | None = None, /, **params: object) -> None:
        self.leaves.note(text, lexeme, **params)

    def read(self) -> Node | None:
        nodes = []
        while self.at < len(self.found):
            nodes.append(self.alternatives())
            if self.at < len(self.found):
                self.note(N_("A closing bracket without an opening one was ignored."), self.found[self.at])
                self.at += 1
        return self.all_of(nodes)

    def alternatives(self) -> Node | None:
        """Groups joined by OR."""
        nodes = [self.group()]
        while self.next_is(Kind.OR):
            operator = self.found[self.at]
            self.at += 1
            following = self.group()
            if nodes[-1] is None or following is None:
                self.note(N_("An OR without a word on both sides was ignored."), operator)
            nodes.append(following)
        found = [node for node in nodes if node is not None]
        if len(found) <= 1:
            return found[0] if found else None
        flat = [inner for node in found for inner in (node.nodes if isinstance(node, Or) else (node,))]
        return Or(tuple(flat))

    def group(self) -> Node | None:
        """Operands side by side: all of them must match."""
        nodes: list[Node | None] = []
        while self.at < len(self.found) and self.found[self.at].kind not in (Kind.OR, Kind.CLOSE):
            nodes.append(self.operand())
        return self.all_of(nodes)

    def all_of(self, nodes: Sequence[Node | None]) -> Node | None:
        found = [node for node in nodes if node is not None]
        flat = [inner for node in found for inner in (node.nodes if isinstance(node, And) else (node,))]
        kept = self.without_stop_words(flat)
        return And(tuple(kept)) if len(kept) > 1 else kept[0] if kept else None

    def without_stop_words(self, nodes: list[Node]) -> list[Node]:
        """Words on almost every page say nothing beside others; alone they are searched.

        Within a negation they stay: without them more would be excluded than was asked.
        """
        others = [node for node in nodes if not _is_stop_word(node)]
        if self.negations % 2 or all(isinstance(node, Not) for node in others):
            return nodes
        for node in nodes:
            if isinstance(node, Term) and _is_stop_word(node):
                self.note(
                    N_("“%(word)s” is on almost every page, so it was not searched on its own."),
                    word=node.text,
                )
        return others

    def operand(self) -> Node | None:
        lexeme = self.found[self.at]
        self.at += 1
        if lexeme.kind is Kind.NOT:
            return self.negated(lexeme)
        if lexeme.kind is Kind.AND:
            return None
        if lexeme.kind is Kind.OPEN:
            return self.bracketed(lexeme)
        self.terms += 1
        if self.terms > MOST_TERMS:
            if self.terms == MOST_TERMS + 1:
                self.note(N_("Only the first %(most)s words were searched."), lexeme, most=MOST_TERMS)
            return None
        return self.leaves.leaf(lexeme)

    def negated(self, operator: Lexeme) -> Node | None:
        negations = 1
        while self.next_is(Kind.NOT):
            self.at += 1
            negations += 1
        if self.at >= len(self.found) or self.found[self.at].kind in (Kind.OR, Kind.CLOSE):
            self.note(N_("A NOT without a word after it was ignored."), operator)
            return None
        self.negations += negations
        node = self.operand()
        self.negations -= negations
        if node is None or negations % 2 == 0:
            return node
        return node.node if isinstance(node, Not) else Not(node)

    def bracketed(self, opening: Lexeme) -> Node | None:
        if self.depth >= DEEPEST:
            self.note(N_("Brackets deeper than %(most)s were ignored."), opening, most=DEEPEST)
            return None
        self.depth += 1
        node = self.alternatives()
        self.depth -= 1
        if self.next_is(Kind.CLOSE):
            self.at += 1
        else:
            self.note(N_("An open bracket was closed at the end."), opening)
        return node

    def next_is(self, kind: Kind) -> bool:
        return self.at < len(self.found) and self.found[self.at].kind is kind


def _is_stop_word(node: Node) -> bool:
    return isinstance(node, Term) and not node.exact and words(node.text)[:2] in _STOPPED


def _only_stop_words(node: Node) -> bool:
    """Whether a tree asks for words, and for none that says something."""
    if isinstance(node, And | Or):
        asked = [child for child in node.nodes if not isinstance(child, Not)]
        return bool(asked) and all(_only_stop_words(child) for child in asked)
    return _is_stop_word(node)


_STOPPED = {(word,) for word in STOP_WORDS}
