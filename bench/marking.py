"""How long it takes to show why an article was found: title, sentences and marks.

Microseconds of CPU time a hit, the quickest of rounds, page by page, each way after the other: `plain` reads
every word (tests/engines/plain_marking.py), `told` knows which words of the archive are meant, as an
engine does, `untold` does not. All must show the same.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence

from bench.articles import synthetic_articles
from searchapp.engines.marking import Marker, patterns_of
from searchapp.engines.matches import Meanings
from searchapp.model.article import Article, ArticleId
from searchapp.model.search import Hit
from searchapp.query.nodes import Node
from searchapp.query.parser import parse
from searchapp.text.analyze import words
from tests.engines import plain_marking

WORDS, PER_PAGE = 625, 20
QUERIES = {
    "one word": "moscow",
    "two words": "russian president",
    "phrase": '"foreign minister"',
    "stop words": '"head of the"',
    "near": '"moscow president"~5',
    "prefix": "gover*",
    "fuzzy": "presidant~",
    "frequent word": "=the",
    "in no text": "xylophone",
    "no words": "",
}
Way = Callable[[Sequence[Article]], list[Hit]]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=200, metavar="N", help="how many (default 200)")
    asked.add_argument("--rounds", type=int, default=10, metavar="N", help="how many times (default 10)")
    options = asked.parse_args()
    made = list(articles(options.articles))
    pages = [made[first : first + PER_PAGE] for first in range(0, len(made), PER_PAGE)]
    held = {word for article in made for text in texts(article) for word in words(text)}
    print(f"{len(made)} articles of {sum(map(length, made)) // len(made)} words, {len(held)} different words")
    print(f"{'':15}{'query':25}{'marks':>7}{'plain':>9}{'told':>9}{'untold':>9}")
    for name, q in QUERIES.items():
        node = parse(q).node
        compared = ways(node, meanings(node, held))
        marks = sum(marks_shown(Marker(node), article) for article in made) / len(made)
        taken = measured(pages, compared, options.rounds)
        print(
            f"{name:15}{q:25}{marks:7.1f}" + "".join(f"{taken[each]:9.1f}" for each in compared), flush=True
        )


def articles(number: int) -> Iterator[Article]:
    """Titled by their first eight words."""
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


def texts(article: Article) -> tuple[str, ...]:
    return article.title, *article.paragraphs


def length(article: Article) -> int:
    return sum(len(each.split()) for each in article.paragraphs)


def meanings(node: Node, held: set[str]) -> Meanings:
    """The words of all articles that a query's tests mean."""
    patterns = [pattern for field in ("body", "title") for pattern in patterns_of(node, field=field)]
    tests = {test for pattern in patterns for test in pattern.tests}
    return {test: [word for word in held if test(word)] for test in tests}


def ways(node: Node, told: Meanings) -> dict[str, Way]:
    def plain(page: Sequence[Article]) -> list[Hit]:
        return [plain_marking.hit(article, 1.0, node) for article in page]

    def quick(page: Sequence[Article], known: Meanings | None) -> list[Hit]:
        marker = Marker(node, known)
        return [marker.hit(article, 1.0) for article in page]

    return {"plain": plain, "told": lambda page: quick(page, told), "untold": lambda page: quick(page, None)}


def measured(pages: Sequence[Sequence[Article]], compared: dict[str, Way], rounds: int) -> dict[str, float]:
    """Microseconds a hit. Reading every word is so slow that two rounds are enough."""
    best = dict.fromkeys(compared, 0.0)
    for page in pages:
        shown = [way(page) for way in compared.values()]
        if any(each != shown[0] for each in shown):
            raise SystemExit("They do not show the same.")
        for name, way in compared.items():
            best[name] += min(spent(way, page) for _ in range(2 if name == "plain" else rounds))
    hits = sum(map(len, pages))
    return {name: seconds * 1e6 / hits for name, seconds in best.items()}


def spent(way: Way, page: Sequence[Article]) -> float:
    began = time.process_time()
    way(page)
    return time.process_time() - began


def marks_shown(marker: Marker, article: Article) -> int:
    return sum(run.marked for paragraph in marker.paragraphs(article) for run in paragraph)


if __name__ == "__main__":
    main()
