"""The measuring of names and spellings itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.names import PARTS, different_pairs, people, same_pairs

ROOT = Path(__file__).resolve().parents[2]


def test_there_are_pairs_enough_to_tell_something() -> None:
    for part in PARTS:
        assert len(list(same_pairs(part))) >= 170
        assert len(list(different_pairs(part))) >= 80


def test_no_pair_is_in_two_parts() -> None:
    pairs = [(pair.one, pair.other) for part in PARTS for pair in same_pairs(part)]
    assert len(pairs) == len(set(pairs))


def test_made_people_are_the_same_each_time() -> None:
    assert people(700) == people(700)
    assert len({person.slug for person in people(700)}) == 700


def test_names_are_measured() -> None:
    printed = bench("names", "--people", "700", "--rounds", "1")
    assert all(f"\n{part}\n" in printed for part in PARTS)
    assert "700 people, median of 1 rounds" in printed


def test_spelling_is_measured() -> None:
    printed = bench("spelling", "--words", "2000", "--questions", "20")
    assert "2,000 words" in printed
    assert "20 questions" in printed


def bench(name: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
