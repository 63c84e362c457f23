"""How many spellings of names meet, how many different names do too, and how quickly people are found.

The pairs of tests/text/name_pairs: the rules were tuned on `tuned`. `held_out` was looked at once, after
which two wrong pairs of it changed rules; `fresh` was written and looked at then, and changed one. CPU
time, not the clock's; the people are made up, but for those whom searchapp knows.
"""

from __future__ import annotations

import argparse
import platform
import random
import statistics
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from searchapp import __version__
from searchapp.authority.people_file import load_people
from searchapp.model.registry import Person
from searchapp.text.name_keys import same_name
from searchapp.text.names import NameIndex

PAIRS = Path(__file__).resolve().parent.parent / "tests" / "text" / "name_pairs"
PARTS = ("tuned", "held_out", "fresh")
SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk"), "Cyrillic"),
    **dict.fromkeys(("fa", "ar", "ur"), "Arabic"),
}
ASKED = ("Путин", "Poutine", "Kharazi", "خرازی", "Schewardnadse", "Пауэлл", "ivanov", "market", "Джордж")
SYLLABLES = "ba ro kov sha li ku mir dze zha ter pe vo na gor khi tse yu ya an ol ger mak si tu".split()
ENDINGS = ("ov", "ev", "in", "sky", "enko", "ian", "shvili", "oglu", "adze", "uk", "ich", "son", "")


@dataclass(frozen=True)
class Pair:
    """Two names, and in which script the second is."""

    one: str
    other: str
    script: str = "Latin"


def same_pairs(part: str) -> Iterator[Pair]:
    """Spellings of one name."""
    for name, spellings in tomllib.loads((PAIRS / f"same_{part}.toml").read_text("utf-8")).items():
        for language, others in spellings.items():
            yield from (Pair(name, other, SCRIPTS.get(language, "Latin")) for other in others)


def different_pairs(part: str) -> Iterator[Pair]:
    """Names of different families."""
    pairs = tomllib.loads((PAIRS / f"different_{part}.toml").read_text("utf-8"))["pairs"]
    return (Pair(one, other) for one, other in pairs)


def people(number: int, seed: int = 1) -> list[Person]:
    """Those of the shipped file, and made-up ones."""
    generator = random.Random(seed)
    known = [person for person in load_people().persons if not person.hidden][:number]
    given = sorted({person.name.split()[0] for person in known})
    found = [
        Person(slug=f"known-{count}", name=person.name, aliases=person.aliases, articles=100)
        for count, person in enumerate(known)
    ]
    for count in range(number - len(known)):
        surname = "".join(generator.choices(SYLLABLES, k=generator.choice((1, 2, 2, 3)))).capitalize()
        surname += generator.choice(ENDINGS)
        names = [f"{generator.choice(given)} {surname}" for _ in range(generator.choice((1, 1, 2)))]
        found.append(Person(slug=f"made-{count}", name=names[0], aliases=tuple(names[1:]), articles=2))
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=20_000, metavar="N", help="how many (default 20000)")
    asked.add_argument("--rounds", type=int, default=5, metavar="N", help="how many times (default 5)")
    options = asked.parse_args()
    print(f"$ python -m bench.names {' '.join(sys.argv[1:])}".rstrip())
    print(f"searchapp {__version__}, Python {platform.python_version()}")
    for part in PARTS:
        print("\n".join(quality(part)))
    print("\n".join(speed(people(options.people), options.rounds)))


def quality(part: str) -> Iterator[str]:
    found = defaultdict(list)
    for pair in same_pairs(part):
        found[pair.script].append((pair, same_name(pair.one, pair.other)))
    yield f"\n{part}"
    for script, results in sorted(found.items()):
        right = sum(same for _, same in results)
        yield f"  {script:9} {right:4} of {len(results):4} meet  {right / len(results):6.1%}"
    missed = [pair for results in found.values() for pair, same in results if not same]
    yield "  apart: " + ", ".join(f"{pair.one} {pair.other}" for pair in missed)
    different = list(different_pairs(part))
    merged = [f"{pair.one} {pair.other}" for pair in different if same_name(pair.one, pair.other)]
    yield f"  different {len(merged):4} of {len(different):4} meet  {', '.join(merged)}"


def speed(held: Sequence[Person], rounds: int) -> Iterator[str]:
    indexes = [NameIndex(held) for _ in range(rounds)]
    first = [seconds(partial(index.meant, "putin")) for index in indexes]
    every = [seconds(partial(asked_for, index)) for index in indexes]
    again = [seconds(partial(asked_for, index)) / len(ASKED) for index in indexes]
    yield f"\n{len(held)} people, median of {rounds} rounds"
    yield f"  the first name asked for        {statistics.median(first) * 1e3:6.1f} ms"
    yield f"  all that other words ask for    {statistics.median(every) * 1e3:6.1f} ms"
    yield f"  a word asked for again          {statistics.median(again) * 1e6:6.1f} µs"


def asked_for(index: NameIndex) -> None:
    for word in ASKED:
        index.spellings(word, lambda _: 1)


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
