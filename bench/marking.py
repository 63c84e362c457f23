"""How long it takes to show why an article was found: in microseconds a hit, quick and plain in turn."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator

from bench.articles import synthetic_articles
from searchapp.engines.marking import Marker, patterns_of
from searchapp.engines.matches import Meanings
from searchapp.model.article import Article, ArticleId
from searchapp.query.nodes import Node
from searchapp.query.parser import parse
from searchapp.text.analyze import words
from tests.engines import plain_marking

WORDS = 625
QUERIES = {
    "one word": "moscow",
    "rare word": "moratorium",
    "frequent word": "=the",
    "two words": "russian president",
    "phrase": '"foreign minister"',
    "stop words": '"head of the"',
    "near": '"moscow president"~5',
    "prefix": "gover*",
    "fuzzy": "presidant~",
    "no words": "",
}


def articles(number: int) -> Iterator[Article]:
    """Articles of about `WORDS` words, titled by their first eight."""
    for name, text in synthetic_articles(number):
        paragraphs: list[str] = []
        for paragraph in text.strip().split("\n\n")[1:]:
            if sum(len(each.split()) for each in paragraphs) < WORDS:
                paragraphs.append(paragraph)
        yield Article(
            id=ArticleId(name),
            publication="monitor",
            volume=8,
            issue=66,
            title=" ".join(paragraphs[0].split()[:8]),
            title_supplied=False,
            paragraphs=tuple(paragraphs),
        )


def meanings(node: Node, vocabulary: set[str]) -> Meanings:
    """The words of all articles that a query's tests mean, as an engine knows them."""
    patterns = [pattern for field in ("body", "title") for pattern in patterns_of(node, field=field)]
    tests = {test for pattern in patterns for test in pattern.tests}
    return {test: [word for word in vocabulary if test(word)] for test in tests}


def microseconds(work: Callable[[], object], hits: int) -> float:
    began = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - began) / hits / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    read = list(articles(options.articles))
    pages = [read[first : first + 20] for first in range(0, len(read), 20)]
    vocabulary = {word for each in read for text in (each.title, *each.paragraphs) for word in words(text)}
    print(f"{len(read)} articles of {WORDS} words, pages of 20, {options.rounds} rounds; median us a hit")
    print(f"{'query':<16}{'text':<26}{'plain':>9}{'quick':>9}{'untold':>9}{'marks':>7}")
    for name, q in QUERIES.items():
        node = parse(q).node
        told = meanings(node, vocabulary)

        def plain(node: Node = node) -> list[object]:
            return [plain_marking.hit(each, 1.0, node) for page in pages for each in page]

        def quick(told: Meanings | None, node: Node = node) -> list[object]:
            return [
                marker.hit(each, 1.0) for page in pages for marker in [Marker(node, told)] for each in page
            ]

        if not plain() == quick(told) == quick(None):
            raise SystemExit(f"{q}: what is quick differs from what is plain")
        taken = [
            (
                microseconds(plain, len(read)) if number < 2 else None,
                microseconds(lambda told=told, quick=quick: quick(told), len(read)),
                microseconds(lambda quick=quick: quick(None), len(read)),
            )
            for number in range(options.rounds)
        ]
        medians = [
            statistics.median([each for each in column if each]) for column in zip(*taken, strict=True)
        ]
        shown = sum(
            run.marked for each in read for text in Marker(node, told).paragraphs(each) for run in text
        )
        cells = "".join(f"{each:9.1f}" for each in medians)
        print(f"{name:<16}{q:<26}{cells}{shown / len(read):7.1f}", flush=True)


if __name__ == "__main__":
    main()
