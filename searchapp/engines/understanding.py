"""What a query's words also mean in one archive: other spellings of names, and synonyms.

A reader who types `Путин`, `Poutine` or `Kharazi` also finds what is printed Putin and Kharrazi; `=` asks
for the letters alone. The same for every engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from searchapp.engines.naming import Naming
from searchapp.errors import N_, Message
from searchapp.model.search import Notice
from searchapp.query.nodes import (
    DEEPEST,
    And,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Spellings,
    Term,
    nesting,
    unparse,
)
from searchapp.query.patterns import pattern
from searchapp.text.analyze import tokens, words

MOST_SPELLINGS = 16
"""Of one word; the most frequent are taken."""

Documents = Callable[[str], int]
"""In how many articles' bodies a folded word stands."""


class Understood(NamedTuple):
    """A question as one archive takes it."""

    node: Node
    """The tree to evaluate."""
    read_as: str
    """The same as text, for the reader."""
    notices: tuple[Notice, ...]


def understood(node: Node, naming: Naming, documents: Documents) -> Understood:
    """A parsed tree with all that its words mean."""
    wider = _Wider(naming, documents)
    meant = wider.of(node)
    shown = wider.shown(meant)
    read_as = unparse(shown if nesting(shown) <= DEEPEST else node)
    return Understood(meant, read_as, tuple(wider.notices()))


class _Wider:
    """Adds to a tree, and gathers what there is to say of it."""

    def __init__(self, naming: Naming, documents: Documents) -> None:
        self._naming = naming
        self._documents = documents
        self._others: dict[str, dict[str, None]] = {}
        """What each word that was typed was also searched as, in order."""

    def of(self, node: Node) -> Node:
        """A tree with spellings and synonyms."""
        match node:
            case And(nodes):
                return And(tuple(map(self.of, nodes)))
            case Or(nodes):
                return _either(map(self.of, nodes))
            case Not(child):
                return Not(self.of(child))
            case Field("title", Term() | Phrase() | Near() as value):
                return _either(Field("title", leaf) for leaf in self._leaves(value))
            case Term() | Phrase() | Near():
                return _either(self._leaves(node))
            case _:
                return node

    def shown(self, node: Node) -> Node:
        """The tree as it is told: a word's spellings beside it, those of a phrase's words left to notices."""
        match node:
            case And(nodes):
                return And(tuple(map(self.shown, nodes)))
            case Or(nodes):
                return _either(map(self.shown, nodes))
            case Not(child):
                return Not(self.shown(child))
            case Field("title", Term() as term):
                return _either(Field("title", each) for each in self._spelt(term))
            case Term():
                return _either(self._spelt(node))
            case _:
                return node

    def _leaves(self, leaf: Term | Phrase | Near) -> list[Term | Phrase | Near]:
        """The leaf with the spellings of its words, and its synonyms."""
        if not isinstance(leaf, Near) and leaf.exact:
            return [leaf]
        also = self._spellings(leaf)
        if isinstance(leaf, Near):
            return [Near(leaf.text, leaf.distance, _apart(leaf, also) if any(also) else ())]
        synonyms = self._naming.synonyms(leaf.text)
        if synonyms:
            self._tell(leaf.text, synonyms)
        known = type(leaf)(leaf.text, also=also if any(also) else ())
        return [known, *(Phrase(each) if len(words(each)) > 1 else Term(each) for each in synonyms)]

    def _spellings(self, leaf: Term | Phrase | Near) -> Spellings:
        """For each of its words, the archive's other spellings of the name that it is."""
        found = []
        for token in tokens(leaf.text):
            typed = leaf.text[token.start : token.end]
            spelt = self._naming.people.spellings(typed, self._documents)
            frequent = sorted(spelt, key=lambda word: (-self._documents(word), word))[:MOST_SPELLINGS]
            if frequent:
                self._tell(typed, map(self._naming.people.printed, frequent))
            found.append(tuple(frequent))
        return tuple(found)

    def _spelt(self, term: Term) -> list[Term]:
        if len(term.also) != 1:
            return [term]
        return [term, *(Term(self._naming.people.printed(word)) for word in term.also[0])]

    def _tell(self, typed: str, others: Iterable[str]) -> None:
        self._others.setdefault(typed, {}).update(dict.fromkeys(others))

    def notices(self) -> Iterator[Notice]:
        """A word with all that it was also searched as, word by word."""
        said = N_("“%(word)s” was also searched as %(others)s.")
        for typed, others in self._others.items():
            listed = ", ".join(f"“{each}”" for each in others)
            yield Notice(message=Message.of(said, word=typed, others=listed))


def _either(nodes: Iterable[Node]) -> Node:
    """One of some nodes is enough; alternatives of alternatives are alternatives."""
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, Or) else (node,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def _apart(leaf: Near, also: Spellings) -> Spellings:
    """No word is two of those that must be near each other."""
    tests = pattern(leaf).tests
    taken: set[str] = set()
    apart: list[tuple[str, ...]] = []
    for own, others in zip(tests, also, strict=True):
        free = [
            word
            for word in others
            if word not in taken and not any(test(word) for test in tests if test != own)
        ]
        if own not in tests[: len(apart)]:  # a word that is asked twice is one test
            taken.update(free)
        apart.append(tuple(free))
    first = dict(zip(reversed(tests), reversed(apart), strict=True))
    return tuple(first[test] for test in tests)
