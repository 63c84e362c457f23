"""A test collection: documents, topics (questions), and which documents people judged relevant to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from searchapp.errors import InputError, Message

Judgments = Mapping[str, Mapping[str, int]]
"""Topic -> document -> grade: above 0 is relevant, the more the better."""


class CollectionDocument(NamedTuple):
    """A document."""

    id: str
    title: str
    """Empty where it has none."""
    paragraphs: tuple[str, ...]


class Topic(NamedTuple):
    """A question."""

    id: str
    text: str


class Collection(NamedTuple):
    """Everything that is needed to measure a ranking."""

    name: str
    form: str
    """`TREC` or `SMART`."""
    documents: Sequence[CollectionDocument]
    topics: Sequence[Topic]
    """Those of which a relevant document is known."""
    judgments: Judgments


class Part(NamedTuple):
    """What one file gives to a collection."""

    documents: Sequence[CollectionDocument] = ()
    topics: Sequence[Topic] = ()
    judgments: Judgments = MappingProxyType({})


def assembled(name: str, form: str, parts: Sequence[Part]) -> Collection:
    """The collection that some files are together. Raises InputError where something is missing."""
    documents = [document for part in parts for document in part.documents]
    judgments: dict[str, dict[str, int]] = {}
    for part in parts:
        for topic, judged in part.judgments.items():
            judgments.setdefault(topic, {}).update(judged)
    topics = _numbered([topic for part in parts for topic in part.topics], judgments)
    for what, found in (("documents", documents), ("topics", topics), ("judgments", judgments)):
        if not found:
            raise bad(name, f"has no {what} in {form} form", "See docs/ranking.md for what is read.")
    held = {document.id for document in documents}
    relevant = {topic for topic, judged in judgments.items() if _is_known(judged, held)}
    asked = [topic for topic in topics if topic.id in relevant]
    if not asked:
        raise bad(name, "has judgments of other topics or documents only", "Name one whole collection.")
    if len(held) < len(documents):
        raise bad(name, "has two documents of one number", "Name one collection, in one form of files.")
    return Collection(name, form, documents, asked, judgments)


def bad(name: str | Path, problem: str, hint: str) -> InputError:
    """Not marked for translation: only who measures sees it, and at a terminal."""
    return InputError(Message.of("%(name)s %(problem)s.", name=name, problem=problem), Message(hint))


def _is_known(judged: Mapping[str, int], held: set[str]) -> bool:
    return any(grade > 0 and document in held for document, grade in judged.items())


def _numbered(topics: Sequence[Topic], judgments: Judgments) -> Sequence[Topic]:
    """Some collections judge topics by their place among all, whatever number each bears."""
    numbers, places = {topic.id for topic in topics}, set(map(str, range(1, len(topics) + 1)))
    if set(judgments) <= numbers or not set(judgments) <= places:
        return topics
    return [topic._replace(id=str(place)) for place, topic in enumerate(topics, start=1)]
