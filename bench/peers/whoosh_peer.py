"""Whoosh as it comes: its own codec, its own collectors for groups, its own highlighter."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from whoosh import fields, highlight, index, query, sorting
from whoosh.analysis import Token, Tokenizer

from bench.peers.base import FACETS, HITS, PARTED, Answer, Fed, Question, articles, counted, without

MEGABYTES = 256
GAP = 100


class Spaces(Tokenizer):  # type: ignore[misc]  # Whoosh has no types
    """Tokens between spaces, with a gap between paragraphs."""

    def __call__(self, value: str, positions: bool = False, chars: bool = False, **_: Any) -> Iterator[Token]:
        token = Token(positions, chars)
        position = at = 0
        for paragraph in value.split(PARTED):
            for word in paragraph.split():
                token.text, token.pos, token.boost, token.stopped = word, position, 1.0, False
                at = value.index(word, at) if chars else 0
                token.startchar, token.endchar = at, at + len(word)
                at += len(word)
                yield token
                position += 1
            position += GAP


def made() -> Whoosh:
    return Whoosh()


class Whoosh:
    version = f"Whoosh {metadata.version('Whoosh-Reloaded')}"

    def fed(self, corpus: Path, mode: str) -> Iterator[Fed]:
        return articles(corpus, mode)

    def build(self, fed: Iterator[Fed], _: Path, folder: Path) -> None:
        writer = index.create_in(str(folder), _schema()).writer(limitmb=MEGABYTES)
        for each in fed:
            writer.add_document(
                id=each.id,
                title=each.title,
                body=PARTED.join(each.body),
                text=each.text,
                day=each.day,
                volume=each.volume,
                number=str(each.number),
                person=" ".join(each.people),
                source=" ".join(each.sources),
            )
        writer.commit()

    def open(self, folder: Path) -> None:
        self.searcher = index.open_dir(str(folder)).searcher()

    def can(self, question: Question, phase: str) -> bool:
        return bool(question and phase)

    def ask(self, question: Question, phase: str) -> dict[str, Any]:
        if phase == "a":
            found = self.searcher.search(_query(question), limit=HITS)
            return {"found": found, "total": len(found)}
        filters = question["filters"]
        found = self.grouped(question, [facet for facet in FACETS if facet not in filters])
        counts = {facet: found.groups(facet) for facet in FACETS if facet not in filters}
        for name in filters:
            counts[name] = self.grouped(without(question, name), [name]).groups(name)
        asked = {"found": found, "total": len(found), "counts": counts}
        if phase == "c":
            found.fragmenter = highlight.ContextFragmenter(maxchars=200)
            asked["snippets"] = [hit.highlights("body", text=hit["text"], top=1) for hit in found[:HITS]]
        return asked

    def grouped(self, question: Question, facets: Any) -> Any:
        groups = sorting.Facets()
        for facet in facets:
            groups.add_field(facet, allow_overlap=facet in ("person", "source"), maptype=sorting.Count)
        return self.searcher.search(_query(question), limit=HITS, groupedby=groups)

    def answer(self, found: dict[str, Any], _: str) -> Answer:
        counts = found.get("counts", {})
        return Answer(
            total=found["total"],
            facets={
                facet: counted({value: n for value, n in each.items() if value})
                for facet, each in counts.items()
            },
            hits=min(HITS, len(found["found"])),
            snippets=len(found.get("snippets", ())),
        )


def _schema() -> fields.Schema:
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        title=fields.TEXT(analyzer=Spaces()),
        body=fields.TEXT(analyzer=Spaces()),
        text=fields.STORED(),
        day=fields.NUMERIC(sortable=True),
        volume=fields.NUMERIC(sortable=True),
        number=fields.ID(sortable=True),
        person=fields.KEYWORD(),
        source=fields.KEYWORD(),
    )


def _query(question: Question) -> query.Query:
    parts = [_clause(each) for each in question["must"]]
    for name, value in question["filters"].items():
        term = (
            query.NumericRange(name, int(value), int(value)) if name == "volume" else query.Term(name, value)
        )
        parts.append(query.ConstantScoreQuery(term, 0.0))
    if question["after"] is not None:
        days = query.NumericRange("day", question["after"], question["before"])
        parts.append(query.ConstantScoreQuery(days, 0.0))
    return parts[0] if len(parts) == 1 else query.And(parts)


def _clause(clause: dict[str, Any]) -> query.Query:
    words = clause["words"]
    if clause["kind"] == "phrase":
        return query.Or([query.Phrase(field, words) for field in ("title", "body")])
    if clause["kind"] == "prefix":
        return query.Or([query.Prefix(field, words[0]) for field in ("title", "body")])
    return query.Or([query.Term(field, word) for field in ("title", "body") for word in words])
