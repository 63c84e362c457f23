"""What a question asks in parts: the words, of which an article may have some, and the conditions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from searchapp.query.nodes import And, Dates, Everything, Field, Leaf, Node, Not, Or


class Parts(NamedTuple):
    """The nodes of which all must match, in two kinds, each in the reader's order."""

    words: tuple[Node, ...]
    """Words, phrases and alternatives of them: what an article can have most of."""
    conditions: tuple[Node, ...]
    """Fields, days, and what must not match: they hold however many of the words an article has."""

    @classmethod
    def of(cls, node: Node) -> Parts:
        """Of a whole question."""
        nodes = node.nodes if isinstance(node, And) else (node,)
        conditions = tuple(each for each in nodes if is_condition(each))
        return cls(tuple(each for each in nodes if each not in conditions), conditions)


def is_condition(node: Node) -> bool:
    """Whether it says which articles are meant rather than what they are about."""
    return isinstance(node, Dates | Not) or (isinstance(node, Field) and node.name != "title")


def any_of(node: Node) -> Node:
    """The same question with one of its words enough."""
    words, conditions = Parts.of(node)
    if len(words) <= 1:
        return node
    return joined((Or(words), *conditions))


def joined(nodes: tuple[Node, ...]) -> Node:
    """What all of some nodes match; at least one."""
    return nodes[0] if len(nodes) == 1 else And(nodes)


def without_each(node: Node) -> list[tuple[Node, Node]]:
    """Each part of a question that has several, and the question without it."""
    if not isinstance(node, And):
        return []
    return [
        (left_out, joined(tuple(each for each in node.nodes if each is not left_out)))
        for left_out in node.nodes
    ]


def searched(node: Node) -> Iterator[Leaf | Field]:
    """What is looked for in texts, printed titles among them, in the reader's order."""
    match node:
        case And(nodes) | Or(nodes):
            for child in nodes:
                yield from searched(child)
        case Not(child):
            yield from searched(child)
        case _ if isinstance(node, Leaf) or (isinstance(node, Field) and node.name == "title"):
            yield node


def without(node: Node, left_out: Collection[Node]) -> Node:
    """A tree that asks nothing of some of its leaves; everything, where it asks nothing else."""
    return _without(node, left_out) or Everything()


def _without(node: Node, left_out: Collection[Node]) -> Node | None:
    match node:
        case And(nodes) | Or(nodes):
            rest = tuple(each for child in nodes if (each := _without(child, left_out)) is not None)
            return type(node)(rest) if len(rest) > 1 or not nodes else rest[0] if rest else None
        case Not(child):
            rest_of_child = _without(child, left_out)
            return None if rest_of_child is None else Not(rest_of_child)
        case _:
            return None if node in left_out else node
