"""Xapian by its Python binding, under Debian's own Python: match spies count, its own snippets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xapian

from bench.peers.base import FACETS, HITS, LISTED, Answer, Fed, Question, articles, without

PEOPLE, SOURCES = 12, 8
"""Most of an article: each has a slot of its own, since a spy reads one value a slot."""

SLOTS = {
    "volume": range(1),
    "number": range(1, 2),
    "person": range(3, 3 + PEOPLE),
    "source": range(3 + PEOPLE, 3 + PEOPLE + SOURCES),
}
DAY = 2
PREFIXES = {"volume": "XV", "person": "XP", "source": "XS"}
GAP = 100
SNIPPET = 200
"""Characters."""


def made() -> Xapian:
    return Xapian()


class Xapian:
    version = f"Xapian {xapian.version_string()}"

    def fed(self, corpus: Path, mode: str) -> Iterator[Fed]:
        return articles(corpus, mode)

    def build(self, fed: Iterator[Fed], _: Path, folder: Path) -> None:
        written = folder / "written"
        base = xapian.WritableDatabase(str(written), xapian.DB_CREATE_OR_OPEN)
        reader = xapian.TermGenerator()
        for each in fed:
            base.add_document(_document(each, reader))
        base.commit()
        base.close()
        packed = xapian.Database(str(written))
        packed.compact(str(folder / "index"))
        packed.close()
        for file in written.iterdir():
            file.unlink()
        written.rmdir()

    def open(self, folder: Path) -> None:
        self.base = xapian.Database(str(folder / "index"))
        self.enquire = xapian.Enquire(self.base)
        self.stemmer = xapian.Stem("none")

    def can(self, question: Question, phase: str) -> bool:
        return bool(question and phase)

    def ask(self, question: Question, phase: str) -> dict[str, Any]:
        if phase == "a":
            return {"found": self.matched(_query(question), ())[0]}
        filters = question["filters"]
        found, counts = self.matched(_query(question), [f for f in FACETS if f not in filters])
        for name in filters:
            counts |= self.matched(_query(without(question, name)), [name])[1]
        asked = {"found": found, "counts": counts}
        if phase == "c":
            asked["snippets"] = [
                found.snippet(hit.document.get_data().decode(), SNIPPET, self.stemmer) for hit in found
            ]
        return asked

    def matched(self, query: xapian.Query, facets: Any) -> tuple[Any, dict[str, Any]]:
        """The best, with an exact total, and the counts of some fields."""
        self.enquire.set_query(query)
        spies = {facet: [xapian.ValueCountMatchSpy(slot) for slot in SLOTS[facet]] for facet in facets}
        self.enquire.clear_matchspies()
        for spy in (spy for each in spies.values() for spy in each):
            self.enquire.add_matchspy(spy)
        found = self.enquire.get_mset(0, HITS, self.base.get_doccount())
        return found, {facet: _counts(each) for facet, each in spies.items()}

    def answer(self, found: dict[str, Any], _: str) -> Answer:
        return Answer(
            total=found["found"].get_matches_estimated(),
            facets={facet: [total, *counts] for facet, (total, counts) in found.get("counts", {}).items()},
            hits=len(found["found"]),
            snippets=len(found.get("snippets", ())),
        )


def _counts(spies: list[xapian.ValueCountMatchSpy]) -> tuple[int, list[int]]:
    """The sum of all counts, and the largest."""
    counts: Counter[bytes] = Counter()
    for spy in spies:
        for item in spy.values():
            counts[item.term] += item.termfreq
    return counts.total(), [count for _, count in counts.most_common(LISTED)]


def _document(fed: Fed, reader: xapian.TermGenerator) -> xapian.Document:
    document = xapian.Document()
    reader.set_document(document)
    reader.set_termpos(0)
    for paragraph in (fed.title, *fed.body):
        reader.index_text(paragraph)
        reader.increase_termpos(GAP)
    document.set_data(fed.text)
    document.add_value(DAY, xapian.sortable_serialise(fed.day))
    document.add_boolean_term(f"XV{fed.volume}")
    for facet, values in (
        ("volume", [str(fed.volume)]),
        ("number", [str(fed.number)]),
        ("person", fed.people),
        ("source", fed.sources),
    ):
        for slot, value in zip(SLOTS[facet], values, strict=False):
            document.add_value(slot, value)
            if facet in PREFIXES:
                document.add_boolean_term(PREFIXES[facet] + value)
    return document


def _query(question: Question) -> xapian.Query:
    query = xapian.Query(xapian.Query.OP_AND, [_clause(each) for each in question["must"]])
    narrowing = [xapian.Query(PREFIXES[name] + value) for name, value in question["filters"].items()]
    if question["after"] is not None:
        ends = (xapian.sortable_serialise(question[end]) for end in ("after", "before"))
        narrowing.append(xapian.Query(xapian.Query.OP_VALUE_RANGE, DAY, *ends))
    for each in narrowing:
        query = xapian.Query(xapian.Query.OP_FILTER, query, each)
    return query


def _clause(clause: dict[str, Any]) -> xapian.Query:
    words = clause["words"]
    if clause["kind"] == "prefix":
        limits = (0, xapian.Query.WILDCARD_LIMIT_ERROR, xapian.Query.OP_OR)
        return xapian.Query(xapian.Query.OP_WILDCARD, words[0], *limits)
    if clause["kind"] == "phrase":
        return xapian.Query(xapian.Query.OP_PHRASE, words, len(words))
    return xapian.Query(xapian.Query.OP_OR, words)
