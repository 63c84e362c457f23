"""What an engine knows of one article to an explanation: the part that is the same for every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from searchapp.engines.answer import Reading
from searchapp.engines.bm25 import TEXT_FIELDS, weighted_frequency
from searchapp.engines.plain_scoring import steps_between
from searchapp.engines.texts import indexed_words
from searchapp.engines.weighing import Asked, Pair, Weighed, weighed
from searchapp.model.article import Article
from searchapp.model.explanation import Explanation, FieldShare, NearShare, WordShare
from searchapp.model.search import SearchQuery
from searchapp.query.nodes import And, Field, Leaf, Node, Or, unparse
from searchapp.query.patterns import pattern
from searchapp.text.analyze import Token

_Texts = Mapping[str, Sequence[Token]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What an engine knows of an article."""

    article: Article
    found: bool
    """Whether it is among the answers."""
    has: Callable[[Node], bool]
    """Whether it matches a part of the question."""
    passes: Callable[[SearchQuery], bool]
    """Whether it passes the filters of a question."""
    amounts: Callable[[Weighed], Iterable[float]]
    """What each part adds to its score, 0 for what is not in it."""
    norm: Callable[[str], float]
    """What frequencies in a field of it are divided by."""


def explanation(query: SearchQuery, reading: Reading, evidence: Evidence) -> Explanation:
    """Why the article is found, or is not."""
    parts, texts = weighed(reading.node), indexed_words(evidence.article)
    amounts = list(evidence.amounts(parts))
    score = 0.0
    for amount in amounts:  # `sum` may round otherwise
        score += amount
    words = zip(parts.leaves, amounts, strict=False)
    near = zip(parts.pairs, amounts[len(parts.leaves) :], strict=True)
    return Explanation(
        id=evidence.article.id,
        read_as=reading.read_as,
        found=evidence.found,
        score=score,
        words=tuple(_word(asked, amount, texts, evidence) for asked, amount in words if amount),
        near=tuple(_near(pair, amount, texts) for pair, amount in near if amount),
        missing=tuple(dict.fromkeys(_missing(reading.node, evidence))),
        filters=tuple(_filters(query, evidence)),
    )


def _word(asked: Asked, amount: float, texts: _Texts, evidence: Evidence) -> WordShare:
    fields = (asked.limited,) if asked.limited else TEXT_FIELDS
    occurrences = {name: pattern(asked.leaf).frequency(texts[name]) for name in fields}
    weighted = {
        name: weighted_frequency(float(count), name, evidence.norm(name))
        for name, count in occurrences.items()
        if count
    }
    whole = sum(weighted.values())
    return WordShare(
        text=_text(asked.leaf, asked.limited),
        weight=asked.weight,
        amount=amount,
        fields=tuple(
            FieldShare(field=name, occurrences=occurrences[name], amount=amount * part / whole)
            for name, part in weighted.items()
        ),
    )


def _near(pair: Pair, amount: float, texts: _Texts) -> NearShare:
    found = [(steps, name) for name in pair.fields if (steps := steps_between(pair, texts[name]))]
    steps, field = min(found, key=lambda each: each[0])
    return NearShare(
        texts=(_text(pair.first, pair.limited), _text(pair.second, pair.limited)),
        field=field,
        steps=steps,
        amount=amount,
    )


def _text(leaf: Leaf, limited: str | None) -> str:
    return unparse(Field(limited, leaf) if limited else leaf)


def _missing(node: Node, evidence: Evidence) -> Iterator[str]:
    """The words that it does not have, of all or of any, and the conditions that it does not meet."""
    for each in node.nodes if isinstance(node, And | Or) else (node,):
        if not evidence.has(each):
            yield unparse(each)


def _filters(query: SearchQuery, evidence: Evidence) -> Iterator[str]:
    bare = replace(query, filters=(), after=None, before=None)
    for each in query.filters:
        if not evidence.passes(replace(bare, filters=(each,))):
            yield each.field
    for name in ("after", "before"):
        if not evidence.passes(replace(bare, **{name: getattr(query, name)})):
            yield name
