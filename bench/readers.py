"""Queries as readers type them, whole pages: what understanding, relaxing and advising cost.

No peer does the same, so that ours is compared with itself: `plain` is two words that some article has,
asked with `match=all`. Corpus and index are those of `bench.compare`. CPU time of whole answers of ten hits.
`first` is the time of a query that was never asked before; of the others the median of its rounds counts.
`ways out` is what a page without a hit needs besides: the counts without each condition and each word.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from bench.compare import WORK
from bench.corpus import Size
from bench.peers.embedded import Embedded
from bench.prepared import Prepared, Sample, fingerprint, prepared
from bench.questions import Makers
from bench.spelling import slipped
from searchapp.engines.base import Engine
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.model.registry import Person
from searchapp.model.search import Filter, Match, SearchQuery
from searchapp.query.conditions import ways_out
from searchapp.text.keyboard import retyped

CYRILLIC = str.maketrans(dict(zip("abvgdeziklmnoprstuf", "абвгдезиклмнопрстуф", strict=True)))
PLAINLY_WRITTEN = re.compile(r"(?:[bvgdzklmnprstf]+[aeiou])*[bvgdzklmnprstf]*")
"""Names that anybody writes alike in Cyrillic."""
LITTLE = ("the", "of", "in", "what", "and", "was", "is", "to")

Typed = Callable[[], SearchQuery]


class Readers:
    """Draws queries of each kind from the words and people of one corpus."""

    def __init__(self, corpus: Prepared, people: Sequence[Person], draw: random.Random) -> None:
        self._makers = Makers(corpus, draw)
        self._people = [person for person in people if person.articles > 3]
        self._draw = draw

    @property
    def kinds(self) -> Mapping[str, Typed]:
        return {
            "plain": lambda: SearchQuery(q=self._together(2), match=Match.ALL, per_page=10),
            "two words": partial(self._query, lambda: self._together(2)),
            "a question": partial(self._query, self._question),
            "a surname": partial(self._query, self._surname),
            "a name in Cyrillic": partial(self._query, self._in_cyrillic),
            "a word misspelled": partial(self._query, self._misspelled),
            "one of three misspelled": partial(
                self._query, lambda: f"{self._together(2)} {self._misspelled()}"
            ),
            "on another keyboard": partial(
                self._query, lambda: retyped(self._makers.draw.choice(self._makers.mid))[0]
            ),
            "words apart": partial(self._query, self._apart),
            "a phrase that is none": partial(self._query, lambda: f'"{self._apart()}"'),
            "none under filters": self._under_filters,
        }

    def _query(self, text: Callable[[], str]) -> SearchQuery:
        return SearchQuery(q=text(), per_page=10)

    def _sample(self) -> Sample:
        return self._draw.choice(self._makers.samples)

    def _together(self, size: int) -> str:
        while not (words := self._makers.of_one_article(self._sample(), size, 0.003, 0.5)):
            pass
        return " ".join(words)

    def _question(self) -> str:
        words = self._together(5).split()
        return " ".join(f"{self._draw.choice(LITTLE)} {word}" for word in words)

    def _surname(self) -> str:
        return self._draw.choice(self._people).name.split()[-1]

    def _in_cyrillic(self) -> str:
        while not PLAINLY_WRITTEN.fullmatch(name := self._surname().lower()):
            pass
        return name.translate(CYRILLIC)

    def _misspelled(self) -> str:
        while len(word := self._draw.choice(self._makers.mid)) < 6:
            pass
        return slipped(word, self._draw)

    def _under_filters(self) -> SearchQuery:
        """Two words of one article, a person of another, two volumes and a number."""
        return SearchQuery(
            q=self._together(2),
            match=Match.ALL,
            filters=(
                Filter(field="person", values=(self._draw.choice(self._people).slug,)),
                Filter(field="volume", values=("1", "2")),
                Filter(field="issue", values=(str(self._draw.randint(1, 200)),)),
            ),
            per_page=10,
        )

    def _apart(self) -> str:
        return " ".join(self._draw.sample(self._makers.rare, 3))


def main() -> None:
    options = asked()
    size = Size.of(options.articles, None, seed=1, plain=False, titles=0.0)
    folder = options.work / f"{size.key}-{fingerprint(size, None)}"
    corpus = prepared(folder / "corpus", size, None)
    engine = EmbeddedEngine(indexed(corpus))
    readers = Readers(corpus, tuple(engine.people().values()), random.Random(options.seed))
    asked_of_each = {kind: [make() for _ in range(options.each)] for kind, make in readers.kinds.items()}
    engine.search(SearchQuery(q="xylophone"))
    print(f"{options.articles:,} articles, {options.each} queries a kind; ms, p50 / p95\n")
    print(f"{'':26}{'first':>16}{'again':>16}{'ways out':>16}   articles   relaxed   advised")
    for line in measured(engine, asked_of_each, options.rounds):
        print(line)


def asked() -> argparse.Namespace:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--articles", type=int, default=100_000, metavar="N", help="how many (default 100,000)")
    told.add_argument("--each", type=int, default=40, metavar="N", help="queries a kind (default 40)")
    told.add_argument("--rounds", type=int, default=5, metavar="N", help="that are timed (default 5)")
    told.add_argument("--seed", type=int, default=1, metavar="N", help="of the queries (default 1)")
    told.add_argument("--work", type=Path, default=WORK, help="folder of corpora and indexes")
    return told.parse_args()


def indexed(corpus: Prepared) -> Path:
    """The index of `bench.compare`; one made here where there is none that this version reads."""
    own = corpus.folder.parent / "readers"
    for folder in (*corpus.folder.parent.glob("embedded-any-*/"), own):
        if EmbeddedEngine(folder).trouble is None:
            return folder
    peer = Embedded()
    peer.build(peer.fed(corpus.folder, "words"), corpus.folder, own)
    return own


def measured(engine: Engine, queries: Mapping[str, Sequence[SearchQuery]], rounds: int) -> Iterator[str]:
    """A line for each kind. Queries come in random order, those of all kinds among each other."""
    times: defaultdict[tuple[str, int], list[float]] = defaultdict(list)
    each = [(kind, at) for kind, asked_of_kind in queries.items() for at in range(len(asked_of_kind))]
    draw = random.Random(0)
    for _ in range(rounds + 1):
        draw.shuffle(each)
        for kind, at in each:
            begun = time.process_time()
            engine.search(queries[kind][at])
            times[kind, at].append(1000 * (time.process_time() - begun))
    ways = {kind: [helped(engine, query) for query in of_kind] for kind, of_kind in queries.items()}
    for kind, asked_of_kind in queries.items():
        pages = [engine.search(query) for query in asked_of_kind]
        first = [times[kind, at][0] for at in range(len(pages))]
        again = [statistics.median(times[kind, at][1:]) for at in range(len(pages))]
        found = statistics.median(page.total for page in pages)
        relaxed = sum(page.relaxed for page in pages)
        advised = sum(bool(page.suggestions) for page in pages)
        help_taken = shown([spent for page, spent in zip(pages, ways[kind], strict=True) if not page.total])
        yield f"{kind:26}{shown(first)}{shown(again)}{help_taken}{found:>11,.0f}{relaxed:>10}{advised:>10}"


def helped(engine: Engine, query: SearchQuery) -> float:
    """Milliseconds of what a page without a hit counts."""
    ways = [condition.without for condition in ways_out(query)]
    begun = time.process_time()
    engine.totals(ways)
    return 1000 * (time.process_time() - begun)


def shown(times: Sequence[float]) -> str:
    if len(times) < 2:
        return f"{'':>16}"
    inside = statistics.quantiles(times, n=20)
    return f"{statistics.median(times):>8.1f} /{inside[-1]:>6.1f}"


if __name__ == "__main__":
    main()
