"""tantivy by its Python binding: terms aggregations over fast fields, its own snippets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Filter, Occur, Query, Tokenizer

from bench.peers.base import FACETS, HITS, LISTED, Answer, Fed, Question, articles, without

HEAP = 256_000_000
THREADS = 2
MOST_VALUES = 1_000_000


_VALUES = {"size": LISTED, "segment_size": MOST_VALUES}


def _aggregations(facets: Iterable[str]) -> dict[str, Any]:
    """The most frequent values of each, and how many articles there are."""
    asked = {facet: {"terms": {"field": facet, **_VALUES}} for facet in facets}
    return asked | {"": {"value_count": {"field": "volume"}}}


def _counted(buckets: dict[str, Any]) -> list[int]:
    counts = [bucket["doc_count"] for bucket in buckets["buckets"]]
    return [sum(counts) + buckets["sum_other_doc_count"], *counts]


def made() -> Tantivy:
    return Tantivy()


class Tantivy:
    version = f"tantivy {metadata.version('tantivy')}"

    def fed(self, corpus: Path, mode: str) -> Iterator[Fed]:
        return articles(corpus, mode)

    def build(self, fed: Iterator[Fed], _: Path, folder: Path) -> None:
        index = tantivy.Index(_schema(), path=str(folder))
        _register(index)
        writer = index.writer(heap_size=HEAP, num_threads=THREADS)
        for each in fed:
            writer.add_document(_document(each))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self.index = tantivy.Index.open(str(folder))
        self.index.register_tokenizer("spaces", _of_texts())
        self.schema = self.index.schema
        self.searcher = self.index.searcher()
        titled = self.searcher.doc_freq("titled", "yes") > 0
        self.fields = ("title", "body") if titled else ("body",)

    def can(self, question: Question, phase: str) -> bool:
        return bool(question or phase)

    def ask(self, question: Question, phase: str) -> dict[str, Any]:
        query = self.query(question)
        if phase == "a":
            return {"found": self.searcher.search(query, HITS, count=True)}
        found = self.searcher.search(query, HITS, count=False)
        asked = {"found": found, "counts": self.counts(question, query)}
        if phase == "c":
            asked["snippets"] = self.snippets(query, found)
        return asked

    def counts(self, question: Question, query: Query) -> dict[str, Any]:
        """One request, and one more for each filter: its own facets ignore it."""
        filters = question["filters"]
        counts = self.searcher.aggregate(query, _aggregations(f for f in FACETS if f not in filters))
        for name in filters:
            wider = self.query(without(question, name))
            counts |= self.searcher.aggregate(wider, _aggregations((name,))) | {"": counts[""]}
        return counts

    def snippets(self, query: Query, found: tantivy.SearchResult) -> list[str]:
        """Of the stored text: the field that is searched holds tokens."""
        generator = tantivy.SnippetGenerator.create(self.searcher, query, self.schema, "body")
        snippets = []
        for _, address in found.hits:
            text: bytes = self.searcher.doc(address)["text"][0]
            document = tantivy.Document()
            document.add_text("body", bytes(text).decode())
            snippets.append(generator.snippet_from_doc(document).to_html())
        return snippets

    def query(self, question: Question) -> Query:
        parts = [self.clause(each["kind"], each["words"]) for each in question["must"]]
        for name, value in question["filters"].items():
            held = int(value) if name == "volume" else value
            parts.append(Query.const_score_query(Query.term_query(self.schema, name, held, "basic"), 0.0))
        if question["after"] is not None:
            days = Query.range_query(
                self.schema, "day", FieldType.Unsigned, question["after"], question["before"]
            )
            parts.append(Query.const_score_query(days, 0.0))
        return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])

    def clause(self, kind: str, words: list[str]) -> Query:
        parts = [part for field in self.fields for part in self.leaves(kind, words, field)]
        return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, part) for part in parts])

    def leaves(self, kind: str, words: list[str], field: str) -> list[Query]:
        if kind == "phrase":
            return [Query.phrase_query(self.schema, field, list(words))]
        if kind == "prefix":
            return [Query.regex_query(self.schema, field, f"{words[0]}.*")]
        return [Query.term_query(self.schema, field, word, "freq") for word in words]

    def answer(self, found: dict[str, Any], phase: str) -> Answer:
        if phase == "a":
            return Answer(total=found["found"].count, hits=len(found["found"].hits))
        counts = found["counts"]
        return Answer(
            total=int(counts[""]["value"]),
            facets={facet: _counted(counts[facet]) for facet in FACETS},
            hits=len(found["found"].hits),
            snippets=len(found.get("snippets", ())),
        )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in ("title", "body"):
        builder.add_text_field(field, tokenizer_name="spaces", index_option="position")
    builder.add_bytes_field("text", stored=True)
    for field in ("id", "number", "person", "source", "titled"):
        builder.add_text_field(
            field, stored=field == "id", fast=field != "id", tokenizer_name="raw", index_option="basic"
        )
    builder.add_unsigned_field("volume", indexed=True, fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    return builder.build()


def _register(index: tantivy.Index) -> None:
    index.register_tokenizer("spaces", tantivy.TextAnalyzerBuilder(Tokenizer.whitespace()).build())


def _of_texts() -> tantivy.TextAnalyzer:
    """What snippets read stored texts by: terms are looked up as they are."""
    return tantivy.TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase()).build()


def _document(fed: Fed) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("id", fed.id)
    document.add_unsigned("volume", fed.volume)
    document.add_unsigned("day", fed.day)
    document.add_text("number", str(fed.number))
    for person in fed.people:
        document.add_text("person", person)
    for source in fed.sources:
        document.add_text("source", source)
    if fed.title:
        document.add_text("title", fed.title)
        document.add_text("titled", "yes")
    for paragraph in fed.body:
        document.add_text("body", paragraph)
    document.add_bytes("text", fed.text.encode())
    return document
