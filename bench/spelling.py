"""How quickly the words near a misspelled one are found among very many, and what that takes.

The words are made up, as English ones in their letters and lengths; the misspellings are one slip each, in
words drawn by chance. CPU time, not the clock's.
"""

from __future__ import annotations

import argparse
import gc
import platform
import random
import sys
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from searchapp import __version__
from searchapp.query.patterns import edits_allowed
from searchapp.text.near_words import LexiconArrays, most_frequent
from searchapp.text.spelling import Correction, corrections

LETTERS = "etaoinshrdlucmfwypvbgkjqxz"
CHANCES = (12, 9, 8, 8, 7, 7, 6, 6, 6, 4, 4, 3, 3, 2, 2, 2, 2, 2, 1, 1.5, 2, 0.8, 0.2, 0.1, 0.2, 0.1)
SHORTEST, MEAN, SPREAD = 3, 8.3, 2.5


def words(number: int, seed: int) -> list[str]:
    """Different ones, in order."""
    generator = random.Random(seed)
    made: set[str] = set()
    while len(made) < number:
        length = max(SHORTEST, round(generator.gauss(MEAN, SPREAD)))
        made.add("".join(generator.choices(LETTERS, CHANCES, k=length)))
    return sorted(made)


def slipped(word: str, generator: random.Random) -> str:
    """A word with one edit."""
    at, letter = generator.randrange(len(word)), generator.choice(LETTERS)
    before, here, after = word[:at], word[at], word[at + 1 :]
    return generator.choice((before + after, before + letter + after, before + letter + here + after,
                             before + after[:1] + here + after[1:]))  # fmt: skip


def arrays(made: Sequence[str]) -> LexiconArrays:
    stored = [word.encode() for word in made]
    at = np.concatenate([[0], np.cumsum(np.fromiter(map(len, stored), np.int64))]).astype(np.uint32)
    return LexiconArrays.of(np.frombuffer(b"".join(stored), np.uint8), at)


def proposed(typed: str, lexicon: LexiconArrays, documents: NDArray[np.int64]) -> tuple[Correction, ...]:
    places, distances = lexicon.near(typed, edits_allowed(typed))
    best = most_frequent(distances, documents[places])
    places, distances = places[best], distances[best]
    found = zip(lexicon.words(places), distances.tolist(), documents[places].tolist(), strict=True)
    return corrections(typed, (Correction(*each) for each in found))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--words", type=int, default=1_000_000, metavar="N", help="how many (default 1000000)")
    asked.add_argument("--questions", type=int, default=500, metavar="N", help="how many (default 500)")
    asked.add_argument("--seed", type=int, default=1, metavar="N", help="of the generator (default 1)")
    options = asked.parse_args()
    generator = random.Random(options.seed)
    made = words(options.words, options.seed)
    documents = np.array([int(generator.paretovariate(0.7)) for _ in made])
    started = time.process_time()
    lexicon = arrays(made)
    built = time.process_time() - started
    gc.freeze()  # The words made are a million objects that no index has.
    times, right = [], 0
    for _ in range(options.questions):
        meant = generator.choice(made)
        typed = slipped(meant, generator)
        started = time.process_time()
        found = proposed(typed, lexicon, documents)
        times.append(1e3 * (time.process_time() - started))
        right += typed == meant or meant in (each.word for each in found)
    own = lexicon.lengths.nbytes + lexicon.letters.nbytes
    print(f"$ python -m bench.spelling {' '.join(sys.argv[1:])}".rstrip())
    print(f"searchapp {__version__}, Python {platform.python_version()}, numpy {np.__version__}")
    print(f"{len(made):,} words, {lexicon.text.nbytes / len(made):.1f} bytes each")
    print(f"  made in {built:.2f} s; {own / 1e6:.1f} MB beside the words and where they begin")
    p50, p95, most = np.percentile(times, (50, 95, 100))
    print(f"  {len(times)} questions: {p50:.1f} ms p50, {p95:.1f} p95, {most:.1f} at most")
    print(f"  {right / len(times):.0%} have the word meant among the first three")


if __name__ == "__main__":
    main()
