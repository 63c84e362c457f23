"""SQLite's FTS5: contentless columns of tokens, facts and facets in tables of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.peers.base import FACETS, HITS, LISTED, Answer, Fed, Question, articles, without
from bench.peers.marked import snippet, words_of

BETWEEN = " ¶ "
"""A token between paragraphs: FTS5 knows no gap, and no phrase may cross one."""

SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -256000;
CREATE VIRTUAL TABLE texts USING fts5(title, body, content='', tokenize='ascii');
CREATE TABLE articles (doc INTEGER PRIMARY KEY, id TEXT, text TEXT);
CREATE TABLE facts (doc INTEGER PRIMARY KEY, day INTEGER, volume INTEGER, number INTEGER);
CREATE TABLE volume_names (value INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE number_names (value INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE person_names (value INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE source_names (value INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE persons (doc INTEGER, person INTEGER, PRIMARY KEY (doc, person)) WITHOUT ROWID;
CREATE TABLE sources (doc INTEGER, source INTEGER, PRIMARY KEY (doc, source)) WITHOUT ROWID;
"""
INDEXES = """
CREATE INDEX persons_by_value ON persons (person, doc);
CREATE INDEX sources_by_value ON sources (source, doc);
INSERT INTO texts (texts) VALUES ('optimize');
"""
TABLES = {"volume": "facts", "number": "facts", "person": "persons", "source": "sources"}
NAMES = {field: f"{field}_names" for field in FACETS}


def made() -> SQLite:
    return SQLite()


class SQLite:
    version = f"SQLite {sqlite3.sqlite_version} FTS5"

    def fed(self, corpus: Path, mode: str) -> Iterator[Fed]:
        return articles(corpus, mode)

    def build(self, fed: Iterator[Fed], _: Path, folder: Path) -> None:
        base = sqlite3.connect(folder / "index.sqlite", isolation_level=None)
        base.executescript(SCHEMA)
        base.execute("BEGIN")
        ids: dict[str, dict[str, int]] = {field: {} for field in FACETS}
        for doc, each in enumerate(fed):
            _put(base, doc, each, ids)
        for field, numbers in ids.items():
            base.executemany(
                f"INSERT INTO {NAMES[field]} (name, value) VALUES (?, ?)",
                numbers.items(),
            )
        base.execute("COMMIT")
        base.executescript(INDEXES)
        base.close()

    def open(self, folder: Path) -> None:
        self.base = sqlite3.connect(f"file:{folder / 'index.sqlite'}?mode=ro", uri=True, isolation_level=None)
        self.base.executescript(
            "PRAGMA cache_size = -64000; PRAGMA mmap_size = 8589934592; PRAGMA temp_store = MEMORY;"
            "CREATE TEMP TABLE found (doc INTEGER PRIMARY KEY, score REAL);"
        )

    def can(self, question: Question, phase: str) -> bool:
        return bool(question and phase)

    def ask(self, question: Question, phase: str) -> dict[str, Any]:
        condition, values = _condition(question)
        if phase == "a":
            hits = self._all(
                f"SELECT rowid, rank FROM texts WHERE {condition} ORDER BY rank LIMIT {HITS}", values
            )
            total = self._all(f"SELECT count(*) FROM texts WHERE {condition}", values)[0][0]
            return {"total": total, "hits": hits}
        self._find("rowid, rank", condition, values)
        hits = self._all(f"SELECT doc, score FROM found ORDER BY score LIMIT {HITS}")
        asked = {
            "total": self._all("SELECT count(*) FROM found")[0][0],
            "hits": hits,
            "counts": {facet: self._counts(facet) for facet in FACETS if facet not in question["filters"]},
        }
        for name in question["filters"]:
            self._find("rowid, 0", *_condition(without(question, name)))
            asked["counts"][name] = self._counts(name)
        if phase == "c":
            words = words_of(question)
            asked["snippets"] = [snippet(self._text(doc), words) for doc, _ in hits]
        return asked

    def _find(self, what: str, condition: str, values: list[Any]) -> None:
        self.base.execute("DELETE FROM found")
        self.base.execute(f"INSERT INTO found SELECT {what} FROM texts WHERE {condition}", values)

    def _counts(self, facet: str) -> tuple[int, list[Any]]:
        """The sum of all counts, and the most frequent values."""
        counted = self._all(
            f"SELECT name, n, sum(n) OVER () FROM ("
            f"SELECT {facet} AS value, count(*) AS n FROM found CROSS JOIN {TABLES[facet]} USING (doc) "
            f"GROUP BY {facet}) JOIN {NAMES[facet]} USING (value) ORDER BY n DESC LIMIT {LISTED}"
        )
        return counted[0][2] if counted else 0, counted

    def _text(self, doc: int) -> str:
        text: str = self._all("SELECT text FROM articles WHERE doc = ?", [doc])[0][0]
        return text

    def _all(self, statement: str, values: list[Any] | tuple[()] = ()) -> list[Any]:
        return self.base.execute(statement, values).fetchall()

    def answer(self, found: dict[str, Any], _: str) -> Answer:
        return Answer(
            total=found["total"],
            facets={
                facet: [total, *(row[1] for row in rows)]
                for facet, (total, rows) in found.get("counts", {}).items()
            },
            hits=len(found["hits"]),
            snippets=len(found.get("snippets", ())),
        )


def _put(base: sqlite3.Connection, doc: int, fed: Fed, ids: dict[str, dict[str, int]]) -> None:
    def ordinal(field: str, value: str) -> int:
        return ids[field].setdefault(value, len(ids[field]))

    base.execute(
        "INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", (doc, fed.title, BETWEEN.join(fed.body))
    )
    base.execute("INSERT INTO articles VALUES (?, ?, ?)", (doc, fed.id, fed.text))
    numbers = (ordinal("volume", str(fed.volume)), ordinal("number", str(fed.number)))
    base.execute("INSERT INTO facts VALUES (?, ?, ?, ?)", (doc, fed.day, *numbers))
    base.executemany("INSERT INTO persons VALUES (?, ?)", ((doc, ordinal("person", p)) for p in fed.people))
    base.executemany("INSERT INTO sources VALUES (?, ?)", ((doc, ordinal("source", s)) for s in fed.sources))


def _condition(question: Question) -> tuple[str, list[Any]]:
    """What follows WHERE, and its values."""
    parts, values = ["texts MATCH ?"], [" AND ".join(map(_clause, question["must"]))]
    for name, value in question["filters"].items():
        parts.append(
            f"+rowid IN (SELECT doc FROM {TABLES[name]} WHERE {name} = "
            f"(SELECT value FROM {NAMES[name]} WHERE name = ?))"
        )
        values.append(value)
    if question["after"] is not None:
        parts.append("+rowid IN (SELECT doc FROM facts WHERE day BETWEEN ? AND ?)")
        values += [question["after"], question["before"]]
    return " AND ".join(parts), values


def _clause(clause: dict[str, Any]) -> str:
    words = clause["words"]
    if clause["kind"] == "phrase":
        return f'"{" ".join(words)}"'
    if clause["kind"] == "prefix":
        return f'"{words[0]}"*'
    quoted = [f'"{word}"' for word in words]
    return f"({' OR '.join(quoted)})"
