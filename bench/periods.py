"""How long reading a period in words takes: `python -m bench.periods`.

The texts are those of tests/query/periods.toml, then soups of the tables' own words, which nobody types.
"""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from statistics import quantiles

from searchapp.query.periods import LANGUAGES, freeform, reading, warm
from searchapp.query.periods.words import entries, vocabulary

TABLE = Path(__file__).parents[1] / "tests" / "query" / "periods.toml"
TODAY = date(2026, 3, 3)
OTHER_FORMS = (
    "2002-04-04T10:15:00Z",
    "Thu, 04 Apr 2002 10:15:00 GMT",
    "4 апреля 2002, 10:15",
    "4 Nisan 2002, 10:15",
    "2 weeks and 3 days ago",
)
ROUNDS = 5
SOUPS = 20_000


def seconds(text: str) -> float:
    """Of processor time, nothing remembered: the best of several rounds."""
    return min(_once(text) for _ in range(ROUNDS))


def _once(text: str) -> float:
    freeform._read.cache_clear()  # noqa: SLF001
    start = time.process_time()
    reading.__wrapped__(text, TODAY)
    return time.process_time() - start


def texts() -> list[str]:
    sets = tomllib.loads(TABLE.read_text(encoding="utf-8")).values()
    return [text for each in sets for listed in each.values() for text in listed if text not in OTHER_FORMS]


def soups(rng: random.Random) -> Iterable[str]:
    words = [entry.replace("_", " ") for language in LANGUAGES for _, _, entry in entries(language)]
    unclear = [" ".join(key) for key, item in vocabulary().items.items() if len(item) > 1]
    signs = ["1", "4", "98", "2002", "-", "/", "..", "4.4.", "'98", "04/05/2002", "10:15"]
    for _ in range(SOUPS):
        pieces = rng.choices(rng.choice((words, unclear + signs, words + signs * 50)), k=rng.randint(1, 14))
        yield rng.choice((" ", " ", "-")).join(pieces)


def told(name: str, found: list[float]) -> str:
    cuts = quantiles(found, n=100)
    shown = [f"{1e3 * each:.3f}" for each in (cuts[49], cuts[94], max(found))]
    return f"{name:34} median {shown[0]} ms, 95 of 100 within {shown[1]} ms, most {shown[2]} ms"


def main() -> None:
    start = time.process_time()
    vocabulary()
    print(f"the tables: {1e3 * (time.process_time() - start):.0f} ms, once")
    start = time.process_time()
    warm()
    print(f"dateparser, one text of each language: {1e3 * (time.process_time() - start):.0f} ms, once")
    listed = texts()
    print(told(f"{len(listed)} texts of the table", [seconds(text) for text in listed]))
    print(told("days in other forms (dateparser)", [seconds(text) for text in OTHER_FORMS]))
    print(told(f"{SOUPS} soups of words, one round", [_once(text) for text in soups(random.Random(1))]))


if __name__ == "__main__":
    main()
