"""The dearest queries there are: how long the limits of a query let one take, at most.

    python -m bench.dearest --articles 1000000 --work FOLDER

Of the words that stand in most articles: as many as a query may have, all of them or any, phrases and
nearness of them, beginnings of two letters, spellings. Corpus and index are those of `bench.compare`, made
where they are not there. Seconds of whole answers of an engine that has just been opened, so that no cache
knows anything, by the clock and of the processor; and by the clock when it is asked again.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from bench.compare import WORK
from bench.corpus import Size
from bench.prepared import fingerprint, prepared
from bench.readers import indexed
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.model.search import Match, SearchQuery
from searchapp.text.analyze import STOP_WORDS

MOST_WORDS = 32
FEWEST_LETTERS = 2


def queries(frequencies: Mapping[str, int]) -> Mapping[str, SearchQuery]:
    """By what is dear about them; `frequencies` has the most frequent word first."""
    plain = (word for word in frequencies if word.isascii() and word.isalpha() and word not in STOP_WORDS)
    words = list(islice(plain, MOST_WORDS))
    beginnings = _beginnings(frequencies)
    texts = {
        "32 words, all of them": " ".join(words),
        "32 words, any of them": " OR ".join(words),
        "16 words and their neighbours": " ".join(words[:16]),
        "a phrase of 8 words": f'"{" ".join(words[:8])}"',
        "8 phrases of 2 words": " ".join(f'"{one} {other}"' for one, other in _pairs(words[:16])),
        "8 pairs near each other": " ".join(f'"{one} {other}"~9' for one, other in _pairs(words[:16])),
        "8 words near each other": f'"{" ".join(words[:8])}"~99',
        "two letters": f"{beginnings[0]}*",
        "8 beginnings of two letters": " OR ".join(f"{letters}*" for letters in beginnings[:8]),
        "8 spellings": " OR ".join(f"{word}~" for word in words[:8]),
        "all but 16 words": " ".join(f"-{word}" for word in words[:16]),
    }
    return {name: SearchQuery(q=text, match=Match.ALL, per_page=100) for name, text in texts.items()} | {
        "everything": SearchQuery(per_page=100)
    }


def _pairs(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(words[::2], words[1::2], strict=True)


def _beginnings(frequencies: Mapping[str, int]) -> list[str]:
    """Two letters each, those with most postings first."""
    postings: dict[str, int] = {}
    for word, count in frequencies.items():
        if word.isascii() and word.isalpha():
            letters = word[:FEWEST_LETTERS]
            postings[letters] = postings.get(letters, 0) + count
    return sorted(postings, key=lambda letters: -postings[letters])


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--articles", type=int, default=100_000, metavar="N", help="how many (default 100,000)")
    told.add_argument("--work", type=Path, default=WORK, help="folder of corpora and indexes")
    options = told.parse_args()
    size = Size.of(options.articles, None, seed=1, plain=False, titles=0.0)
    corpus = prepared(options.work / f"{size.key}-{fingerprint(size, None)}" / "corpus", size, None)
    folder = indexed(corpus)
    print(f"{options.articles:,} articles; seconds by the clock, of the processor, and again\n")
    for name, query in queries(corpus.frequencies()).items():
        engine = EmbeddedEngine(folder)
        engine.search(SearchQuery(q="xylophone"))
        clock, cpu = timed(engine, query)
        again, _ = timed(engine, query)
        page = engine.search(query)
        left_out = f"   {len(page.notices)} notices" if page.notices else ""
        print(f"{name:32}{clock:8.3f}{cpu:8.3f}{again:8.3f}{page.total:>12,} articles{left_out}")


def timed(engine: EmbeddedEngine, query: SearchQuery) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, cpu = time.perf_counter(), time.process_time()
    engine.search(query)
    return time.perf_counter() - clock, time.process_time() - cpu


if __name__ == "__main__":
    main()
